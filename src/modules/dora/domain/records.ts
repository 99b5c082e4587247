import type { LocalDate } from '../../../shared/local-date.js';
import type {
  DoraAssessment,
  DoraEntityType,
  DoraHierarchy,
  DoraIctService,
  DoraImpact,
  DoraObstacle,
  DoraPersonType,
  DoraProviderCode,
  DoraReintegration,
  DoraReliance,
  DoraSensitiveness,
  DoraSubstitutability,
  DoraTermination,
} from '../../reference-data/codes.js';

/** What the register of information asks of one of our companies besides what we know (B_01.01, B_01.02, B_99.01). */
export type FinancialEntity = Readonly<{
  id: string;
  revision: number;
  legalEntityId: string;
  entityType: DoraEntityType;
  hierarchy: DoraHierarchy;
  /** Of our companies, the one directly above; for subsidiaries. */
  parentId: string | null;
  /** The one company that keeps the register and files it. */
  maintainsRegister: boolean;
  competentAuthority: string | null;
  integratedOn: LocalDate | null;
  removedOn: LocalDate | null;
  currency: string | null;
  /** Whole units of the currency. */
  totalAssets: number | null;
  /** How it reads the levels that it reports, in the order of `definedTerms`. */
  definitions: readonly string[] | null;
  updatedAt: Date;
}>;

/** What a company does, that ICT services support (B_06.01). */
export type IctFunction = Readonly<{
  id: string;
  revision: number;
  legalEntityId: string;
  /** F1, F2 …, once in a company. */
  identifier: string;
  name: string;
  licensedActivity: string;
  criticality: DoraAssessment;
  criticalityReasons: string | null;
  assessedOn: LocalDate | null;
  recoveryTimeHours: number | null;
  recoveryPointHours: number | null;
  impact: DoraImpact | null;
  endedOn: LocalDate | null;
  updatedAt: Date;
}>;

/** What it asks of a vendor besides what we know (B_05.01). */
export type IctProvider = Readonly<{
  id: string;
  revision: number;
  vendorId: string;
  personType: DoraPersonType | null;
  /** Counts where the vendor has no LEI. */
  codeType: Exclude<DoraProviderCode, 'LEI'> | null;
  code: string | null;
  latinName: string | null;
  /** Of our vendors; null: it has none above itself. */
  ultimateParentId: string | null;
  /** The yearly total, where it is not the sum of its arrangements. */
  currency: string | null;
  annualCost: number | null;
  updatedAt: Date;
}>;

/** One ICT service under an arrangement (B_02.02, B_05.02, B_07.01). */
export type IctService = Readonly<{
  type: DoraIctService;
  functionIds: readonly string[];
  provisionCountries: readonly string[];
  storesData: boolean | null;
  /** Null: where the data flows of the agreement say. */
  storageCountries: readonly string[] | null;
  processingCountries: readonly string[] | null;
  sensitiveness: DoraSensitiveness | null;
  reliance: DoraReliance | null;
  substitutability: DoraSubstitutability | null;
  obstacle: DoraObstacle | null;
  lastAuditOn: LocalDate | null;
  hasExitPlan: boolean | null;
  reintegration: DoraReintegration | null;
  impact: DoraImpact | null;
  alternatives: DoraAssessment | null;
  alternativeProviders: string | null;
  /** Sub-processors that underpin it; null: all that the vendor has. */
  subprocessorIds: readonly string[] | null;
}>;

/** What it asks of an agreement besides what we know (B_02.01, B_02.02, B_04.01). Without services it is none for ICT. */
export type IctArrangement = Readonly<{
  id: string;
  revision: number;
  agreementId: string;
  currency: string | null;
  /** Whole units of the currency, a year. */
  annualCost: number | null;
  terminationReason: DoraTermination | null;
  /** Days of notice that the provider has to give. */
  providerNoticeDays: number | null;
  /** Whose law governs it: agreements say it in words. */
  governingCountry: string | null;
  /** Companies that use it; none: the one that signed. */
  userIds: readonly string[];
  services: readonly IctService[];
  updatedAt: Date;
}>;

/** B_99.01, column by column. */
export const definedTerms = [
  'standaloneArrangement',
  'overarchingArrangement',
  'subsequentArrangement',
  'lowSensitiveness',
  'mediumSensitiveness',
  'highSensitiveness',
  'lowFunctionImpact',
  'mediumFunctionImpact',
  'highFunctionImpact',
  'notSubstitutable',
  'highlyComplexSubstitutability',
  'mediumSubstitutability',
  'easilySubstitutable',
  'easyReintegration',
  'difficultReintegration',
  'highlyComplexReintegration',
  'lowServiceImpact',
  'mediumServiceImpact',
  'highServiceImpact',
] as const;

/** Numbers of LIST0601020 of the EBA: licensed activities; their words are in Annex II of the ITS. */
const licensed: readonly (readonly [prefix: string, from: number, to: number])[] = [
  ['x', 28, 28],
  ['x', 104, 104],
  ['x', 133, 134],
  ['x', 136, 141],
  ['x', 143, 144],
  ['x', 146, 147],
  ['x', 162, 276],
  ['qx', 277, 278],
];

export function isLicensedActivity(code: string): boolean {
  const [, prefix, digits] = /^(q?x)([1-9]\d{0,2})$/.exec(code) ?? [];
  const number = Number(digits);
  return licensed.some(([known, from, to]) => known === prefix && from <= number && number <= to);
}
