import { dataCategoryOf, type ListName } from '../../reference-data/codes.js';
import { as, each, labelIn, labelled, type Column, type Row } from '../domain/column.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';

type Purpose = Readonly<{
  code: string;
  text: string | null;
  lawfulBasis: string | null;
  specialCondition: string | null;
  why: string | null;
  how: string | null;
  benefit: string | null;
}>;
type DataCategory = Readonly<{ code: string; retentionDays: number | null; endAction: string | null }>;
type Location = Readonly<{ country: string; kind: string }>;
type Transfer = Readonly<{ toCountry: string; tool: string | null; tia: { conclusion: string } | null }>;

type LegalException = Readonly<{ what: string; law: string }>;

type OnBehalfOf = Readonly<{ name: string; country: string | null; processing: readonly string[] }>;
type Recipient = Readonly<{ category: string; name: string | null; role: string; country: string | null }>;

const controllersOf = (row: Row) => (row['on_behalf_of'] ?? []) as OnBehalfOf[];
const recipientsOf = (row: Row) => (row['recipients'] ?? []) as Recipient[];
const exceptionsOf = (row: Row) =>
  (row['certificate'] as { exceptions?: LegalException[] } | null)?.exceptions ?? [];
const purposesOf = (row: Row) => row['purposes'] as Purpose[];
const categoriesOf = (row: Row) => row['data_categories'] as DataCategory[];
const locationsOf = (row: Row) => row['locations'] as Location[];
const transfersOf = (row: Row) => row['transfers'] as Transfer[];
const purposes = (name: string, text: (purpose: Purpose) => string | null) => each(name, purposesOf, text);
const categories = (name: string, text: (category: DataCategory) => string | null) =>
  each(name, categoriesOf, text);
const countries = (name: string, kind: string) =>
  each(name, locationsOf, (location) => (location.kind === kind ? location.country : null));
const labelOrNone = (list: ListName, code: string | null) => (code === null ? null : labelIn(list, code));
const codes = (name: string, from: string, list: ListName): Column[] => [
  as(name, from),
  labelled(`${name}Label`, from, list),
];

function retention({ code, retentionDays, endAction }: DataCategory): string {
  const days = retentionDays === null ? 'not given' : `${retentionDays} days`;
  return `${code}: ${days}${endAction === null ? '' : `, then ${endAction}`}`;
}

function transfer({ toCountry, tool, tia }: Transfer): string {
  return `${toCountry}: ${tool ?? 'no tool'}${tia ? `, assessment ${tia.conclusion}` : ''}`;
}

function onward({ category, name, role, country }: Recipient): string {
  return `${name === null ? category : `${name} (${category})`}: ${role}, ${country ?? 'country not given'}`;
}

