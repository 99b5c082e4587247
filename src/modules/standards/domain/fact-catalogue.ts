import type { Fact } from './documented-fact.js';
import type { AssessmentFacts, FlowFacts, VendorFacts } from './facts.js';
import { assessmentFacts, vendorFacts } from './vendor-fact-catalogue.js';

/** 'flow.purposes', 'flow.purposes[].code' …: every member of the facts, so that none can go undocumented. */
type NamesIn<T, Name extends string> = T extends readonly (infer Item)[]
  ? Name | (Item extends object ? MembersOf<Item, `${Name}[]`> : never)
  : T extends object
    ? MembersOf<T, Name>
    : Name;
type MembersOf<T, Name extends string> = {
  [Key in keyof T & string]-?: NamesIn<NonNullable<T[Key]>, `${Name}.${Key}`>;
}[keyof T & string];
type AllFacts = VendorFacts & FlowFacts & AssessmentFacts;
export type FactName = { [Group in keyof AllFacts]: NamesIn<AllFacts[Group], Group> }[keyof AllFacts];

const flowFacts = {
  'flow.direction': { type: 'string', source: 'the data flow', example: 'outbound', missing: '' },
  'flow.purposes': { type: 'list<dyn>', source: 'the data flow', example: [{ code: 'PAYROLL' }] },
  'flow.purposes[].code': { type: 'string', unit: 'purpose', source: 'the data flow', example: 'PAYROLL' },
  'flow.purposes[].lawfulBasis': {
    type: 'string',
    unit: 'lawful_basis',
    source: 'the data flow',
    example: 'A6_1_B_CONTRACT',
    missing: '',
  },
  'flow.purposes[].specialCondition': {
    type: 'string',
    unit: 'special_condition',
    source: 'the data flow',
    example: 'A9_2_B_EMPLOYMENT',
    missing: '',
  },
  'flow.purposes[].hasWhy': { type: 'bool', source: 'plain words: why', example: true },
  'flow.purposes[].hasHow': { type: 'bool', source: 'plain words: how', example: true },
  'flow.purposes[].hasBenefit': { type: 'bool', source: 'plain words: benefit', example: true },
  'flow.subjectCategories': {
    type: 'list<string>',
    unit: 'data_subject_category',
    source: 'the data flow',
    example: ['EMPLOYEES'],
  },
  'flow.dataCategories': { type: 'list<dyn>', source: 'the data flow', example: [{ code: 'BANK_ACCOUNT' }] },
  'flow.dataCategories[].code': {
    type: 'string',
    unit: 'data_category',
    source: 'the data flow',
    example: 'BANK_ACCOUNT',
  },
  'flow.dataCategories[].justified': {
    type: 'bool',
    source: 'whether the data flow says why it is needed',
    example: true,
  },
  'flow.dataCategories[].retentionDays': {
    type: 'double',
    unit: 'days',
    source: 'the data flow',
    example: 3650,
    missing: -1,
  },
  'flow.dataCategories[].endAction': {
    type: 'string',
    unit: 'retention_end_action',
    source: 'the data flow',
    example: 'DELETE',
    missing: '',
  },
  'flow.specialCategories': {
    type: 'list<string>',
    unit: 'special_category',
    source: 'derived from the data categories (Art. 9(1) GDPR)',
    example: ['HEALTH'],
  },
  'flow.criminal': {
    type: 'bool',
    source: 'derived from the data categories (Art. 10 GDPR)',
    example: false,
  },
  'flow.children': { type: 'bool', source: 'derived from the categories of people', example: false },
  'flow.volume': {
    type: 'string',
    unit: 'volume_band',
    source: 'the data flow',
    example: 'V2',
    missing: '',
  },
  'flow.frequency': {
    type: 'string',
    unit: 'frequency_band',
    source: 'the data flow',
    example: 'MONTHLY',
    missing: '',
  },
  'flow.locations': { type: 'list<dyn>', source: 'the data flow', example: [{ country: 'IE' }] },
  'flow.locations[].country': {
    type: 'string',
    unit: 'ISO 3166-1 alpha-2',
    source: 'the data flow',
    example: 'IE',
  },
  'flow.locations[].kind': {
    type: 'string',
    unit: 'storage, processing or remote_access',
    source: 'the data flow',
    example: 'storage',
  },
  'flow.securityMeasures': {
    type: 'list<string>',
    unit: 'security_measure_family',
    source: 'the data flow',
    example: ['ENCRYPTION_TRANSIT', 'MFA'],
  },
  'flow.dpiaOutcome': {
    type: 'string',
    unit: 'NOT_REQUIRED, REQUIRED or DONE',
    source: 'the data flow',
    example: 'DONE',
    missing: '',
  },
  'flow.dpiaRequired': {
    type: 'bool',
    source: 'screening by Art. 35(3) GDPR and WP 248',
    example: true,
  },
  'flow.furtherUse': {
    type: 'bool',
    source: 'whether data given for one purpose serve another (Art. 6(4) GDPR)',
    example: false,
  },
  'flow.compatible': {
    type: 'bool',
    source: 'whether the two purposes were found compatible',
    example: false,
  },
  'agreement.kind': { type: 'string', source: 'the agreement', example: 'data_processing', missing: '' },
  'agreement.status': { type: 'string', source: 'the agreement', example: 'in_force', missing: '' },
  'agreement.inForce': { type: 'bool', source: 'status and dates of the agreement', example: true },
  'agreement.missingClauses': {
    type: 'list<string>',
    unit: 'art28_clause',
    source: 'clauses missing or not reviewed',
    example: ['A28_3_H_AUDIT'],
  },
  'agreement.partialClauses': {
    type: 'list<string>',
    unit: 'art28_clause',
    source: 'clauses present, not adequate',
    example: [],
  },
  'agreement.breachNoticeHours': {
    type: 'double',
    unit: 'hours',
    source: 'the agreement',
    example: 24,
    missing: -1,
  },
  'agreement.subprocessorAuthorisation': {
    type: 'string',
    unit: 'subprocessor_authorisation',
    source: 'the agreement',
    example: 'GENERAL',
    missing: '',
  },
  'agreement.effectiveTo': {
    type: 'string',
    unit: 'day',
    source: 'the agreement; empty when it has no end',
    example: '2027-12-31',
    missing: '',
  },
  transfers: {
    type: 'list<dyn>',
    source: 'every leg to another country, judged by the law of the exporter',
    example: [{ toCountry: 'US' }],
  },
  'transfers[].toCountry': {
    type: 'string',
    unit: 'ISO 3166-1 alpha-2',
    source: 'the leg',
    example: 'US',
  },
  'transfers[].allowed': { type: 'bool', source: 'the verdict on the leg', example: true },
  'transfers[].reason': { type: 'string', source: 'the verdict on the leg', example: 'adequate' },
  'transfers[].law': { type: 'string', source: 'the verdict on the leg', example: 'GDPR Art. 45(3)' },
  'transfers[].tool': {
    type: 'string',
    unit: 'transfer_tool',
    source: 'the leg',
    example: 'SCC_2021_914',
    missing: '',
  },
} satisfies Record<string, Fact>;

export const factCatalogue: Readonly<Record<FactName, Fact>> = {
  ...vendorFacts,
  ...assessmentFacts,
  ...flowFacts,
};

export function factNamed(name: string): Fact | undefined {
  return Object.hasOwn(factCatalogue, name) ? factCatalogue[name as FactName] : undefined;
}

/** Those that have one value, without the members of items of lists. */
export const factNames: readonly string[] = Object.keys(factCatalogue).filter((name) => !name.includes('[]'));
