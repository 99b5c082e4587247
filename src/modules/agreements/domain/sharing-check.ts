import { isTakenIn, volumeBandOf } from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { isBeyond, type Limits } from './approved-limits.js';
import { isApproved, type DataFlowStatus } from './data-flow.js';
import type { DeviationKind, Excess } from './deviation.js';
import { isTooOften, numberOf, plus, type SharingDay, type SharingDays } from './sharing-days.js';
import type { SentData } from './sharing-event.js';

/** How a flow stood from a moment on, as its record says; `limits` of the decision that then counted. */
export type Standing = Readonly<{
  from: Date;
  status: DataFlowStatus;
  validUntil: LocalDate | null;
  limits: Limits | null;
}>;

/** The flow's standings, the oldest first, and the days with a sharing that are near those of the events. */
export type KnownSharing = Readonly<{ standings: readonly Standing[]; days: SharingDays }>;

export type Checked<Event> = Readonly<{
  events: readonly Readonly<{ event: Event; excesses: readonly Excess[] }>[];
  /** The days that the events touch, as they are with them. */
  days: readonly SharingDay[];
}>;

/**
 * Compares events with what was approved when they happened, in the order of their moments. Each costs the same, however
 * many there are: lookups in sets, and one look around the first event of a day.
 */
export function checkEvents<Event extends SentData>(
  events: readonly Event[],
  known: KnownSharing,
): Checked<Event> {
  const days = new Map(known.days);
  const touched = new Set<number>();
  const tooOften = new Map<string, boolean>();
  const inOrder = [...events].sort((a, b) => a.at.getTime() - b.at.getTime());
  const checked = inOrder.map((event) => {
    const day = numberOf(event.at);
    const total = plus(days.get(day), event);
    days.set(day, total);
    touched.add(day);
    const standing = standingAt(known.standings, event.at);
    const limits = standing && isApproved(standing.status) ? standing.limits : null;
    if (!standing || !limits) return { event, excesses: [withoutApproval(standing)] };
    const often = `${day} ${total.hours} ${limits.decisionId}`;
    if (!tooOften.has(often)) tooOften.set(often, isTooOften(days, day, limits.frequency));
    const excesses = [
      ...outOfTime(standing, limits, total.day),
      ...beyond(event, limits),
      ...tooMuch(total, limits, tooOften.get(often) ?? false),
    ];
    return { event, excesses };
  });
  return { events: checked, days: [...touched].flatMap((day) => days.get(day) ?? []) };
}

/** The last standing that began at the moment or before it. */
export function standingAt(standings: readonly Standing[], at: Date): Standing | null {
  let [low, high] = [0, standings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = standings[middle];
    if (one && one.from <= at) low = middle + 1;
    else high = middle;
  }
  return standings[low - 1] ?? null;
}

function withoutApproval(standing: Standing | null): Excess {
  const excess = standing?.status ?? 'unregistered';
  return { kind: 'no_approval', excess, approved: [], decisionId: null };
}

function outOfTime({ status, validUntil }: Standing, { decisionId }: Limits, day: LocalDate): Excess[] {
  const late = validUntil !== null && day > validUntil;
  const excess = late
    ? 'after_the_approval_ended'
    : status === 'suspended'
      ? 'while_suspended'
      : status === 'active'
        ? null
        : 'before_activation';
  return excess === null ? [] : [{ kind: 'period', excess, approved: [], decisionId }];
}

function beyond({ purpose, categories, toCountry }: SentData, limits: Limits): Excess[] {
  const outside = (kind: DeviationKind, codes: readonly string[], approved: ReadonlySet<string>): Excess[] =>
    codes
      .filter((code) => (kind === 'category' ? !isTakenIn(code, approved) : !approved.has(code)))
      .map((excess) => ({ kind, excess, approved: [...approved], decisionId: limits.decisionId }));
  return [
    ...outside('purpose', [purpose], limits.purposes),
    ...outside('category', categories, limits.categories),
    ...outside('country', [toCountry], limits.countries),
  ];
}

function tooMuch(day: SharingDay, limits: Limits, tooOften: boolean): Excess[] {
  const { decisionId, volume, frequency } = limits;
  const band = volumeBandOf(day.subjects);
  const approved = (code: string | null) => (code === null ? [] : [code]);
  return [
    ...(isBeyond(band, volume)
      ? [{ kind: 'volume' as const, excess: band, approved: approved(volume), decisionId }]
      : []),
    ...(tooOften && frequency !== null
      ? [{ kind: 'frequency' as const, excess: frequency, approved: [frequency], decisionId }]
      : []),
  ];
}
