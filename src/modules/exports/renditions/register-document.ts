import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { pdfFile } from '../../../platform/files/pdf.js';
import { csvText, type Cell } from '../domain/cell.js';
import { refuse } from '../domain/export-errors.js';
import type { Rendered } from './rendered.js';
import { headingOf, toldOf } from './told.js';

/** A document of more rows is nothing that anybody reads, and takes the memory of all its pages. */
export const mostInDocument = 1_000;
const grey = '#555555';

/** A title page with what it is and room to sign, then each row with its fields; empty ones are left out. */
export async function registerDocument({ order, register, rows, rowCount }: Rendered): Promise<Buffer[]> {
  if (rowCount > mostInDocument)
    return refuse(
      'export.too_long_for_document',
      `The register has ${rowCount} rows, and a PDF up to ${mostInDocument}.`,
      {
        rows: rowCount,
        most: mostInDocument,
      },
    );
  const names = register.columns.map(({ name }) => name);
  const records: Content[] = [];
  for await (const some of rows)
    for (const { cells } of some) records.push(recordOf(names, cells, records.length + 1));
  const title = `Register: ${headingOf(register.name.replaceAll('-', ' ')).toLowerCase()}`;
  const document = await pdfFile({
    info: { title, subject: `Export ${order.id}`, creationDate: order.knownAt },
    pageSize: 'A4',
    pageMargins: [56, 64, 56, 64],
    header: (page) =>
      page === 1 ? null : { text: headerOf(order.asOf, title), ...small, margin: [56, 32, 56, 0] },
    footer: (page, pages) => ({
      columns: [
        { text: `Export ${order.id}`, ...small },
        { text: `Page ${page} of ${pages}`, ...small, alignment: 'right' },
      ],
      margin: [56, 24, 56, 0],
    }),
    content: [...titlePage(title, toldOf(order, rowCount)), ...records],
  });
  return [document];
}

const small = { fontSize: 7.5, color: grey } as const;
const headerOf = (asOf: string | null, title: string) => `${title}${asOf === null ? '' : `, as of ${asOf}`}`;

function titlePage(title: string, told: readonly (readonly [label: string, value: string])[]): Content[] {
  return [
    { text: title, fontSize: 24, bold: true, margin: [0, 120, 0, 24] },
    fieldsTable(told.map(([label, value]) => [label, value])),
    { text: 'Signed', bold: true, margin: [0, 72, 0, 36] },
    {
      columns: ['Place and day', 'Name and office', 'Signature'].map((label) => [
        { canvas: [{ type: 'line', x1: 0, y1: 0, x2: 140, y2: 0, lineWidth: 0.5 }] },
        { text: label, ...small, margin: [0, 4, 0, 0] },
      ]),
    },
    { text: '', pageBreak: 'after' },
  ];
}

function recordOf(names: readonly string[], cells: readonly Cell[], number: number): Content {
  const fields = names
    .map((name, at): [string, string] => [headingOf(name), csvText(cells[at] ?? null)])
    .filter(([, text]) => text !== '');
  return {
    stack: [
      {
        text: `${number}. ${titleIn(names, cells)}`,
        fontSize: 11,
        bold: true,
        margin: [0, 12, 0, 4],
        headlineLevel: 1,
      },
      fieldsTable(fields),
    ],
  };
}

/** What people call it. */
function titleIn(names: readonly string[], cells: readonly Cell[]): string {
  const known = ['reference', 'title', 'name', 'vendorName'].map((name) =>
    csvText(cells[names.indexOf(name)] ?? null),
  );
  return known
    .filter((text) => text !== '')
    .slice(0, 2)
    .join(' · ');
}

function fieldsTable(fields: readonly (readonly [label: string, value: string])[]): Content {
  return {
    table: {
      widths: [130, '*'],
      body: fields.map(([label, value]): TableCell[] => [{ text: label, color: grey }, { text: value }]),
    },
    layout: {
      hLineWidth: () => 0.25,
      vLineWidth: () => 0,
      hLineColor: () => '#bbbbbb',
      paddingTop: () => 2,
      paddingBottom: () => 2,
    },
  };
}
