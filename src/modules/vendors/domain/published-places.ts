import {
  countryFromText,
  endedCountry,
  formerCountryFromText,
  isCountry,
} from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';

/** What a text says of countries. `unknown` are parts that are none, `ended` what no longer exists, with its successors. */
export type Places = Readonly<{
  countries: readonly string[];
  regions: readonly string[];
  unknown: readonly string[];
  ended: readonly string[];
  /** Some stood at the end of an address. */
  fromAddress: boolean;
}>;

const regions =
  /^(eu|eea|european union|european economic area|europe|emea|apac|latam|asia|global(ly)?|worldwide|international|multiple|various|all regions)$/i;
const longestCountryName = 6;
/** New Mexico and New Jersey lie elsewhere; the United States of is never followed by another country. */
const misleading = new Set(['new', 'georgia']);

/** A cell for places: `Germany, IE`, `Dublin, Ireland`, `EU (Germany; Ireland)`. */
export function placesIn(cell: string, today: LocalDate): Places {
  const found = { countries: new Set<string>(), regions: [] as string[], unknown: [] as string[] };
  const ended: string[] = [];
  let fromAddress = false;
  const take = (part: string): boolean => {
    const code = codeOf(part, today);
    if (code !== null) found.countries.add(code);
    else if (regions.test(part)) found.regions.push(part);
    else return false;
    return true;
  };
  for (const part of parts(cell, /[;|\n/()&]|\band\b/i)) {
    if (take(part)) continue;
    const former = endingOf(part);
    if (former !== null) {
      ended.push(former);
      continue;
    }
    const pieces = parts(part, /,/);
    if (pieces.length > 1 && pieces.every((piece) => isPlace(piece, today))) pieces.forEach(take);
    else {
      const last = countryFromText(pieces.at(-1) ?? '');
      if (last !== null && pieces.length > 1) fromAddress = true;
      if (last === null) found.unknown.push(part);
      else found.countries.add(last);
    }
  }
  const { regions: wide, unknown } = found;
  return { countries: [...found.countries], regions: wide, unknown, ended, fromAddress };
}

/** Countries that a sentence names in words; a code such as IN or IT is a word like any other there. */
export function countriesNamedIn(text: string): string[] {
  const words = text.split(/[^\p{L}\p{N}.'’-]+/u).filter((word) => word !== '');
  const found = new Set<string>();
  for (let at = 0; at < words.length; at++) {
    const hit = countryAt(words, at);
    if (hit === null) continue;
    found.add(hit.code);
    at += hit.words - 1;
  }
  return [...found];
}

function countryAt(words: readonly string[], at: number): { code: string; words: number } | null {
  const first = words[at] ?? '';
  if (!/^\p{Lu}/u.test(first) || misleading.has((words[at - 1] ?? '').toLowerCase())) return null;
  for (let length = Math.min(longestCountryName, words.length - at); length > 0; length--) {
    const name = words
      .slice(at, at + length)
      .join(' ')
      .replace(/[.'’-]+$/u, '');
    if (name.length < 4 && name !== name.toUpperCase()) continue;
    const code = countryFromText(name);
    if (code !== null) return { code, words: length };
  }
  return null;
}

function codeOf(text: string, today: LocalDate): string | null {
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(text) && isCountry(code, today)) return code;
  return countryFromText(text);
}

const isPlace = (text: string, today: LocalDate) => codeOf(text, today) !== null || regions.test(text);

function endingOf(text: string): string | null {
  const former = formerCountryFromText(text) ?? text.toUpperCase();
  return endedCountry(former);
}

const parts = (text: string, at: RegExp) =>
  text
    .split(at)
    .map((part) =>
      part
        .trim()
        .replace(/^[.,:]+|[.,:]+$/g, '')
        .trim(),
    )
    .filter((part) => part !== '');
