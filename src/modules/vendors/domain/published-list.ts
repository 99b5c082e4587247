/** One company of a list that a vendor publishes, as it was read. */
export type PublishedEntry = Readonly<{
  /** Where a person finds it: line of a text, row of a table, from 1. */
  line: number;
  name: string;
  website: string | null;
  /** Null: the list says nothing, and what is known stays. */
  purpose: string | null;
  countries: readonly string[] | null;
}>;

export const readingCodes = [
  'country_from_text_above',
  'country_from_heading',
  'country_from_address',
  'country_in_purpose',
  'region_is_no_country',
  'country_not_understood',
  'merged_lines',
  'matched_without_legal_form',
  'front_matter_left_out',
  'list_left_out',
  'column_left_out',
  'website_left_out',
  'text_shortened',
] as const;
export type ReadingCode = (typeof readingCodes)[number];

/** Something that was read more generously than it is written: nothing of that kind goes unsaid. */
export type Reading = Readonly<{ line: number; code: ReadingCode; message: string }>;

/** A line that was not taken over, and why: that the company is in use is not denied by it. */
export type LeftOut = Readonly<{ line: number; name: string; code: string; message: string }>;

export type PublishedList = Readonly<{
  entries: readonly PublishedEntry[];
  readings: readonly Reading[];
  leftOut: readonly LeftOut[];
}>;

export const mostEntries = 500;
export const longestName = 200;
export const longestPurpose = 2_000;

/** As it is shown in a message. */
export function quoted(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
}
