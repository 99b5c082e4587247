import { readFirstSheet, type SheetCell, type SheetRow } from './sheet-process.js';
import { storedZip } from './stored-zip.js';
import { TableBuilder } from './table-builder.js';
import { refuseTable } from './table-errors.js';
import type { Table, TableLimits } from './table.js';
import { unpackWorkbook } from './workbook-guard.js';

let last: Promise<unknown> = Promise.resolve();

/** The first sheet of a workbook, one workbook at a time, so that many uploads at once cannot use up the memory. */
export function readXlsx(bytes: Buffer, limits: TableLimits): Promise<Table> {
  const mine = last.then(() => readAlone(bytes, limits));
  last = mine.catch(() => undefined);
  return mine;
}

async function readAlone(bytes: Buffer, limits: TableLimits): Promise<Table> {
  const { parts, sheets } = await unpackWorkbook(bytes, limits);
  const table = new TableBuilder('xlsx', limits);
  const { seconds, unpackedBytes: characters, heapMegabytes } = limits;
  const costs = { seconds, characters, heapMegabytes };
  const end = await readFirstSheet(storedZip(parts), costs, (row) => take(table, row));
  switch (end) {
    case 'complete':
      return table.finish(Math.max(0, sheets - 1));
    case 'unreadable':
      return refuseTable('import.bad_xlsx', 'The first sheet of the workbook cannot be read.');
    case 'too_much_text':
      return refuseTable('import.zip_bomb', `The cells hold more than ${characters} characters.`, {
        limit: characters,
      });
    case 'too_costly':
      return refuseTable(
        'import.too_costly',
        `Reading took too much memory, or more than ${seconds} seconds.`,
      );
  }
}

function take(table: TableBuilder, { number, cells }: SheetRow): void {
  const texts = cells.map((cell) => textOf(cell, number));
  if (texts.every((text) => text.trim() === '')) return;
  if (!table.hasColumns) table.setColumns(texts);
  else if (!table.addRow(number, texts))
    refuseTable('import.bad_xlsx', `Row ${number} has cells right of the last column that has a name.`, {
      row: number,
    });
}

function textOf(cell: SheetCell, row: number): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'number') return plainNumber(cell);
  if (cell.date === null)
    refuseTable('import.bad_xlsx', `Row ${row} has a date outside of the calendar.`, { row });
  return new Date(cell.date ?? 0).toISOString().slice(0, 10);
}

/** Digits without exponent: a registration number must not become 1.2e+21. */
function plainNumber(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Number.isInteger(value) ? BigInt(value).toString() : value.toFixed(20).replace(/0+$/, '');
}
