import type { SheetCell } from '../../../platform/files/sheet-xml.js';
import { workbookStream } from '../../../platform/files/workbook-stream.js';
import { csvText, type Cell } from '../domain/cell.js';
import type { Rendered } from './rendered.js';
import { toldOf } from './told.js';

const aDay = /^\d{4}-\d\d-\d\d$/;

/** Numbers, days and moments (in UTC) are what they are to a spreadsheet; everything else is text. */
export function registerWorkbook({ order, register, rows, rowCount }: Rendered): AsyncIterable<Buffer> {
  return workbookStream({
    table: {
      name: register.name,
      columns: register.columns.map(({ name }) => name),
      rows: sheetRows(rows),
      rowCount,
    },
    about: { name: 'About', rows: toldOf(order, rowCount) },
  });
}

async function* sheetRows(batches: Rendered['rows']): AsyncGenerator<SheetCell[][], void> {
  for await (const rows of batches) yield rows.map(({ cells }) => cells.map(typed));
}

function typed(cell: Cell): SheetCell {
  if (cell === null || typeof cell === 'number' || typeof cell === 'boolean' || cell instanceof Date)
    return cell;
  if (typeof cell === 'string' && aDay.test(cell)) return { day: cell };
  return csvText(cell);
}
