import { as, each, type Row } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

type Condition = Readonly<{
  text: string;
  kind: string;
  dueOn: string | null;
  consequence: string;
  fulfilledAt: string | null;
  missedAt: string | null;
}>;

const conditionsOf = (row: Row) => row['conditions'] as Condition[];

/** For people: what it asks, until when, what then, and what became of it. */
function condition({ text, kind, dueOn, consequence, fulfilledAt, missedAt }: Condition): string {
  const due = dueOn === null ? '' : `, due ${dueOn}, else ${consequence}`;
  const missed = missedAt === null ? '' : `, missed ${missedAt.slice(0, 10)}`;
  const fulfilled = fulfilledAt === null ? '' : `, fulfilled ${fulfilledAt.slice(0, 10)}`;
  return `${text} (${kind}${due}${missed}${fulfilled})`;
}

/** Every decision on a data flow, rejections and the first of two among them, with all that bounds it. */
export const approvalsRegister: ExportedRegister = {
  name: 'approvals',
  roles: readers,
  subjectType: 'data_flow_decision',
  sql: `SELECT d.*, f.reference AS data_flow_reference, f.title AS data_flow_title, f.status AS data_flow_status,
          f.status IN ('approved', 'approved_with_conditions', 'active', 'suspended')
            AND (f.decision_id = d.id OR later.id IS NOT NULL) AS in_force_now, v.id AS vendor_id, v.name AS vendor_name,
          e.id AS legal_entity_id, e.name AS legal_entity_name, f.submitted_by_id, f.submitted_at,
          o.opinion, o.given_by_id AS opinion_by_id, d.departure ->> 'reasons' AS departure_reasons,
          d.emergency IS NOT NULL AS in_emergency, d.emergency ->> 'reason' AS emergency_reason,
          coalesce(d.emergency -> 'skipped', '[]') AS emergency_skipped,
          g.valid_from AS delegated_from, g.valid_to AS delegated_until,
          (SELECT coalesce(jsonb_agg(jsonb_build_object('text', c.text, 'kind', c.kind, 'dueOn', c.due_on,
             'consequence', c.consequence, 'fulfilledAt', c.fulfilled_at, 'missedAt', c.missed_at) ORDER BY c.position), '[]')
             FROM data_flow_condition c WHERE c.decision_id = d.id) AS conditions
     FROM data_flow_decision d JOIN data_flow f ON f.id = d.data_flow_id JOIN vendor v ON v.id = f.vendor_id
     JOIN legal_entity e ON e.id = f.legal_entity_id LEFT JOIN data_flow_opinion o ON o.id = d.opinion_id
     LEFT JOIN delegation g ON g.id = d.delegation_id
     LEFT JOIN data_flow_decision later ON later.confirms_id = d.id AND later.id = f.decision_id
    ORDER BY d.id`,
  columns: [
    as('id'),
    as('revision'),
    as('dataFlowId', 'data_flow_id'),
    as('dataFlowReference', 'data_flow_reference'),
    as('dataFlowTitle', 'data_flow_title'),
    as('dataFlowStatus', 'data_flow_status'),
    as('dataFlowRevision', 'flow_revision'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('outcome'),
    as('rationale'),
    as('mode'),
    as('submittedById', 'submitted_by_id'),
    as('submittedAt', 'submitted_at'),
    as('opinion'),
    as('opinionById', 'opinion_by_id'),
    as('departureReasons', 'departure_reasons'),
    as('decidedById', 'decided_by_id'),
    as('decidedAt', 'decided_at'),
    as('onBehalfOfId', 'on_behalf_of_id'),
    as('delegationId', 'delegation_id'),
    as('delegatedFrom', 'delegated_from'),
    as('delegatedUntil', 'delegated_until'),
    as('complete'),
    as('confirmsId', 'confirms_id'),
    as('inForce', 'in_force_now'),
    as('validUntil', 'valid_until'),
    each('conditions', conditionsOf, condition),
    each('conditionsMissed', conditionsOf, ({ text, missedAt }) => (missedAt === null ? null : text)),
    as('emergency', 'in_emergency'),
    as('emergencyReason', 'emergency_reason'),
    as('emergencySkipped', 'emergency_skipped'),
    as('warnings'),
    as('standardId', 'standard_id'),
    as('standardVersion', 'standard_version'),
    as('factsHash', 'facts_hash'),
  ],
  period: between('decided_at', 'valid_until'),
};
