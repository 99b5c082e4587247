import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Departure } from './approval-mode.js';
import { emergencyDays } from './emergency.js';
import type { ConditionConsequence, ConditionKind, DecisionOutcome } from './flow-decision.js';

export type GivenDecision = Readonly<{
  outcome: DecisionOutcome;
  rationale: string;
  conditions: readonly Readonly<{
    text: string;
    kind: ConditionKind;
    dueOn: LocalDate | null;
    ownerId: string | null;
    consequence: ConditionConsequence;
  }>[];
  validUntil: LocalDate | null;
  departure: Departure | null;
  /** By which somebody decides for somebody else. */
  delegationId: string | null;
  /** Why there is no time for the whole examination; null where it is taken in full. */
  emergency: Readonly<{ reason: string }> | null;
}>;

/** What does not fit together in a decision, by field. */
export function decisionProblems(given: GivenDecision, today: LocalDate): FieldError[] {
  const { outcome, conditions, validUntil } = given;
  const problems: FieldError[] = conditions.flatMap(({ kind, dueOn }, at) =>
    dayProblems(`/conditions/${at}/dueOn`, dueOn, { today, needed: kind === 'by_date' }),
  );
  if (outcome === 'approved_with_conditions' && conditions.length === 0)
    problems.push(problem('/conditions', 'missing', 'name the conditions, or approve without'));
  if (outcome !== 'approved_with_conditions' && conditions.length > 0)
    problems.push(problem('/conditions', 'unexpected', `leave the conditions out when it is ${outcome}`));
  return [
    ...problems,
    ...emergencyProblems(given, today),
    ...dayProblems('/validUntil', validUntil, { today, needed: false }),
  ];
}

function emergencyProblems(
  { outcome, validUntil, emergency }: GivenDecision,
  today: LocalDate,
): FieldError[] {
  if (emergency === null) return [];
  const problems: FieldError[] = [];
  if (outcome === 'rejected')
    problems.push({
      pointer: '/emergency',
      code: 'unexpected',
      message: 'leave it out when it is rejected',
    });
  if (validUntil !== null && validUntil > addDays(today, emergencyDays))
    problems.push({
      pointer: '/validUntil',
      code: 'too_late',
      message: `an emergency approval lasts ${emergencyDays} days at most`,
    });
  return problems;
}

function dayProblems(
  pointer: string,
  day: LocalDate | null,
  { today, needed }: { today: LocalDate; needed: boolean },
): FieldError[] {
  if (day === null) return needed ? [problem(pointer, 'missing', 'a condition by date needs its day')] : [];
  return day < today ? [problem(pointer, 'in_past', 'must not lie in the past')] : [];
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
