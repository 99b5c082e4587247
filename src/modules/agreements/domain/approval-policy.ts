import type { LocalDate } from '../../../shared/local-date.js';
import type { Unmet } from '../../../shared/unmet.js';
import { endsApproval, reviewDays, type ChangedFact } from './change-impact.js';
import type { DataFlow } from './data-flow.js';
import { isOpen, type FlowCondition } from './flow-decision.js';
import { blocking, warning } from './unmet-reason.js';

/** What the approval itself still asks for before data may flow, or keep flowing. */
export function unmetByApproval(
  flow: Pick<DataFlow, 'validUntil' | 'reviewDueOn'>,
  conditions: readonly FlowCondition[],
  changes: readonly ChangedFact[],
  today: LocalDate,
): Unmet[] {
  return [
    ...conditions.filter(isOpen).flatMap((condition) => unmetCondition(condition, today)),
    ...(isPast(flow.validUntil, today)
      ? [
          blocking({
            code: 'APPROVAL_EXPIRED',
            requirement: 'An approval counts to its last day',
            message: `The approval was valid until ${String(flow.validUntil)}.`,
            law: 'GDPR Art. 24(1)',
            remedy: 'Submit the flow again for a new decision.',
          }),
        ]
      : []),
    ...changes.filter(endsApproval).map(({ fact }) =>
      blocking({
        code: 'APPROVAL_FACT_CHANGED',
        requirement: 'An approval is of a set of facts',
        message: `${fact} is not what was approved.`,
        law: 'GDPR Art. 24(1), 35(11)',
        remedy: 'Submit the flow again; GET …/approval shows the facts then and now.',
      }),
    ),
    ...unreviewed(flow, changes, today),
  ];
}

function unreviewed(
  { reviewDueOn }: Pick<DataFlow, 'reviewDueOn'>,
  changes: readonly ChangedFact[],
  today: LocalDate,
): Unmet[] {
  const isLate = isPast(reviewDueOn, today);
  return changes
    .filter(({ reaction }) => reviewDays[reaction] !== undefined)
    .map(({ fact, reaction }) =>
      (isLate ? blocking : warning)({
        code: isLate ? 'APPROVAL_REVIEW_OVERDUE' : 'APPROVAL_REVIEW_DUE',
        requirement: 'Who approved looks again when a fact changes that they relied on',
        message: `${fact} is not what was approved; the review is due by ${reviewDueOn ?? `${String(reviewDays[reaction])} days from now`}.`,
        law: 'GDPR Art. 24(1), 35(11)',
        remedy: isLate
          ? 'Submit the flow again for a new decision.'
          : 'The data protection officer reviews it (POST …/review).',
      }),
    );
}

export function isPast(day: LocalDate | null, today: LocalDate): boolean {
  return day !== null && day < today;
}

/** A condition whose day has passed unfulfilled. */
export function isOverdue(condition: FlowCondition, today: LocalDate): boolean {
  return isOpen(condition) && isPast(condition.dueOn, today);
}

/** While it is overdue, nothing is shared on the approval. */
export function holdsBack(condition: FlowCondition, today: LocalDate): boolean {
  return isOverdue(condition, today) && condition.consequence !== 'notify';
}

function unmetCondition(condition: FlowCondition, today: LocalDate): Unmet[] {
  const { text, kind, dueOn } = condition;
  const remedy = 'Fulfil it and record that with its evidence (POST …/conditions/{conditionId}/fulfilment).';
  const law = 'Condition of the approval';
  if (isOverdue(condition, today))
    return [
      (holdsBack(condition, today) || kind === 'before_activation' ? blocking : warning)({
        code: 'CONDITION_OVERDUE',
        requirement: text,
        message: `It was due on ${String(dueOn)}.`,
        law,
        remedy,
      }),
    ];
  if (kind !== 'before_activation') return [];
  return [
    blocking({
      code: 'CONDITION_OPEN',
      requirement: text,
      message: 'It has to be fulfilled before data are shared.',
      law,
      remedy,
    }),
  ];
}
