import { labelOf, listOf, type ListName } from '../../reference-data/codes.js';
import type { Cell } from './cell.js';

export type Row = Readonly<Record<string, unknown>>;

/** A column has the same name and place in every export; a new one goes to the end. */
export type Column = Readonly<{ name: string; cell: (row: Row) => Cell }>;

/** As it comes from the database. */
export const as = (name: string, from = name): Column => ({ name, cell: (row) => asCell(row[from]) });

/** The words for a code, or for each code of a list. */
export const labelled = (name: string, from: string, list: ListName): Column => ({
  name,
  cell: (row) => {
    const codes = row[from];
    if (Array.isArray(codes)) return codes.map((code) => labelIn(list, String(code)));
    return typeof codes === 'string' ? labelIn(list, codes) : null;
  },
});

/** One text for each member of a stored list; null leaves it out. */
export const each = <Member>(
  name: string,
  members: (row: Row) => readonly Member[],
  text: (member: Member) => string | null,
): Column => ({
  name,
  cell: (row) =>
    members(row)
      .map(text)
      .filter((found) => found !== null),
});

export function labelIn(list: ListName, code: string): string {
  return labelOf(listOf(list), code);
}

function asCell(value: unknown): Cell {
  return value === undefined ? null : (value as Cell);
}
