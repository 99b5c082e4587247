const dayShape = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const momentShape =
  /^(\d{4}-\d{2}-\d{2})[Tt]([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** RFC 3339 full-date that exists in the calendar, 1900 to 2199. */
export function isCalendarDay(value: unknown): value is string {
  if (typeof value !== 'string' || !dayShape.test(value)) return false;
  const day = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

/** RFC 3339 date-time with its zone. */
export function isMoment(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const day = momentShape.exec(value)?.[1];
  return day !== undefined && isCalendarDay(day) && !Number.isNaN(Date.parse(value));
}
