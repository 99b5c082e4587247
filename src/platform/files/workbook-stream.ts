import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { columnName, escaped, rowXml, styles, type SheetCell } from './sheet-xml.js';

export type SheetRow = readonly SheetCell[];
/** A table with a heading that stays in sight and can be filtered by; `rowCount` is known before. */
export type SheetTable = Readonly<{
  name: string;
  columns: readonly string[];
  rows: AsyncIterable<readonly SheetRow[]>;
  rowCount: number;
}>;
export type WorkbookStream = Readonly<{
  table: SheetTable;
  /** What the table is, on a sheet of its own. */
  about: Readonly<{ name: string; rows: readonly SheetRow[] }>;
}>;

/** Excel has room for so many rows, and the first is the heading; what is more goes to another sheet. */
export const mostRows = 1_048_575;
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * An XLSX workbook (ECMA-376), piece by piece: however long the table is, some rows of it are in memory. The same rows
 * make the same bytes.
 */
export function workbookStream({ table, about }: WorkbookStream): AsyncIterable<Buffer> {
  const count = Math.max(1, Math.ceil(table.rowCount / mostRows));
  const names = [...Array.from({ length: count }, (_none, nth) => numbered(table.name, nth)), about.name];
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  const add = (name: string, pieces: Iterable<string> | AsyncIterable<string>) =>
    zip.addReadStream(
      Readable.from(pieces, { objectMode: false }).on('error', (error) => output.destroy(error)),
      name,
      { mtime, forceDosTimestamp: true },
    );
  add('[Content_Types].xml', [contentTypes(names)]);
  add('_rels/.rels', [relationsOf([['officeDocument', 'xl/workbook.xml']])]);
  add('xl/workbook.xml', [workbookXml(names, table)]);
  add('xl/_rels/workbook.xml.rels', [relationsOf(partsOf(names))]);
  add('xl/styles.xml', [stylesXml]);
  const rows = new Rows(table.rows);
  for (let nth = 0; nth < count; nth++) add(sheetPath(nth), tableXml(table, rows, nth));
  add(sheetPath(count), [aboutXml(about.rows)]);
  zip.end();
  return output;
}

const mtime = new Date(1980, 0, 1);
const sheetPath = (nth: number) => `xl/worksheets/sheet${nth + 1}.xml`;
const numbered = (name: string, nth: number) => (nth === 0 ? name : `${name} ${nth + 1}`);

/** Rows in batches, given away up to a limit; what is left of a batch comes first the next time. */
class Rows {
  private readonly source: AsyncIterator<readonly SheetRow[]>;
  private left: readonly SheetRow[] = [];

  constructor(rows: AsyncIterable<readonly SheetRow[]>) {
    this.source = rows[Symbol.asyncIterator]();
  }

  async *some(limit: number): AsyncGenerator<readonly SheetRow[], void> {
    for (let room = limit; room > 0;) {
      const batch = this.left.length > 0 ? this.left : await this.next();
      if (batch === null) return;
      this.left = batch.slice(room);
      yield batch.slice(0, room);
      room -= Math.min(room, batch.length);
    }
  }

  private async next(): Promise<readonly SheetRow[] | null> {
    const next = await this.source.next();
    return next.done === true ? null : next.value;
  }
}

async function* tableXml({ columns }: SheetTable, rows: Rows, nth: number): AsyncGenerator<string, void> {
  const names = columns.map((_title, at) => columnName(at));
  let number = 1;
  yield (
    `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${nth === 0 ? ' tabSelected="1"' : ''}>` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.map(columnXml).join('')}</cols><sheetData>${rowXml(columns, 1, names, styles.heading)}`
  );
  for await (const some of rows.some(mostRows))
    yield some.map((row) => rowXml(row, ++number, names)).join('');
  yield `</sheetData><autoFilter ref="A1:${columnName(columns.length - 1)}${number}"/></worksheet>`;
}

const columnXml = (title: string, at: number) =>
  `<col min="${at + 1}" max="${at + 1}" width="${Math.min(40, Math.max(14, title.length + 4))}" customWidth="1"/>`;

function aboutXml(rows: readonly SheetRow[]): string {
  const widths =
    '<col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="90" customWidth="1"/>';
  return (
    `${declaration}<worksheet xmlns="${main}"><cols>${widths}</cols>` +
    `<sheetData>${rows.map((row, at) => rowXml(row, at + 1, ['A', 'B'])).join('')}</sheetData></worksheet>`
  );
}

function workbookXml(names: readonly string[], { columns, rowCount }: SheetTable): string {
  const tables = names.slice(0, -1);
  const sheets = names.map(
    (name, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  const filters = tables.map((name, nth) => {
    const last = Math.min(mostRows, rowCount - nth * mostRows) + 1;
    const range = `'${name}'!$A$1:$${columnName(columns.length - 1)}$${last}`;
    return `<definedName name="_xlnm._FilterDatabase" localSheetId="${nth}" hidden="1">${escaped(range)}</definedName>`;
  });
  return (
    `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.join('')}</sheets>` +
    `<definedNames>${filters.join('')}</definedNames></workbook>`
  );
}

const partsOf = (names: readonly string[]): [type: string, target: string][] => [
  ...names.map((_name, nth): [string, string] => ['worksheet', `worksheets/sheet${nth + 1}.xml`]),
  ['styles', 'styles.xml'],
];

function relationsOf(parts: readonly (readonly [type: string, target: string])[]): string {
  const relations = parts.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packages}/relationships">${relations.join('')}</Relationships>`;
}

function contentTypes(names: readonly string[]): string {
  const parts = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...names.map((_name, nth) => [`/${sheetPath(nth)}`, 'worksheet']),
  ];
  const overrides = parts.map(
    ([name, type]) => `<Override PartName="${name}" ContentType="${sheetType}.${type}+xml"/>`,
  );
  return (
    `${declaration}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
  );
}

/** In the order of `styles`. */
const stylesXml =
  `${declaration}<styleSheet xmlns="${main}">` +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="10"/><name val="Arial"/></font><font><b/><sz val="10"/><name val="Arial"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
  '</styleSheet>';
