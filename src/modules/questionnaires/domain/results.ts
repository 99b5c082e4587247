import type { LocalDate } from '../../../shared/local-date.js';
import { isBlank, type Answer } from './answer.js';
import { questionsOf, type Content, type Question, type Tier } from './content.js';
import type { Review } from './review.js';
import { outcomeOf, visibilityOf, type Answers } from './visibility.js';

/** One control as it was asked, answered and reviewed: what a score is made of. */
export type AssessedControl = Readonly<{
  questionId: string;
  text: string;
  domain: string;
  controlRefs: string[];
  weight: number;
  /** Effectiveness as reviewed, 0 to 1; null when unanswered. */
  answer: number | null;
  /** Accepted by the reviewer: it leaves the denominator. */
  notApplicable: boolean;
  evidenceStrength: number;
  /** Last day of the evidence; null when it has no end, or there is none. */
  evidenceValidTo: LocalDate | null;
  halfLifeDays: number;
  knockoutTiers: readonly Tier[];
}>;

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

export type WeakAnswer = Readonly<{
  questionId: string;
  text: string;
  domain: string;
  title: string;
  severity: Severity;
}>;

/** Of a review, what a control's worth depends on. */
export type ReviewedAnswer = Pick<Review, 'effectiveness' | 'evidenceStrength' | 'notApplicableAccepted'>;

/** Everything that an assessment holds, by question. */
export type Assessed<R extends ReviewedAnswer = Review> = Readonly<{
  content: Content;
  answers: ReadonlyMap<string, Pick<Answer, 'value'>>;
  reviews: ReadonlyMap<string, R>;
  /** Last days of the documents behind each question; null for one without an end. */
  validity: ReadonlyMap<string, readonly (LocalDate | null)[]>;
}>;

/** The controls that apply: weighed questions that were asked. */
export function assessedControls(assessed: Assessed<ReviewedAnswer>): AssessedControl[] {
  const { visible } = visibilityOf(assessed.content, valuesOf(assessed.answers));
  return questionsOf(assessed.content)
    .filter(({ id, weight }) => weight > 0 && visible.has(id))
    .map((question) => controlOf(question, assessed));
}

function controlOf(question: Question, { reviews, validity }: Assessed<ReviewedAnswer>): AssessedControl {
  const { id: questionId, text, domain, controlRefs, weight, halfLifeDays, knockout } = question;
  const review = reviews.get(questionId);
  return {
    questionId,
    text,
    domain,
    controlRefs: [...controlRefs],
    weight,
    answer: review?.effectiveness ?? null,
    notApplicable: review?.notApplicableAccepted ?? false,
    evidenceStrength: review?.evidenceStrength ?? 0,
    evidenceValidTo: latest(validity.get(questionId) ?? []),
    halfLifeDays,
    knockoutTiers: knockout?.tiers ?? [],
  };
}

/** The document that lasts longest counts. */
function latest(days: readonly (LocalDate | null)[]): LocalDate | null {
  return days.includes(null) ? null : (days.toSorted().at(-1) ?? null);
}

/** What deserves a finding: the question's own condition holds or fails, or the answer shows no working control. */
export function weakAnswers(assessed: Assessed): WeakAnswer[] {
  const { visible, facts } = visibilityOf(assessed.content, valuesOf(assessed.answers));
  return questionsOf(assessed.content)
    .filter(({ id }) => visible.has(id))
    .filter((question) => isWeak(question, assessed.reviews.get(question.id), facts))
    .map((question) => weakAnswer(question, assessed.reviews.get(question.id)));
}

function isWeak(
  question: Question,
  review: Review | undefined,
  facts: Readonly<Record<string, Answer['value']>>,
): boolean {
  if (review === undefined || review.notApplicableAccepted) return false;
  if (review.verdict === 'rejected' || (question.weight > 0 && review.effectiveness === 0)) return true;
  if (question.findingWhen === null || isBlank(facts[question.id])) return false;
  const outcome = outcomeOf(question.findingWhen, facts);
  return !('value' in outcome) || outcome.value;
}

function weakAnswer(question: Question, review: Review | undefined): WeakAnswer {
  const { id: questionId, text, domain } = question;
  return {
    questionId,
    text,
    domain,
    title: `Weak answer: ${text}`.slice(0, 200),
    severity: severityOf(question, review),
  };
}

const heavy = 4;
const middling = 2;

/** By what the question weighs; one step lower where the control works in part. */
function severityOf({ knockout, weight }: Question, review: Review | undefined): Severity {
  const level = knockout ? 3 : weight >= heavy ? 2 : weight >= middling ? 1 : 0;
  const lowered = (review?.effectiveness ?? 0) > 0 ? Math.max(level - 1, 0) : level;
  return severities[lowered] ?? 'low';
}

export function valuesOf(answers: ReadonlyMap<string, Pick<Answer, 'value'>>): Answers {
  return new Map([...answers].map(([id, { value }]) => [id, value]));
}
