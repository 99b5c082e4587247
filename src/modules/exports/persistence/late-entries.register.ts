import { as } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

const sources = [
  { type: 'agreement', table: 'agreement', label: 'reference', from: 'effective_from' },
  { type: 'certification', table: 'certification', label: 'scheme', from: 'valid_from' },
  { type: 'audit', table: 'audit', label: 'kind', from: 'performed_on' },
];

/** What was true before anybody put it on record: the day it counts from, the day it was first written, and the days between. */
export const lateEntriesRegister: ExportedRegister = {
  name: 'late-entries',
  roles: readers,
  subjectType: null,
  sql: `SELECT late.*, late.recorded_at::date - late.true_from AS days_late FROM (
      ${sources
        .map(
          ({ type, table, label, from }) =>
            `SELECT '${type}' AS subject_type, t.id, t.revision, t.vendor_id, t.${label} AS label, t.${from} AS true_from, first.recorded_at
               FROM ${table} t JOIN ledger_entry first ON first.subject_id = t.id AND first.revision = 1`,
        )
        .join(' UNION ALL ')}) late
    WHERE late.true_from < late.recorded_at::date ORDER BY late.recorded_at, late.id`,
  columns: [
    as('subjectType', 'subject_type'),
    as('id'),
    as('vendorId', 'vendor_id'),
    as('label'),
    as('trueFrom', 'true_from'),
    as('recordedAt', 'recorded_at'),
    as('daysLate', 'days_late'),
  ],
  period: between('true_from'),
};
