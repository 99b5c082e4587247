import { defineErrors, raiser } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { listOf } from './catalogue.js';
import type { CountryItem, EeaPeriod } from './list-items.js';
import { findItem, isCode, isInForce } from './reference-list.js';
import { shippedLists } from './shipped-lists.js';

export const countryErrors = defineErrors({
  'country.unknown': {
    kind: 'invalid',
    title: 'No such country',
    remedy: 'Give an ISO 3166-1 alpha-2 code in capitals, such as DE.',
  },
  'country.withdrawn': {
    kind: 'invalid',
    title: 'This country code is no longer in use',
    remedy: 'Give the code of the country that holds the territory today.',
  },
});
const raise = raiser(countryErrors);

const countries = listOf('country');
const { ambiguousTexts } = shippedLists.country;

/** Is this an ISO 3166-1 alpha-2 code in use on that day? XK (Kosovo) counts, though it is a user-assigned code. */
export function isCountry(code: string, on: LocalDate): boolean {
  return isCode(countries, code, on);
}

/** Throws `country.unknown`, or `country.withdrawn` when the country no longer existed on that day. */
export function requireCountry(code: string, on: LocalDate): CountryItem {
  const country = knownCountry(code);
  if (isInForce(country, on)) return country;
  return raise('country.withdrawn', endOf(country), { country: code, successors: country.successors });
}

/** When a country that no longer exists ended, and what holds its place today; null for any other text. */
export function endedCountry(code: string): string | null {
  const country = findItem(countries, code);
  return country?.validTo === undefined ? null : endOf(country);
}

function endOf({ code, label, validTo, successors }: CountryItem): string {
  return `${code} (${label}) ended on ${validTo ?? 'an unknown day'}; codes of today: ${successors?.join(', ') ?? 'none'}`;
}

/** English short name; withdrawn codes keep theirs. Throws `country.unknown`. */
export function countryName(code: string): string {
  return knownCountry(code).label;
}

/**
 * The country that free text names, such as the last part of a postal address: an exact name or a listed alias, whatever
 * the case, accents and punctuation. Null when the text is unknown, or could mean something else ('Georgia', 'CA'):
 * it never guesses. Countries that no longer exist are not found here but by `formerCountryFromText`.
 */
export function countryFromText(text: string): string | null {
  return codeByText.get(folded(text)) ?? null;
}

/** The withdrawn code of a country that no longer exists, so that a text that names it can be refused by name. */
export function formerCountryFromText(text: string): string | null {
  return formerCodeByText.get(folded(text)) ?? null;
}

/**
 * Is the place inside the EEA for GDPR Chapter V on that day? Counts outermost regions of EU states, and the UK to the
 * end of its transition on 2020-12-31, when it left the EU on 2020-01-31. Unknown codes are outside.
 */
export function isEea(code: string, on: LocalDate): boolean {
  const status = eeaPeriod(code, on)?.status;
  return status === 'MEMBER' || status === 'TRANSITION';
}

/** How the EEA's rules on transfers treat the place on that day; null when it is a third country. */
export function eeaPeriod(code: string, on: LocalDate): EeaPeriod | null {
  const periods = findItem(countries, code)?.eea ?? [];
  return periods.find(({ from, to }) => from <= on && (to === undefined || on <= to)) ?? null;
}

function knownCountry(code: string): CountryItem {
  return (
    findItem(countries, code) ??
    raise('country.unknown', 'Not an ISO 3166-1 alpha-2 country code', { country: code })
  );
}

/** Lower case, without accents, dots, apostrophes, other punctuation, and a leading article. */
function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}.'’]/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^the /u, '');
}

function textIndex(items: readonly CountryItem[]): ReadonlyMap<string, string> {
  const index = new Map(
    items.flatMap(({ code, label, aliases }) => [label, ...aliases].map((text) => [folded(text), code])),
  );
  for (const text of ambiguousTexts) index.delete(folded(text));
  return index;
}

const codeByText = textIndex(countries.items.filter(({ validTo }) => validTo === undefined));
const formerCodeByText = textIndex(countries.items.filter(({ validTo }) => validTo !== undefined));
