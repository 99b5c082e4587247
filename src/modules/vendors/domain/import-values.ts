import {
  countryFromText,
  formerCountryFromText,
  isCode,
  isCountry,
  listOf as codeList,
  type VendorCategory,
} from '../../reference-data/codes.js';
import { isLabel, isProse, tidy } from '../../../shared/label.js';
import { leiProblem } from '../../../shared/lei.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { categoryNamed } from './category-names.js';
import { domainName } from './domain-name.js';
import { websiteAddress } from './website.js';

export type CellValue = string | readonly string[];
/** A cell that was understood, or why it was not: a stable code and a sentence with the remedy. */
export type Parsed<T> = Readonly<{ value: T }> | Readonly<{ code: string; message: string }>;

const bad = (code: string, message: string) => ({ code, message });

/** Cells of a list: a JSON list as it is; a text is taken apart at semicolons, bars and line breaks, or else at commas. */
export function listOf(cell: CellValue): string[] {
  const parts = typeof cell === 'string' ? cell.split(/[;|\n]/.test(cell) ? /[;|\n]/ : /,/) : cell;
  return [...new Set(parts.map(tidy).filter((part) => part !== ''))];
}

const textOf = (cell: CellValue): string => (typeof cell === 'string' ? cell : cell.join(', '));

export function labelIn(cell: CellValue, max: number): Parsed<string> {
  const text = tidy(textOf(cell));
  if (!isLabel(text))
    return bad('label', 'must be one line of visible text without control or invisible characters');
  if (text.length > max) return bad('too_long', `must have at most ${max} characters`);
  return { value: text };
}

export function proseIn(cell: CellValue, max: number): Parsed<string> {
  const text = textOf(cell).normalize('NFC').trim();
  if (!isProse(text)) return bad('prose', 'must be visible text without control or invisible characters');
  if (text.length > max) return bad('too_long', `must have at most ${max} characters`);
  return { value: text };
}

/** A code or a name; a country that no longer exists, or a name that could mean several, is not guessed at. */
export function countryIn(cell: CellValue, today: LocalDate): Parsed<string> {
  const text = textOf(cell).trim();
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && isCountry(code, today)) return { value: code };
  const named = countryFromText(text);
  if (named !== null) return { value: named };
  if (formerCountryFromText(text) !== null || isCode(codeList('country'), code))
    return bad('former_country', 'the country no longer exists; give the one that holds the place today');
  return bad('unknown_country', 'must be one country, best as an ISO 3166-1 alpha-2 code such as DE');
}

export function leiIn(cell: CellValue): Parsed<string> {
  const lei = textOf(cell).replace(/\s/g, '').toUpperCase();
  const problem = leiProblem(lei);
  if (problem === null) return { value: lei };
  return problem === 'format'
    ? bad('lei_format', 'must have 20 characters: 18 letters or digits and two check digits')
    : bad('lei_check_digits', 'the check digits do not fit (ISO 17442): a character is wrong');
}

/** An address without its scheme, as people write them, is one of https. */
export function addressIn(cell: CellValue): Parsed<string> {
  const text = textOf(cell).trim();
  const address =
    websiteAddress(text) ?? (/^[a-z][a-z0-9+.-]*:/i.test(text) ? null : websiteAddress(`https://${text}`));
  return address === null
    ? bad('url', 'must be an http or https address without user name and password')
    : { value: address };
}

export function domainsIn(cell: CellValue): Parsed<string[]> {
  const texts =
    typeof cell === 'string' ? cell.split(/[\s,;|]+/).filter((part) => part !== '') : listOf(cell);
  const wrong = texts.find((text) => domainName(text) === null);
  if (wrong !== undefined)
    return bad('domain', `${shown(wrong)} is no domain; give names such as acme.example`);
  const domains = [...new Set(texts.flatMap((text) => domainName(text) ?? []))];
  return domains.length > 50 ? bad('too_many', 'at most 50 domains') : { value: domains };
}

export function categoriesIn(cell: CellValue): Parsed<VendorCategory[]> {
  const whole = typeof cell === 'string' ? categoryNamed(cell) : null;
  if (whole !== null) return { value: [whole] };
  const texts = listOf(cell);
  const wrong = texts.find((text) => categoryNamed(text) === null);
  if (wrong !== undefined)
    return bad(
      'unknown_code',
      `${shown(wrong)} is no category; see GET /reference-data/lists/vendor_category`,
    );
  const codes = [...new Set(texts.flatMap((text) => categoryNamed(text) ?? []))];
  return codes.length > 10 ? bad('too_many', 'at most 10 categories') : { value: codes };
}

export function claimsIn(cell: CellValue): Parsed<string[]> {
  const texts = listOf(cell);
  const wrong = texts.find((text) => !isLabel(text) || text.length > 200);
  if (wrong !== undefined)
    return bad('label', `${shown(wrong)} is no line of visible text of at most 200 characters`);
  return texts.length > 200 ? bad('too_many', 'at most 200 certificates') : { value: texts };
}

function shown(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}
