import { parseJson } from './json-document.js';
import { TableBuilder, shown } from './table-builder.js';
import { refuseTable } from './table-errors.js';
import type { Cell, Table, TableLimits } from './table.js';

type JsonObject = Readonly<Record<string, unknown>>;

const lists = ['items', 'vendors'] as const;
const reserved = ['__proto__', 'constructor', 'prototype'];
/** Objects and lists that one row may be made of, on average: bounds what parsing a small file can unfold to. */
const containersPerRow = 20;

/**
 * A list of objects, or an object that holds it as `items` or `vendors`. Members of inner objects become columns of
 * their own with a dotted name (`links.privacyPolicy`); numbers and booleans become text; null is an empty cell. Of a
 * key that stands twice in one object the last counts, as JSON parsers have it.
 */
export function readJson(text: string, limits: TableLimits): Table {
  const document = parseJson(text, {
    depth: limits.depth,
    containers: containersPerRow * (limits.rows + 10),
  });
  const table = new TableBuilder('json', limits);
  listIn(document).forEach((item, at) => {
    if (!isObject(item))
      refuseTable('import.bad_json', `Item ${at + 1} of the list is not an object.`, { row: at + 1 });
    else table.addNamedRow(at + 1, cellsOf(item, '', at + 1));
  });
  return table.finish();
}

function listIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const named = isObject(value) ? lists.map((name) => value[name]).find(Array.isArray) : undefined;
  return named ?? refuseTable('import.bad_json', 'The file holds no list of objects.');
}

function cellsOf(item: JsonObject, prefix: string, row: number): [string, Cell][] {
  return Object.entries(item).flatMap(([key, value]): [string, Cell][] => {
    if (reserved.includes(key)) refuseTable('import.bad_header', `Row ${row} has the key ${key}.`, { row });
    const column = `${prefix}${key}`;
    if (isObject(value)) return cellsOf(value, `${column}.`, row);
    if (Array.isArray(value)) return [[column, value.map((part) => textOf(part, column, row))]];
    return [[column, textOf(value, column, row)]];
  });
}

function textOf(value: unknown, column: string, row: number): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && !isExact(value))
    refuseTable(
      'import.bad_json',
      `The number in row ${row}, "${shown(column)}" is too long to be kept exactly; put it in quotation marks.`,
      { row, column },
    );
  return JSON.stringify(value);
}

/** Whole numbers beyond 2^53 have lost digits by the time that they are parsed. */
function isExact(value: number): boolean {
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
