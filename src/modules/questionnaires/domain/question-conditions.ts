import {
  compileCondition,
  referencedNames,
  type CelType,
  type Compiled,
  type Evaluation,
} from '../../../shared/conditions.js';
import type { AnswerValue, Question, QuestionType } from './content.js';

export const conditionNames = ['visibleWhen', 'findingWhen', 'expectedWhen', 'findingRules'] as const;
export type ConditionName = (typeof conditionNames)[number];

/** One condition of a question; `at` is its place in the question as a JSON pointer. */
export type QuestionCondition = Readonly<{ name: ConditionName; source: string; at: string }>;

export type Facts = Readonly<Record<string, AnswerValue>>;

/** Every condition that a question has, of whatever type it is. */
export function conditionsOf(question: Question): QuestionCondition[] {
  const single = (['visibleWhen', 'findingWhen', 'expectedWhen'] as const).flatMap((name) => {
    const source = question[name] ?? null;
    return source === null ? [] : [{ name, source, at: `/${name}` }];
  });
  const rules = (question.findingRules ?? []).map(({ when }, place) => ({
    name: 'findingRules' as const,
    source: when,
    at: `/findingRules/${place}/when`,
  }));
  return [...single, ...rules];
}

export function compiledFor({ type }: Question, { name, source }: Omit<QuestionCondition, 'at'>): Compiled {
  return name === 'expectedWhen'
    ? compileCondition(source, { answer: answerTypes[type] })
    : compileCondition(source, overAnswers);
}

export function isReadable(overAnswersCondition: string): boolean {
  return compileCondition(overAnswersCondition, overAnswers).ok;
}

/** Whether the condition holds; `answers` holds a member for every question that it asks after. */
export function outcomeOf(condition: string, answers: Facts): Evaluation {
  return ready(condition)(answers);
}

/** The condition, made ready to be asked again and again. */
export function ready(condition: string): (answers: Facts) => Evaluation {
  const compiled = compileCondition(condition, overAnswers);
  return (answers) => (compiled.ok ? compiled.condition.evaluate({ answers }) : { error: compiled.message });
}

/** Whether the answer is as `expectedWhen` says; null when the question does not say. */
export function expectationOf(question: Question, answer: AnswerValue): Evaluation | null {
  const { expectedWhen = null } = question;
  if (expectedWhen === null) return null;
  const compiled = compiledFor(question, { name: 'expectedWhen', source: expectedWhen });
  return compiled.ok ? compiled.condition.evaluate({ answer }) : { error: compiled.message };
}

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

const overAnswers: Readonly<Record<string, CelType>> = { answers: 'map<string, dyn>' };

const answerTypes: Readonly<Record<QuestionType, CelType>> = {
  yes_no: 'string',
  yes_no_na: 'string',
  single_choice: 'string',
  multi_choice: 'list<string>',
  text: 'string',
  number: 'double',
  date: 'string',
  file: 'list<string>',
};
