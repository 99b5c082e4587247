import { readFile } from 'node:fs/promises';
import type { LocalDate } from '../../shared/local-date.js';
import { readTable } from '../../platform/files/read-table.js';
import { tableFormats, type Cell, type TableFormat } from '../../platform/files/table.js';
import { decodeText } from '../../platform/files/utf8.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { entriesOf } from './domain/published-entries.js';
import { refusePublished as refuse } from './domain/published-errors.js';
import { mostEntries, type PublishedList, type Reading } from './domain/published-list.js';
import { longestText, markdownProblem, readMarkdown } from './domain/published-markdown.js';
import { lineOf, planList, type ListMapping, type ListPlan } from './domain/published-table.js';

export const listFormats = ['markdown', ...tableFormats] as const;
export type ListFormat = (typeof listFormats)[number];

/** What the sender says of the file, and the day against which places are known. */
export type ListReading = Readonly<{ format?: ListFormat; mapping: ListMapping; today: LocalDate }>;
export type ReadList = Readonly<{ format: ListFormat; list: PublishedList }>;

const bytesOfCharacter = 4;
const mostBytes = longestText * bytesOfCharacter;
const mostRows = 5_000;

/** A published list out of a file that nobody has to trust; refuses what holds none, with what was found instead. */
export async function readPublished(upload: Upload, reading: ListReading): Promise<ReadList> {
  if (upload.size > mostBytes)
    refuse('published_list.too_large', `The file has ${upload.size} bytes.`, { limit: mostBytes });
  const bytes = await readFile(upload.path);
  const format = formatOf(bytes, upload.originalName, reading.format);
  const list =
    format === 'markdown' ? ofText(decodeText(bytes), reading) : await ofTable(upload, format, reading);
  const { entries, readings, leftOut } = list.list;
  if (entries.length === 0)
    refuse('published_list.no_list', 'Nothing in the file reads like a list of companies.', {
      readings: readings.slice(0, 20),
      leftOut: leftOut.slice(0, 20),
    });
  if (entries.length > mostEntries)
    refuse('published_list.too_many', `The list names ${entries.length} companies.`, { limit: mostEntries });
  return list;
}

/** Undefined: a table, whose reader tells which. */
function formatOf(bytes: Buffer, name: string, said: ListFormat | undefined): ListFormat | undefined {
  if (said !== undefined) return said;
  const start = bytes.toString('latin1', 0, 2_000).replace(/^\u00ef\u00bb\u00bf/, '');
  if (start.startsWith('PK') || /^\s*[[{]\s*["{[\]}]/.test(start)) return undefined;
  const written =
    /\.(?:md|markdown)$/i.test(name) || /^\s*<|^\s{0,3}(?:[-*+]\s|#{1,6}\s|\||---\s*$)/m.test(start);
  return written ? 'markdown' : undefined;
}

function ofText(text: string, { mapping, today }: ListReading): ReadList {
  switch (markdownProblem(text)) {
    case 'too_large':
      return refuse('published_list.too_large', `The text has ${text.length} characters.`, {
        limit: longestText,
      });
    case 'html':
      return refuse('published_list.html', 'The file begins like a web page.');
    case 'too_deep':
      return refuse('published_list.unreadable', 'A line is too long, or begins with too many marks.');
    case null:
      return { format: 'markdown', list: readMarkdown(text, mapping, today) };
  }
}

async function ofTable(
  { path, originalName }: Upload,
  format: TableFormat | undefined,
  { mapping, today }: ListReading,
): Promise<ReadList> {
  const declared = format === undefined ? {} : { declaredFormat: format };
  const table = await readTable({ path, originalName, ...declared }, { rows: mostRows });
  const { plan, problems } = planList(table.columns, mapping);
  if (problems.length > 0)
    refuse('published_list.bad_mapping', 'The mapping names what is not there, or something twice.', {
      errors: problems.map(({ column, code, message }) => ({
        pointer: `/mapping/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code,
        message,
      })),
    });
  if (!plan.some(({ field }) => field === 'name'))
    refuse('published_list.no_list', 'No column of the table is known as the name of a company.', {
      columns: table.columns,
    });
  const lines = table.rows.map(({ number, cells }) => lineOf(number, textsOf(cells), plan, null));
  return { format: table.format, list: entriesOf(lines, columnsLeftOut(plan), today) };
}

const textsOf = (cells: Readonly<Record<string, Cell>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [
      column,
      typeof cell === 'string' ? cell : cell.join('; '),
    ]),
  );

function columnsLeftOut(plan: ListPlan): Reading[] {
  return plan.flatMap(({ column, field }) =>
    field === null
      ? [{ line: 1, code: 'column_left_out' as const, message: `the column ${column} was not looked at` }]
      : [],
  );
}
