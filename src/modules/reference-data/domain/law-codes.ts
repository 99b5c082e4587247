// Codes of law as constants, for types and DTOs. catalogue.spec.ts proves them equal to lists/*.json.

/** GDPR Art. 6(1); one of them is of the UK only. */
export const lawfulBases = [
  'A6_1_A_CONSENT',
  'A6_1_B_CONTRACT',
  'A6_1_C_LEGAL_OBLIGATION',
  'A6_1_D_VITAL_INTERESTS',
  'A6_1_E_PUBLIC_TASK',
  'A6_1_F_LEGITIMATE_INTERESTS',
  'UK_A6_1_EA_RECOGNISED_LI',
] as const;
export type LawfulBasis = (typeof lawfulBases)[number];

/** GDPR Art. 9(2) and 10: needed besides a lawful basis. */
export const specialConditions = [
  'A9_2_A_EXPLICIT_CONSENT',
  'A9_2_B_EMPLOYMENT',
  'A9_2_C_VITAL',
  'A9_2_D_NONPROFIT',
  'A9_2_E_PUBLIC',
  'A9_2_F_CLAIMS',
  'A9_2_G_SUBSTANTIAL_PUBLIC',
  'A9_2_H_HEALTHCARE',
  'A9_2_I_PUBLIC_HEALTH',
  'A9_2_J_ARCHIVE_RESEARCH',
  'A10_CRIMINAL_OFFICIAL',
  'A10_CRIMINAL_LAW',
] as const;
export type SpecialCondition = (typeof specialConditions)[number];

/** GDPR Art. 9(1), and criminal data of Art. 10. */
export const specialCategories = [
  'RACE_ETHNICITY',
  'POLITICAL',
  'RELIGION_PHILOSOPHY',
  'TRADE_UNION',
  'GENETIC',
  'BIOMETRIC_ID',
  'HEALTH',
  'SEX_LIFE',
  'CRIMINAL',
] as const;
export type SpecialCategory = (typeof specialCategories)[number];

/** GDPR Art. 6(4): asked before data serve a further purpose. */
export const compatibilityFactors = [
  'A6_4_A_LINK',
  'A6_4_B_CONTEXT',
  'A6_4_C_NATURE',
  'A6_4_D_CONSEQUENCES',
  'A6_4_E_SAFEGUARDS',
] as const;
export type CompatibilityFactor = (typeof compatibilityFactors)[number];

/** GDPR Art. 32. */
export const securityMeasureFamilies = [
  'PSEUDONYMISATION',
  'ENCRYPTION_TRANSIT',
  'ENCRYPTION_REST',
  'ENCRYPTION_E2E',
  'KEY_MANAGEMENT',
  'ACCESS_CONTROL',
  'MFA',
  'SSO',
  'LOGGING',
  'NETWORK_SECURITY',
  'PHYSICAL',
  'BACKUP_RESTORE',
  'DISASTER_RECOVERY',
  'TESTING',
  'PENTEST',
  'VULN_MGMT',
  'STAFF_INSTRUCTIONS',
  'TRAINING',
  'CONFIDENTIALITY',
  'DELETION',
  'THIRD_PARTY_SECURITY',
  'CERTIFICATION',
] as const;
export type SecurityMeasureFamily = (typeof securityMeasureFamilies)[number];

/** GDPR Chapter V and its sisters in UK, Swiss and Brazilian law. */
export const transferTools = [
  'NO_TRANSFER',
  'ADEQUACY_COUNTRY',
  'ADEQUACY_SECTOR',
  'ADEQUACY_ORG_LIST',
  'ADEQUACY_IO',
  'PUBLIC_INSTRUMENT',
  'BCR_C',
  'BCR_P',
  'SCC_M1',
  'SCC_M2',
  'SCC_M3',
  'SCC_M4',
  'SCC_SA',
  'CODE_OF_CONDUCT',
  'CERTIFICATION',
  'ADHOC_CLAUSES',
  'ADMIN_ARRANGEMENT',
  'UK_IDTA',
  'UK_ADDENDUM',
  'CH_SCC',
  'BR_SCC',
  'A49_1_A',
  'A49_1_B',
  'A49_1_C',
  'A49_1_D',
  'A49_1_E',
  'A49_1_F',
  'A49_1_G',
  'A49_1_SUB2',
  'A48_FOREIGN_ORDER',
] as const;
export type TransferTool = (typeof transferTools)[number];

/** EDPB Recommendations 01/2020. */
export const tiaSteps = [
  'TIA_1_KNOW',
  'TIA_2_TOOL',
  'TIA_3_LAW',
  'TIA_4_MEASURES',
  'TIA_5_FORMAL',
  'TIA_6_REVIEW',
] as const;
export type TiaStep = (typeof tiaSteps)[number];

/** GDPR Art. 35(3): one is enough. */
export const dpiaTriggers = ['A35_3_A', 'A35_3_B', 'A35_3_C'] as const;
export type DpiaTrigger = (typeof dpiaTriggers)[number];

/** WP 248 rev.01: two usually call for an impact assessment. */
export const dpiaCriteria = [
  'WP248_1_SCORING',
  'WP248_2_ADM',
  'WP248_3_MONITORING',
  'WP248_4_SENSITIVE',
  'WP248_5_LARGE_SCALE',
  'WP248_6_MATCHING',
  'WP248_7_VULNERABLE',
  'WP248_8_INNOVATIVE',
  'WP248_9_BLOCKS_RIGHT',
] as const;
export type DpiaCriterion = (typeof dpiaCriteria)[number];

/** GDPR Art. 13 and 14. */
export const noticeItems = [
  'N_CONTROLLER',
  'N_DPO',
  'N_PURPOSE_BASIS',
  'N_LEGIT_INTEREST',
  'N_DATA_CATEGORIES',
  'N_RECIPIENTS',
  'N_TRANSFERS',
  'N_RETENTION',
  'N_RIGHTS',
  'N_WITHDRAW',
  'N_COMPLAINT',
  'N_MANDATORY',
  'N_SOURCE',
  'N_ADM',
  'N_NEW_PURPOSE',
] as const;
export type NoticeItem = (typeof noticeItems)[number];
