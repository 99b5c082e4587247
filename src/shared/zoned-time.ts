import { addDays, type LocalDate } from './local-date.js';

/** What a clock on the wall of a time zone shows: the day, and the milliseconds since its midnight. */
export type WallTime = Readonly<{ day: LocalDate; timeMs: number }>;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How far the zone (IANA name) is ahead of UTC at that moment. */
export function zoneOffsetMs(moment: Date, zone: string): number {
  const shown = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(moment)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(shown ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * minuteMs;
}

export function wallTime(moment: Date, zone: string): WallTime {
  const shifted = moment.getTime() + zoneOffsetMs(moment, zone);
  const timeMs = ((shifted % dayMs) + dayMs) % dayMs;
  return { day: new Date(shifted).toISOString().slice(0, 10) as LocalDate, timeMs };
}

/** The moment at which the wall shows that; the earlier one when it shows it twice, the end of the gap when never. */
export function momentOf({ day, timeMs }: WallTime, zone: string): Date {
  const asIfUtc = new Date(`${day}T00:00:00Z`).getTime() + timeMs;
  const before = zoneOffsetMs(new Date(asIfUtc - dayMs), zone);
  const after = zoneOffsetMs(new Date(asIfUtc + dayMs), zone);
  const candidates = [before, after]
    .map((offset) => asIfUtc - offset)
    .filter((ms) => ms + zoneOffsetMs(new Date(ms), zone) === asIfUtc)
    .sort((a, b) => a - b);
  return new Date(candidates[0] ?? asIfUtc - before);
}

/** The midnight that ends the day there. */
export function endOfDay(day: LocalDate, zone: string): Date {
  return momentOf({ day: addDays(day, 1), timeMs: 0 }, zone);
}
