import type { ColumnPlan } from './import-columns.js';
import type { Rejection, Verdict } from './import-judgement.js';
import { nothingKnown, type Vendor } from './vendor.js';

export const rowOutcomes = ['created', 'updated', 'unchanged', 'rejected'] as const;
export type RowOutcome = (typeof rowOutcomes)[number];

export type RowReport = Readonly<{
  row: number;
  outcome: RowOutcome;
  /** null for a rejected row, and for one that would be created by a dry run. */
  vendorId: string | null;
  name: string | null;
  changed: readonly string[];
  reasons: readonly Rejection[];
}>;

export type ImportReport = Readonly<{
  dryRun: boolean;
  format: string;
  total: number;
  created: number;
  updated: number;
  unchanged: number;
  rejected: number;
  columns: ColumnPlan;
  /** Sheets of a workbook that were not looked at. */
  furtherSheets: number;
  rows: readonly RowReport[];
  /** How many rows are counted above and not listed: of a large file the rejected rows come first. */
  rowsLeftOut: number;
}>;

/** Of a file up to this size every row is listed. */
export const listedWhole = 2_000;
const listedRejected = 1_000;
const listedOthers = 1_000;

export function emptyReport(
  about: Pick<ImportReport, 'dryRun' | 'format' | 'total' | 'columns' | 'furtherSheets'>,
): ImportReport {
  return { ...about, created: 0, updated: 0, unchanged: 0, rejected: 0, rows: [], rowsLeftOut: 0 };
}

export function withRows(report: ImportReport, rows: readonly RowReport[]): ImportReport {
  const count = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length;
  const all = [...report.rows, ...rows];
  const listed = report.total <= listedWhole ? all : fewOf(all);
  return {
    ...report,
    created: report.created + count('created'),
    updated: report.updated + count('updated'),
    unchanged: report.unchanged + count('unchanged'),
    rejected: report.rejected + count('rejected'),
    rows: listed,
    rowsLeftOut: report.rowsLeftOut + all.length - listed.length,
  };
}

function fewOf(rows: readonly RowReport[]): RowReport[] {
  let rejected = 0;
  let others = 0;
  return rows.filter(({ outcome }) =>
    outcome === 'rejected' ? ++rejected <= listedRejected : ++others <= listedOthers,
  );
}

export function reportOf(row: number, name: string | null, verdict: Verdict, dryRun: boolean): RowReport {
  if (verdict.outcome === 'rejected')
    return { row, outcome: 'rejected', vendorId: null, name, changed: [], reasons: verdict.reasons };
  const { outcome, vendor } = verdict;
  const changed = outcome === 'updated' ? differing(verdict.before, vendor) : [];
  const vendorId = outcome === 'created' && dryRun ? null : vendor.id;
  return { row, outcome, vendorId, name: vendor.name, changed, reasons: [] };
}

function differing(before: Vendor, after: Vendor): string[] {
  return ['name' as const, ...(Object.keys(nothingKnown) as (keyof typeof nothingKnown)[])]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .sort();
}
