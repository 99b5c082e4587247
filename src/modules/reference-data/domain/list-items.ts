import type { LocalDate } from '../../../shared/local-date.js';
import type {
  DataCategory,
  DataSubjectCategory,
  FrequencyBand,
  Purpose,
  VolumeBand,
} from './sharing-codes.js';
import type { LawfulBasis, SpecialCategory, TransferTool } from './law-codes.js';
import type { PartySide, CcpaContractTerm, SccChoice } from './contract-codes.js';
import type { ChangeImpact, ChangeReaction } from './change-codes.js';
import type { NotificationClock } from './incident-codes.js';
import type { ReferenceItem } from './reference-list.js';
import type { SccModule } from './scc.js';
import type { CertificationScheme } from './vendor-codes.js';

type ItemOf<Code extends string, Fields = unknown> = ReferenceItem &
  Readonly<{ code: Code }> &
  Readonly<Fields>;

export type LawfulBasisItem = ItemOf<LawfulBasis>;

export type SpecialCategoryItem = ItemOf<
  SpecialCategory,
  {
    /** The IRIs stand for themselves and all that DPV files under them. */
    dpvIncludesNarrower: boolean;
  }
>;

/** Sensitivity: 0 no personal data, 1 business contact, 2 identity or behaviour, 3 finance, location or secrets, 4 special or criminal. */
export type Sensitivity = 0 | 1 | 2 | 3 | 4;

export type DataCategoryItem = ItemOf<
  DataCategory,
  {
    group: string;
    sensitivity: Sensitivity;
    /** GDPR Art. 9(1) or 10; null for other data. */
    specialCategory: SpecialCategory | null;
    /** Number of the matching data category in a Global Vendor List (IAB Europe TCF 2.2). */
    tcfDataCategory?: number;
  }
>;

export type DataSubjectCategoryItem = ItemOf<
  DataSubjectCategory,
  {
    /** Vulnerable in the sense of WP 248 rev.01, criterion 7; `note` says why. */
    vulnerable: boolean;
    /** Data about them are personnel data, for which a listing in the Data Privacy Framework has a coverage of its own. */
    personnel?: boolean;
  }
>;

export type PurposeItem = ItemOf<
  Purpose,
  {
    group: string;
    /** Numbers of the matching purposes in a Global Vendor List (IAB Europe TCF 2.2). */
    tcfPurposes?: readonly number[];
    tcfSpecialPurposes?: readonly number[];
  }
>;

export type VolumeBandItem = ItemOf<
  VolumeBand,
  {
    /** The volume factor of the risk profile. */
    factor: 0 | 1 | 2 | 3 | 4;
    /** People, both ends inside the band; without `maxPeople` the band is open. */
    minPeople: number;
    maxPeople?: number;
  }
>;

export type FrequencyBandItem = ItemOf<FrequencyBand, { continuous: boolean }>;

/** What stands behind a certificate, strongest first; a bare claim is weakest. */
export const assurances = ['INDEPENDENT_AUDIT', 'THIRD_PARTY_TEST', 'DOCUMENT', 'SELF_ATTESTATION'] as const;
export type Assurance = (typeof assurances)[number];

export type CertificationSchemeItem = ItemOf<
  CertificationScheme,
  {
    assurance: Assurance;
    /** How many months a certificate or report usually counts. */
    usualMonths?: number;
    topic: string;
  }
>;

export const clockUnits = ['HOURS', 'BUSINESS_DAYS', 'CALENDAR_DAYS', 'MONTHS'] as const;
export type ClockUnit = (typeof clockUnits)[number];

export type NotificationClockItem = ItemOf<
  NotificationClock,
  {
    regime: string;
    startsWhen: string;
    period: string;
    /** Length of the period in `unit`; both are missing where the law names no number. HOURS are elapsed hours. */
    length?: number;
    unit?: ClockUnit;
    kind?: string;
    to: string;
    /** False for a proposal that is not law. */
    inForce: boolean;
  }
>;

/** Whose law binds the exporter: EU-27, EEA-EFTA (IS, LI, NO), UK, Switzerland, or a law without recorded rules. */
export const exporterRegimes = ['EU', 'EEA_EFTA', 'UK', 'CH', 'OTHER'] as const;
export type ExporterRegime = (typeof exporterRegimes)[number];

export const transferToolKinds = [
  'NONE_NEEDED',
  'ADEQUACY',
  'SAFEGUARD',
  'DEROGATION',
  'NOT_A_TOOL',
] as const;
export type TransferToolKind = (typeof transferToolKinds)[number];

