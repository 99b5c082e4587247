import { blank, type AnswerValue } from './answer.js';
import { questionsOf, type Content, type Question } from './content.js';
import { outcomeOf, questionsAskedBy } from './visibility.js';

const mostCombinations = 5_000;
const mostSubsets = 8;

/**
 * The questions that no answers make visible. Tried by going through all answers to the choices that a condition asks
 * after; where it asks after texts, numbers or days, or after too many choices, it is taken to be reachable.
 */
export function unreachableQuestions(content: Content): Set<string> {
  const questions = new Map(questionsOf(content).map((question) => [question.id, question]));
  const unreachable = new Set<string>();
  let before = -1;
  while (unreachable.size > before) {
    before = unreachable.size;
    for (const { id, visibleWhen } of questions.values())
      if (visibleWhen !== null && !unreachable.has(id) && !canHold(visibleWhen, questions, unreachable))
        unreachable.add(id);
  }
  return unreachable;
}

function canHold(
  condition: string,
  questions: ReadonlyMap<string, Question>,
  unreachable: ReadonlySet<string>,
): boolean {
  const asked = questionsAskedBy(condition).flatMap((id) => questions.get(id ?? '') ?? []);
  const choices = asked.map((question) =>
    unreachable.has(question.id) ? [blank(question)] : possible(question),
  );
  if (choices.includes(null)) return true;
  const finite = choices.filter((values) => values !== null);
  if (finite.reduce((product, values) => product * values.length, 1) > mostCombinations) return true;
  for (const values of combinations(finite)) {
    const facts = Object.fromEntries(asked.map(({ id }, at) => [id, values[at] ?? null]));
    const outcome = outcomeOf(condition, facts);
    if (!('value' in outcome) || outcome.value) return true;
  }
  return false;
}

function possible(question: Question): AnswerValue[] | null {
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
      return [null];
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
