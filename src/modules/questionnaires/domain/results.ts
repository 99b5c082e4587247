import type { LocalDate } from '../../../shared/local-date.js';
import { isBlank, type Answer } from './answer.js';
import {
  questionsOf,
  severities,
  type Content,
  type FindingRule,
  type Question,
  type Severity,
  type Tier,
} from './content.js';
import { outcomeOf, type Facts } from './question-conditions.js';
import type { Review } from './review.js';
import { visibilityOf, type Answers } from './visibility.js';

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

export type WeakAnswer = Readonly<{
  questionId: string;
  text: string;
  domain: string;
  title: string;
  severity: Severity;
  /** What the questionnaire advises; null when it does not say. */
  advice: string | null;
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
  /** Kinds of these documents: the answer to a question for a file. */
  kinds?: ReadonlyMap<string, readonly string[]>;
}>;

/** The controls that apply: weighed questions that were asked. */
export function assessedControls(assessed: Assessed<ReviewedAnswer>): AssessedControl[] {
  const { visible } = visibilityOf(assessed.content, valuesOf(assessed));
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

/** What deserves a finding: a rule of the question holds or fails, or the answer shows no working control. */
export function weakAnswers(assessed: Assessed): WeakAnswer[] {
  const { visible, facts } = visibilityOf(assessed.content, valuesOf(assessed));
  return questionsOf(assessed.content)
    .filter(({ id }) => visible.has(id))
    .flatMap((question) => weakAnswer(question, assessed.reviews.get(question.id), facts));
}

function weakAnswer(question: Question, review: Review | undefined, facts: Facts): WeakAnswer[] {
  if (review === undefined || review.notApplicableAccepted) return [];
  const rules = isBlank(facts[question.id])
    ? []
    : (question.findingRules ?? []).filter(({ when }) => holdsOrFails(when, facts));
  const weak = isWeak(question, review, facts);
  if (!weak && rules.length === 0) return [];
  const { id: questionId, text, domain } = question;
  const found = [...rules.map(({ severity }) => severity), ...(weak ? [severityOf(question, review)] : [])];
  const severity = severities.findLast((level) => found.includes(level)) ?? 'low';
  return [{ questionId, text, domain, title: titleOf(text, rules), severity, advice: adviceOf(rules) }];
}

function isWeak(question: Question, review: Review, facts: Facts): boolean {
  if (review.verdict === 'rejected' || (question.weight > 0 && review.effectiveness === 0)) return true;
  if (question.findingWhen === null || isBlank(facts[question.id])) return false;
  return holdsOrFails(question.findingWhen, facts);
}

function holdsOrFails(condition: string, facts: Facts): boolean {
  const outcome = outcomeOf(condition, facts);
  return !('value' in outcome) || outcome.value;
}

/** The names of the rules, the gravest first; of a question without, its own text. */
function titleOf(text: string, rules: readonly FindingRule[]): string {
  const titles = byGravity(rules).map(({ title }) => title);
  return (titles.length > 0 ? titles.join('; ') : `Weak answer: ${text}`).slice(0, 200);
}

function adviceOf(rules: readonly FindingRule[]): string | null {
  const advice = byGravity(rules).flatMap((rule) => rule.advice ?? []);
  return advice.length > 0 ? advice.join('\n\n') : null;
}

function byGravity(rules: readonly FindingRule[]): FindingRule[] {
  return rules.toSorted((a, b) => severities.indexOf(b.severity) - severities.indexOf(a.severity));
}

const heavy = 4;
const middling = 2;

/** By what the question weighs; one step lower where the control works in part. */
function severityOf({ knockout, weight }: Question, review: Review): Severity {
  const level = knockout ? 3 : weight >= heavy ? 2 : weight >= middling ? 1 : 0;
  const lowered = review.effectiveness > 0 ? Math.max(level - 1, 0) : level;
  return severities[lowered] ?? 'low';
}

/** What counts as the answers: their values, and for a question that asks for a file the kinds of its documents. */
export function valuesOf({ content, answers, kinds }: Omit<Assessed, 'reviews' | 'validity'>): Answers {
  const values = new Map([...answers].map(([id, { value }]) => [id, value]));
  for (const { id, type } of questionsOf(content)) {
    const documents = kinds?.get(id) ?? [];
    if (type === 'file' && documents.length > 0) values.set(id, documents);
  }
  return values;
}
