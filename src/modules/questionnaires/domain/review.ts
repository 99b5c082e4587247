import { shownEffectiveness, type Answer, type AnswerValue } from './answer.js';
import type { Effectiveness, Question, Tier } from './content.js';
import { refuse } from './questionnaire-errors.js';

export const verdicts = ['accepted', 'needs_clarification', 'rejected'] as const;
export type Verdict = (typeof verdicts)[number];

/** None, bare word, document seen, test report of a third party, independent audit with this scope. */
export const evidenceStrengths = [0, 0.3, 0.5, 0.8, 1] as const;
export type EvidenceStrength = (typeof evidenceStrengths)[number];

export type Review = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  questionId: string;
  verdict: Verdict;
  effectiveness: Effectiveness;
  evidenceStrength: EvidenceStrength;
  notApplicableAccepted: boolean;
  /** For the respondent. */
  note: string | null;
  /** For us. */
  internalNote: string | null;
  /** What was reviewed: a later answer or document makes the review outdated. */
  answerRevision: number;
  evidenceIds: string[];
  reviewedById: string;
  reviewedAt: Date;
  /** The second reviewer, where one is needed; a changed review is confirmed anew. */
  confirmedById: string | null;
  confirmedAt: Date | null;
  confirmationNote: string | null;
}>;

export type Judgement = Readonly<{
  verdict: Verdict;
  effectiveness?: Effectiveness;
  evidenceStrength?: EvidenceStrength;
  notApplicableAccepted?: boolean;
  note?: string | null;
  internalNote?: string | null;
}>;

/** A document with the person or link that sent it. */
export type SentEvidence = Readonly<{
  id: string;
  kind?: string;
  uploadedByKind: string;
  uploadedById: string;
}>;

/** What lies before the reviewer; an answer may consist of documents alone. */
export type Reviewable = Readonly<{
  question: Question;
  answer: Answer | null;
  evidence: readonly SentEvidence[];
}>;

export type Judged = Pick<
  Review,
  | 'verdict'
  | 'effectiveness'
  | 'evidenceStrength'
  | 'notApplicableAccepted'
  | 'note'
  | 'internalNote'
  | 'answerRevision'
  | 'evidenceIds'
  | 'confirmedById'
  | 'confirmedAt'
  | 'confirmationNote'
>;

/** The judgement with what it leaves open: effectiveness from the answer, strength from whether a document was seen. */
export function judged(reviewable: Reviewable, judgement: Judgement): Judged {
  const { answer, evidence } = reviewable;
  const { effectiveness, evidenceStrength, notApplicableAccepted } = judgement;
  return {
    verdict: judgement.verdict,
    effectiveness: effectiveness ?? effectivenessBy(reviewable, judgement),
    evidenceStrength: evidenceStrength ?? (evidence.length > 0 ? 0.5 : 0.3),
    notApplicableAccepted: notApplicableAccepted === true && answer?.value === 'na',
    note: judgement.note ?? null,
    internalNote: judgement.internalNote ?? null,
    ...reviewedState(reviewable),
    ...unconfirmed,
  };
}

const unconfirmed = { confirmedById: null, confirmedAt: null, confirmationNote: null } as const;
const tiersOfTwo: readonly Tier[] = [1, 2];

/** A knock-out question decides about a vendor that much hangs on: two people see its outcome, whatever it is. */
export function needsSecond({ knockout }: Question, tier: Tier | null): boolean {
  return tier !== null && tiersOfTwo.includes(tier) && (knockout?.tiers.includes(tier) ?? false);
}

/** The review with its confirmation by a second person, who provided no evidence either. */
export function confirmed(
  review: Review,
  reviewable: Reviewable,
  by: Readonly<{ id: string; at: Date; note: string | null }>,
  tier: Tier | null,
): Review {
  const obstacle = unconfirmable(review, reviewable, tier);
  if (obstacle) refuse('review.not_confirmable', obstacle);
  if (by.id === review.reviewedById) refuse('review.not_second', 'You gave this review yourself.');
  assertReviewer(by.id, reviewable.evidence);
  return { ...review, confirmedById: by.id, confirmedAt: by.at, confirmationNote: by.note };
}

function unconfirmable(review: Review, reviewable: Reviewable, tier: Tier | null): string | null {
  if (!needsSecond(reviewable.question, tier)) return 'This review needs no second person.';
  if (review.confirmedById !== null) return 'This review is confirmed.';
  if (review.verdict === 'needs_clarification') return 'A clarification is open: there is no verdict yet.';
  return isOutdated(review, reviewable) ? 'The answer changed after its review.' : null;
}

function reviewedState({ answer, evidence }: Reviewable) {
  return { answerRevision: answer?.revision ?? 0, evidenceIds: evidence.map(({ id }) => id).sort() };
}

function effectivenessBy(reviewable: Reviewable, { verdict }: Judgement): Effectiveness {
  const { question, answer } = reviewable;
  if (verdict !== 'accepted' || answer?.value === 'na') return 0;
  const shown = shownEffectiveness(question, judgedValue(reviewable));
  if (shown !== null || question.weight === 0) return shown ?? 0;
  return refuse('review.grade_needed', `The answer to ${question.id} has to be graded by you.`, {
    errors: [{ pointer: '/effectiveness', code: 'missing', message: 'give 0, 0.5 or 1' }],
  });
}

/** The answer to a question for a file is the kinds of its documents. */
export function judgedValue({ question, answer, evidence }: Reviewable): AnswerValue {
  if (question.type !== 'file') return answer?.value ?? null;
  return evidence.flatMap(({ kind }) => kind ?? []);
}

/** Those of the documents that this person of ours provided. */
export function providedBy(personId: string, evidence: readonly SentEvidence[]): SentEvidence[] {
  return evidence.filter(
    ({ uploadedByKind, uploadedById }) => uploadedByKind !== 'respondent' && uploadedById === personId,
  );
}

export function assertReviewer(reviewerId: string, evidence: readonly SentEvidence[]): void {
  const own = providedBy(reviewerId, evidence);
  if (own.length > 0)
    refuse('review.own_evidence', 'You provided evidence for this answer yourself.', {
      evidenceIds: own.map(({ id }) => id),
    });
}

export function isOutdated(review: Review, reviewable: Reviewable): boolean {
  const now = reviewedState(reviewable);
  return review.answerRevision !== now.answerRevision || review.evidenceIds.join() !== now.evidenceIds.join();
}

export type Unreviewed = Readonly<{ code: string; questionId: string; message: string; remedy: string }>;

/** Why the answer cannot count yet; null when it is reviewed for good. */
export function unreviewed(
  reviewable: Reviewable,
  review: Review | null,
  tier: Tier | null = null,
): Unreviewed | null {
  const { id: questionId, text } = reviewable.question;
  const because = (code: string, remedy: string) => ({ code, questionId, message: text, remedy });
  if (review === null) return because('REVIEW_MISSING', 'Give a verdict on this answer.');
  if (isOutdated(review, reviewable))
    return because('REVIEW_OUTDATED', 'The answer changed after its review: review it again.');
  if (review.verdict === 'needs_clarification')
    return because('CLARIFICATION_OPEN', 'Return the assessment to the respondent, or decide.');
  if (needsSecond(reviewable.question, tier) && review.confirmedById === null)
    return because('CONFIRMATION_MISSING', 'Let a second person confirm this review, or review it anew.');
  return null;
}