/** What the record of an exception has to say; which of it a ground needs is data. */
export const exceptionNeeds = [
  'ground',
  'necessity',
  'safeguards',
  'assessedOn',
  'risksToldOn',
  'authorityInformedOn',
  'peopleInformedOn',
] as const;
export type ExceptionNeed = (typeof exceptionNeeds)[number];

/** How far an exception reaches (GDPR Art. 49, recital 111; EDPB Guidelines 2/2018): never to what is sent regularly. */
export type ExceptionRule = Readonly<{
  needs: readonly ExceptionNeed[];
  frequencies: readonly FrequencyBand[];
  /** Where the law asks for few people: the bands that we take for few. */
  volumes?: readonly VolumeBand[];
}>;

export type TransferToolItem = ItemOf<
  TransferTool,
  {
    kind: TransferToolKind;
    /** What somebody must have seen before it counts for this importer; missing where the contract itself is the tool. */
    approval?: string;
    /** It adapts the EU clauses to another law, so that the contract has to carry their module too. */
    adaptsScc?: boolean;
    /** Where it serves only an exporter or an importer in this role. */
    exporterSide?: PartySide;
    importerSide?: PartySide;
    /** For a derogation. */
    exception?: ExceptionRule;
    /** Is a transfer impact assessment needed? Missing where it depends on more facts; `assessment` says on which. */
    needsTia?: boolean;
    assessment?: string;
    /** The regimes whose law knows this tool. */
    exporterRegimes: readonly ExporterRegime[];
  }
>;

/** How far an adequacy decision reaches: a whole place, a sector in it, listed organisations, or an international organisation. */
export const adequacyScopes = ['COUNTRY', 'SECTOR', 'ORG_LIST', 'IO', 'NOT_ADEQUATE'] as const;
export type AdequacyScope = (typeof adequacyScopes)[number];

export const dpfFrameworks = ['EU_US', 'UK_EXTENSION', 'SWISS_US'] as const;
export type DpfFramework = (typeof dpfFrameworks)[number];

export type AdequatePlace = Readonly<{
  /** A country, or the short name of an international organisation. */
  place: string;
  scope: AdequacyScope;
  conditions: readonly string[];
}>;

export type AdequacyItem = ItemOf<
  string,
  {
    /** Number of the decision or regulation. `validFrom` is the day of its adoption unless it names a later start itself. */
    decision: string;
    published?: LocalDate;
    coversEea: boolean;
    places: readonly AdequatePlace[];
    /** The framework in which a listed organisation must take part; only for the scope ORG_LIST. */
    framework?: DpfFramework;
    /** Why it is open whether the decision binds exporters in Iceland, Liechtenstein and Norway. */
    eeaEftaPending?: string;
  }
>;

/** A span in which the EEA's rules on transfers treat a place as inside. BRIDGE frees transfers to it but binds no exporter in it. */
export type EeaPeriod = Readonly<{
  status: 'MEMBER' | 'TRANSITION' | 'BRIDGE';
  group: 'EU' | 'EEA_EFTA';
  from: LocalDate;
  to?: LocalDate;
}>;

export type CountryItem = ItemOf<
  string,
  {
    aliases: readonly string[];
    eea: readonly EeaPeriod[];
    /** For a withdrawn code: the codes in use for its territory. */
    successors?: readonly string[];
  }
>;

export type SccChoiceItem = ItemOf<
  SccChoice,
  {
    clause: string;
    /** Modules that have this clause. */
    modules: readonly SccModule[];
    /** Modules that have it only under a condition; `note` says which. */
    conditionalModules?: readonly SccModule[];
  }
>;

export type CcpaContractTermItem = ItemOf<
  CcpaContractTerm,
  {
    /** Where the law asks for it in the contract of a service provider or contractor. */
    serviceProviderLaw?: string;
    /** Where it asks for it in the contract of a contractor only. */
    contractorLaw?: string;
    /** Where it asks for it in the agreement with a third party. */
    thirdPartyLaw?: string;
  }
>;

export type ChangeImpactItem = ItemOf<
  ChangeImpact,
  {
    /** Decision facts whose change may be this. */
    facts: readonly string[];
    reaction: ChangeReaction;
    /** Where it is another one for a vendor of tier 1. */
    reactionTier1?: ChangeReaction;
    /** Steps of an approval that are to be gone through again, by number. */
    reopens: readonly number[];
  }
>;

/** `eba`: what the taxonomy of the EBA calls it. */
export type DoraItem = ItemOf<string, { eba: string }>;
