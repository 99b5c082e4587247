import { blank, type AnswerValue } from './answer.js';
import { questionsOf, type Content, type Question } from './content.js';
import { outcomeOf, questionsAskedBy } from './question-conditions.js';

const mostCombinations = 5_000;
/** Over all questions; a draft that needs more gets the benefit of the doubt for the rest. */
const mostTrials = 100_000;
const mostSubsets = 8;

type Search = {
  readonly questions: ReadonlyMap<string, Question>;
  readonly unreachable: Set<string>;
  trials: number;
};

/**
 * The questions that no answers make visible. Tried by going through all answers to the choices that a condition asks
 * after; where it asks after texts, numbers, days or files, or after too many choices, it is taken to be reachable.
 */
export function unreachableQuestions(content: Content): Set<string> {
  const questions = new Map(questionsOf(content).map((question) => [question.id, question]));
  const search: Search = { questions, unreachable: new Set(), trials: 0 };
  const { unreachable } = search;
  let before = -1;
  while (unreachable.size > before) {
    before = unreachable.size;
    for (const { id, visibleWhen } of questions.values())
      if (visibleWhen !== null && !unreachable.has(id) && !canHold(visibleWhen, search)) unreachable.add(id);
  }
  return unreachable;
}

function canHold(condition: string, search: Search): boolean {
  const { questions, unreachable } = search;
  const asked = questionsAskedBy(condition).flatMap((id) => questions.get(id ?? '') ?? []);
  const choices = asked.map((question) =>
    unreachable.has(question.id) ? [blank(question)] : possibleAnswers(question),
  );
  if (choices.includes(null)) return true;
  const finite = choices.filter((values) => values !== null);
  const combinationCount = finite.reduce((product, values) => product * values.length, 1);
  search.trials += combinationCount;
  if (combinationCount > mostCombinations || search.trials > mostTrials) return true;
  for (const values of combinations(finite)) {
    const facts = Object.fromEntries(asked.map(({ id }, at) => [id, values[at] ?? null]));
    const outcome = outcomeOf(condition, facts);
    if (!('value' in outcome) || outcome.value) return true;
  }
  return false;
}

/** Every answer that can be given, and none; null when there is no end of them. */
export function possibleAnswers(question: Question): AnswerValue[] | null {
  const ids = question.options.map(({ id }) => id);
  switch (question.type) {
    case 'yes_no':
      return [null, 'yes', 'no'];
    case 'yes_no_na':
      return [null, 'yes', 'no', 'na'];
    case 'single_choice':
      return [null, ...ids];
    case 'multi_choice':
      return ids.length > mostSubsets ? null : subsets(ids);
    case 'file':
    case 'text':
    case 'number':
    case 'date':
      return null;
  }
}

function subsets(ids: readonly string[]): string[][] {
  return ids.reduce<string[][]>((found, id) => [...found, ...found.map((set) => [...set, id])], [[]]);
}

function* combinations(choices: readonly (readonly AnswerValue[])[]): Generator<AnswerValue[]> {
  const [first, ...rest] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const value of first) for (const others of combinations(rest)) yield [value, ...others];
}
