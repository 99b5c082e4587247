import type { LocalDate } from '../../../shared/local-date.js';
import {
  baseOf,
  evaluateAdequacy,
  findItem,
  listOf,
  transferAnswer,
  type AdequacyChanges,
  type DataClass,
  type DpfEntry,
  type SccModule,
  type TransferRoles,
} from '../../reference-data/codes.js';
import type { DataFlowContent, FlowTransfer } from './data-flow.js';
import { tiaLacks } from './tia.js';
import type { TransferLeg } from './transfer-leg.js';

export type { TransferLeg } from './transfer-leg.js';

/** The law that asks, what it knows on that day, and what binds the two sides. */
export type Exporting = Readonly<{
  exporter: string;
  on: LocalDate;
  changes: AdequacyChanges;
  roles: TransferRoles;
  /** The modules of the EU clauses that the agreement carries. */
  carried: readonly SccModule[];
  /** The vendor's entries in the list of the Data Privacy Framework. */
  entries: readonly DpfEntry[];
}>;

type Sharing = Pick<
  DataFlowContent,
  'locations' | 'transfers' | 'recipients' | 'subjectCategories' | 'frequency' | 'volume'
>;
type Way = Readonly<{ toCountry: string; declared: FlowTransfer | undefined; flow: Sharing }>;

/**
 * Every country where the data are stored, processed or reached from, or to which they are passed on, and every declared
 * transfer, from the exporter's law.
 */
export function transferLegs(flow: Sharing, exporting: Exporting): TransferLeg[] {
  const declared = new Map(flow.transfers.map((transfer) => [transfer.toCountry, transfer]));
  const onward = flow.recipients.flatMap(({ country }) => country ?? []);
  const countries = new Set([...flow.locations.map(({ country }) => country), ...onward, ...declared.keys()]);
  return [...countries]
    .filter((country) => country !== exporting.exporter || declared.has(country))
    .sort()
    .map((toCountry) => legOf({ toCountry, declared: declared.get(toCountry), flow }, exporting));
}

function legOf(way: Way, exporting: Exporting): TransferLeg {
  const { toCountry, declared } = way;
  const tool = declared?.tool ?? null;
  const adequacy = adequacyOf(way, exporting);
  const answer = transferAnswer({ adequacy, tool, ...onRecord(way, exporting) });
  const claimed = tool !== null && findItem(listOf('transfer_tool'), tool)?.kind === 'ADEQUACY';
  const reliesOn = adequacy.adequate === true || claimed ? adequacy.decision : null;
  const restricted = adequacy.adequate !== true || adequacy.decision !== null;
  return { toCountry, tool, restricted, ...answer, reliesOn };
}

function onRecord({ declared, flow }: Way, { on, roles, carried }: Exporting) {
  const { frequency, volume } = flow;
  return {
    on,
    scale: { frequency, volume },
    grounds: { roles, carried, approvalSeen: isSeen(declared, on) },
    tiaLacks: declared?.tia ? tiaLacks(declared.tia, on) : null,
    exception: declared?.derogation ?? null,
  };
}

function adequacyOf({ toCountry, declared, flow }: Way, { exporter, on, changes, entries }: Exporting) {
  const dataClass = dataClassOf(declared, flow);
  return evaluateAdequacy(
    {
      ...{ from: exporter, to: toCountry, on, organisation: recipientOf(declared, entries) },
      ...(dataClass !== null && { dataClass }),
    },
    changes,
  );
}

/** Data about personnel may fall under either coverage, until somebody says whose personnel they are. */
function dataClassOf(declared: FlowTransfer | undefined, { subjectCategories }: Sharing): DataClass | null {
  if (declared?.dataClass != null) return declared.dataClass;
  const people = listOf('data_subject_category').items;
  const named = subjectCategories.map((code) => baseOf(code));
  return people.some(({ code, personnel }) => personnel && named.includes(code)) ? null : 'NON_HR';
}

/** The vendor's register decides where it knows anything; else what the flow says that somebody saw. */
function recipientOf(declared: FlowTransfer | undefined, entries: readonly DpfEntry[]) {
  const { dpfListing = null, sectorConfirmed = null } = declared ?? {};
  return {
    entries,
    ...(dpfListing === null ? {} : { dpf: dpfListing }),
    ...(sectorConfirmed === null ? {} : { sectorConfirmed }),
  };
}

function isSeen(declared: FlowTransfer | undefined, on: LocalDate): boolean {
  return declared?.instrument != null && declared.instrument.seenOn <= on;
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
