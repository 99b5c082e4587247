export const tableFormats = ['csv', 'xlsx', 'json'] as const;
export type TableFormat = (typeof tableFormats)[number];

/** What stands in one cell, always as text: nothing is evaluated. JSON lists of values stay lists. */
export type Cell = string | readonly string[];

/**
 * One row below the header. `number` is where a person finds it: the line on which it begins (CSV), the row of the
 * sheet (XLSX) or the position in the list (JSON), each from 1. Empty cells are left out; `cells` has no prototype.
 */
export type TableRow = Readonly<{ number: number; cells: Readonly<Record<string, Cell>> }>;

/** An uploaded table as text. `furtherSheets` counts the sheets of a workbook that were not read: only the first is. */
export type Table = Readonly<{
  format: TableFormat;
  columns: readonly string[];
  rows: readonly TableRow[];
  furtherSheets: number;
}>;

/** A received file. Its content says what it is; the name is only shown to people. */
export type TableFile = Readonly<{
  path: string;
  originalName: string;
  /** What the sender says it is: settles a text that could be CSV or JSON, and refuses a file that is neither. */
  declaredFormat?: TableFormat;
}>;

export type TableLimits = Readonly<{
  /** Size of the file in bytes. */
  bytes: number;
  /** Rows below the header. */
  rows: number;
  columns: number;
  /** Cells that are not empty, in the whole table. */
  cells: number;
  /** Characters (UTF-16 code units) of one cell; 32,767 is what a spreadsheet can hold. */
  cellCharacters: number;
  /** Size of a workbook once unpacked, in bytes. */
  unpackedBytes: number;
  /** Files inside of a workbook. */
  entries: number;
  /** How much smaller packing may have made one file of a workbook; looked at above one megabyte. */
  ratio: number;
  /** Seconds that reading a workbook may take. */
  seconds: number;
  /** Memory that the process which reads a workbook may fill with objects. */
  heapMegabytes: number;
  /** Nesting of JSON. */
  depth: number;
}>;

const megabyte = 1024 * 1024;

export const defaultTableLimits: TableLimits = {
  bytes: 20 * megabyte,
  rows: 100_000,
  columns: 200,
  cells: 3_000_000,
  cellCharacters: 32_767,
  unpackedBytes: 100 * megabyte,
  entries: 1_000,
  ratio: 200,
  seconds: 60,
  heapMegabytes: 512,
  depth: 20,
};
