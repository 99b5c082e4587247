import type { LocalDate } from '../../../shared/local-date.js';
import { listOf } from './catalogue.js';
import { countryName, eeaPeriod, isEea, requireCountry } from './country.js';
import { judgeEntries, judgeListing, type DataClass, type DpfEntry, type DpfListing } from './dpf-listing.js';
import {
  adequacyLists,
  decisionsOfDay,
  type AdequacyChanges,
  type DecisionOfDay,
} from './adequacy-change.js';
import { exporterRegime, listFor, transferLaw } from './exporter-regime.js';
import type { AdequacyScope, AdequatePlace, DpfFramework, ExporterRegime } from './list-items.js';
import { citation, isInForce, type Confidence, type ReferenceList } from './reference-list.js';

/** What is known of the recipient itself; what is left out is not known. */
export type RecipientFacts = Readonly<{
  dpf?: DpfListing;
  /** Its entries in the list of the Data Privacy Framework; where there are any, they decide, and not `dpf`. */
  entries?: readonly DpfEntry[];
  /** Somebody has checked that the recipient is inside the sector or law to which the decision is limited. */
  sectorConfirmed?: boolean;
}>;

export type AdequacyQuestion = Readonly<{
  /** Country of the exporter, ISO 3166-1 alpha-2. */
  from: string;
  /** Country of the importer, or the code of an international organisation with a decision (EPO). */
  to: string;
  on: LocalDate;
  dataClass?: DataClass;
  organisation?: RecipientFacts;
}>;

export type AdequacyAnswer = Readonly<{
  /** `unknown` never counts as a yes. */
  adequate: true | false | 'unknown';
  /** The decision that the answer turns on (EU_BR). A transfer stands on it only when `adequate` is true. */
  decision: string | null;
  conditions: readonly string[];
  /** Law and decision, or the list in which none was found. */
  source: string | null;
  regime: ExporterRegime;
  reason: string;
  /** How sure the recorded decision is; null when the answer turns on none. */
  confidence: Confidence | null;
}>;

type Match = Readonly<{ decision: DecisionOfDay; place: AdequatePlace }>;
type Grant = Match & { readonly place: { readonly scope: Exclude<AdequacyScope, 'NOT_ADEQUATE'> } };
type Verdict = Pick<AdequacyAnswer, 'adequate' | 'reason'>;

/**
 * Is the importer adequate under the exporter's law on that day (GDPR Art. 45, UK GDPR Chapter V, FADP Art. 16)?
 * A decision counts from the day of its adoption, not of its publication, to its last day inclusive.
 * `changes` are what was recorded on top of the shipped lists. Throws `country.unknown` and `country.withdrawn`.
 */
export function evaluateAdequacy(question: AdequacyQuestion, changes: AdequacyChanges): AdequacyAnswer {
  const { from, to, on } = question;
  requireCountry(from, on);
  if (!isInternationalOrganisation(to)) requireCountry(to, on);
  const regime = exporterRegime(from, on);
  if (staysInside(question, regime))
    return withoutDecision(regime, true, 'no restricted transfer', transferLaw[regime]);
  const name = listFor(regime);
  if (name === null) {
    return withoutDecision(regime, 'unknown', `no rule recorded for exporters in ${countryName(from)}`, null);
  }
  const list = decisionsOfDay(name, changes, on);
  if (list.items.every(({ validFrom }) => validFrom !== undefined && on < validFrom)) {
    const reason = `no rule recorded for exporters in ${countryName(from)} on ${on}`;
    return withoutDecision(regime, 'unknown', reason, citation(list));
  }
  const grant = matchesIn(list, to, on)
    .filter(isGrant)
    .find(({ decision }) => counts(decision, on));
  if (grant === undefined) return withoutDecision(regime, false, absence(list, to, on), citation(list));
  return onDecision(grant, regime, judge(grant, regime, question));
}

/** International organisations with an adequacy decision of their own, as `to` may name them. */
export function isInternationalOrganisation(code: string): boolean {
  return listOf('adequacy_eu').items.some(({ places }) =>
    places.some(({ place, scope }) => scope === 'IO' && place === code),
  );
}

function staysInside({ from, to, on }: AdequacyQuestion, regime: ExporterRegime): boolean {
  return from === to || ((regime === 'EU' || regime === 'EEA_EFTA') && eeaPeriod(to, on) !== null);
}

function counts(decision: DecisionOfDay, on: LocalDate): boolean {
  return isInForce(decision, on) && decision.suspendedFrom === undefined;
}

