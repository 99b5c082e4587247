import type { StaffRole } from '../../../shared/roles.js';
import type { Column } from './column.js';

export const exportFormats = ['csv', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A register as a stream: one row is one thing on record. */
export type ExportedRegister = Readonly<{
  name: string;
  roles: readonly StaffRole[];
  /** One statement without values from outside; ends with an order, so that two exports of the same state are the same. */
  sql: string;
  columns: readonly Column[];
}>;

export const readers: readonly StaffRole[] = ['auditor', 'dpo', 'procurement'];
