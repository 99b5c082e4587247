import type { LocalDate } from '../../../shared/local-date.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Column, Row } from './column.js';
import type { Linked, LinkedCodes } from './linked-data.js';
import type { Assessed } from './oscal.js';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** From the first to the last day on which a row is true; no first day: never yet, no last one: still. */
export type Period = Readonly<{ from: LocalDate | null; to: LocalDate | null }>;

/** A register as a stream: one row is one thing on record. */
export type ExportedRegister = Readonly<{
  name: string;
  roles: readonly StaffRole[];
  /** Of which subjects there is one row for each that is on record; null where rows are something else. */
  subjectType: string | null;
  /** The column of `sql` with the subject whose revision proves a row, where that is not `id`. */
  subject?: string;
  /** One statement without values from outside; ends with an order, so that two exports of the same state are the same. */
  sql: string;
  columns: readonly Column[];
  /** When the row is true in the world, by its own effective days. */
  period: (row: Row) => Period;
  /** What a row is in terms of the Data Privacy Vocabulary; a register without it is not given as JSON-LD. */
  linked?: (row: Row, codes: LinkedCodes) => Linked;
  /**
   * What a row is as a result of an assessment; a register without it is not given as OSCAL. `sql`: the same rows in the
   * same order with more columns, where that needs them.
   */
  assessed?: Readonly<{ sql?: string; of: (row: Row) => Assessed }>;
}>;

export const readers: readonly StaffRole[] = ['auditor', 'dpo', 'procurement'];

export function isTrueOn({ from, to }: Period, day: LocalDate): boolean {
  return from !== null && from <= day && (to === null || day <= to);
}

/** A period between two columns, days or moments (their day in UTC). */
export const between =
  (from: string, to?: string) =>
  (row: Row): Period => ({ from: dayOf(row[from]), to: to === undefined ? null : dayOf(row[to]) });

export function dayOf(value: unknown): LocalDate | null {
  if (value instanceof Date) return value.toISOString().slice(0, 10) as LocalDate;
  return typeof value === 'string' ? (value.slice(0, 10) as LocalDate) : null;
}
