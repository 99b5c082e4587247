import type { Token, Tokens } from 'marked';
import { countryFromText } from '../../reference-data/codes.js';
import { tidy } from '../../../shared/label.js';
import type { Line } from './published-entries.js';
import { inheritance, linkIn, nothing, plain, type Above, type Found } from './published-inline.js';
import { quoted } from './published-list.js';
import { listFieldNamed } from './published-table.js';

/** How a point names a company: set off by a link, bold letters or a sign, or as a short name alone. */
type Point = Readonly<{ line: Line; form: 'set_off' | 'alone' }>;

type Named = Readonly<{ name: string; rest: string; setOff: boolean }>;

const separated = /^(?<name>[^:–—(]{1,120}?)\s*(?:[:–—(]|\s-\s)\s*(?<rest>.+)$/su;
const leading = /^[\s.,:;–—|-]+/u;
const longestAlone = 60;

/** A list of companies; any other list is left out, and that is said. */
export function linesOfList(token: Token, line: number, above: Above): Found {
  if (token.type !== 'list') return nothing;
  const list = token as Tokens.List;
  const grouped = byCountry(list, line);
  if (grouped !== null) return grouped;
  const inherited = above?.countries ?? null;
  const points = pointsOf(list, line, inherited);
  const read = points.filter((point) => point !== null);
  const setOff = read.filter(({ form }) => form === 'set_off').length;
  if (read.length * 2 < list.items.length || (setOff * 2 < read.length && read.length < list.items.length))
    return {
      lines: [],
      readings: [
        { line, code: 'list_left_out', message: `${quoted(firstLine(list))} begins no list of companies` },
      ],
    };
  const lines = points.map((point, at) => point?.line ?? nameless(list, at, line));
  return { lines, readings: inheritance(inherited, above, line, lines.length) };
}

/** Points that are countries, with the companies below each. */
function byCountry(list: Tokens.List, line: number): Found | null {
  const groups = list.items.map((item) => ({
    item,
    country: countryFromText(ownText(item).replace(/:$/, '')),
  }));
  if (groups.length === 0 || groups.some(({ item, country }) => country === null || !nestedIn(item)))
    return null;
  let at = line;
  const found = groups.map(({ item, country }) => {
    const nested = nestedIn(item);
    const countries = country === null ? [] : [country];
    const above: Above = { countries, code: 'country_from_heading', text: tidy(ownText(item)) };
    const below = nested ? linesOfList(nested, at + 1, above) : nothing;
    at += item.raw.split('\n').length - 1;
    return below;
  });
  return { lines: found.flatMap(({ lines }) => lines), readings: found.flatMap(({ readings }) => readings) };
}

function pointsOf(list: Tokens.List, line: number, inherited: readonly string[] | null): (Point | null)[] {
  let at = line;
  return list.items.map((item) => {
    const point = pointOf(item, at, inherited);
    at += item.raw.split('\n').length - 1;
    return point;
  });
}

function pointOf(item: Tokens.ListItem, line: number, inherited: readonly string[] | null): Point | null {
  const inline = inlineOf(item);
  const told = toldBelow(item);
  const [first, ...others] = inline;
  if (first === undefined) return null;
  const named = namedBy(first, others);
  if (named === null) return null;
  const website = linkIn(inline) ?? told.website ?? null;
  const { countries: places = null, purpose = purposeIn(named.rest) } = told;
  return {
    form: named.setOff || Object.keys(told).length > 0 ? 'set_off' : 'alone',
    line: { line, name: named.name, website, inherited, places, purpose },
  };
}

function namedBy(first: Token, others: readonly Token[]): Named | null {
  if (isSetOff(first))
    return { name: plain([first]).replace(/:\s*$/, ''), rest: plain(others), setOff: true };
  if (first.type === 'link') return null; // it leads to another page of the vendor, or nowhere
  return namedIn(tidy(plain([first, ...others])));
}

/** A name before a sign that sets it off, or nothing but a name. */
function namedIn(text: string): Named | null {
  if (!/^[\p{Lu}\p{N}]/u.test(text)) return null;
  const parts = separated.exec(text)?.groups;
  if (parts) return { name: parts['name'] ?? '', rest: parts['rest'] ?? '', setOff: true };
  return isNameAlone(text) ? { name: text, rest: '', setOff: false } : null;
}

/** In bold, or as a link to the company's own site. */
const isSetOff = (first: Token): boolean =>
  first.type === 'strong' || (first.type === 'link' && linkIn([first]) !== null);

/** Short, and no sentence: a full stop counts only where it does not end the form of a company. */
const isNameAlone = (text: string): boolean =>
  text.length <= longestAlone && !/[.!?;]$/.test(text.replace(/\b(inc|ltd|co|corp|llc|s\.a|b\.v)\.$/i, ''));

/** Points below a company that say one thing each: `Location: Ireland`. */
function toldBelow(item: Tokens.ListItem): Partial<Record<'purpose' | 'countries' | 'website', string>> {
  const told: Partial<Record<'purpose' | 'countries' | 'website', string>> = {};
  for (const below of nestedIn(item)?.items ?? []) {
    const [key = '', ...rest] = ownText(below).split(':');
    const field = listFieldNamed(key);
    if (field !== null && field !== 'name' && rest.length > 0) told[field] = tidy(rest.join(':'));
  }
  return told;
}

function purposeIn(rest: string): string | null {
  const text = tidy(rest)
    .replace(leading, '')
    .replace(/^(?<inner>[^()]*)\)$/, '$<inner>');
  return text === '' ? null : text;
}

function nameless(list: Tokens.List, at: number, line: number): Line {
  const before = list.items.slice(0, at).map(({ raw }) => raw.split('\n').length - 1);
  const place = before.reduce((sum, lines) => sum + lines, line);
  const purpose = ownText(list.items[at] ?? { tokens: [] });
  return { line: place, name: '', website: null, purpose, places: null, inherited: null };
}

type Tokened = Pick<Tokens.ListItem, 'tokens'>;
const inlineOf = (item: Tokened): Token[] => {
  const text = item.tokens.find(({ type }) => type === 'text' || type === 'paragraph');
  return text !== undefined && 'tokens' in text ? (text.tokens ?? []) : [];
};
const ownText = (item: Tokened) => tidy(plain(inlineOf(item)));
const nestedIn = (item: Tokened) => item.tokens.find((token): token is Tokens.List => token.type === 'list');
const firstLine = (list: Tokens.List) => list.raw.split('\n')[0] ?? '';
