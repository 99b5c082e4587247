import { questionsOf, type Content } from './content.js';
import { questionsAskedBy } from './question-conditions.js';

/** The questions whose being asked depends on their own answer. */
export function circularQuestions(content: Content): Set<string> {
  const asks = new Map(
    questionsOf(content).map(({ id, visibleWhen }) => [
      id,
      visibleWhen === null ? [] : questionsAskedBy(visibleWhen).map(String),
    ]),
  );
  const tangled = withoutStraightOnes(asks);
  return new Set([...tangled.keys()].filter((id) => reaches(id, tangled)));
}

/** What is left after everything was taken away, again and again, that hangs on nothing that is left. */
function withoutStraightOnes(asks: ReadonlyMap<string, readonly string[]>): Map<string, readonly string[]> {
  const left = new Map(asks);
  let before = -1;
  while (left.size !== before) {
    before = left.size;
    for (const [id, asked] of left) if (!asked.some((other) => left.has(other))) left.delete(id);
  }
  return left;
}

function reaches(start: string, asks: ReadonlyMap<string, readonly string[]>): boolean {
  const reached = new Set(asks.get(start));
  for (const id of reached) asks.get(id)?.forEach((next) => reached.add(next));
  return reached.has(start);
}
