import { as, labelled } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

export const transfersRegister: ExportedRegister = {
  name: 'transfers',
  roles: readers,
  subjectType: null,
  subject: 'data_flow_id',
  sql: `SELECT f.id || '/' || w.nth AS id, f.revision, f.id AS data_flow_id, f.reference, f.title, f.status, f.direction, f.activated_at, f.closed_at, f.vendor_id,
          f.legal_entity_id, v.name AS vendor_name, e.name AS legal_entity_name, e.country AS from_country,
          a.reference AS agreement_reference,
          f.emergency IS NOT NULL AS in_emergency, f.emergency ->> 'reviewBy' AS emergency_review_by, w.leg ->> 'toCountry' AS to_country, w.leg ->> 'tool' AS tool,
          (w.leg ->> 'allowed')::boolean AS allowed, (w.leg ->> 'restricted')::boolean AS restricted,
          (w.leg ->> 'derogation')::boolean AS derogation, w.leg ->> 'reliesOn' AS relies_on, w.leg ->> 'reason' AS reason,
          w.leg ->> 'law' AS law, d.way -> 'tia' ->> 'conclusion' AS tia_conclusion,
          d.way -> 'tia' ->> 'assessedOn' AS tia_assessed_on, d.way -> 'tia' ->> 'nextReviewOn' AS tia_next_review_on,
          (SELECT coalesce(jsonb_agg(DISTINCT p.place ->> 'kind'), '[]') FROM jsonb_array_elements(f.locations) p (place)
            WHERE p.place ->> 'country' = w.leg ->> 'toCountry') AS kinds
     FROM data_flow f JOIN vendor v ON v.id = f.vendor_id JOIN legal_entity e ON e.id = f.legal_entity_id
     JOIN agreement a ON a.id = f.agreement_id CROSS JOIN LATERAL jsonb_array_elements(f.legs) WITH ORDINALITY w (leg, nth)
     LEFT JOIN LATERAL (SELECT t.way FROM jsonb_array_elements(f.transfers) t (way)
       WHERE t.way ->> 'toCountry' = w.leg ->> 'toCountry' LIMIT 1) d ON true
    ORDER BY f.id, w.nth`,
  columns: [
    as('id'),
    as('revision'),
    as('dataFlowId', 'data_flow_id'),
    as('reference'),
    as('title'),
    as('status'),
    as('direction'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('fromCountry', 'from_country'),
    as('agreementReference', 'agreement_reference'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('toCountry', 'to_country'),
    labelled('toCountryName', 'to_country', 'country'),
    as('kinds'),
    as('restricted'),
    as('allowed'),
    as('adequacyDecision', 'relies_on'),
    as('tool'),
    labelled('toolLabel', 'tool', 'transfer_tool'),
    as('derogation'),
    as('reason'),
    as('law'),
    as('tiaConclusion', 'tia_conclusion'),
    as('tiaAssessedOn', 'tia_assessed_on'),
    as('tiaNextReviewOn', 'tia_next_review_on'),
    as('activatedAt', 'activated_at'),
    as('closedAt', 'closed_at'),
    as('emergency', 'in_emergency'),
    as('emergencyReviewBy', 'emergency_review_by'),
  ],
  period: between('activated_at', 'closed_at'),
};
