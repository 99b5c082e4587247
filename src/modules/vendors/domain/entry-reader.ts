import { isLabel, tidy } from '../../../shared/label.js';
import { localDate, type LocalDate } from '../../../shared/local-date.js';
import { isObject, numberOfKey, type JsonObject } from './list-definitions.js';
import type { RowReason } from './import-row.js';
import { websiteAddress } from './website.js';

const mostNumbers = 100;
const longestName = 200;
/** What nobody sees, as some names of published lists have it at their end. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

/** Reads the fields of one vendor of a list and collects everything that is wrong with them. */
export class EntryReader {
  readonly reasons: RowReason[] = [];
  /** Something was read generously: which field. */
  readonly generous = new Set<string>();

  constructor(private readonly entry: JsonObject) {}

  name(): string {
    const value = this.entry['name'];
    if (typeof value !== 'string') return this.wrong('name', 'type', 'must be a text', '');
    const seen = tidy(value.replace(invisible, ''));
    if (!isLabel(seen)) return this.wrong('name', 'label', 'must have something visible', '');
    if (seen.length > longestName)
      return this.wrong('name', 'too_long', `must have at most ${longestName} characters`, '');
    if (seen !== tidy(value)) this.generous.add('name');
    return seen;
  }

  /** Numbers of purposes and the like, each once and in order; a list that is not there is empty. */
  numbers(field: string): number[] {
    return this.numbersOrNull(field) ?? [];
  }

  numbersOrNull(field: string): number[] | null {
    const value = this.entry[field];
    if (value === undefined || value === null) return null;
    if (!Array.isArray(value) || value.length > mostNumbers || !value.every(isNumber))
      return this.wrong(field, 'type', `must be a list of at most ${mostNumbers} numbers from 1`, null);
    return [...new Set(value)].sort((a, b) => a - b);
  }

  flag(field: string): boolean | null {
    const value = this.entry[field] ?? null;
    if (value === null || typeof value === 'boolean') return value;
    return this.wrong(field, 'type', 'must be true or false', null);
  }

  whole(field: string, least: number, most: number): number | null {
    return this.wholeOf(this.entry[field], field, { least, most });
  }

  /** Days by number of the purpose. */
  daysByPurpose(value: unknown, field: string, most: number): Record<string, number> {
    if (value === undefined || value === null) return {};
    if (!isObject(value) || Object.keys(value).length > mostNumbers)
      return this.wrong(field, 'type', 'must be an object of days by purpose', {});
    const days: Record<string, number> = {};
    for (const [key, given] of Object.entries(value)) {
      if (numberOfKey(key) === null)
        this.wrong(field, 'type', 'must have numbers of purposes as its keys', null);
      const whole = this.wholeOf(given, field, { least: 0, most });
      if (whole !== null) days[key] = whole;
    }
    return days;
  }

  wholeOf(value: unknown, field: string, { least, most }: { least: number; most: number }): number | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return this.wrong(field, 'out_of_range', `must be a whole number from ${least} to ${most}`, null);
  }

  /** An address that cannot be used is left out; what it leads to is nothing that is decided on. */
  address(value: unknown, field: string): string | null {
    if (value === undefined || value === null || value === '') return null;
    const address = typeof value === 'string' ? websiteAddress(value) : null;
    if (address === null || !isLabel(address)) this.generous.add(field);
    return address !== null && isLabel(address) ? address : null;
  }

  /** The day of a moment, in UTC. */
  day(field: string): LocalDate | null {
    const value = this.entry[field];
    if (value === undefined || value === null) return null;
    const day = typeof value === 'string' ? dayOf(value) : null;
    return day ?? this.wrong(field, 'moment', 'must be a moment like 2023-09-04T00:00:00Z', null);
  }

  object(field: string): JsonObject {
    const value = this.entry[field];
    if (value === undefined || value === null) return {};
    return isObject(value) ? value : this.wrong(field, 'type', 'must be an object', {});
  }

  private wrong<T>(field: string, code: string, message: string, instead: T): T {
    this.reasons.push({ column: field, field, code, message });
    return instead;
  }
}

const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 99_999;

const moment = /^(\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** The day of a date or a moment with its zone, in UTC; null when the text is neither. */
export function dayOf(text: string): LocalDate | null {
  const moment = momentOf(text);
  return moment === null ? null : localDate(moment.toISOString().slice(0, 10));
}

export function momentOf(text: string): Date | null {
  const [, day = ''] = moment.exec(text) ?? [];
  const at = new Date(text);
  if (day === '' || Number.isNaN(at.getTime()) || day < '1900' || day > '2199') return null;
  try {
    localDate(day);
    return at;
  } catch {
    return null; // the 31st of a month that has none: Date would make another day of it
  }
}
