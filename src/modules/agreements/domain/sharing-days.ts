import type { FrequencyBand } from '../../reference-data/codes.js';
import { localDate, type LocalDate } from '../../../shared/local-date.js';
import type { SentData } from './sharing-event.js';

/** What was sent on one day (UTC) under one flow. `hours` has a bit for each hour in which something was. */
export type SharingDay = Readonly<{
  day: LocalDate;
  events: number;
  subjects: number;
  records: number;
  hours: number;
}>;

/** By the number of the day since 1970. */
export type SharingDays = ReadonlyMap<number, SharingDay>;

const dayMs = 86_400_000;
export const numberOf = (at: Date): number => Math.floor(at.getTime() / dayMs);
export const dayOf = (at: Date): LocalDate => localDate(at.toISOString().slice(0, 10));

export function plus(day: SharingDay | undefined, event: SentData): SharingDay {
  const { events = 0, subjects = 0, records = 0, hours = 0 } = day ?? {};
  return {
    day: day?.day ?? dayOf(event.at),
    events: events + 1,
    subjects: subjects + event.subjects,
    records: records + event.records,
    hours: hours | (1 << event.at.getUTCHours()),
  };
}

/** Days in which a frequency comes round. */
const rounds: Partial<Record<FrequencyBand, number>> = { YEARLY: 365, QUARTERLY: 90, MONTHLY: 30, WEEKLY: 7 };
const mostInRound = 2;
const mostHoursOfDaily = 2;

/** How many days before and after another one matter for how often something is sent. */
export const daysAround = Math.max(...Object.values(rounds));

/**
 * More than twice as often as approved: on a third day within a month, quarter …, in a third hour of a day. One repetition
 * is left for what was sent again or ran past midnight; what happens once happens on one day. Not asked of what is sent on
 * events, every hour or all the time.
 */
export function isTooOften(days: SharingDays, day: number, frequency: FrequencyBand | null): boolean {
  if (frequency === 'ONE_OFF') return days.size > 1;
  if (frequency === 'DAILY') return bitsOf(days.get(day)?.hours ?? 0) > mostHoursOfDaily;
  const round = frequency === null ? undefined : rounds[frequency];
  return round !== undefined && mostWithin(days, day, round) > mostInRound;
}

/** Of all spans of so many days that hold the day: the most days with a sharing in one. */
function mostWithin(days: SharingDays, day: number, span: number): number {
  let [within, most] = [0, 0];
  for (let last = day - span + 1; last < day + span; last++) {
    if (days.has(last)) within++;
    if (last > day && days.has(last - span)) within--;
    if (last >= day) most = Math.max(most, within);
  }
  return most;
}

function bitsOf(hours: number): number {
  let count = 0;
  for (let left = hours; left !== 0; left &= left - 1) count++;
  return count;
}
