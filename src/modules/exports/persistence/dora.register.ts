import { as, each, type Row } from '../domain/column.js';
import { readers, type ExportedRegister } from '../domain/register.js';
import { agreementsRegister } from './agreements.register.js';

type Service = Readonly<{ type: string }>;
const servicesOf = (row: Row) => row['services'] as Service[];

/** Arrangements for ICT services: what is proven of the register of information. The filing lies beside it. */
export const doraRegister: ExportedRegister = {
  name: 'dora',
  roles: readers,
  subjectType: 'ict_arrangement',
  sql: `SELECT i.*, a.reference, a.status, a.vendor_id, v.name AS vendor_name, v.lei, a.legal_entity_id,
          e.name AS legal_entity_name, a.effective_from, a.effective_to, a.signed_on, a.ended_on, a.auto_renewal
     FROM ict_arrangement i JOIN agreement a ON a.id = i.agreement_id JOIN vendor v ON v.id = a.vendor_id
     JOIN legal_entity e ON e.id = a.legal_entity_id ORDER BY i.id`,
  columns: [
    as('id'),
    as('revision'),
    as('agreementId', 'agreement_id'),
    as('reference'),
    as('status'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('vendorLei', 'lei'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('effectiveFrom', 'effective_from'),
    as('effectiveTo', 'effective_to'),
    as('endedOn', 'ended_on'),
    each('services', servicesOf, ({ type }) => type),
    as('userIds', 'user_ids'),
    as('currency'),
    as('annualCost', 'annual_cost'),
    as('governingCountry', 'governing_country'),
    as('providerNoticeDays', 'provider_notice_days'),
    as('terminationReason', 'termination_reason'),
    as('updatedAt', 'updated_at'),
  ],
  period: agreementsRegister.period,
};
