import { isLabel, tidy } from '../../../shared/label.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  longestName,
  longestPurpose,
  mostEntries,
  quoted,
  type LeftOut,
  type PublishedEntry,
  type PublishedList,
  type Reading,
  type ReadingCode,
} from './published-list.js';
import { countriesNamedIn, placesIn, type Places } from './published-places.js';
import { foldedName } from './vendor-names.js';
import { websiteAddress } from './website.js';

/** A company as it stands in a text or a table, before it is understood. */
export type Line = Readonly<{
  line: number;
  name: string;
  website: string | null;
  purpose: string | null;
  /** What stands in a place of its own, such as a column; null when there is none. */
  places: string | null;
  /** What a heading or sentence says of all that follow. */
  inherited: readonly string[] | null;
}>;

type Judged = Readonly<{
  entry: PublishedEntry | null;
  readings: readonly Reading[];
  leftOut: readonly LeftOut[];
}>;

/** Each company once, with every reading that was needed to understand it. */
export function entriesOf(
  lines: readonly Line[],
  readings: readonly Reading[],
  today: LocalDate,
): PublishedList {
  const judged = lines.map((line) => judge(line, today));
  const merged = new Map<string, PublishedEntry>();
  const further: Reading[] = [];
  for (const { entry } of judged) {
    if (entry === null) continue;
    const key = foldedName(entry.name);
    const first = merged.get(key);
    if (first)
      further.push({
        line: entry.line,
        code: 'merged_lines',
        message: `${quoted(entry.name)} stands in line ${first.line} too: taken as one`,
      });
    merged.set(key, first ? together(first, entry) : entry);
  }
  return {
    entries: [...merged.values()],
    readings: [...readings, ...judged.flatMap((one) => one.readings), ...further],
    leftOut: judged.flatMap((one) => one.leftOut),
  };
}

export function isTooLong({ entries }: PublishedList): boolean {
  return entries.length > mostEntries;
}

function judge(line: Line, today: LocalDate): Judged {
  const { line: at } = line;
  const name = tidy(line.name);
  if (name === '') {
    const message = `${quoted(line.purpose ?? '')} names no company`;
    return { entry: null, readings: [], leftOut: [{ line: at, name, code: 'no_name', message }] };
  }
  if (!isLabel(name) || name.length > longestName) {
    const message = `${quoted(name)} is no line of visible text of at most ${longestName} characters`;
    return {
      entry: null,
      readings: [],
      leftOut: [{ line: at, name: shownName(name), code: 'bad_name', message }],
    };
  }
  const readings: Reading[] = [];
  const note = (code: ReadingCode, message: string) => readings.push({ line: at, code, message });
  const places = line.places === null ? null : placesIn(line.places, today);
  if (places?.ended[0] !== undefined) {
    const message = places.ended.join('; ');
    return { entry: null, readings: [], leftOut: [{ line: at, name, code: 'former_country', message }] };
  }
  const entry: PublishedEntry = {
    ...{ line: at, name },
    website: websiteOf(line.website, note),
    purpose: purposeOf(line.purpose, note),
    countries: countriesOf(line, places, note),
  };
  return { entry, readings, leftOut: [] };
}

const shownName = (name: string) => name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD').slice(0, longestName);

type Note = (code: ReadingCode, message: string) => void;

function websiteOf(text: string | null, note: Note): string | null {
  if (text === null || text.trim() === '') return null;
  const address = websiteAddress(text);
  if (address === null) note('website_left_out', `${quoted(text)} is no http or https address`);
  return address;
}

function purposeOf(text: string | null, note: Note): string | null {
  const purpose = tidy((text ?? '').replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' '));
  if (purpose === '') return null;
  if (purpose.length > longestPurpose)
    note('text_shortened', `the purpose is cut at ${longestPurpose} characters`);
  return purpose.slice(0, longestPurpose);
}

/** A place of its own counts; then what the purpose names; then what stands above. */
function countriesOf(line: Line, places: Places | null, note: Note): readonly string[] | null {
  if (places !== null) return placesOf(places, note);
  const named = countriesNamedIn(line.purpose ?? '').sort();
  if (named.length === 0) return line.inherited === null ? null : [...line.inherited].sort();
  note('country_in_purpose', `${named.join(', ')} from ${quoted(line.purpose ?? '')}`);
  return named;
}

function placesOf(
  { countries, regions, unknown, fromAddress }: Places,
  note: Note,
): readonly string[] | null {
  if (fromAddress) note('country_from_address', `${countries.join(', ')} from the end of an address`);
  for (const region of regions) note('region_is_no_country', `${quoted(region)} names no country`);
  for (const part of unknown) note('country_not_understood', `${quoted(part)} is not known as a country`);
  return countries.length === 0 ? null : [...countries].sort();
}

function together(first: PublishedEntry, second: PublishedEntry): PublishedEntry {
  const countries = [...new Set([...(first.countries ?? []), ...(second.countries ?? [])])].sort();
  const purposes = [...new Set([first.purpose, second.purpose].filter((purpose) => purpose !== null))];
  return {
    ...first,
    website: first.website ?? second.website,
    purpose: purposes.length === 0 ? null : purposes.join('; ').slice(0, longestPurpose),
    countries: countries.length === 0 ? null : countries,
  };
}
