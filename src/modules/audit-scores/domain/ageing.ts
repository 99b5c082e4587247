import { addDays, type LocalDate } from '../../../shared/local-date.js';
import { daysOver, inputsFrom, type AssessedAnswer, type Facts } from './inputs.js';
import { scoreOf, type Score } from './score.js';
import type { ScoringModel } from './scoring-model.js';

/** A score that does not move by so much is not computed again for the mere passing of time. */
export const materialPoints = 1;
/** However slowly it moves, it is looked at again after so many days. */
export const longestRestDays = 365;

/**
 * The next day on which time alone changes the score; null: never. Evidence that lapses, a finding that falls due and an
 * accepted risk that comes back do so on their day. Evidence that has lapsed loses worth every day: what counts there is the
 * day on which the grade changes, the range appears, or the risk has moved by a whole point.
 */
export function nextChangeOn(facts: Facts, model: ScoringModel, today: LocalDate): LocalDate | null {
  const [boundary = null] = boundariesOf(facts, today);
  if (!facts.answers.some((answer) => countsByEvidence(answer) && isOver(answer, today))) return boundary;
  const days = boundary === null ? longestRestDays : Math.min(daysOver(today, boundary), longestRestDays);
  return addDays(today, firstMaterial(facts, model, today, days));
}

/** Between two boundaries a score only gets worse, so that the first day of change is found by halving. */
function firstMaterial(facts: Facts, model: ScoringModel, today: LocalDate, most: number): number {
  const now = scoreOf(inputsFrom(facts, today), model);
  const isMaterial = (days: number) => differs(now, scoreOf(inputsFrom(facts, addDays(today, days)), model));
  let [same, changed] = [0, most];
  if (most === 1 || !isMaterial(most - 1)) return most;
  changed = most - 1;
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2);
    if (isMaterial(middle)) changed = middle;
    else same = middle;
  }
  return changed;
}

function differs(now: Score, then: Score): boolean {
  return (
    now.grade !== then.grade ||
    (now.range === null) !== (then.range === null) ||
    Math.abs(then.residualRisk - now.residualRisk) >= materialPoints
  );
}

function boundariesOf({ answers, findings }: Facts, today: LocalDate): LocalDate[] {
  const lapses = answers
    .filter(countsByEvidence)
    .flatMap(({ evidenceValidTo }) => (evidenceValidTo === null ? [] : [addDays(evidenceValidTo, 1)]));
  const findingDays = findings.flatMap(({ countsFrom, overdueFrom }) => [countsFrom, overdueFrom]);
  return [...lapses, ...findingDays]
    .filter((day) => day !== null)
    .filter((day) => day > today)
    .sort();
}

/** Whether the age of its evidence says anything. */
function countsByEvidence({ notApplicable, answer, evidenceStrength }: AssessedAnswer): boolean {
  return !notApplicable && answer !== null && evidenceStrength > 0;
}

const isOver = ({ evidenceValidTo }: AssessedAnswer, today: LocalDate) =>
  evidenceValidTo !== null && evidenceValidTo < today;
