import { Injectable } from '@nestjs/common';
import ical, { ICalEventTransparency } from 'ical-generator';
import type { PageRequest } from '../../platform/database/lists.js';
import { Clock } from '../../shared/clock.js';
import { addDays, type LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { calendarTitles, type CalendarEntry } from './domain/calendar-entry.js';
import { CalendarReader, type CalendarFilter } from './persistence/calendar.reader.js';

const daysAhead = 400;
const mostInFile = 1_000;
const hourSeconds = 3_600;

/** What falls due, as a list and as a file for calendar programs. */
@Injectable()
export class CalendarService {
  constructor(
    private readonly clock: Clock,
    private readonly reader: CalendarReader,
  ) {}

  page(filter: CalendarFilter, request: PageRequest): Promise<Page<CalendarEntry>> {
    return this.reader.page(filter, request);
  }

  /** RFC 5545: what is open up to the day, all-day events whose identity stays while their day moves. */
  async file(filter: CalendarFilter): Promise<string> {
    const to = filter.to ?? addDays(this.clock.today(), daysAhead);
    const entries = await this.reader.some({ ...filter, to }, mostInFile);
    const calendar = ical({
      name: 'Keyholder',
      prodId: { company: 'Keyholder', product: 'Calendar', language: 'EN' },
      ttl: hourSeconds,
    });
    const stamp = this.clock.now();
    for (const { id, kind, day, label } of entries)
      calendar.createEvent({
        id: `${id}@keyholder`,
        start: midnight(day),
        end: midnight(addDays(day, 1)),
        allDay: true,
        stamp,
        summary: `${calendarTitles[kind]}: ${label}`,
        categories: [{ name: kind }],
        transparency: ICalEventTransparency.TRANSPARENT,
      });
    return calendar.toString();
  }
}

const midnight = (day: LocalDate) => new Date(`${day}T00:00:00Z`);
