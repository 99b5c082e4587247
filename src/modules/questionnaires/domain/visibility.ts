import { compileCondition, referencedNames } from '../../../shared/conditions.js';
import { blank, isBlank, type AnswerValue } from './answer.js';
import { questionsOf, type Content, type Question } from './content.js';

export type Answers = ReadonlyMap<string, AnswerValue>;
export type Outcome = Readonly<{ value: boolean }> | Readonly<{ error: string }>;

/** A condition that could not be evaluated: it is reported, and the stricter reading holds. */
export type ConditionProblem = Readonly<{
  questionId: string;
  condition: 'visibleWhen' | 'findingWhen';
  error: string;
}>;

export type Visibility = Readonly<{
  visible: ReadonlySet<string>;
  /** What conditions see: answers to visible questions; null, or an empty list, for all others. */
  facts: Readonly<Record<string, AnswerValue>>;
  problems: readonly ConditionProblem[];
}>;

/**
 * The questions that a condition asks after; null for one that is only known when it runs (`answers[x]`, `answers`).
 * Ids hold no dots: what follows one looks into the answer (`"a" in answers.q` reads as answers.q.a).
 */
export function questionsAskedBy(condition: string): (string | null)[] {
  const ids = referencedNames(condition).map((name) => {
    const [variable, id = null] = name.split('.');
    return variable === 'answers' ? id : null;
  });
  return [...new Set(ids)];
}

export function outcomeOf(condition: string, answers: Readonly<Record<string, AnswerValue>>): Outcome {
  const compiled = compileCondition(condition, { answers: 'map<string, dyn>' });
  return compiled.ok ? compiled.condition.evaluate({ answers }) : { error: compiled.message };
}

/** Which questions are asked, given the answers so far. A condition in error hides nothing. */
export function visibilityOf(content: Content, answers: Answers): Visibility {
  const questions = new Map(questionsOf(content).map((question) => [question.id, question]));
  const decided = new Map<string, boolean>();
  const problems: ConditionProblem[] = [];

  const isVisible = (question: Question): boolean => {
    const known = decided.get(question.id);
    if (known !== undefined) return known;
    decided.set(question.id, true); // a circle, which publication refuses, would be asked rather than hidden
    const visible = question.visibleWhen === null || holds(question, question.visibleWhen);
    decided.set(question.id, visible);
    return visible;
  };
  const holds = (question: Question, condition: string): boolean => {
    const outcome = outcomeOf(condition, factsFor(condition));
    if ('value' in outcome) return outcome.value;
    problems.push({ questionId: question.id, condition: 'visibleWhen', error: outcome.error });
    return true;
  };
  const factsFor = (condition: string): Record<string, AnswerValue> =>
    Object.fromEntries(
      questionsAskedBy(condition).flatMap((id) => {
        const asked = id === null ? undefined : questions.get(id);
        return asked ? [[asked.id, factOf(asked)]] : [];
      }),
    );
  const factOf = (question: Question): AnswerValue => {
    const value = isVisible(question) ? answers.get(question.id) : undefined;
    return value === undefined || isBlank(value) ? blank(question) : value;
  };

  const all = [...questions.values()];
  const facts = Object.fromEntries(all.map((question) => [question.id, factOf(question)]));
  const visible = new Set(all.filter(isVisible).map(({ id }) => id));
  return { visible, facts, problems };
}
