import {
  countryName,
  dataCategoryOf,
  dataSubjectCategoryOf,
  labelOf,
  listOf,
  type DataCategoryCode,
  type DataSubjectCategoryCode,
  type PartyRole,
  type VolumeBand,
} from '../../reference-data/codes.js';
import type { Incident } from './incident.js';

/** What the register says of the incident window, as it is counted there. */
export type BlastFigures = Readonly<{
  flows: Readonly<{
    inForce: number;
    closedBefore: number;
    encrypted: number;
    keysManaged: number;
    pseudonymised: number;
    withoutVolume: number;
    withoutCountry: number;
    withoutCategory: number;
    withoutContent: number;
  }>;
  volumes: readonly Readonly<{ band: VolumeBand; flows: number }>[];
  categories: readonly Readonly<{ code: DataCategoryCode; flows: number }>[];
  subjects: readonly Readonly<{ code: DataSubjectCategoryCode; flows: number }>[];
  countries: readonly Readonly<{ country: string; kinds: readonly string[]; flows: number }>[];
  vendors: readonly TouchedVendor[];
  chain: readonly ChainLink[];
  entities: readonly TouchedEntity[];
  contracts: readonly TouchedContract[];
  contractsInAll: number;
  activatedLater: number;
  documents: readonly SafeguardDocument[];
}>;

/** Rank 0: it happened there; each further rank uses, in the end, one of them. */
export type TouchedVendor = Readonly<{
  id: string;
  name: string;
  country: string | null;
  status: string;
  rank: number;
  flows: number;
}>;
export type ChainLink = Readonly<{
  vendorId: string;
  subProcessor: string;
  subProcessorVendorId: string | null;
  role: PartyRole;
  countries: readonly string[];
}>;
export type TouchedEntity = Readonly<{
  id: string;
  name: string;
  country: string;
  role: 'controller' | 'processor';
  flows: number;
}>;
export type TouchedContract = Readonly<{
  agreementId: string;
  reference: string;
  vendorId: string;
  vendorName: string;
  vendorRole: PartyRole;
  breachNoticeHours: number | null;
  parties: readonly Readonly<{ name: string; role: PartyRole; country: string | null }>[];
  flows: number;
}>;
export type SafeguardDocument = Readonly<{
  id: string;
  kind: string;
  title: string;
  vendorId: string;
  validTo: string | null;
}>;

export const unknownCodes = [
  'WINDOW_BEGIN',
  'WINDOW_END',
  'PEOPLE',
  'COUNTRY',
  'CATEGORY',
  'CONTENT',
  'KEY_HOLDER',
  'ACTIVATED_LATER',
  'NO_FLOWS',
  'NOT_IN_A_CHAIN',
] as const;
export type UnknownCode = (typeof unknownCodes)[number];

/** Something that the register does not say, so that the answer may be short of it. */
export type Unknown = Readonly<{ code: UnknownCode; message: string; count: number }>;

export type People = Readonly<{
  /** Of the largest single flow: all others might be about the same people. */
  atLeast: number;
  /** As if nobody were in two flows; null: a band without an end, or a flow without a count. */
  atMost: number | null;
  byBand: readonly Readonly<{ band: VolumeBand; label: string; flows: number }>[];
  flowsWithoutCount: number;
}>;

export type BlastRadius = Readonly<{
  window: Readonly<{ from: Date | null; to: Date | null }>;
  flows: Readonly<{ total: number; inForce: number; closedWithoutCertificate: number }>;
  vendors: readonly TouchedVendor[];
  chain: readonly ChainLink[];
  dataCategories: readonly Readonly<{
    code: DataCategoryCode;
    label: string;
    sensitivity: number;
    specialCategory: string | null;
    flows: number;
  }>[];
  specialData: boolean;
  subjectCategories: readonly Readonly<{
    code: DataSubjectCategoryCode;
    label: string;
    vulnerable: boolean;
    flows: number;
  }>[];
  people: People;
  countries: readonly Readonly<{ country: string; name: string; kinds: readonly string[]; flows: number }>[];
  controllers: readonly TouchedEntity[];
  contracts: readonly TouchedContract[];
  contractsInAll: number;
  safeguards: Readonly<{
    encryptedFlows: number;
    keysManagedFlows: number;
    pseudonymisedFlows: number;
    documents: readonly SafeguardDocument[];
  }>;
  unknowns: readonly Unknown[];
}>;

