import type { LocalDate } from '../../../shared/local-date.js';
import {
  evaluateAdequacy,
  findItem,
  listOf,
  transferAnswer,
  type AdequacyChanges,
} from '../../reference-data/codes.js';
import type { DataFlowContent, FlowTransfer, Tia } from './data-flow.js';
import type { TransferLeg } from './transfer-leg.js';

export type { TransferLeg } from './transfer-leg.js';

/** The law that asks, and what it knows on that day. */
export type Exporting = Readonly<{ exporter: string; on: LocalDate; changes: AdequacyChanges }>;

type Places = Pick<DataFlowContent, 'locations' | 'transfers'> & Partial<Pick<DataFlowContent, 'recipients'>>;

/**
 * Every country where the data are stored, processed or reached from, or to which they are passed on, and every declared
 * transfer, from the exporter's law.
 */
export function transferLegs(flow: Places, exporting: Exporting): TransferLeg[] {
  const declared = new Map(flow.transfers.map((transfer) => [transfer.toCountry, transfer]));
  const onward = (flow.recipients ?? []).flatMap(({ country }) => country ?? []);
  const countries = new Set([...flow.locations.map(({ country }) => country), ...onward, ...declared.keys()]);
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
  const restricted = adequacy.adequate !== true || adequacy.decision !== null;
  return { toCountry, tool, restricted, ...answer, reliesOn };
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

/** The ways as a flow keeps them, with the decisions that they rely on. */
export function waysOf(
  legs: readonly TransferLeg[],
): Readonly<{ legs: readonly TransferLeg[]; standsOn: string[] }> {
  return { legs, standsOn: reliedOn(legs) };
}

export function reliedOn(legs: readonly TransferLeg[]): string[] {
  return [...new Set(legs.flatMap(({ reliesOn }) => (reliesOn === null ? [] : [reliesOn])))].sort();
}
