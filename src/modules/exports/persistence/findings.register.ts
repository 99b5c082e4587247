import { as } from '../domain/column.js';
import { readers, type ExportedRegister } from '../domain/register.js';

export const findingsRegister: ExportedRegister = {
  name: 'findings',
  roles: readers,
  sql: `SELECT f.*, v.name AS vendor_name FROM finding f JOIN vendor v ON v.id = f.vendor_id ORDER BY f.id`,
  columns: [
    as('id'),
    as('revision'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('source'),
    as('auditId', 'audit_id'),
    as('assessmentId', 'assessment_id'),
    as('questionId', 'question_id'),
    as('severity'),
    as('title'),
    as('description'),
    as('status'),
    as('dueOn', 'due_on'),
    as('ownerId', 'owner_id'),
    as('raisedByKind', 'raised_by_kind'),
    as('raisedById', 'raised_by_id'),
    as('resolvedById', 'resolved_by_id'),
    as('verifiedById', 'verified_by_id'),
    as('acceptedById', 'accepted_by_id'),
    as('acceptedUntil', 'accepted_until'),
    as('createdAt', 'created_at'),
  ],
};