export const dataFlowsRegister: ExportedRegister = {
  name: 'data-flows',
  roles: readers,
  subjectType: 'data_flow',
  sql: `SELECT f.*, v.name AS vendor_name, v.legal_name AS vendor_legal_name, v.country AS vendor_country,
          v.status AS vendor_status, v.tier AS vendor_tier, a.reference AS agreement_reference, a.kind AS agreement_kind,
          a.status AS agreement_status, e.name AS legal_entity_name, e.country AS legal_entity_country,
          d.outcome AS decision_outcome, d.decided_at, d.decided_by_id, d.facts_hash, d.rationale,
          f.emergency IS NOT NULL AS in_emergency, f.emergency ->> 'reason' AS emergency_reason,
          coalesce(f.emergency -> 'skipped', '[]') AS emergency_skipped, f.emergency ->> 'reviewBy' AS emergency_review_by,
          f.dpia ->> 'outcome' AS dpia_outcome, f.certificate ->> 'issuedOn' AS certificate_issued_on,
          f.dpia -> 'triggers' AS dpia_triggers, f.dpia -> 'criteria' AS dpia_criteria,
          (f.compatibility ->> 'furtherUse')::bool AS further_use,
          (f.compatibility ->> 'compatible')::bool AS further_use_compatible,
          f.compatibility ->> 'originalPurpose' AS original_purpose,
          f.certificate ->> 'subprocessorCopies' AS certificate_subprocessor_copies,
          (SELECT coalesce(jsonb_agg(stale ->> 'fact'), '[]') FROM jsonb_array_elements(f.stale_facts) stale) AS stale_names
     FROM data_flow f JOIN vendor v ON v.id = f.vendor_id JOIN agreement a ON a.id = f.agreement_id
     JOIN legal_entity e ON e.id = f.legal_entity_id LEFT JOIN data_flow_decision d ON d.id = f.decision_id
    ORDER BY f.id`,
  columns: [
    as('id'),
    as('revision'),
    as('reference'),
    as('title'),
    as('status'),
    as('vendorId', 'vendor_id'),
    as('vendorName', 'vendor_name'),
    as('vendorLegalName', 'vendor_legal_name'),
    as('vendorCountry', 'vendor_country'),
    as('vendorStatus', 'vendor_status'),
    as('vendorTier', 'vendor_tier'),
    as('agreementId', 'agreement_id'),
    as('agreementReference', 'agreement_reference'),
    as('agreementKind', 'agreement_kind'),
    as('agreementStatus', 'agreement_status'),
    as('legalEntityId', 'legal_entity_id'),
    as('legalEntityName', 'legal_entity_name'),
    as('legalEntityCountry', 'legal_entity_country'),
    as('direction'),
    purposes('purposes', ({ code }) => code),
    purposes('purposeLabels', ({ code }) => labelIn('purpose', code)),
    purposes('purposeTexts', ({ text }) => text),
    purposes('lawfulBases', ({ code, lawfulBasis }) => `${code}: ${lawfulBasis ?? 'none'}`),
    purposes('lawfulBasisLabels', ({ lawfulBasis }) => labelOrNone('lawful_basis', lawfulBasis)),
    purposes('specialConditions', ({ specialCondition }) => specialCondition),
    purposes('why', ({ why }) => why),
    purposes('how', ({ how }) => how),
    purposes('benefit', ({ benefit }) => benefit),
    as('subjectCategories', 'subject_categories'),
    labelled('subjectCategoryLabels', 'subject_categories', 'data_subject_category'),
    categories('dataCategories', ({ code }) => code),
    categories('dataCategoryLabels', ({ code }) => labelIn('data_category', code)),
    categories('specialCategories', ({ code }) => dataCategoryOf(code)?.specialCategory ?? null),
    categories('retention', retention),
    ...codes('volume', 'volume', 'volume_band'),
    ...codes('frequency', 'frequency', 'frequency_band'),
    as('sourceSystem', 'source_system'),
    countries('storageCountries', 'storage'),
    countries('processingCountries', 'processing'),
    countries('remoteAccessCountries', 'remote_access'),
    each('transfers', transfersOf, transfer),
    as('adequacyDecisions', 'stands_on'),
    as('securityMeasures', 'security_measures'),
    labelled('securityMeasureLabels', 'security_measures', 'security_measure_family'),
    as('dpiaOutcome', 'dpia_outcome'),
    as('submittedById', 'submitted_by_id'),
    as('submittedAt', 'submitted_at'),
    as('decisionOutcome', 'decision_outcome'),
    as('decidedById', 'decided_by_id'),
    as('decidedAt', 'decided_at'),
    as('rationale'),
    as('factsHash', 'facts_hash'),
    as('validUntil', 'valid_until'),
    as('openConditions', 'open_conditions'),
    as('staleFacts', 'stale_names'),
    as('activatedAt', 'activated_at'),
    as('suspendedBecause', 'suspended_because'),
    as('closedAt', 'closed_at'),
    as('endedOn', 'ended_on'),
    as('certificateIssuedOn', 'certificate_issued_on'),
    as('certificateSubprocessorCopies', 'certificate_subprocessor_copies'),
    each('certificateExceptions', exceptionsOf, ({ what, law }) => `${what} (${law})`),
    as('certificateMissing', 'certificate_missing'),
    as('createdAt', 'created_at'),
    as('recipientSystem', 'recipient_system'),
    each('onwardRecipients', recipientsOf, onward),
    each('controllersOnBehalf', controllersOf, ({ name, country }) =>
      country ? `${name} (${country})` : name,
    ),
    each('processingOnBehalf', controllersOf, ({ name, processing }) => `${name}: ${processing.join(', ')}`),
    as('dpiaTriggers', 'dpia_triggers'),
    as('dpiaCriteria', 'dpia_criteria'),
    as('furtherUse', 'further_use'),
    as('furtherUseCompatible', 'further_use_compatible'),
    as('originalPurpose', 'original_purpose'),
    as('emergency', 'in_emergency'),
    as('emergencyReason', 'emergency_reason'),
    as('emergencySkipped', 'emergency_skipped'),
    as('emergencyReviewBy', 'emergency_review_by'),
  ],
  period: between('activated_at', 'closed_at'),
};
