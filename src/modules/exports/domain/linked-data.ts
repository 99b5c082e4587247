import { baseOf, findItem, findList, isOwnCode, labelOf } from '../../reference-data/codes.js';
import { csvText, type Cell } from './cell.js';

/** A node of JSON-LD under `contextOf`: a string is an IRI where the context says so, and text otherwise. */
export type Linked = Readonly<Record<string, unknown>>;

const dpv = 'https://w3id.org/dpv#';
const gdpr = 'https://w3id.org/dpv/legal/eu/gdpr#';
const loc = 'https://w3id.org/dpv/loc#';
const xsd = 'http://www.w3.org/2001/XMLSchema#';

/** Terms of DPV 2.3 whose values are nodes or IRIs. */
const links = [
  'hasCountry',
  'hasDataController',
  'hasDataProcessor',
  'hasDataProtectionOfficer',
  'hasDataSubject',
  'hasDataSubjectScale',
  'hasDuration',
  'hasEntity',
  'hasFrequency',
  'hasImpactAssessment',
  'hasJointDataControllers',
  'hasLegalBasis',
  'hasLocation',
  'hasOutcome',
  'hasPersonalData',
  'hasProcess',
  'hasProcessing',
  'hasPurpose',
  'hasRecipient',
  'hasRecipientDataController',
  'hasRepresentative',
  'hasResponsibleEntity',
  'hasStatus',
  'hasStorageCondition',
  'hasTechnicalOrganisationalMeasure',
  'hasThirdCountry',
  'hasThirdParty',
] as const;
const texts = ['hasContact', 'hasName'] as const;
const ownLinks = ['adequacyDecision', 'code', 'endAction'] as const;
const ownTexts = ['benefit', 'how', 'why'] as const;

const link = (iri: string) => ({ '@id': iri, '@type': '@id' });
const typed = (iri: string, type: string) => ({ '@id': iri, '@type': `xsd:${type}` });
const all = <Value>(names: readonly string[], value: (name: string) => Value) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

/** Stands in the document itself, so that nobody needs a network to read it. */
export function contextOf(register: string): Linked {
  return {
    ...{ dpv, xsd, dcat: 'http://www.w3.org/ns/dcat#', dct: 'http://purl.org/dc/terms/' },
    ...{ skos: 'http://www.w3.org/2004/02/skos/core#', time: 'http://www.w3.org/2006/time#' },
    ...{ keyholder: 'urn:keyholder:term:', column: `urn:keyholder:column:${register}:` },
    ...all(links, (name) => link(`dpv:${name}`)),
    ...all(texts, (name) => `dpv:${name}`),
    ...all(ownLinks, (name) => link(`keyholder:${name}`)),
    ...all(ownTexts, (name) => `keyholder:${name}`),
    ...all(['title', 'identifier', 'description'], (name) => `dct:${name}`),
    ...all(['isPartOf', 'temporal', 'references'], (name) => link(`dct:${name}`)),
    ...all(['inScheme', 'closeMatch', 'broadMatch', 'broader'], (name) => link(`skos:${name}`)),
    ...all(['notation', 'prefLabel'], (name) => `skos:${name}`),
    resource: link('dcat:resource'),
    issued: typed('dct:issued', 'dateTime'),
    startDate: typed('dcat:startDate', 'dateTime'),
    endDate: typed('dcat:endDate', 'dateTime'),
    duration: typed('time:hasXSDDuration', 'duration'),
  };
}

/** What is not given is not stated. */
export function linked(members: Readonly<Record<string, unknown>>): Linked {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => isGiven(value)));
}

const isGiven = (value: unknown) =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** Each cell of a row under the name of its column; the order of a list is kept, and what is empty stays away. */
export function columnsOf(names: readonly string[], cells: readonly Cell[]): Linked {
  return linked(Object.fromEntries(names.map((name, at) => [`column:${name}`, valueOf(cells[at] ?? null)])));
}

function valueOf(cell: Cell): unknown {
  if (cell instanceof Date) return { '@type': 'xsd:dateTime', '@value': cell.toISOString() };
  if (Array.isArray(cell)) return { '@list': cell };
  return cell !== null && typeof cell === 'object' ? csvText(cell) : cell;
}

/** The IRIs of codes, and which codes were used: they are explained at the end of the document. */
export class LinkedCodes {
  private readonly used = new Map<string, Readonly<{ list: string; code: string }>>();

  /** What others call it; ours where they have no word. A part of a category has ours beside those of the whole. */
  iris(list: string, code: string): readonly string[] {
    const ours = this.ours(list, code);
    const theirs = irisOf(list, code);
    return theirs.length === 0 || isOwnCode(code) ? [ours, ...theirs] : theirs;
  }

  irisOfAll(list: string, codes: readonly string[]): string[] {
    return [...new Set(codes.flatMap((code) => this.iris(list, code)))];
  }

  /** Exactly that code of that list. */
  ours(list: string, code: string): string {
    const iri = codeIri(list, code);
    this.used.set(iri, { list, code });
    return iri;
  }

  /** Every code that was used, with its words and what is nearest to it in the vocabulary. */
  concepts(): Linked[] {
    return [...this.used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([iri, used]) => conceptOf(iri, used));
  }
}

function conceptOf(iri: string, { list, code }: Readonly<{ list: string; code: string }>): Linked {
  const known = findList(list);
  return linked({
    '@id': iri,
    '@type': 'skos:Concept',
    inScheme: `urn:keyholder:list:${list}`,
    notation: code,
    prefLabel: known ? labelOf(known, code) : code,
    broader: isOwnCode(code) ? codeIri(list, baseOf(code)) : null,
    [isOwnCode(code) ? 'broadMatch' : 'closeMatch']: irisOf(list, code),
  });
}

const codeIri = (list: string, code: string) => `urn:keyholder:code:${list}:${encodeURIComponent(code)}`;

/** Of the vocabulary, the nearest first; for a part of a category those of the whole. */
function irisOf(list: string, code: string): readonly string[] {
  if (list === 'country') return countryIris(code);
  if (list === 'dpia_outcome') return dpiaOutcomes[code] ?? [];
  const known = findList(list);
  return (known && (findItem(known, code) ?? findItem(known, baseOf(code)))?.dpv) ?? [];
}

const dpiaOutcomes: Readonly<Record<string, readonly string[]>> = {
  NOT_REQUIRED: [`${gdpr}DPIANotRequired`],
  REQUIRED: [`${gdpr}DPIARequired`],
};

/** The vocabulary has the countries of ISO 3166-1: neither those that are no more, nor Kosovo, nor organisations. */
function countryIris(code: string): readonly string[] {
  const countries = findList('country');
  const country = countries && findItem(countries, code);
  return country && country.validTo === undefined && code !== 'XK' ? [`${loc}${code}`] : [];
}
