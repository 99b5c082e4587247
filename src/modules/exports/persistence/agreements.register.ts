import { as, each, labelled, type Row } from '../domain/column.js';
import { between, dayOf, readers, type ExportedRegister } from '../domain/register.js';

type Party = Readonly<{ name: string; role: string }>;
type Clause = Readonly<{ code: string; status: string }>;
const partiesOf = (row: Row) => row['parties'] as Party[];
const clausesOf = (row: Row) => row['clauses'] as Clause[];
const clauses = (name: string, status: string) =>
  each(name, clausesOf, (clause) => (clause.status === status ? clause.code : null));

export const agreementsRegister: ExportedRegister = {
  name: 'agreements',
  roles: readers,
  subjectType: 'agreement',
  sql: `SELECT a.*, v.name AS vendor_name, e.name AS legal_entity_name, p.reference AS parent_reference,
          a.subprocessor_authorisation ->> 'kind' AS subprocessors,
          (a.subprocessor_authorisation ->> 'objectionDays')::int AS objection_days
     FROM agreement a JOIN vendor v ON v.id = a.vendor_id JOIN legal_entity e ON e.id = a.legal_entity_id
     LEFT JOIN agreement p ON p.id = a.parent_id ORDER BY a.id`,
  columns: [
    as('id'),
    as('revision'),
    as('reference'),
    as('status'),
    as('kind'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('vendorRole', 'vendor_role'),
    labelled('vendorRoleLabel', 'vendor_role', 'party_role'),
    as('parentReference', 'parent_reference'),
    each('furtherParties', partiesOf, ({ name, role }) => `${name} (${role})`),
    as('effectiveFrom', 'effective_from'),
    as('effectiveTo', 'effective_to'),
    as('noticePeriodDays', 'notice_period_days'),
    as('autoRenewal', 'auto_renewal'),
    as('governingLaw', 'governing_law'),
    as('subprocessorAuthorisation', 'subprocessors'),
    as('objectionDays', 'objection_days'),
    as('breachNoticeHours', 'breach_notice_hours'),
    clauses('clausesMissing', 'MISSING'),
    clauses('clausesPartial', 'PARTIAL'),
    clauses('clausesNotReviewed', 'NOT_REVIEWED'),
    clauses('clausesNotApplicable', 'NOT_APPLICABLE'),
    as('documents'),
    as('signedOn', 'signed_on'),
    as('endedOn', 'ended_on'),
    as('createdAt', 'created_at'),
    as('legalEntityRole', 'legal_entity_role'),
    as('renewalMonths', 'renewal_months'),
    as('noticeGivenOn', 'notice_given_on'),
    as('deletionChoice', 'deletion_choice'),
    as('deletionDays', 'deletion_days'),
    as('deletionCertificateRequired', 'deletion_certificate_required'),
    as('sccModules', 'scc_modules'),
    as('coversCcpa', 'covers_ccpa'),
  ],
  period: (row) => {
    const { from } = between('effective_from')(row);
    const [endedOn, lastDay] = [dayOf(row['ended_on']), dayOf(row['effective_to'])];
    return {
      from: row['signed_on'] === null ? null : from,
      to: endedOn ?? (row['auto_renewal'] === true ? null : lastDay),
    };
  },
};
