import { as } from '../domain/column.js';
import { between, type ExportedRegister } from '../domain/register.js';

/** Whole and in the order of writing; `position` is the place in the proven tree. */
export const ledgerRegister: ExportedRegister = {
  name: 'ledger',
  roles: ['auditor'],
  subjectType: null,
  sql: `SELECT e.*, leaf.position FROM ledger_entry e LEFT JOIN ledger_leaf leaf ON leaf.entry_id = e.id ORDER BY e.seq`,
  columns: [
    as('seq'),
    as('position'),
    as('id'),
    as('recordedAt', 'recorded_at'),
    as('actorKind', 'actor_kind'),
    as('actorId', 'actor_id'),
    as('requestId', 'request_id'),
    as('action'),
    as('subjectType', 'subject_type'),
    as('subjectId', 'subject_id'),
    as('revision'),
    as('reason'),
    as('changed'),
    as('state'),
  ],
  period: between('recorded_at'),
};
