import { as, each, labelled, labelIn, type Column, type Row } from '../domain/column.js';
import { linkedFlow, partyIri, type Involved } from '../domain/linked-flow.js';
import { between, readers, type ExportedRegister } from '../domain/register.js';
import {
  categories,
  controllersOf,
  countries,
  labelOrNone,
  onward,
  purposes,
  recipientsOf,
  retention,
  transfer,
  transfersOf,
} from './flow-columns.js';
import {
  controllersWithContacts,
  factsOf,
  listOf,
  onwardIn,
  ourIri,
  textOf,
  vendorIri,
} from './linked-rows.js';

type Party = Readonly<{ name: string; role: string }>;
const partiesOf = (row: Row) => row['parties'] as Party[];

/** By what the agreement says of our company, or else by what the company is. */
export const asProcessor = `CASE WHEN a.legal_entity_role IS NULL THEN e.role = 'processor'
    ELSE a.legal_entity_role IN ('PROCESSOR', 'SUB_PROCESSOR') END`;

/** Sharing that was ever begun; `where` says in which record it belongs. */
const activities = (where: string) => `SELECT f.*, e.name AS entity_name, e.country AS entity_country,
        e.contact AS entity_contact, e.representative AS entity_representative, e.dpo_contact AS entity_dpo,
        v.name AS vendor_name, v.country AS vendor_country, a.vendor_role, a.parties, a.reference AS agreement_reference,
        f.dpia ->> 'outcome' AS dpia_outcome, f.emergency IS NOT NULL AS in_emergency,
        f.emergency ->> 'reviewBy' AS emergency_review_by
   FROM data_flow f JOIN vendor v ON v.id = f.vendor_id JOIN agreement a ON a.id = f.agreement_id
   JOIN legal_entity e ON e.id = f.legal_entity_id
  WHERE f.activated_at IS NOT NULL AND ${where} ORDER BY f.legal_entity_id, f.id`;

const ours = (who: 'controller' | 'processor'): Column[] => [
  as('id'),
  as('revision'),
  as('legalEntityId', 'legal_entity_id'),
  as(who, 'entity_name'),
  as(`${who}Country`, 'entity_country'),
  as(`${who}Contact`, 'entity_contact'),
  as('representative', 'entity_representative'),
  as('dpoContact', 'entity_dpo'),
  as('reference'),
  as('activity', 'title'),
];

const transfersAndMeasures: Column[] = [
  each('transfers', transfersOf, transfer),
  as('adequacyDecisions', 'stands_on'),
  labelled('securityMeasures', 'security_measures', 'security_measure_family'),
];

const since: Column[] = [
  as('status'),
  as('agreementReference', 'agreement_reference'),
  as('activatedAt', 'activated_at'),
  as('closedAt', 'closed_at'),
  as('emergency', 'in_emergency'),
  as('emergencyReviewBy', 'emergency_review_by'),
];

const ourselves = (row: Row, role: 'CONTROLLER' | 'PROCESSOR'): Involved => ({
  party: {
    iri: ourIri(row),
    name: textOf(row['entity_name']),
    countries: listOf(row['entity_country']),
    contact: textOf(row['entity_contact']),
    representative: textOf(row['entity_representative']),
    dpoContact: textOf(row['entity_dpo']),
  },
  role,
  receives: false,
});
const vendor = (row: Row, role: string | null): Involved => ({
  party: { iri: vendorIri(row), name: textOf(row['vendor_name']), countries: listOf(row['vendor_country']) },
  role,
  receives: true,
});
const jointControllers = (row: Row): Involved[] =>
  partiesOf(row)
    .map(({ name, role }, nth) => ({
      party: { iri: partyIri(`${String(row['id'])}/party/${nth + 1}`), name, countries: [] },
      ...{ role, receives: false },
    }))
    .filter(({ role }) => role === 'JOINT_CONTROLLER');

const common = { roles: readers, subjectType: null, period: between('activated_at', 'closed_at') } as const;

/** The record of a controller: what GDPR Art. 30(1) asks for, in its order, then what is usually asked for beside it. */
export const ropaControllerRegister: ExportedRegister = {
  ...common,
  name: 'ropa-controller',
  sql: activities(`NOT ${asProcessor}`),
  columns: [
    ...ours('controller'),
    each('jointControllers', partiesOf, ({ name, role }) => (role === 'JOINT_CONTROLLER' ? name : null)),
    purposes('purposes', ({ code, text }) => text ?? labelIn('purpose', code)),
    labelled('subjectCategories', 'subject_categories', 'data_subject_category'),
    categories('dataCategories', ({ code }) => labelIn('data_category', code)),
    as('recipient', 'vendor_name'),
    labelled('recipientRole', 'vendor_role', 'party_role'),
    as('recipientCountry', 'vendor_country'),
    each('onwardRecipients', recipientsOf, onward),
    ...transfersAndMeasures,
    categories('erasureLimits', retention),
    purposes('lawfulBases', ({ lawfulBasis }) => labelOrNone('lawful_basis', lawfulBasis)),
    purposes('specialConditions', ({ specialCondition }) => specialCondition),
    as('system', 'source_system'),
    countries('storageCountries', 'storage'),
    countries('remoteAccessCountries', 'remote_access'),
    as('dpiaOutcome', 'dpia_outcome'),
    purposes('why', ({ why }) => why),
    purposes('how', ({ how }) => how),
    purposes('benefit', ({ benefit }) => benefit),
    ...since,
  ],
  linked: (row, codes) => {
    const facts = factsOf(row);
    const shown = {
      locations: facts.locations.filter(({ kind }) => kind !== 'processing'),
      ...{ onBehalfOf: [], volume: null, frequency: null },
    };
    const vendorRole = textOf(row['vendor_role']);
    const involved = [
      ourselves(row, 'CONTROLLER'),
      ...jointControllers(row),
      vendor(row, vendorRole),
      ...onwardIn(row),
    ];
    return linkedFlow({ ...facts, ...shown, involved }, codes);
  },
};

/** The record of a processor: GDPR Art. 30(2). */
export const ropaProcessorRegister: ExportedRegister = {
  ...common,
  name: 'ropa-processor',
  sql: activities(asProcessor),
  columns: [
    ...ours('processor'),
    each('controllers', controllersOf, ({ name, country }) => (country ? `${name} (${country})` : name)),
    each('controllerContacts', controllersOf, ({ name, contact }) => contact && `${name}: ${contact}`),
    each(
      'controllerRepresentatives',
      controllersOf,
      ({ name, representative }) => representative && `${name}: ${representative}`,
    ),
    each('controllerDpos', controllersOf, ({ name, dpoContact }) => dpoContact && `${name}: ${dpoContact}`),
    each('processing', controllersOf, ({ name, processing }) => `${name}: ${processing.join(', ')}`),
    ...transfersAndMeasures,
    as('subProcessor', 'vendor_name'),
    as('subProcessorCountry', 'vendor_country'),
    ...since,
  ],
  linked: (row, codes) => {
    const shown = {
      ...{ purposes: [], subjectCategories: [], dataCategories: [], locations: [] },
      ...{ volume: null, frequency: null, dpiaOutcome: null },
    };
    const involved = [
      ourselves(row, 'PROCESSOR'),
      ...controllersWithContacts(row),
      vendor(row, 'SUB_PROCESSOR'),
    ];
    return linkedFlow({ ...factsOf(row), ...shown, involved }, codes);
  },
};
