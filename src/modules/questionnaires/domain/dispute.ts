import { refuse } from './questionnaire-errors.js';
import type { Judgement, Review } from './review.js';

export const disputeOutcomes = ['upheld', 'changed'] as const;
/** upheld: the outcome of the review stands. */
export type DisputeOutcome = (typeof disputeOutcomes)[number];

/** What the vendor holds against the outcome of one question, and what we answer. */
export type Dispute = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  questionId: string;
  reason: string;
  raisedById: string;
  raisedAt: Date;
  outcome: DisputeOutcome | null;
  reasons: string | null;
  answeredById: string | null;
  answeredAt: Date | null;
}>;

export type DisputeAnswer = Readonly<{ outcome: DisputeOutcome; reasons: string }> &
  Partial<Pick<Judgement, 'verdict' | 'effectiveness' | 'evidenceStrength' | 'note'>>;

/** The dispute with its answer, by somebody who has not judged this question before. */
export function answered(
  dispute: Dispute,
  review: Review,
  { outcome, reasons }: DisputeAnswer,
  by: Readonly<{ id: string; at: Date }>,
): Dispute {
  if (dispute.outcome !== null) refuse('dispute.answered', `The dispute is ${dispute.outcome}.`);
  if ([review.reviewedById, review.confirmedById].includes(by.id))
    refuse('dispute.own_review', 'You judged this answer yourself.');
  return { ...dispute, outcome, reasons, answeredById: by.id, answeredAt: by.at };
}

/** What the answer makes of the review: null when it stands. Refuses an outcome that its judgement contradicts. */
export function judgementAfter(review: Review, answer: DisputeAnswer): Judgement | null {
  const { outcome, note = review.note } = answer;
  const said = Object.fromEntries(
    judged.flatMap((name) => (answer[name] === undefined ? [] : [[name, answer[name]]])),
  ) as Pick<DisputeAnswer, (typeof judged)[number]>;
  const changes = judged.filter((name) => name in said && said[name] !== review[name]);
  if (outcome === 'upheld')
    return Object.keys(said).length > 0 ? contradicts('leave it out: an outcome that is upheld stays') : null;
  if (changes.length === 0) return contradicts('give a verdict, effectiveness or strength other than before');
  if (said.verdict === 'needs_clarification') return contradicts('accept or reject it');
  const { verdict, effectiveness, evidenceStrength, notApplicableAccepted, internalNote } = review;
  const before = { evidenceStrength, notApplicableAccepted, internalNote };
  const kept = changes.includes('verdict') ? before : { ...before, effectiveness }; // another verdict, another level
  return { ...kept, verdict, ...said, note };
}

const judged = ['verdict', 'effectiveness', 'evidenceStrength'] as const;

function contradicts(message: string): never {
  return refuse('dispute.bad_outcome', `The outcome does not fit: ${message}.`, {
    errors: [{ pointer: '/verdict', code: 'contradicts_outcome', message }],
  });
}
