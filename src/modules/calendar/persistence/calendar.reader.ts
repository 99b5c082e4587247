import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, numbered, when, type PageRequest } from '../../../platform/database/lists.js';
import type { CalendarEntry, CalendarKind } from '../domain/calendar-entry.js';
import { calendarRows } from './calendar.sql.js';

export type CalendarFilter = Readonly<{
  from?: LocalDate;
  to?: LocalDate;
  kind?: CalendarKind;
  vendorId?: string;
  ownerId?: string;
}>;

const shown = `c.id, c.kind, c.day, c.subject_type AS "subjectType", c.subject_id AS "subjectId", c.label,
  c.vendor_id AS "vendorId", c.owner_id AS "ownerId"`;

@Injectable()
export class CalendarReader {
  constructor(
    private readonly lists: Lists,
    private readonly db: Database,
  ) {}

  page(filter: CalendarFilter, request: PageRequest): Promise<Page<CalendarEntry>> {
    return this.lists.page<CalendarEntry>(
      {
        select: shown,
        from: `(${calendarRows}) c`,
        where: conditions(filter),
        sorts: { day: { by: 'c.day', type: 'date' } },
        id: 'c.id',
      },
      request,
    );
  }

  /** The next of them, at most so many, for a calendar program. */
  some(filter: CalendarFilter, most: number): Promise<CalendarEntry[]> {
    const { sql, values } = numbered(conditions(filter));
    return this.db.query<CalendarEntry>(
      `SELECT ${shown} FROM (${calendarRows}) c${sql} ORDER BY c.day, c.id LIMIT ${most}`,
      values,
    );
  }
}

function conditions({ from, to, kind, vendorId, ownerId }: CalendarFilter) {
  return [
    ...when(from, 'c.day >= $?::date'),
    ...when(to, 'c.day <= $?::date'),
    ...when(kind, 'c.kind = $?'),
    ...when(vendorId, 'c.vendor_id = $?::uuid'),
    ...when(ownerId, 'c.owner_id = $?::uuid'),
  ];
}
