import { lexer, type Token, type Tokens } from 'marked';
import type { LocalDate } from '../../../shared/local-date.js';
import { tidy } from '../../../shared/label.js';
import { entriesOf, type Line } from './published-entries.js';
import type { PublishedList, Reading } from './published-list.js';
import { linesOfList } from './published-bullets.js';
import { inheritance, linkIn, nothing, plain, type Above, type Found } from './published-inline.js';
import { countriesNamedIn } from './published-places.js';
import { isTableOfCompanies, lineOf, planList, type ListMapping } from './published-table.js';

/** 128 Ki characters; a list of five hundred companies has half of it. */
export const longestText = 128 * 1024;
const longestLine = 4_000;
const deepest = 60;
const marks = /^[\s>*+\-\d.)]*/;

export type MarkdownProblem = 'too_large' | 'html' | 'too_deep';

/** Why a text is not read at all; null when it can be. Nested thousands deep it would only keep the reader busy. */
export function markdownProblem(text: string): MarkdownProblem | null {
  if (text.length > longestText) return 'too_large';
  if (/^\s*<(?:!doctype|html|head|body|\?xml)\b/i.test(text)) return 'html';
  const lines = text.split('\n');
  const deep = lines.some(
    (line) => line.length > longestLine || (marks.exec(line)?.[0].length ?? 0) > deepest,
  );
  return deep ? 'too_deep' : null;
}

/**
 * Companies in Markdown: tables whose header names a company, or else lists whose points begin with a link, a bold name,
 * or a name that is set off from what follows.
 */
export function readMarkdown(text: string, mapping: ListMapping, today: LocalDate): PublishedList {
  const { body, skipped } = withoutFrontMatter(text);
  const readings: Reading[] = [];
  if (skipped > 0)
    readings.push({ line: 1, code: 'front_matter_left_out', message: 'the block between --- at the top' });
  const tokens = lexer(body);
  const tables = tokens.some((token) => isTable(token) && hasNames(headerOf(token), mapping));
  const lines: Line[] = [];
  let above: Above = null;
  let line = 1 + skipped;
  for (const token of tokens) {
    above = aboveAfter(token, above);
    const found = tables ? ofTable(token, { line, above, mapping }) : linesOfList(token, line, above);
    lines.push(...found.lines);
    readings.push(...found.readings);
    line += newLines(token.raw);
  }
  return entriesOf(lines, readings, today);
}

type Place = Readonly<{ line: number; above: Above; mapping: ListMapping }>;

function ofTable(token: Token, { line, above, mapping }: Place): Found {
  if (!isTable(token) || !hasNames(headerOf(token), mapping)) return nothing;
  const columns = headerOf(token);
  const { plan } = planList(columns, knownOnly(mapping, columns));
  const inherited = plan.some(({ field }) => field === 'countries') ? null : (above?.countries ?? null);
  const lines = token.rows.map((row, at) => {
    const cells = Object.fromEntries(columns.map((column, nth) => [column, plain(row[nth]?.tokens ?? [])]));
    const read = lineOf(line + 2 + at, cells, plan, inherited);
    return { ...read, website: read.website ?? linkIn(row.flatMap(({ tokens }) => tokens)) };
  });
  const left = plan.flatMap(({ column, field }): Reading[] =>
    field === null
      ? [{ line, code: 'column_left_out', message: `the column ${column} was not looked at` }]
      : [],
  );
  return { lines, readings: [...left, ...inheritance(inherited, above, line, lines.length)] };
}

/** What a list below stands under: the last sentence before it, or else the heading. */
function aboveAfter(token: Token, above: Above): Above {
  if (token.type === 'heading') return named((token as Tokens.Heading).text, 'country_from_heading');
  if (token.type !== 'paragraph') return above;
  const sentences = tidy((token as Tokens.Paragraph).text).split(/(?<=[.!?])\s+/);
  const said = named(sentences.at(-1) ?? '', 'country_from_text_above');
  return said ?? (above?.code === 'country_from_heading' ? above : null);
}

function named(text: string, code: NonNullable<Above>['code']): Above {
  const countries = countriesNamedIn(text);
  return countries.length === 0 ? null : { countries, code, text: tidy(text) };
}

function withoutFrontMatter(text: string): { body: string; skipped: number } {
  const matter = /^---\r?\n(?:[^\n]*\n){0,100}?---\r?\n/.exec(text)?.[0] ?? '';
  return { body: text.slice(matter.length), skipped: newLines(matter) };
}

const newLines = (text: string) => text.split('\n').length - 1;
const isTable = (token: Token): token is Tokens.Table => token.type === 'table';
const headerOf = (table: Tokens.Table) => table.header.map(({ tokens }) => tidy(plain(tokens)));
const hasNames = (columns: readonly string[], mapping: ListMapping) =>
  isTableOfCompanies(columns) || columns.some((column) => mapping[column] === 'name');
const knownOnly = (mapping: ListMapping, columns: readonly string[]): ListMapping =>
  Object.fromEntries(Object.entries(mapping).filter(([column]) => columns.includes(column)));
