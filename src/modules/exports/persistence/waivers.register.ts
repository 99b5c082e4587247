import { as } from '../domain/column.js';
import { between, dayOf, readers, type ExportedRegister } from '../domain/register.js';

export const waiversRegister: ExportedRegister = {
  name: 'waivers',
  roles: readers,
  subjectType: 'waiver',
  sql: `SELECT w.*, v.id AS vendor_id, v.name AS vendor_name, f.reference AS data_flow_reference
     FROM waiver w LEFT JOIN data_flow f ON w.subject_type = 'data_flow' AND f.id = w.subject_id
     LEFT JOIN vendor v ON v.id = coalesce(f.vendor_id, w.subject_id)
    ORDER BY w.id`,
  columns: [
    as('id'),
    as('revision'),
    as('requirementId', 'requirement_id'),
    as('subjectType', 'subject_type'),
    as('subjectId', 'subject_id'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('dataFlowReference', 'data_flow_reference'),
    as('status'),
    as('validUntil', 'valid_until'),
    as('reason'),
    as('compensatingMeasure', 'compensating_measure'),
    as('requestedById', 'requested_by_id'),
    as('requestedAt', 'requested_at'),
    as('decidedById', 'decided_by_id'),
    as('decidedAt', 'decided_at'),
    as('rationale'),
    as('endedById', 'ended_by_id'),
    as('endedAt', 'ended_at'),
    as('endReason', 'end_reason'),
  ],
  period: (row) => {
    const { from, to } = between('decided_at', 'valid_until')(row);
    const endedOn = dayOf(row['ended_at']);
    return { from: row['status'] === 'granted' || endedOn !== null ? from : null, to: endedOn ?? to };
  },
};
