import type { FieldError } from '../../../shared/domain-error.js';
import { localDate } from '../../../shared/local-date.js';
import { isProse } from '../../../shared/label.js';
import { isChoice, isYesNo, type AnswerValue, type Effectiveness, type Question } from './content.js';
import { expectationOf } from './question-conditions.js';
import type { SuggestedFrom } from './suggested-from.js';

export type { AnswerValue };

export type Answer = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  questionId: string;
  value: AnswerValue;
  /** Explains the answer; says why something does not apply. */
  comment: string | null;
  /** The earlier answer that the respondent confirmed; null when it was given anew. */
  suggestedFrom: SuggestedFrom | null;
  answeredById: string;
  answeredAt: Date;
}>;

/** What is there now, for whoever wanted to write over it. A respondent goes by number: addresses are not for everybody. */
export type CurrentAnswer = Pick<Answer, 'revision' | 'value' | 'comment' | 'answeredAt'> &
  Readonly<{ answeredBy: Readonly<{ invitationId: string; name: string | null; isYou: boolean }> }>;

export function currentAnswer(
  { revision, value, comment, answeredById, answeredAt }: Answer,
  { names, readerId }: Readonly<{ names: ReadonlyMap<string, string>; readerId: string }>,
): CurrentAnswer {
  const answeredBy = {
    invitationId: answeredById,
    name: names.get(answeredById) ?? null,
    isYou: answeredById === readerId,
  };
  return { revision, value, comment, answeredBy, answeredAt };
}

export const longestText = 10_000;

/** Why a value is no answer to this question; null when it is one. */
export function answerProblem(question: Question, value: unknown): FieldError | null {
  if (value === null) return null;
  const sentence = checks[question.type](question, value);
  return sentence === null ? null : { pointer: '/value', code: codes[question.type], message: sentence };
}

/** What stands for a question that nobody answered, in conditions: no error where one would be surprised by it. */
export function blank({ type }: Question): AnswerValue {
  return type === 'multi_choice' || type === 'file' ? [] : null;
}

export function isBlank(value: AnswerValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0);
}

/** How far the answer shows a working control; null when only a reviewer can say, or nothing was answered. */
export function shownEffectiveness(question: Question, value: AnswerValue): Effectiveness | null {
  if (isBlank(value) || value === null || isDispensation(question, value)) return null;
  const expectation = expectationOf(question, value);
  if (expectation !== null) return 'value' in expectation && expectation.value ? 1 : 0;
  return graded(question, value);
}

function graded(question: Question, value: NonNullable<AnswerValue>): Effectiveness | null {
  if (isYesNo(question)) return question.expected === null ? null : value === question.expected ? 1 : 0;
  if (question.type === 'single_choice') return effectivenessOf(question, String(value));
  return Array.isArray(value) && question.type === 'multi_choice' ? ofSeveral(question, value) : null;
}

/** An answer that admits that the control does not work: there is nothing to show for it. */
export function admitsGap(question: Question, value: AnswerValue): boolean {
  const expectation = isBlank(value) ? null : expectationOf(question, value);
  if (expectation !== null && 'error' in expectation) return false;
  return shownEffectiveness(question, value) === 0;
}

/** 'na' says nothing of the control; where it is an option or a text like any other it is an answer. */
function isDispensation({ type }: Question, value: AnswerValue): boolean {
  return type === 'yes_no_na' && value === 'na';
}

function ofSeveral(question: Question, chosen: readonly string[]): Effectiveness | null {
  if (Array.isArray(question.expected)) {
    const expected = question.expected as readonly string[];
    const share = expected.filter((id) => chosen.includes(id)).length / expected.length;
    return share === 1 ? 1 : share >= 0.5 ? 0.5 : 0;
  }
  const known = chosen.map((id) => effectivenessOf(question, id)).filter((level) => level !== null);
  return known.length === 0 ? null : known.reduce((best, level) => (level > best ? level : best));
}

function effectivenessOf({ options }: Question, id: string): Effectiveness | null {
  return options.find((option) => option.id === id)?.effectiveness ?? null;
}

const codes: Readonly<Record<Question['type'], string>> = {
  yes_no: 'not_yes_or_no',
  yes_no_na: 'not_yes_no_or_na',
  single_choice: 'not_an_option',
  multi_choice: 'not_options',
  text: 'not_a_text',
  number: 'not_a_number',
  date: 'not_a_day',
  file: 'file_expected',
};

const checks: Readonly<Record<Question['type'], (question: Question, value: unknown) => string | null>> = {
  yes_no: (_question, value) => unless(value === 'yes' || value === 'no', 'answer yes or no'),
  yes_no_na: (_question, value) =>
    unless(value === 'yes' || value === 'no' || value === 'na', 'answer yes, no or na'),
  single_choice: (question, value) =>
    unless(typeof value === 'string' && isOption(question, value), `choose one of ${optionIds(question)}`),
  multi_choice: (question, value) =>
    unless(
      Array.isArray(value) &&
        value.every((id) => typeof id === 'string' && isOption(question, id)) &&
        new Set(value).size === value.length,
      `list some of ${optionIds(question)}, each once`,
    ),
  text: (_question, value) =>
    unless(
      typeof value === 'string' && value.length <= longestText && isProse(value),
      `write 1 to ${longestText} visible characters`,
    ),
  number: (_question, value) =>
    unless(typeof value === 'number' && Number.isFinite(value), 'give a number, not a text'),
  date: (_question, value) => unless(isDay(value), 'give a calendar day, YYYY-MM-DD'),
  file: () => 'attach the document with POST /respond/evidence instead of a value',
};

const unless = (holds: boolean, sentence: string) => (holds ? null : sentence);
const isOption = ({ options }: Question, value: string) => options.some(({ id }) => id === value);
const optionIds = ({ options }: Question) => options.map(({ id }) => id).join(', ');

function isDay(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    return localDate(value) >= '1900-01-01' && value < '2200-01-01';
  } catch {
    return false;
  }
}

/** Needs nothing but an answer: what it shows can be read from the question. */
export function isGraded(question: Question): boolean {
  if ((question.expectedWhen ?? null) !== null) return true;
  if (isYesNo(question)) return question.expected !== null;
  if (!isChoice(question)) return false;
  return (
    Array.isArray(question.expected) || question.options.some(({ effectiveness }) => effectiveness !== null)
  );
}
