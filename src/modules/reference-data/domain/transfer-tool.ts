import type { AdequacyAnswer } from './adequacy.js';
import { listOf } from './catalogue.js';
import { transferLaw } from './exporter-regime.js';
import type { TransferTool } from './law-codes.js';
import type { TransferToolItem } from './list-items.js';
import { findItem } from './reference-list.js';

export type TransferFacts = Readonly<{
  adequacy: Pick<AdequacyAnswer, 'adequate' | 'decision' | 'regime' | 'reason'>;
  tool: TransferTool | null;
  /** A transfer impact assessment (for UK exporters the data protection test) is done and still stands. */
  tiaDone: boolean;
  /** Does the exporter add data collected in the EU? Decides on an assessment under SCC_M4; unknown counts as yes. */
  exporterAddsEuData?: boolean;
}>;

export type TransferAnswer = Readonly<{
  allowed: boolean;
  /** It rests on an exception that is read strictly and not meant for routine sharing, GDPR Art. 49. */
  derogation: boolean;
  reason: string;
  law: string;
}>;

/** May the data leave, in the order of GDPR Chapter V: no transfer, adequacy, safeguard with assessment, derogation, or not? */
export function transferAnswer(facts: TransferFacts): TransferAnswer {
  const { adequacy, tool: code } = facts;
  const tool = code === null ? null : findItem(listOf('transfer_tool'), code);
  if (tool?.kind === 'NOT_A_TOOL') return refused(`${tool.code} alone never allows a transfer`, lawOf(tool));
  if (adequacy.adequate === true) return allowed(`${adequacy.reason}: no tool needed`, adequacyLaw(adequacy));
  if (tool === null) {
    return refused(`${adequacy.reason}; no transfer tool is named`, transferLaw[adequacy.regime]);
  }
  if (!tool.exporterRegimes.includes(adequacy.regime)) {
    return refused(
      `${tool.code} does not exist in the law of the exporter (${adequacy.regime})`,
      transferLaw[adequacy.regime],
    );
  }
  return byTool(tool, facts);
}

function byTool(tool: TransferToolItem, facts: TransferFacts): TransferAnswer {
  switch (tool.kind) {
    case 'SAFEGUARD':
      return bySafeguard(tool, facts);
    case 'DEROGATION':
      return { ...allowed(derogationReason(tool), lawOf(tool)), derogation: true };
    case 'NONE_NEEDED':
    case 'ADEQUACY':
    case 'NOT_A_TOOL':
      return refused(`${tool.code} does not hold: ${facts.adequacy.reason}`, lawOf(tool));
  }
}

function bySafeguard(tool: TransferToolItem, { tiaDone, exporterAddsEuData }: TransferFacts): TransferAnswer {
  const needed = tool.needsTia ?? exporterAddsEuData !== false;
  if (needed && !tiaDone)
    return refused(`${tool.code} needs an assessment first: ${tool.assessment ?? 'TIA'}`, lawOf(tool));
  return allowed(
    needed ? `${tool.code}, with assessment` : `${tool.code}, which needs no assessment`,
    lawOf(tool),
  );
}

function derogationReason(tool: TransferToolItem): string {
  const duty =
    tool.code === 'A49_1_SUB2'
      ? '; tell the authority and the people, and keep the assessment in the record'
      : '';
  return `${tool.code} is an exception, not for routine sharing${duty}`;
}

/** GDPR Art. 45 or its sister when the answer rests on a decision, else the rule on transfers itself. */
function adequacyLaw({ decision, regime }: TransferFacts['adequacy']): string {
  const restsOnGdpr = regime === 'EU' || regime === 'EEA_EFTA';
  return decision !== null && restsOnGdpr ? 'GDPR Art. 45' : transferLaw[regime];
}

function lawOf(tool: TransferToolItem): string {
  return tool.law ?? 'GDPR Chapter V';
}

function allowed(reason: string, law: string): TransferAnswer {
  return { allowed: true, derogation: false, reason, law };
}

function refused(reason: string, law: string): TransferAnswer {
  return { allowed: false, derogation: false, reason, law };
}
