import type { LocalDate } from './local-date.js';

/** Where time enters. Domain functions take the moment or the day as an argument. */
export abstract class Clock {
  abstract now(): Date;

  /** Today in UTC; a due day ends at midnight UTC. */
  today(): LocalDate {
    return this.now().toISOString().slice(0, 10) as LocalDate;
  }
}