/** Decisions that carry a transfer on that day, by code. */
function codesInForce(changes: AdequacyChanges, on: LocalDate): Set<string> {
  const items = adequacyLists.flatMap((list) => decisionsOfDay(list, changes, on).items);
  return new Set(items.filter((item) => counts(item, on)).map(({ code }) => code));
}

/** Every other decision that is or was on record, the shipped and the recorded, by code. */
export function codesOutOfForce(changes: AdequacyChanges, on: LocalDate): string[] {
  const inForce = codesInForce(changes, on);
  const shipped = adequacyLists.flatMap((list) => listOf(list).items.map(({ code }) => code));
  const known = new Set([...shipped, ...changes.map(({ code }) => code)]);
  return [...known].filter((code) => !inForce.has(code)).sort();
}

function matchesIn(list: ReferenceList<DecisionOfDay>, to: string, on: LocalDate): Match[] {
  return list.items.flatMap((decision) => {
    const named = decision.places.find(({ place }) => place === to);
    if (named !== undefined) return [{ decision, place: named }];
    return decision.coversEea && isEea(to, on) ? [{ decision, place: wholeCountry(to) }] : [];
  });
}

/** An entry of scope NOT_ADEQUATE records that somebody looked and found no decision. */
function isGrant(match: Match): match is Grant {
  return match.place.scope !== 'NOT_ADEQUATE';
}

function wholeCountry(place: string): AdequatePlace {
  return { place, scope: 'COUNTRY', conditions: [] };
}

function absence(list: ReferenceList<DecisionOfDay>, to: string, on: LocalDate): string {
  const [other] = matchesIn(list, to, on);
  if (other === undefined) return `no adequacy decision recorded for ${nameOf(to)}`;
  const { code, decision, validFrom, validTo, suspendedFrom } = other.decision;
  if (!isGrant(other)) return `${nameOf(to)}: ${decision}`;
  if (suspendedFrom !== undefined && isInForce(other.decision, on))
    return `${code} is suspended since ${suspendedFrom}`;
  return validTo !== undefined && validTo < on
    ? `${code} ended on ${validTo}`
    : `${code} starts on ${validFrom ?? 'a day not recorded'}`;
}

function nameOf(place: string): string {
  return isInternationalOrganisation(place) ? place : countryName(place);
}

function judge(match: Grant, regime: ExporterRegime, question: AdequacyQuestion): Verdict {
  const { decision, place } = match;
  const { sectorConfirmed } = question.organisation ?? {};
  if (regime === 'EEA_EFTA' && decision.eeaEftaPending !== undefined) {
    return { adequate: 'unknown', reason: decision.eeaEftaPending };
  }
  switch (place.scope) {
    case 'COUNTRY':
    case 'IO':
      return { adequate: true, reason: `${decision.code} covers ${nameOf(place.place)}` };
    case 'SECTOR':
      return judgeSector(match, sectorConfirmed);
    case 'ORG_LIST':
      return judgeOrganisation(decision.framework ?? 'EU_US', question);
  }
}

function judgeOrganisation(
  framework: DpfFramework,
  { organisation, dataClass, on }: AdequacyQuestion,
): Verdict {
  const { dpf, entries = [] } = organisation ?? {};
  if (entries.length > 0) return judgeEntries({ framework, entries, dataClass, on });
  return judgeListing({ framework, listing: dpf, dataClass, on });
}

function judgeSector({ decision, place }: Match, confirmed: boolean | undefined): Verdict {
  const name = nameOf(place.place);
  if (confirmed === undefined) {
    return {
      adequate: 'unknown',
      reason: `${decision.code} covers only a part of ${name}: confirm the conditions`,
    };
  }
  return confirmed
    ? { adequate: true, reason: `${decision.code} covers the recipient in ${name}` }
    : { adequate: false, reason: `${decision.code} does not cover the recipient in ${name}` };
}

function onDecision({ decision, place }: Match, regime: ExporterRegime, verdict: Verdict): AdequacyAnswer {
  const { code, law, decision: number, validFrom, published, confidence } = decision;
  const since = validFrom === undefined ? [] : [`from ${validFrom}`];
  const printed = published === undefined ? [] : [`published ${published}`];
  return {
    ...verdict,
    decision: code,
    conditions: place.conditions,
    source: [law ?? transferLaw[regime], number, ...since, ...printed].join(', '),
    regime,
    confidence,
  };
}

function withoutDecision(
  regime: ExporterRegime,
  adequate: AdequacyAnswer['adequate'],
  reason: string,
  source: string | null,
): AdequacyAnswer {
  return { adequate, decision: null, conditions: [], source, regime, reason, confidence: null };
}
