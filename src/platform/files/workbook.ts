import { storedZip } from './stored-zip.js';

/** A cell; text is always text, whatever it begins with: nothing becomes a formula. */
export type WorkbookCell = string | number | null;

export type WorkbookColumn = Readonly<{
  title: string;
  /** In characters. */
  width: number;
  /** In a protected sheet, may people write here? */
  open?: boolean;
}>;

export type Workbook = Readonly<{
  sheet: string;
  columns: readonly WorkbookColumn[];
  rows: readonly (readonly WorkbookCell[])[];
  /** Cells that offer a list: `row` counts from 0 below the header. */
  choices?: readonly Readonly<{ row: number; column: number; items: readonly string[] }>[];
  /** Only open columns can be written in; without password, as a help and not as a safeguard. */
  guarded?: boolean;
}>;

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const contentTypes = 'http://schemas.openxmlformats.org/package/2006/content-types';
const ofType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
/** Of the list of a cell, as spreadsheet programs take it. */
const longestList = 255;
const style = { header: 1, closed: 2, open: 3 } as const;

/** An XLSX file of one sheet with a fixed header. */
export function workbookFile(workbook: Workbook): Buffer {
  const part = (name: string, xml: string) => ({ name, bytes: Buffer.from(declaration + xml) });
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const override = (name: string, type: string) =>
    `<Override PartName="/${name}" ContentType="${ofType}.${type}+xml"/>`;
  return Buffer.concat(
    storedZip([
      part(
        '[Content_Types].xml',
        `<Types xmlns="${contentTypes}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('xl/workbook.xml', 'sheet.main')}${override('xl/worksheets/sheet1.xml', 'worksheet')}${override('xl/styles.xml', 'styles')}</Types>`,
      ),
      part(
        '_rels/.rels',
        `<Relationships xmlns="${packageRelations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
      ),
      part(
        'xl/workbook.xml',
        `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheetName(workbook.sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      part(
        'xl/_rels/workbook.xml.rels',
        `<Relationships xmlns="${packageRelations}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
      ),
      part('xl/styles.xml', styles()),
      part('xl/worksheets/sheet1.xml', sheet(workbook)),
    ]),
  );
}

function styles(): string {
  const fill = (colour: string) =>
    `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`;
  const cell = (font: number, filled: number, locked: boolean) =>
    `<xf numFmtId="0" fontId="${font}" fillId="${filled}" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="1"/><protection locked="${locked ? 1 : 0}"/></xf>`;
  return `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('DDE6EF')}${fill('FFF9DB')}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>${cell(1, 2, true)}${cell(0, 0, true)}${cell(0, 3, false)}</cellXfs></styleSheet>`;
}

/** Elements in the order that the schema prescribes. */
function sheet({ columns, rows, choices = [], guarded = false }: Workbook): string {
  const widths = columns.map(
    ({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const header = row(
    1,
    columns.map(({ title }) => title),
    () => style.header,
  );
  const body = rows.map((cells, at) =>
    row(at + 2, cells, (column) => (columns[column]?.open ? style.open : style.closed)),
  );
  const lists = choices.filter(({ items }) => items.join(',').length <= longestList && items.length > 0);
  return [
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${widths.join('')}</cols><sheetData>${header}${body.join('')}</sheetData>`,
    guarded ? '<sheetProtection sheet="1" formatColumns="0" formatRows="0" autoFilter="0"/>' : '',
    lists.length > 0
      ? `<dataValidations count="${lists.length}">${lists.map((each) => listOf(each)).join('')}</dataValidations>`
      : '',
    '</worksheet>',
  ].join('');
}

function listOf({ row: at, column, items }: NonNullable<Workbook['choices']>[number]): string {
  const place = `${letters(column)}${at + 2}`;
  return `<dataValidation type="list" allowBlank="1" sqref="${place}"><formula1>"${escaped(items.join(','))}"</formula1></dataValidation>`;
}

function row(number: number, cells: readonly WorkbookCell[], styleOf: (column: number) => number): string {
  const written = cells.map((cell, column) => {
    const place = `r="${letters(column)}${number}" s="${styleOf(column)}"`;
    if (cell === null || cell === '') return `<c ${place}/>`;
    if (typeof cell === 'number') return `<c ${place}><v>${cell}</v></c>`;
    return `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${written.join('')}</row>`;
}

function letters(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : `${letters(Math.floor(column / 26) - 1)}${letter}`;
}

/** Without what XML 1.0 has no way to write. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function sheetName(name: string): string {
  return (
    name
      .replace(/[\\/?*[\]:']/g, ' ')
      .trim()
      .slice(0, 31) || 'Sheet'
  );
}