/** `fold` makes of names that are written differently one. */
export function blastRadiusOf(
  incident: Incident,
  figures: BlastFigures,
  fold: (name: string) => string,
): BlastRadius {
  const { flows, vendors, chain, entities, contracts, contractsInAll, documents } = figures;
  const dataCategories = figures.categories.map(({ code, flows: count }) => ({
    ...ofData(code),
    flows: count,
  }));
  return {
    window: { from: incident.occurredFrom, to: incident.occurredTo },
    flows: {
      total: flows.inForce + flows.closedBefore,
      inForce: flows.inForce,
      closedWithoutCertificate: flows.closedBefore,
    },
    ...{ vendors, chain, contracts, contractsInAll, controllers: entities },
    dataCategories,
    specialData: dataCategories.some(({ specialCategory }) => specialCategory !== null),
    subjectCategories: figures.subjects.map(({ code, flows: count }) => ({
      ...ofPeople(code),
      flows: count,
    })),
    people: peopleOf(figures),
    countries: figures.countries.map((one) => ({ ...one, name: countryName(one.country) })),
    safeguards: {
      encryptedFlows: flows.encrypted,
      keysManagedFlows: flows.keysManaged,
      pseudonymisedFlows: flows.pseudonymised,
      documents,
    },
    unknowns: unknownsOf(incident, figures, unusedSubProcessors(incident, figures, fold)),
  };
}

function ofData(code: DataCategoryCode) {
  const { sensitivity = 0, specialCategory = null } = dataCategoryOf(code) ?? {};
  return { code, label: labelOf(listOf('data_category'), code), sensitivity, specialCategory };
}

function ofPeople(code: DataSubjectCategoryCode) {
  const vulnerable = dataSubjectCategoryOf(code)?.vulnerable ?? false;
  return { code, label: labelOf(listOf('data_subject_category'), code), vulnerable };
}

function peopleOf({ volumes, flows }: BlastFigures): People {
  const bands = listOf('volume_band');
  const known = volumes.map(({ band, flows: count }) => {
    const item = bands.items.find(({ code }) => code === band);
    return { count, least: item?.minPeople ?? 0, most: item?.maxPeople ?? null };
  });
  const open = known.some(({ most }) => most === null) || flows.withoutVolume > 0;
  return {
    atLeast: Math.max(0, ...known.map(({ least }) => least)),
    atMost: open ? null : known.reduce((sum, { count, most }) => sum + count * (most ?? 0), 0),
    byBand: volumes.map(({ band, flows: count }) => ({ band, label: labelOf(bands, band), flows: count })),
    flowsWithoutCount: flows.withoutVolume,
  };
}

function unknownsOf(
  incident: Incident,
  { flows, vendors, activatedLater }: BlastFigures,
  nowhere: readonly Readonly<{ name: string }>[],
): Unknown[] {
  const silent = vendors.filter(({ flows: count }) => count === 0);
  const found: [UnknownCode, number, string][] = [
    [
      'WINDOW_BEGIN',
      incident.occurredFrom === null ? 1 : 0,
      'When it began is not known: everything that ever ran counts.',
    ],
    ['WINDOW_END', incident.occurredTo === null ? 1 : 0, 'When it ended is not known: it counts until now.'],
    ['PEOPLE', flows.withoutVolume, 'Flows that do not say how many people they are about.'],
    ['COUNTRY', flows.withoutCountry, 'Flows that do not say where the data are.'],
    ['CATEGORY', flows.withoutCategory, 'Flows that do not say which data they carry.'],
    ['CONTENT', flows.withoutContent, 'Flows whose content in the window is not on record.'],
    [
      'KEY_HOLDER',
      flows.encrypted - flows.keysManaged,
      'Encrypted flows of which it is not on record who holds the keys.',
    ],
    [
      'ACTIVATED_LATER',
      activatedLater,
      'Flows of these vendors that began after the window, and are not counted.',
    ],
    ['NO_FLOWS', silent.length, `Vendors without a flow on record in the window: ${namesOf(silent)}.`],
    [
      'NOT_IN_A_CHAIN',
      nowhere.length,
      `Sub-processors that no vendor is on record to use: ${namesOf(nowhere)}.`,
    ],
  ];
  return found.flatMap(([code, count, message]) => (count > 0 ? [{ code, count, message }] : []));
}

function unusedSubProcessors(
  { subProcessors }: Incident,
  { chain }: BlastFigures,
  fold: (name: string) => string,
) {
  const names = new Set(chain.map(({ subProcessor }) => fold(subProcessor)));
  const linked = new Set(chain.map(({ subProcessorVendorId }) => subProcessorVendorId));
  return subProcessors.filter(
    ({ name, vendorId }) => !names.has(fold(name)) && (vendorId === null || !linked.has(vendorId)),
  );
}

const namesOf = (all: readonly Readonly<{ name: string }>[]): string =>
  all
    .slice(0, 10)
    .map(({ name }) => name)
    .join(', ') + (all.length > 10 ? ' …' : '');
