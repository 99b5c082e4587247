import { addDays, addMonths, type LocalDate } from '../../../shared/local-date.js';
import { endOfDay, momentOf, wallTime } from '../../../shared/zoned-time.js';
import { listOf, type ClockUnit, type NotificationClock } from '../../reference-data/codes.js';
import { brazilianCalendar, type BusinessCalendar } from './holidays.js';

/**
 * When a notice falls due. `strictDueAt` is what alarms go by: the earliest moment that anybody could call too late.
 * `formalEndAt` is the later end of the period as the law counts it, for information only.
 * Both are null where the law says "without undue delay" and no contract names hours.
 */
export type ClockReading = Readonly<{
  clock: NotificationClock;
  startsAt: Date;
  strictDueAt: Date | null;
  formalEndAt: Date | null;
}>;

export type ClockTerms = Readonly<{
  /** What the contract gives, where the law names no period. */
  contractHours?: number | null;
  /** A small agent under Res. CD/ANPD 2/2022 has twice as long. */
  smallAgent?: boolean;
  /** DORA: the classification as major may come before its own 24 hours from awareness are over. */
  awareAt?: Date;
}>;

const hourMs = 3_600_000;
const doraLongestFromAwareness = 24;

/** Where a period counted in days is counted; hours are the same everywhere. */
const zones: Partial<Record<NotificationClock, string>> = {
  LGPD_48: 'America/Sao_Paulo',
  CA_1798_82: 'America/Los_Angeles',
};

export function readClock(clock: NotificationClock, startsAt: Date, terms: ClockTerms = {}): ClockReading {
  const { unit = 'CONTRACT', length = 0 } = itemOf(clock);
  return { clock, startsAt, ...periods[unit]({ clock, startsAt, length, terms }) };
}

type Period = Readonly<{ clock: NotificationClock; startsAt: Date; length: number; terms: ClockTerms }>;
type Ends = Readonly<{ strictDueAt: Date | null; formalEndAt: Date | null }>;

const zoneOf = (clock: NotificationClock) => zones[clock] ?? 'Europe/Brussels';

const periods: Readonly<Record<ClockUnit | 'CONTRACT', (period: Period) => Ends>> = {
  HOURS: ({ clock, startsAt, length, terms }) => cappedByAwareness(clock, hours(startsAt, length), terms),
  BUSINESS_DAYS: ({ clock, startsAt, length, terms: { smallAgent = false } }) =>
    businessDays(startsAt, smallAgent ? 2 * length : length, zoneOf(clock), brazilianCalendar),
  CALENDAR_DAYS: ({ clock, startsAt, length }) =>
    wallPeriod(startsAt, zoneOf(clock), (day) => addDays(day, length)),
  MONTHS: ({ clock, startsAt, length }) =>
    wallPeriod(startsAt, zoneOf(clock), (day) => addMonths(day, length)),
  CONTRACT: ({ startsAt, terms: { contractHours = null } }) => byContract(startsAt, contractHours),
};

/**
 * Elapsed hours, nights, weekends and holidays among them, so that a change of the clocks shifts nothing. Formally the
 * hour in which the event falls is not counted, Regulation (EEC, Euratom) 1182/71 Art. 3(1); no zone matters, because
 * every zone with such a period is whole hours from UTC.
 */
export function hours(startsAt: Date, length: number): Ends {
  const nextFullHour = Math.ceil(startsAt.getTime() / hourMs) * hourMs;
  return {
    strictDueAt: new Date(startsAt.getTime() + length * hourMs),
    formalEndAt: new Date(nextFullHour + length * hourMs),
  };
}

/** The day itself does not count: at the same time of day on the last working day, formally at the end of that day. */
export function businessDays(
  startsAt: Date,
  length: number,
  zone: string,
  isWorkday: BusinessCalendar,
): Ends {
  return wallPeriod(startsAt, zone, (first) => {
    let day = first;
    for (let left = length; left > 0;) {
      day = addDays(day, 1);
      if (isWorkday(day)) left -= 1;
    }
    return day;
  });
}

function wallPeriod(startsAt: Date, zone: string, last: (day: LocalDate) => LocalDate): Ends {
  const { day, timeMs } = wallTime(startsAt, zone);
  const end = last(day);
  return { strictDueAt: momentOf({ day: end, timeMs }, zone), formalEndAt: endOfDay(end, zone) };
}

/** A contract counts from the moment itself; there is no law that would add to its hours. */
export function byContract(startsAt: Date, length: number | null): Ends {
  if (length === null) return { strictDueAt: null, formalEndAt: null };
  const strictDueAt = new Date(startsAt.getTime() + length * hourMs);
  return { strictDueAt, formalEndAt: strictDueAt };
}

function cappedByAwareness(clock: NotificationClock, ends: Ends, { awareAt }: ClockTerms): Ends {
  if (clock !== 'DORA_INITIAL' || !awareAt) return ends;
  const cap = hours(awareAt, doraLongestFromAwareness);
  return {
    strictDueAt: earlier(ends.strictDueAt, cap.strictDueAt),
    formalEndAt: earlier(ends.formalEndAt, cap.formalEndAt),
  };
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

export function itemOf(clock: NotificationClock) {
  const item = listOf('notification_clock').items.find(({ code }) => code === clock);
  if (!item) throw new RangeError(`There is no clock ${clock}`);
  return item;
}
