import { isLabel, tidy } from '../../shared/label.js';
import { refuseTable } from './table-errors.js';
import type { Cell, Table, TableFormat, TableLimits, TableRow } from './table.js';

const reserved = ['__proto__', 'constructor', 'prototype'];
const longestName = 200;

/** Collects a table row by row and refuses it at the first row that goes beyond a limit. */
export class TableBuilder {
  private readonly columns: string[] = [];
  private readonly known = new Set<string>();
  private readonly rows: TableRow[] = [];
  private cellCount = 0;

  constructor(
    private readonly format: TableFormat,
    private readonly limits: TableLimits,
  ) {}

  get hasColumns(): boolean {
    return this.columns.length > 0;
  }

  /** The names of all columns; one without a name is called after its place, names missing at the end are none. */
  setColumns(names: readonly string[]): void {
    const last = names.findLastIndex((name) => name.trim() !== '');
    names.slice(0, last + 1).forEach((name, at) => {
      const tidied = tidy(name) || `(column ${at + 1})`;
      if (this.known.has(tidied))
        refuseTable('import.duplicate_header', `Two columns are called "${shown(tidied)}".`, {
          column: tidied,
        });
      this.addColumn(tidied);
    });
  }

  /** Cells in the order of the columns. Returns false when there are more of them than columns. */
  addRow(number: number, values: readonly string[]): boolean {
    const last = values.findLastIndex((value) => value.trim() !== '');
    if (last >= this.columns.length) return false;
    if (last >= 0)
      this.keep(
        number,
        values.slice(0, last + 1).map((value, at) => [this.columns[at] ?? '', value]),
      );
    return true;
  }

  /** Cells that bring the names of their columns with them. */
  addNamedRow(number: number, cells: readonly (readonly [string, Cell])[]): void {
    if (cells.length > this.limits.columns) this.refuseColumns();
    const named = cells.map(([name, value]) => [tidy(name), value] as const);
    const names = named.map(([name]) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined)
      refuseTable('import.duplicate_header', `Row ${number} has "${shown(twice)}" twice.`, {
        column: twice,
        row: number,
      });
    names.filter((name) => !this.known.has(name)).forEach((name) => this.addColumn(name));
    this.keep(number, named);
  }

  /** Throws `import.empty` when there is no row below the header. */
  finish(furtherSheets = 0): Table {
    if (this.rows.length === 0) refuseTable('import.empty', 'The file holds no row with anything in it.');
    return { format: this.format, columns: this.columns, rows: this.rows, furtherSheets };
  }

  private addColumn(name: string): void {
    if (!isLabel(name) || name.length > longestName || reserved.includes(name))
      refuseTable('import.bad_header', `The column name "${shown(name)}" cannot be used.`, {
        columnNumber: this.columns.length + 1,
      });
    if (this.columns.length === this.limits.columns) this.refuseColumns();
    this.known.add(name);
    this.columns.push(name);
  }

  private refuseColumns(): never {
    const { columns: limit } = this.limits;
    return refuseTable('import.too_many_columns', `The file has more than ${limit} columns.`, { limit });
  }

  private keep(number: number, named: readonly (readonly [string, Cell])[]): void {
    const { rows, cells: most } = this.limits;
    const cells = Object.create(null) as Record<string, Cell>;
    const filled = named.filter(([, value]) => !isBlank(value));
    for (const [column, value] of filled) {
      this.assertSize(number, column, value);
      cells[column] = value;
    }
    this.cellCount += filled.length;
    if (filled.length === 0) return;
    if (this.rows.length === rows)
      refuseTable('import.too_many_rows', `The file has more than ${rows} rows.`, { limit: rows });
    if (this.cellCount > most)
      refuseTable('import.too_large', `The table has more than ${most} filled cells.`, { limit: most });
    this.rows.push({ number, cells });
  }

  private assertSize(row: number, column: string, value: Cell): void {
    const { cellCharacters } = this.limits;
    const size =
      typeof value === 'string' ? value.length : value.reduce((sum, { length }) => sum + length, 0);
    if (size <= cellCharacters) return;
    const detail = `The cell in row ${row}, column "${shown(column)}" has ${size} characters; ${cellCharacters} are accepted.`;
    refuseTable('import.cell_too_large', detail, { row, column, limit: cellCharacters });
  }
}

function isBlank(value: Cell): boolean {
  return typeof value === 'string' ? value.trim() === '' : value.length === 0;
}

/** Text of the file as it may stand in a message: one short visible line. */
export function shown(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '\uFFFD');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
