import type { Evaluation } from '../../../shared/conditions.js';
import { blank, isBlank, type AnswerValue } from './answer.js';
import { placedQuestions, questionsOf, type Content, type Question, type Section } from './content.js';
import {
  conditionsOf,
  expectationOf,
  outcomeOf,
  questionsAskedBy,
  ready,
  type ConditionName,
  type Facts,
} from './question-conditions.js';

export type Answers = ReadonlyMap<string, AnswerValue>;

/** A condition that could not be evaluated: it is reported, and the stricter reading holds. */
export type ConditionProblem = Readonly<{ questionId: string; condition: ConditionName; error: string }>;

export type Visibility = Readonly<{
  visible: ReadonlySet<string>;
  /** What conditions see: answers to visible questions; null, or an empty list, for all others. */
  facts: Facts;
  problems: readonly ConditionProblem[];
}>;

/** A question by its id, with what its condition takes to be evaluated: compiled at the first need and kept. */
export type IndexedQuestion = Readonly<{
  question: Question;
  section: Section;
  condition: () => ((answers: Facts) => Evaluation) | null;
  /** The questions that its condition asks after. */
  asks: () => readonly string[];
}>;
type ContentIndex = ReadonlyMap<string, IndexedQuestion>;

const indexes = new WeakMap<Content, ContentIndex>();

/** Made once for each content that is in memory, and gone with it: contents are never changed in place. */
export function contentIndex(content: Content): ContentIndex {
  const known = indexes.get(content);
  if (known) return known;
  const made = new Map(
    placedQuestions(content).map(({ question, section }) => {
      const { visibleWhen } = question;
      const condition = once(() => (visibleWhen === null ? null : ready(visibleWhen)));
      const asks = once(() =>
        visibleWhen === null ? [] : questionsAskedBy(visibleWhen).filter((id) => id !== null),
      );
      return [question.id, { question, section, condition, asks }] as const;
    }),
  );
  indexes.set(content, made);
  return made;
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Which questions are asked, given the answers so far. A condition in error hides nothing. */
export function visibilityOf(content: Content, answers: Answers): Visibility {
  const reading = new Reading(content, answers);
  const all = [...contentIndex(content).values()];
  const facts = Object.fromEntries(all.map(({ question }) => [question.id, reading.factOf(question)]));
  const visible = new Set(all.filter((each) => reading.isVisible(each)).map(({ question }) => question.id));
  return { visible, facts, problems: reading.problems };
}

/** Whether one question is asked: looks at nothing but what it hangs on, so `answers` need hold no more than that. */
export function isAsked(content: Content, questionId: string, answers: Answers): boolean {
  const indexed = contentIndex(content).get(questionId);
  return indexed !== undefined && new Reading(content, answers).isVisible(indexed);
}

/** The questions whose answers decide whether this one is asked, directly and through others. */
export function hangsOn(content: Content, questionId: string): string[] {
  const index = contentIndex(content);
  const found = new Set(index.get(questionId)?.asks());
  for (const id of found) for (const next of index.get(id)?.asks() ?? []) found.add(next);
  return [...found];
}

/** One look at the answers; each condition is evaluated once, after those that it hangs on. */
class Reading {
  readonly problems: ConditionProblem[] = [];
  private readonly decided = new Map<string, boolean>();
  private readonly index: ContentIndex;

  constructor(
    content: Content,
    private readonly answers: Answers,
  ) {
    this.index = contentIndex(content);
  }

  isVisible(indexed: IndexedQuestion): boolean {
    const { id } = indexed.question;
    const known = this.decided.get(id);
    if (known !== undefined) return known;
    this.decided.set(id, true); // a circle, which publication refuses, would be asked rather than hidden
    const visible = this.holds(indexed);
    this.decided.set(id, visible);
    return visible;
  }

  factOf(question: Question): AnswerValue {
    const indexed = this.index.get(question.id);
    const value = indexed && this.isVisible(indexed) ? this.answers.get(question.id) : undefined;
    return value === undefined || isBlank(value) ? blank(question) : value;
  }

  private holds(indexed: IndexedQuestion): boolean {
    const condition = indexed.condition();
    if (condition === null) return true;
    const asked = indexed.asks().flatMap((id) => this.index.get(id) ?? []);
    const facts = Object.fromEntries(asked.map(({ question }) => [question.id, this.factOf(question)]));
    const outcome = condition(facts);
    if ('value' in outcome) return outcome.value;
    this.problems.push({
      questionId: indexed.question.id,
      condition: 'visibleWhen',
      error: outcome.error,
    });
    return true;
  }
}

/**
 * The conditions that grade and find, and failed on the answers that count: the control is taken not to work, and the
 * finding is raised.
 */
export function failedJudgements(content: Content, { visible, facts }: Visibility): ConditionProblem[] {
  return questionsOf(content)
    .filter(({ id }) => visible.has(id) && !isBlank(facts[id]))
    .flatMap((question) =>
      conditionsOf(question).flatMap(({ name, source }) => {
        if (name === 'visibleWhen') return [];
        const outcome = name === 'expectedWhen' ? expectation(question, facts) : outcomeOf(source, facts);
        return 'error' in outcome ? [{ questionId: question.id, condition: name, error: outcome.error }] : [];
      }),
    );
}

/** That a question does not apply is no answer to grade. */
function expectation(question: Question, facts: Facts): Evaluation {
  const value = facts[question.id] ?? null;
  return (value === 'na' ? null : expectationOf(question, value)) ?? { value: true };
}
