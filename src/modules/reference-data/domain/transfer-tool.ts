import type { LocalDate } from '../../../shared/local-date.js';
import type { AdequacyAnswer } from './adequacy.js';
import { listOf } from './catalogue.js';
import { transferLaw } from './exporter-regime.js';
import type { TransferTool } from './law-codes.js';
import type { TransferToolItem } from './list-items.js';
import { findItem } from './reference-list.js';
import { toolMisfit, type ToolGrounds } from './tool-fit.js';
import { exceptionLacks, type SharingScale, type TransferException } from './transfer-exception.js';

export type TransferFacts = Readonly<{
  adequacy: Pick<AdequacyAnswer, 'adequate' | 'decision' | 'regime' | 'reason'>;
  tool: TransferTool | null;
  on: LocalDate;
  grounds: ToolGrounds;
  /** What keeps the impact assessment (for UK exporters the data protection test) from counting; null when none was made. */
  tiaLacks: readonly string[] | null;
  exception: TransferException | null;
  scale: SharingScale;
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
      return byException(tool, facts);
    case 'NONE_NEEDED':
    case 'ADEQUACY':
    case 'NOT_A_TOOL':
      return refused(`${tool.code} does not hold: ${facts.adequacy.reason}`, lawOf(tool));
  }
}

function bySafeguard(tool: TransferToolItem, facts: TransferFacts): TransferAnswer {
  const misfit = toolMisfit(tool, facts.adequacy.regime, facts.grounds);
  if (misfit !== null) return refused(misfit, lawOf(tool));
  const needed = tool.needsTia ?? facts.exporterAddsEuData !== false;
  if (!needed) return allowed(`${tool.code}, which needs no assessment`, lawOf(tool));
  const { tiaLacks } = facts;
  const assessment = tool.assessment ?? 'TIA';
  if (tiaLacks === null) return refused(`${tool.code} needs an assessment first: ${assessment}`, lawOf(tool));
  if (tiaLacks.length > 0)
    return refused(`${tool.code} needs an assessment that counts: ${tiaLacks.join('; ')}`, lawOf(tool));
  return allowed(`${tool.code}, with assessment`, lawOf(tool));
}

function byException(tool: TransferToolItem, { exception, scale, on }: TransferFacts): TransferAnswer {
  const lacks = exceptionLacks(tool, { record: exception, scale, on });
  if (lacks.length > 0)
    return refused(`${tool.code} is an exception and read strictly: ${lacks.join('; ')}`, lawOf(tool));
  const allowedBy = `${tool.code} is an exception, for this occasion and no routine`;
  return { ...allowed(allowedBy, lawOf(tool)), derogation: true };
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
