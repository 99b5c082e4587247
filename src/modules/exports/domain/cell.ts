import { canonicalJson } from '../../../shared/canonical-json.js';

/** What stands in one column of one row. A list is one cell in CSV and an array in NDJSON. */
export type Cell =
  string | number | boolean | null | Date | readonly string[] | Readonly<Record<string, unknown>>;

const formula = /^[=+\-@\t\r\0]/;
const needsQuotes = /[",\r\n]/;
/** Either of them, in one look: most texts are neither. */
const needsCare = /^[=+\-@\t\0]|[",\r\n]/;

/** One record of RFC 4180, with its line end. */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map(csvField).join(',')}\r\n`;
}

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets do not show; numbers
 * are numbers and stay as they are.
 */
function csvField(cell: Cell): string {
  if (cell === null) return '';
  const text = csvText(cell);
  if (!needsCare.test(text)) return text;
  const safe = typeof cell !== 'number' && formula.test(text) ? `'${text}` : text;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell as CSV has it, before quotes and guards. */
export function csvText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString();
  if (Array.isArray(cell)) return cell.join('; ');
  return typeof cell === 'object' ? canonicalJson(cell) : String(cell);
}

/** One line of NDJSON, in the order of the columns. */
export function ndjsonLine(names: readonly string[], cells: readonly Cell[]): string {
  const members = names.map((name, at) => `${JSON.stringify(name)}:${JSON.stringify(cells[at] ?? null)}`);
  return `{${members.join(',')}}\n`;
}
