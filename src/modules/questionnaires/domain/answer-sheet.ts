import { answerProblem, isBlank, type Answer, type AnswerValue } from './answer.js';
import { isYesNo, type Content, type Question } from './content.js';
import { contentIndex, visibilityOf } from './visibility.js';

export const sheetColumns = [
  'question',
  'section',
  'text',
  'how',
  'choices',
  'answer',
  'comment',
  'revision',
] as const;
export type SheetColumn = (typeof sheetColumns)[number];
export type SheetRow = Readonly<{
  number: number;
  cells: Readonly<Record<string, string | readonly string[]>>;
}>;

export const sheetOutcomes = ['given', 'changed', 'unchanged', 'empty', 'rejected'] as const;
export type SheetOutcome = (typeof sheetOutcomes)[number];
export type SheetRowReport = Readonly<{
  row: number;
  questionId: string | null;
  outcome: SheetOutcome;
  reasons: readonly Readonly<{ code: string; message: string }>[];
}>;
export type SheetAnswer = Readonly<{ questionId: string; value: AnswerValue; comment: string | null }>;

/** What a sheet is held against; `values` hold what counts as answers, documents included. */
export type SheetGround = Readonly<{
  content: Content;
  /** The sections that may be answered; null: all. */
  sections: readonly string[] | null;
  answers: ReadonlyMap<string, Answer>;
  values: ReadonlyMap<string, AnswerValue>;
}>;

type Read = Readonly<{
  row: number;
  questionId: string | null;
  said: SheetAnswer | null;
  reasons: { code: string; message: string }[];
}>;

/** Judges every row of a filled-in sheet; an empty answer leaves the question as it is. */
export function judgeSheet(
  rows: readonly SheetRow[],
  ground: SheetGround,
): { reports: SheetRowReport[]; answers: SheetAnswer[] } {
  const reads = rows.map((row) => readRow(row, ground));
  const seen = new Set<string>();
  for (const { questionId, reasons } of reads) {
    if (questionId === null) continue;
    if (seen.has(questionId)) reasons.push({ code: 'twice', message: 'stands in a row above already' });
    seen.add(questionId);
  }
  refuseHidden(reads, ground);
  const reports = reads.map((read) => reportOf(read, ground));
  const taken = new Set(
    reports.filter(({ outcome }) => outcome === 'given' || outcome === 'changed').map(({ row }) => row),
  );
  return { reports, answers: reads.flatMap(({ row, said }) => (said && taken.has(row) ? [said] : [])) };
}

function readRow({ number, cells }: SheetRow, ground: SheetGround): Read {
  const cell = (column: SheetColumn) => {
    const value = cells[column];
    return (typeof value === 'string' ? value : (value ?? []).join('\n')).trim();
  };
  const id = cell('question');
  const failed = (code: string, message: string): Read => ({
    ...{ row: number, questionId: id === '' ? null : id, said: null, reasons: [{ code, message }] },
  });
  const indexed = contentIndex(ground.content).get(id);
  if (id === '') return failed('question_missing', 'names no question');
  if (!indexed || !(ground.sections?.includes(indexed.section.id) ?? true))
    return failed('unknown_question', 'there is no such question here');
  const none: Read = { row: number, questionId: id, said: null, reasons: [] };
  if (cell('answer') === '') return none;
  const value = valueIn(indexed.question, cell('answer'));
  const problem = answerProblem(indexed.question, value);
  if (problem) return failed(problem.code, problem.message);
  const said: SheetAnswer = { questionId: id, value: value as AnswerValue, comment: cell('comment') || null };
  const stale = staleness(ground.answers.get(id), said, cell('revision'));
  return stale ? { ...none, reasons: [stale] } : { ...none, said };
}

/** Of a choice the id or the text will do, of several one a line. */
function valueIn(question: Question, cell: string): unknown {
  if (isYesNo(question)) return folded(cell) === 'n/a' ? 'na' : folded(cell);
  if (question.type === 'single_choice') return optionIn(question, cell);
  if (question.type === 'multi_choice') return severalIn(question, cell);
  const isNumber = question.type === 'number' && /^-?\d+([.,]\d+)?$/.test(cell);
  return isNumber ? Number(cell.replace(',', '.')) : cell;
}

function severalIn(question: Question, cell: string): string[] {
  const parts = cell.split(cell.includes('\n') ? '\n' : /[;,]/).filter((part) => part.trim() !== '');
  return [...new Set(parts.map((part) => optionIn(question, part)))];
}

function optionIn({ options }: Question, said: string): string {
  const option = options.find(({ id, text }) => id === said.trim() || folded(text) === folded(said));
  return option?.id ?? said.trim();
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}

/** The sheet carries the revision of the answer that it was made with: whoever changed it since is not written over. */
function staleness(before: Answer | undefined, said: SheetAnswer, revision: string) {
  if (!before || isSameAnswer(before, said) || revision === String(before.revision)) return null;
  return {
    code: 'changed_meanwhile',
    message: `was changed since the sheet was made: it is at revision ${before.revision} now`,
  };
}

/** Whether a question is asked is decided by all answers together, those of the sheet included. */
function refuseHidden(reads: readonly Read[], { content, values }: SheetGround): void {
  const together = new Map(values);
  for (const { said, reasons } of reads)
    if (said && reasons.length === 0) together.set(said.questionId, said.value);
  const { visible } = visibilityOf(content, together);
  for (const { said, reasons } of reads)
    if (said && !visible.has(said.questionId) && !isBlank(said.value)) {
      const condition = contentIndex(content).get(said.questionId)?.question.visibleWhen ?? '';
      reasons.push({ code: 'hidden', message: `is asked only when ${condition}` });
    }
}

function reportOf({ row, questionId, said, reasons }: Read, { answers }: SheetGround): SheetRowReport {
  const before = questionId === null ? undefined : answers.get(questionId);
  const outcome =
    reasons.length > 0
      ? 'rejected'
      : said === null
        ? 'empty'
        : before === undefined
          ? 'given'
          : isSameAnswer(before, said)
            ? 'unchanged'
            : 'changed';
  return { row, questionId, outcome, reasons: [...reasons] };
}

function isSameAnswer({ value, comment }: Answer, said: SheetAnswer): boolean {
  return JSON.stringify([value, comment]) === JSON.stringify([said.value, said.comment]);
}

const hows: Readonly<Record<Question['type'], string>> = {
  yes_no: 'yes or no',
  yes_no_na: 'yes, no or na (say why in the comment)',
  single_choice: 'one of the choices',
  multi_choice: 'some of the choices, one a line',
  text: 'text',
  number: 'a number',
  date: 'a day, YYYY-MM-DD',
  file: 'attach the document online',
};

/** How to answer, in words; with the condition under which the question is asked. */
export function howToAnswer({ type, required, visibleWhen }: Question): string {
  const condition = visibleWhen === null ? '' : `\nonly when ${visibleWhen}`;
  return `${hows[type]}${required ? '' : ' (optional)'}${condition}`;
}

/** What a cell shows of an answer, and would be read as the same. */
export function shownAnswer(value: AnswerValue): string | number | null {
  return typeof value === 'string' || typeof value === 'number' || value === null ? value : value.join('\n');
}

/** What the cell offers as a list. */
export function offered({ type, options }: Question): string[] {
  if (type === 'yes_no') return ['yes', 'no'];
  if (type === 'yes_no_na') return ['yes', 'no', 'na'];
  return type === 'single_choice' ? options.map(({ id }) => id) : [];
}
