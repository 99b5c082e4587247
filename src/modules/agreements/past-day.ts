import { invalidFields } from '../../platform/http/validation.js';
import type { LocalDate } from '../../shared/local-date.js';

/** The day on which something happened: today unless told, and never ahead. */
export function pastDay(on: LocalDate | undefined, today: LocalDate): LocalDate {
  if (on !== undefined && on > today)
    throw invalidFields([
      {
        pointer: '/on',
        code: 'in_future',
        message: 'on must not lie ahead: record it when it has happened',
      },
    ]);
  return on ?? today;
}
