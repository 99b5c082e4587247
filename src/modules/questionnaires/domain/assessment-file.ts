import type { LocalDate } from '../../../shared/local-date.js';
import type { Answer } from './answer.js';
import type { Assessment } from './assessment.js';
import { isOpen, type Comment } from './comment.js';
import { completenessOf, isAnswered, type Completeness, type Given } from './completeness.js';
import { questionsOf, type Content, type Question, type Tier } from './content.js';
import { refuse } from './questionnaire-errors.js';
import type { Assessed } from './results.js';
import { unreviewed, type Review, type Reviewable, type SentEvidence, type Unreviewed } from './review.js';
import { valuesOf } from './results.js';
import {
  contentIndex,
  failedJudgements,
  hangsOn,
  isAsked,
  visibilityOf,
  type Answers,
  type ConditionProblem,
  type Visibility,
} from './visibility.js';

/** A document behind an answer. */
export type Attachment = SentEvidence &
  Readonly<{
    kind: string;
    title: string;
    fileName: string;
    validTo: LocalDate | null;
    contentState: string;
  }>;

/** One assessment with everything in it, by question. */
export type AssessmentFile = Readonly<{
  assessment: Assessment;
  template: Readonly<{ id: string; name: string; version: number }>;
  content: Content;
  answers: ReadonlyMap<string, Answer>;
  attachments: ReadonlyMap<string, readonly Attachment[]>;
  reviews: ReadonlyMap<string, Review>;
  /** Oldest first. */
  comments: ReadonlyMap<string, readonly Comment[]>;
}>;

/** A question of the content, within the sections that somebody may see; refuses any other. */
export function requireQuestion(
  content: Content,
  questionId: string,
  sections: readonly string[] | null = null,
): Question {
  const found = contentIndex(content).get(questionId);
  const isOpen = found && (sections === null || sections.includes(found.section.id));
  return (
    (isOpen ? found.question : null) ??
    refuse('question.not_found', `There is no question ${questionId} here.`)
  );
}

/** Refuses an answer to a question that the answers so far do not ask. */
export function assertAsked(content: Content, questionId: string, answers: Answers): void {
  if (isAsked(content, questionId, answers)) return;
  const { visibleWhen = null } = contentIndex(content).get(questionId)?.question ?? {};
  refuse('answer.question_hidden', `${questionId} is asked only when ${String(visibleWhen)}.`, {
    questionId,
    visibleWhen,
    hangsOn: hangsOn(content, questionId),
  });
}

/** What is asked, given everything that was answered. */
export function visibilityIn(file: AssessmentFile): Visibility {
  return visibilityOf(file.content, valuesIn(file));
}

/** Every condition that failed: where it asks, and for us also where it grades and finds. */
export function conditionProblemsIn(file: AssessmentFile): ConditionProblem[] {
  const visibility = visibilityIn(file);
  return [...visibility.problems, ...failedJudgements(file.content, visibility)];
}

function valuesIn({ content, answers, attachments }: AssessmentFile) {
  return valuesOf({ content, answers, kinds: kindsIn(attachments) });
}

function kindsIn(attachments: AssessmentFile['attachments']): Map<string, string[]> {
  return new Map([...attachments].map(([id, documents]) => [id, documents.map(({ kind }) => kind)]));
}

export function openCommentsIn({ comments, answers }: AssessmentFile): ReadonlySet<string> {
  const open = [...comments].filter(([id, each]) => each.some((comment) => isOpen(comment, answers.get(id))));
  return new Set(open.map(([id]) => id));
}

export function givenIn(file: AssessmentFile): Given {
  const { answers, attachments } = file;
  const comments = [...answers].flatMap(([id, { comment }]) =>
    comment === null ? [] : [[id, comment] as const],
  );
  return {
    answers: valuesIn(file),
    comments: new Map(comments),
    commented: openCommentsIn(file),
    documented: new Set([...attachments].filter(([, documents]) => documents.length > 0).map(([id]) => id)),
  };
}

export function completenessIn(
  file: AssessmentFile,
  sections: readonly string[] | null = null,
): Completeness {
  return completenessOf(file.content, givenIn(file), sections);
}

/** The submission of answers that are not complete is refused with everything that is missing. */
export function assertComplete(file: AssessmentFile): void {
  const { complete, missing } = completenessIn(file);
  if (complete) return;
  const unmet = missing.flatMap(({ questionId, text, reasons }) =>
    reasons.map((reason) => ({
      code: reason.toUpperCase(),
      questionId,
      message: text,
      remedy: remedies[reason],
    })),
  );
  refuse('assessment.incomplete', `${missing.length} questions are not complete.`, { unmet });
}

const remedies = {
  unanswered: 'Answer the question.',
  evidence_missing: 'Attach the document that shows it, or change the answer.',
  explanation_missing: 'Say in the comment why it does not apply.',
  comment_open: 'Reply to what the reviewer asks, or change the answer.',
} as const;

/** What there is to review for one question. */
export function reviewableIn(file: AssessmentFile, questionId: string): Reviewable {
  const question = requireQuestion(file.content, questionId);
  if (!answeredQuestions(file).some(({ id }) => id === questionId))
    refuse('review.not_asked', `The question ${questionId} is hidden or has no answer.`);
  return reviewable(file, question);
}

/** Every answer that counts and is not reviewed for good. */
export function unreviewedIn(file: AssessmentFile, tier: Tier | null): Unreviewed[] {
  return answeredQuestions(file).flatMap(
    (question) => unreviewed(reviewable(file, question), file.reviews.get(question.id) ?? null, tier) ?? [],
  );
}

/** The questions that the answers so far ask. */
export function visibleIn(file: AssessmentFile): ReadonlySet<string> {
  return visibilityIn(file).visible;
}

export function answeredQuestions(file: AssessmentFile): Question[] {
  const given = givenIn(file);
  const visible = visibleIn(file);
  return questionsOf(file.content).filter(({ id }) => visible.has(id) && isAnswered(id, given));
}

export function reviewable({ answers, attachments }: AssessmentFile, question: Question): Reviewable {
  const { id } = question;
  return { question, answer: answers.get(id) ?? null, evidence: attachments.get(id) ?? [] };
}

export function assessedIn({ content, answers, reviews, attachments }: AssessmentFile): Assessed {
  const validity = new Map(
    [...attachments].map(([id, documents]) => [id, documents.map(({ validTo }) => validTo)] as const),
  );
  return { content, answers, reviews, validity, kinds: kindsIn(attachments) };
}
