import { Readable } from 'node:stream';
import { CsvError, parse, type Options, type Parser } from 'csv-parse';
import { TableBuilder, shown } from './table-builder.js';
import { refuseTable, tableRefusal } from './table-errors.js';
import type { Table, TableLimits } from './table.js';

const delimiters = [',', ';', '\t'] as const;
const foreignDelimiters = ['|', ':', '^', '~', '\u001f'] as const;
const sliceBytes = 64 * 1024;
/** Characters of the header for each column that is allowed; a name may have 200. */
const headerCharactersPerColumn = 300;
/** Bytes of one row: the parser goes byte by byte, and should not do so through megabytes that no table needs. */
const longestRecord = 4_000_000;
/** The line `sep=;` that spreadsheet programs understand as a hint about the delimiter. */
const hint = /^sep=([,;\t])\n/i;

type CsvRow = Readonly<{ line: number; cells: string[] }>;

/**
 * CSV after RFC 4180 with comma, semicolon or tab, whichever the header uses most, and any kind of line break. White
 * space around cells goes. A row may leave out cells at its end, as spreadsheet programs do, but may not have more.
 */
export async function readCsv(text: string, limits: TableLimits): Promise<Table> {
  const lines = text.replace(/\r\n?/g, '\n');
  const hinted = hint.exec(lines);
  const body = hinted ? lines.slice(hinted[0].length) : lines;
  const header = headerOf(body, limits.columns * headerCharactersPerColumn);
  const place = new Place(hinted ? 1 : 0);
  const parser = parserOf(body, hinted?.[1] ?? delimiterOf(header), place);
  const table = new TableBuilder('csv', limits);
  try {
    for await (const { line, cells } of parser as AsyncIterable<CsvRow>) {
      if (!table.hasColumns) table.setColumns(cells);
      else if (!table.addRow(line, cells))
        refuseTable('import.bad_csv', `The row on line ${line} has more cells than there are columns.`, {
          line,
        });
    }
  } catch (error) {
    throw error instanceof CsvError ? refusalOf(error, place) : error;
  }
  return table.finish();
}

function parserOf(text: string, delimiter: string, place: Place): Parser {
  const options: Options<CsvRow, string[]> = {
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestRecord,
    record_delimiter: '\n',
    on_record: (cells, { lines }) => ({ line: place.begin(cells, lines), cells }),
  };
  const parser = parse(options as object); // typed for rows of another shape only together with columns
  return Readable.from(slices(Buffer.from(text))).pipe(parser);
}

/** Small pieces, so that other requests get their turn in between. */
function* slices(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += sliceBytes) yield bytes.subarray(at, at + sliceBytes);
}

/** On which line, from 1, a row begins; the parser only counts where it ends. */
class Place {
  private last = 0;

  constructor(private readonly skipped: number) {}

  begin(cells: readonly string[], parserLine: number): number {
    this.last = parserLine + this.skipped;
    return this.last - cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
  }

  /** The line after the last good row. */
  get next(): number {
    return this.last + 1;
  }

  of(parserLine: number): number {
    return parserLine + this.skipped;
  }
}

function refusalOf(error: CsvError, place: Place): Error {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    const line = place.next;
    const detail = `A quotation mark in the row that begins on line ${line} is never closed.`;
    return tableRefusal('import.bad_csv', detail, { line });
  }
  if (error.code === 'CSV_MAX_RECORD_SIZE') {
    const row = place.next;
    const detail = `The row that begins on line ${row} has more than ${longestRecord} bytes.`;
    return tableRefusal('import.cell_too_large', detail, { row, limit: longestRecord });
  }
  const line = place.of(Number(error['lines'] ?? place.next));
  const detail =
    error.code === 'CSV_INVALID_CLOSING_QUOTE'
      ? `On line ${line} something follows a closing quotation mark.`
      : `On line ${line} a quotation mark stands inside of a cell that does not begin with one.`;
  return tableRefusal('import.bad_csv', detail, { line });
}

/** The first line with anything on it, to its end outside of quotation marks; what is quoted is left out. */
function headerOf(text: string, most: number): string {
  const start = Math.max(text.search(/\S/), 0);
  let header = '';
  let quoted = false;
  for (const sign of text.slice(start, start + most)) {
    if (sign === '\n' && !quoted) return header;
    if (sign === '"') quoted = !quoted;
    else if (!quoted) header += sign;
  }
  if (text.length - start > most)
    refuseTable('import.bad_header', `The first line has more than ${most} characters.`, { limit: most });
  return header;
}

function delimiterOf(header: string): string {
  const [best] = delimiters
    .map((delimiter) => ({ delimiter, count: header.split(delimiter).length - 1 }))
    .sort((a, b) => b.count - a.count);
  if (best && best.count > 0) return best.delimiter;
  const foreign = foreignDelimiters.find((delimiter) => header.includes(delimiter));
  if (foreign !== undefined)
    refuseTable(
      'import.wrong_delimiter',
      `The header "${shown(header)}" is separated by "${shown(foreign)}".`,
      {
        found: foreign,
      },
    );
  return ',';
}
