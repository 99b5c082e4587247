import { readFile, stat } from 'node:fs/promises';
import { readCsv } from './csv-table.js';
import { readJson } from './json-table.js';
import { shown } from './table-builder.js';
import { refuseTable } from './table-errors.js';
import {
  defaultTableLimits,
  type Table,
  type TableFile,
  type TableFormat,
  type TableLimits,
} from './table.js';
import { decodeText } from './utf8.js';
import { readXlsx } from './xlsx-table.js';

/** Of a file in an archive, of an archive without files, of one that was split. */
const zipMarks = ['504b0304', '504b0506', '504b0708'];
/** Of .xls, and of workbooks with a password: both are OLE containers. */
const oleMark = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/**
 * Reads an uploaded table, which nobody has to trust: what it is shows in its content, every limit is kept before memory
 * is spent, and nothing in it is evaluated. Throws the errors of `tableErrors`, each with the place that it is about.
 */
export async function readTable(file: TableFile, limits: Partial<TableLimits> = {}): Promise<Table> {
  const all = { ...defaultTableLimits, ...limits };
  return tableIn(await contentOf(file, all.bytes), file, all);
}

/** The same for a file that was kept in memory, because its reading was put off. */
export function readKeptTable(bytes: Buffer, about: Omit<TableFile, 'path'>): Promise<Table> {
  return tableIn(bytes, about, defaultTableLimits);
}

async function tableIn(bytes: Buffer, file: Omit<TableFile, 'path'>, all: TableLimits): Promise<Table> {
  if (zipMarks.includes(bytes.toString('hex', 0, 4))) {
    assertSaid(file, ['xlsx'], 'a ZIP archive, as workbooks are');
    return readXlsx(bytes, all);
  }
  if (bytes.subarray(0, 8).equals(oleMark))
    refuseTable('import.bad_xlsx', 'The file is a workbook of the old .xls format, or it has a password.');
  assertSaid(file, ['csv', 'json'], 'text');
  const text = decodeText(bytes);
  if (text.trim() === '') refuseTable('import.empty', `The file "${shown(file.originalName)}" is empty.`);
  return textFormat(text, file) === 'json' ? readJson(text, all) : readCsv(text, all);
}

async function contentOf({ path, originalName }: TableFile, most: number): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > most)
    refuseTable(
      'import.too_large',
      `The file "${shown(originalName)}" has ${size} bytes; ${most} are accepted.`,
      {
        limit: most,
      },
    );
  return readFile(path);
}

function assertSaid(
  { declaredFormat }: Pick<TableFile, 'declaredFormat'>,
  fitting: readonly TableFormat[],
  what: string,
): void {
  if (declaredFormat && !fitting.includes(declaredFormat))
    refuseTable('import.format_differs', `The file was said to be ${declaredFormat}, but it is ${what}.`);
}

function textFormat(text: string, { declaredFormat }: Pick<TableFile, 'declaredFormat'>): TableFormat {
  return declaredFormat ?? (/^\s*[[{]/.test(text) ? 'json' : 'csv');
}
