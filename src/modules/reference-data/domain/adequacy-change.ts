import type { LocalDate } from '../../../shared/local-date.js';
import { listOf } from './catalogue.js';
import type { AdequacyItem, AdequatePlace, DpfFramework } from './list-items.js';
import { findItem, type ReferenceList } from './reference-list.js';

export const adequacyLists = ['adequacy_eu', 'adequacy_uk', 'adequacy_ch'] as const;
export type AdequacyList = (typeof adequacyLists)[number];

/**
 * What may happen to a decision after the lists were shipped (GDPR Art. 45(5)). ended: `endsOn` is its last day. suspended:
 * it counts not from `from` to `endsOn`, or until further notice. amended: from that day it has another last day or other
 * places. new_place: a decision that the lists do not hold.
 */
export const adequacyChangeKinds = ['ended', 'suspended', 'amended', 'new_place'] as const;
export type AdequacyChangeKind = (typeof adequacyChangeKinds)[number];

export type GivenAdequacyChange = Readonly<{
  list: AdequacyList;
  code: string;
  kind: AdequacyChangeKind;
  from: LocalDate | null;
  endsOn: LocalDate | null;
  places: readonly AdequatePlace[] | null;
  /** Number of the decision or regulation that is new. */
  decision: string | null;
  framework: DpfFramework | null;
  /** Does it bind exporters in Iceland, Liechtenstein and Norway? Not known is no. */
  bindsEeaEfta: boolean | null;
  reason: string;
  /** Where it can be read: number and page of the official journal, or the judgment. */
  source: string;
}>;

/** A change that the organisation has recorded. It never goes: one that was wrong is revoked, and counts no more from then on. */
export type AdequacyChange = GivenAdequacyChange &
  Readonly<{
    id: string;
    revision: number;
    /** The first day on which answers differ because of it. */
    effectiveFrom: LocalDate;
    /** When that day had come, and whoever listens was told. */
    tookEffectAt: Date | null;
    recordedById: string;
    recordedAt: Date;
    revokedById: string | null;
    revokedAt: Date | null;
    revokedBecause: string | null;
  }>;

/** The recorded changes, as they are handed to whoever asks about adequacy. */
export type AdequacyChanges = readonly AdequacyChange[];

/** A decision as it stands on one day. */
export type DecisionOfDay = AdequacyItem & Readonly<{ suspendedFrom?: LocalDate }>;

/** Those that were on record at that moment and not revoked by then. */
export function knownAt(changes: AdequacyChanges, moment: Date): AdequacyChanges {
  return changes.filter(
    ({ recordedAt, revokedAt }) => recordedAt <= moment && (revokedAt === null || revokedAt > moment),
  );
}

/** The list with everything that was recorded on top of it, as it stands on that day. */
export function decisionsOfDay(
  list: AdequacyList,
  changes: AdequacyChanges,
  on: LocalDate,
): ReferenceList<DecisionOfDay> {
  const shipped = listOf(list);
  const counting = changes.filter((change) => change.list === list && change.revokedAt === null);
  if (counting.length === 0) return shipped;
  const items = [...shipped.items, ...counting.filter(isNew).map(decisionOf)];
  return { ...shipped, items: items.map((item) => changed(item, counting, on)) };
}

/** The decision with that code, shipped or recorded; null when there is none. */
export function decisionNamed(
  list: AdequacyList,
  code: string,
  changes: AdequacyChanges,
): AdequacyItem | null {
  const recorded = changes.find(
    (change) => isNew(change) && change.list === list && change.code === code && change.revokedAt === null,
  );
  return findItem(listOf(list), code) ?? (recorded === undefined ? null : decisionOf(recorded));
}

const isNew = ({ kind }: AdequacyChange): boolean => kind === 'new_place';

function decisionOf({
  code,
  decision,
  places,
  framework,
  from,
  endsOn,
  ...rest
}: AdequacyChange): AdequacyItem {
  const [first] = places ?? [];
  return {
    code,
    label: first?.place ?? code,
    decision: decision ?? rest.source,
    coversEea: false,
    places: places ?? [],
    confidence: 'M',
    ...(framework !== null && { framework }),
    ...(from !== null && { validFrom: from }),
    ...(endsOn !== null && { validTo: endsOn }),
    ...(rest.bindsEeaEfta !== true && {
      eeaEftaPending: 'Nobody has recorded that it binds exporters there',
    }),
  };
}

/** In the order of their days, and an end always last: of two ends the earlier counts, so that a doubt is a no. */
function changed(item: AdequacyItem, changes: AdequacyChanges, on: LocalDate): DecisionOfDay {
  const own = changes.filter(({ code }) => code === item.code);
  const amended = own
    .filter(({ kind, effectiveFrom }) => kind === 'amended' && effectiveFrom <= on)
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1))
    .reduce(amend, item);
  const ended = own.filter(({ kind }) => kind === 'ended').reduce(end, amended);
  const suspension = own.find(
    ({ kind, effectiveFrom, endsOn }) =>
      kind === 'suspended' && effectiveFrom <= on && (endsOn === null || on <= endsOn),
  );
  return suspension === undefined ? ended : { ...ended, suspendedFrom: suspension.effectiveFrom };
}

function amend(item: AdequacyItem, { endsOn, places, decision, bindsEeaEfta }: AdequacyChange): AdequacyItem {
  const { eeaEftaPending, ...rest } = item;
  const open = bindsEeaEfta !== true && eeaEftaPending !== undefined;
  return {
    ...rest,
    ...(open && { eeaEftaPending }),
    ...(endsOn !== null && { validTo: endsOn }),
    ...(places !== null && { places }),
    ...(decision !== null && { decision }),
  };
}

function end(item: AdequacyItem, { endsOn }: AdequacyChange): AdequacyItem {
  if (endsOn === null || (item.validTo !== undefined && item.validTo <= endsOn)) return item;
  return { ...item, validTo: endsOn };
}
