import { baseOf as wholeOf } from '../../reference-data/codes.js';
import type { DisclosureMode, PublicWords } from './disclosure.js';
import { countryIn, labelIn, type LabelledList, type Language } from './language.js';

/** What the public register reads of a sharing, and nothing else of it. */
export type SharingFacts = Readonly<{
  publicId: string;
  status: string;
  mode: DisclosureMode;
  category: string | null;
  words: readonly PublicWords[];
  howToObject: string | null;
  vendorName: string;
  vendorCountry: string | null;
  vendorRole: string | null;
  companyName: string;
  companyCountry: string;
  companyContact: string | null;
  companyDpo: string | null;
  purposes: readonly Readonly<{
    code: string;
    lawfulBasis: string | null;
    why: string | null;
    how: string | null;
    benefit: string | null;
  }>[];
  subjectCategories: readonly string[];
  dataCategories: readonly Readonly<{
    code: string;
    retentionDays: number | null;
    endAction: string | null;
  }>[];
  countries: readonly string[];
  onward: readonly Readonly<{ category: string; name: string | null; country: string | null }>[];
  subprocessors: readonly Readonly<{ name: string; countries: readonly string[] }>[];
  activatedAt: Date | string | null;
  validUntil: string | null;
}>;

export type Coded = Readonly<{ code: string; label: string }>;
export const sharingStates = ['planned', 'active', 'paused', 'ended'] as const;
export type SharingState = (typeof sharingStates)[number];

/** One sharing in plain words, as everybody may read it. */
export type PublicSharing = Readonly<{
  id: string;
  state: SharingState;
  recipient: Readonly<{
    /** Null where the category is named in its place. */
    name: string | null;
    category: string | null;
    role: Coded | null;
    country: Coded | null;
  }>;
  company: Readonly<{ name: string; country: Coded; contact: string | null; dpoContact: string | null }>;
  title: string | null;
  people: readonly Coded[];
  data: readonly (Coded & Readonly<{ keptForDays: number | null; then: Coded | null }>)[];
  purposes: readonly (Coded &
    Readonly<{ basis: Coded | null; why: string | null; how: string | null; benefit: string | null }>)[];
  /** The language of title, why, how and benefit where it is known. */
  wordsLanguage: string | null;
  countries: readonly Coded[];
  passedOnTo: readonly Readonly<{ name: string; countries: readonly Coded[] }>[];
  /** The day on which it began. */
  since: string | null;
  /** The last day for which it is approved. */
  until: string | null;
  howToObject: string | null;
}>;

export function publicSharing(facts: SharingFacts, language: Language): PublicSharing {
  const own = facts.words.find(({ language: code }) => baseOf(code) === baseOf(language.code)) ?? null;
  const { country, coded } = codedIn(language);
  return {
    ...{ id: facts.publicId, state: stateOf(facts), recipient: recipientOf(facts, language) },
    company: {
      ...{ name: facts.companyName, country: country(facts.companyCountry) },
      ...{ contact: facts.companyContact, dpoContact: facts.companyDpo },
    },
    title: own?.title ?? null,
    people: distinct(facts.subjectCategories.map((code) => coded('data_subject_category', code))),
    data: facts.dataCategories.map(({ code, retentionDays, endAction }) => ({
      ...coded('data_category', code),
      ...{ keptForDays: retentionDays, then: orNone(endAction, (end) => coded('retention_end_action', end)) },
    })),
    purposes: facts.purposes.map(({ code, lawfulBasis, ...words }) => ({
      ...{ ...coded('purpose', code), ...inWords(words, own) },
      basis: orNone(lawfulBasis, (basis) => coded('lawful_basis', basis)),
    })),
    wordsLanguage: own?.language ?? null,
    countries: facts.countries.map(country),
    passedOnTo: facts.mode === 'public' ? passedOn(facts, country) : [],
    since: orNone(facts.activatedAt, (moment) => new Date(moment).toISOString().slice(0, 10)),
    until: facts.validUntil,
    howToObject: facts.howToObject,
  };
}

/** With its name and country, or as a kind of recipient. */
function recipientOf(facts: SharingFacts, language: Language): PublicSharing['recipient'] {
  const { country, coded } = codedIn(language);
  const role = orNone(facts.vendorRole, (code) => coded('party_role', code));
  return facts.mode === 'public'
    ? { name: facts.vendorName, category: null, role, country: orNone(facts.vendorCountry, country) }
    : { name: null, category: facts.category, role, country: null };
}

type Said = Readonly<{ why: string | null; how: string | null; benefit: string | null }>;

function inWords(flow: Said, own: Said | null): Said {
  return {
    why: own?.why ?? flow.why,
    how: own?.how ?? flow.how,
    benefit: own?.benefit ?? flow.benefit,
  };
}

function codedIn(language: Language) {
  return {
    country: (code: string): Coded => ({ code, label: countryIn(language, code) }),
    coded: (list: LabelledList, code: string): Coded => ({
      code: wholeOf(code),
      label: labelIn(language, list, code),
    }),
  };
}

const orNone = <T, R>(value: T | null, make: (value: T) => R): R | null =>
  value === null ? null : make(value);

function passedOn({ onward, subprocessors }: SharingFacts, country: (code: string) => Coded) {
  return [
    ...subprocessors.map(({ name, countries }) => ({ name, countries: countries.map(country) })),
    ...onward.map(({ name, category, country: code }) => ({
      name: name ?? category,
      countries: code === null ? [] : [country(code)],
    })),
  ];
}

function stateOf({ status, activatedAt }: SharingFacts): SharingState {
  if (status === 'active') return 'active';
  if (status === 'closed') return 'ended';
  return activatedAt === null ? 'planned' : 'paused';
}

const baseOf = (language: string) => language.split('-', 1)[0]?.toLowerCase();
/** Each code once, where it stands first. */
export const distinct = (all: readonly Coded[]) =>
  all.filter(({ code }, at) => all.findIndex((other) => other.code === code) === at);
