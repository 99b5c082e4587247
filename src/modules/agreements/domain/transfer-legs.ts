import type { LocalDate } from '../../../shared/local-date.js';
import {
  evaluateAdequacy,
  findItem,
  listOf,
  transferAnswer,
  type AdequacyChanges,
  type TransferTool,
} from '../../reference-data/codes.js';
import type { DataFlowContent, FlowTransfer, Tia } from './data-flow.js';

/** One way that data take out of our country, and whether it may be taken on that day. Unknown is no. */
export type TransferLeg = Readonly<{
  toCountry: string;
  tool: TransferTool | null;
  allowed: boolean;
  derogation: boolean;
  reason: string;
  law: string;
  /** The adequacy decision that the leg relies on: it carries the transfer, or the named tool claims so. */
  reliesOn: string | null;
}>;

/** The law that asks, and what it knows on that day. */
export type Exporting = Readonly<{ exporter: string; on: LocalDate; changes: AdequacyChanges }>;

type Places = Pick<DataFlowContent, 'locations' | 'transfers'>;

/** Every country where the data are stored, processed or reached from, and every declared transfer, from the exporter's law. */
export function transferLegs(flow: Places, exporting: Exporting): TransferLeg[] {
  const declared = new Map(flow.transfers.map((transfer) => [transfer.toCountry, transfer]));
  const countries = new Set([...flow.locations.map(({ country }) => country), ...declared.keys()]);
  return [...countries]
    .filter((country) => country !== exporting.exporter || declared.has(country))
    .sort()
    .map((country) => legTo(country, declared.get(country), exporting));
}

function legTo(
  toCountry: string,
  declared: FlowTransfer | undefined,
  { exporter, on, changes }: Exporting,
): TransferLeg {
  const tool = declared?.tool ?? null;
  const adequacy = evaluateAdequacy(
    {
      from: exporter,
      to: toCountry,
      on,
      dataClass: 'NON_HR', // a vendor is outside our group, so that its listing for its own staff does not cover our data
      organisation: recipientOf(declared),
    },
    changes,
  );
  const answer = transferAnswer({ adequacy, tool, tiaDone: isDone(declared?.tia ?? null, on) });
  const claimed = tool !== null && findItem(listOf('transfer_tool'), tool)?.kind === 'ADEQUACY';
  const reliesOn = adequacy.adequate === true || claimed ? adequacy.decision : null;
  return { toCountry, tool, ...answer, reliesOn };
}

function recipientOf(declared: FlowTransfer | undefined) {
  const { dpfListing = null, sectorConfirmed = null } = declared ?? {};
  return {
    ...(dpfListing === null ? {} : { dpf: dpfListing }),
    ...(sectorConfirmed === null ? {} : { sectorConfirmed }),
  };
}

function isDone(tia: Tia | null, on: LocalDate): boolean {
  if (tia === null || tia.conclusion === 'NOT_CURED' || tia.assessedOn > on) return false;
  return tia.nextReviewOn === null || on <= tia.nextReviewOn;
}

export function reliedOn(legs: readonly TransferLeg[]): string[] {
  return [...new Set(legs.flatMap(({ reliesOn }) => (reliesOn === null ? [] : [reliesOn])))].sort();
}
