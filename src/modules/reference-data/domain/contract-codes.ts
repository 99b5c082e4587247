// Codes of contracts as constants, for types and DTOs. catalogue.spec.ts proves them equal to lists/*.json.

/** Role of a party in one sharing. */
export const partyRoles = [
  'CONTROLLER',
  'JOINT_CONTROLLER',
  'INDEPENDENT_CONTROLLER',
  'PROCESSOR',
  'SUB_PROCESSOR',
  'RECIPIENT',
  'THIRD_PARTY_GDPR',
  'EXPORTER',
  'IMPORTER',
  'REPRESENTATIVE',
  'DPO',
  'PUBLIC_AUTHORITY_INQUIRY',
] as const;
export type PartyRole = (typeof partyRoles)[number];

/** What a role is before the law on transfers. */
export const partySides = ['CONTROLLER', 'PROCESSOR'] as const;
export type PartySide = (typeof partySides)[number];

/** What a processor contract describes, GDPR Art. 28(1), (3), (9). */
export const art28Preambles = [
  'A28_SUBJECT_MATTER',
  'A28_DURATION',
  'A28_NATURE',
  'A28_PURPOSE',
  'A28_DATA_TYPES',
  'A28_SUBJECTS',
  'A28_CTRL_RIGHTS',
  'A28_WRITTEN',
  'A28_GUARANTEES',
] as const;
export type Art28Preamble = (typeof art28Preambles)[number];

/** What a processor contract obliges to, GDPR Art. 28(3), (4). */
export const art28Clauses = [
  'A28_3_A_INSTRUCTIONS',
  'A28_3_B_CONFIDENTIALITY',
  'A28_3_C_SECURITY',
  'A28_3_D_SUBPROCESSORS',
  'A28_3_E_RIGHTS',
  'A28_3_F_ASSIST',
  'A28_3_G_DELETE_RETURN',
  'A28_3_H_AUDIT',
  'A28_3_LAST_INFRINGING',
  'A28_4_FLOWDOWN',
  'A28_4_LIABILITY',
] as const;
export type Art28Clause = (typeof art28Clauses)[number];

/** What joint controllers arrange, GDPR Art. 26. */
export const art26Fields = [
  'A26_RESPONSIBILITIES',
  'A26_CONTACT_POINT',
  'A26_ROLES',
  'A26_ESSENCE',
  'A26_RIGHTS_AGAINST_EACH',
] as const;
export type Art26Field = (typeof art26Fields)[number];

/** What two controllers settle of whom one gives data to the other: a list of our own, no law names one. */
export const c2cTerms = [
  'C2C_ROLES',
  'C2C_PURPOSE_LIMIT',
  'C2C_LAWFUL_BASIS',
  'C2C_DATA_SCOPE',
  'C2C_ACCURACY',
  'C2C_TRANSPARENCY',
  'C2C_RIGHTS',
  'C2C_ONWARD',
  'C2C_SECURITY',
  'C2C_BREACH_NOTICE',
  'C2C_RETENTION',
  'C2C_AUDIT',
  'C2C_END',
] as const;
export type C2cTerm = (typeof c2cTerms)[number];

/** What a contract under the CCPA must hold, by the role that the recipient is to have. */
export const ccpaContractTerms = [
  'CC_NO_SELL',
  'CC_SPECIFIC_PURPOSE',
  'CC_USE_LIMIT',
  'CC_DIRECT_RELATION',
  'CC_COMPLY',
  'CC_VERIFY',
  'CC_NOTIFY_5BD',
  'CC_STOP_REMEDIATE',
  'CC_CONSUMER_REQUESTS',
  'CC_FLOWDOWN',
  'CC_CERTIFICATION',
] as const;
export type CcpaContractTerm = (typeof ccpaContractTerms)[number];

export const ccpaRoles = ['BUSINESS', 'SERVICE_PROVIDER', 'CONTRACTOR', 'THIRD_PARTY'] as const;
export type CcpaRole = (typeof ccpaRoles)[number];

export const ccpaDisclosureKinds = ['BUSINESS_PURPOSE', 'SALE', 'SHARE', 'CONSUMER_DIRECTED'] as const;
export type CcpaDisclosureKind = (typeof ccpaDisclosureKinds)[number];

/** What is filled in in the transfer clauses of Implementing Decision (EU) 2021/914. */
export const sccChoiceCodes = [
  'SCC_7',
  'SCC_9A',
  'SCC_11A',
  'SCC_13',
  'SCC_14',
  'SCC_15',
  'SCC_17',
  'SCC_18',
  'SCC_ANNEX_IA',
  'SCC_ANNEX_IB',
  'SCC_ANNEX_IC',
  'SCC_ANNEX_II',
  'SCC_ANNEX_III',
] as const;
export type SccChoice = (typeof sccChoiceCodes)[number];

/** Every clause that an agreement can be checked for, by kind of agreement in the order of the law. */
export const clauseCodes = [
  ...art28Preambles,
  ...art28Clauses,
  ...art26Fields,
  ...c2cTerms,
  ...ccpaContractTerms,
] as const;
export type ClauseCode = (typeof clauseCodes)[number];

export const clauseStatuses = ['PRESENT', 'PARTIAL', 'MISSING', 'NOT_APPLICABLE', 'NOT_REVIEWED'] as const;
export type ClauseStatus = (typeof clauseStatuses)[number];

/** GDPR Art. 28(2). */
export const subprocessorAuthorisations = ['SPECIFIC', 'GENERAL', 'PROHIBITED'] as const;
export type SubprocessorAuthorisation = (typeof subprocessorAuthorisations)[number];

export const subprocessorChangeStates = [
  'ANNOUNCED',
  'IN_OBJECTION_WINDOW',
  'OBJECTED',
  'APPROVED_EXPRESS',
  'APPROVED_TACIT',
  'REJECTED',
  'ACTIVE',
  'REPLACED',
  'REMOVED',
] as const;
export type SubprocessorChangeState = (typeof subprocessorChangeStates)[number];

/** GDPR Art. 5(1)(e), 28(3)(g). */
export const retentionEndActions = ['DELETE', 'RETURN', 'ANONYMISE', 'RETAIN_BY_LAW', 'LEGAL_HOLD'] as const;
export type RetentionEndAction = (typeof retentionEndActions)[number];

/** GDPR Art. 14(2)(f). */
export const dataSources = ['SUBJECT', 'OBSERVED', 'THIRD_PARTY', 'PUBLIC', 'DERIVED'] as const;
export type DataSource = (typeof dataSources)[number];
