import { addDays, localDate, type LocalDate } from '../../../shared/local-date.js';

/** Whether somebody works there on that day. */
export type BusinessCalendar = (day: LocalDate) => boolean;

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterSunday(year: number): LocalDate {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((8 * b + 13) / 25) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const monthAndDay = h + l - 7 * m + 114;
  const month = Math.floor(monthAndDay / 31);
  const day = (monthAndDay % 31) + 1;
  return localDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}

/**
 * Brazil's national holidays (Leis 662/1949, 6.802/1980, 14.759/2023) and Good Friday. Carnival and Corpus Christi are
 * optional, and holidays of states and towns are not national: counting them as working days makes the alarm no later.
 */
export function brazilianHolidays(year: number): LocalDate[] {
  const fixed = ['01-01', '04-21', '05-01', '09-07', '10-12', '11-02', '11-15', '12-25'];
  const blackAwareness = year >= 2024 ? ['11-20'] : [];
  return [
    ...[...fixed, ...blackAwareness].map((day) => localDate(`${year}-${day}`)),
    addDays(easterSunday(year), -2),
  ].sort();
}

export const brazilianCalendar: BusinessCalendar = (day) =>
  !isWeekend(day) && !brazilianHolidays(Number(day.slice(0, 4))).includes(day);

function isWeekend(day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}
