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

/** Every clause that an agreement can be checked for, by kind of agreement in the order of the law. */
export const clauseCodes = [...art28Preambles, ...art28Clauses, ...art26Fields] as const;
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
