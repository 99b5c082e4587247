// Codes of the register of information (DORA Art. 28(3)) as constants. catalogue.spec.ts proves them equal to lists/*.json.

export const doraEntityTypes = [
  'CREDIT_INSTITUTION',
  'INVESTMENT_FIRM',
  'CENTRAL_COUNTERPARTY',
  'ASSET_MANAGEMENT',
  'ACCOUNT_INFORMATION',
  'E_MONEY',
  'CRYPTO_ASSET_SERVICE',
  'CENTRAL_DEPOSITORY',
  'TRADING_VENUE',
  'TRADE_REPOSITORY',
  'PAYMENT_INSTITUTION',
  'OTHER_FINANCIAL',
  'SECURITISATION_REPOSITORY',
  'CROWDFUNDING',
  'BENCHMARK_ADMINISTRATOR',
  'RATING_AGENCY',
  'OCCUPATIONAL_PENSION',
  'INSURANCE_INTERMEDIARY',
  'INSURANCE',
  'DATA_REPORTING',
  'ALTERNATIVE_FUND_MANAGER',
  'NON_FINANCIAL_OTHER',
  'NON_FINANCIAL_ICT',
  'ASSET_TOKEN_ISSUER',
] as const;
export type DoraEntityType = (typeof doraEntityTypes)[number];

export const doraHierarchies = [
  'ULTIMATE_PARENT',
  'PARENT',
  'SUBSIDIARY',
  'STANDALONE',
  'OUTSOURCING',
] as const;
export type DoraHierarchy = (typeof doraHierarchies)[number];

export const doraArrangementTypes = ['STANDALONE', 'OVERARCHING', 'SUBSEQUENT'] as const;
export type DoraArrangementType = (typeof doraArrangementTypes)[number];

export const doraTerminations = [
  'EXPIRED',
  'BREACH',
  'IMPEDIMENTS',
  'WEAKNESSES',
  'AUTHORITY',
  'OTHER',
] as const;
export type DoraTermination = (typeof doraTerminations)[number];

export const doraIctServices = [
  'S01',
  'S02',
  'S03',
  'S04',
  'S05',
  'S06',
  'S07',
  'S08',
  'S09',
  'S10',
  'S11',
  'S12',
  'S13',
  'S14',
  'S15',
  'S16',
  'S17',
  'S18',
  'S19',
] as const;
export type DoraIctService = (typeof doraIctServices)[number];

export const doraSensitivenesses = ['LOW', 'MEDIUM', 'HIGH'] as const;
export type DoraSensitiveness = (typeof doraSensitivenesses)[number];

export const doraReliances = ['NOT_SIGNIFICANT', 'LOW', 'MATERIAL', 'FULL'] as const;
export type DoraReliance = (typeof doraReliances)[number];

export const doraPersonTypes = ['LEGAL_PERSON', 'INDIVIDUAL'] as const;
export type DoraPersonType = (typeof doraPersonTypes)[number];

export const doraProviderCodes = ['LEI', 'OTHER', 'EUID', 'COMPANY_REGISTER', 'VAT', 'NATIONAL_ID'] as const;
export type DoraProviderCode = (typeof doraProviderCodes)[number];

export const doraAssessed = ['YES', 'NO', 'NOT_ASSESSED'] as const;
export type DoraAssessment = (typeof doraAssessed)[number];

export const doraImpacts = ['LOW', 'MEDIUM', 'HIGH', 'NOT_ASSESSED'] as const;
export type DoraImpact = (typeof doraImpacts)[number];

export const doraSubstitutabilities = ['NOT_SUBSTITUTABLE', 'HIGHLY_COMPLEX', 'MEDIUM', 'EASY'] as const;
export type DoraSubstitutability = (typeof doraSubstitutabilities)[number];

export const doraNotSubstitutable = ['NO_ALTERNATIVES', 'MIGRATION', 'BOTH'] as const;
export type DoraObstacle = (typeof doraNotSubstitutable)[number];

export const doraReintegrations = ['EASY', 'DIFFICULT', 'HIGHLY_COMPLEX'] as const;
export type DoraReintegration = (typeof doraReintegrations)[number];
