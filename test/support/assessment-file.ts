import type { Answer, AnswerValue } from '../../src/modules/questionnaires/domain/answer.js';
import type { AssessmentFile, Attachment } from '../../src/modules/questionnaires/domain/assessment-file.js';
import type { Assessment } from '../../src/modules/questionnaires/domain/assessment.js';
import type { Comment } from '../../src/modules/questionnaires/domain/comment.js';
import type { Content } from '../../src/modules/questionnaires/domain/content.js';
import type { Review } from '../../src/modules/questionnaires/domain/review.js';

const at = new Date('2026-11-01T00:00:00Z');

/** An assessment with these answers, reviews and documents; what the test does not care for is left out. */
export function fileOf(
  content: Content,
  said: Readonly<Record<string, AnswerValue>>,
  {
    reviews = {},
    attachments = {},
    comments = {},
  }: {
    reviews?: Record<string, Partial<Review>>;
    attachments?: Record<string, Partial<Attachment>[]>;
    comments?: Record<string, Partial<Comment>[]>;
  } = {},
): AssessmentFile {
  return {
    assessment: { id: 's', vendorId: 'v', templateVersionId: 't', status: 'in_review' } as Assessment,
    template: { id: 't', name: 'Small', version: 1 },
    content,
    answers: mapped(said, (questionId, value) => answer(questionId, value)),
    attachments: mapped(attachments, (_id, documents) => documents as Attachment[]),
    reviews: mapped(reviews, (questionId, review) => ({ ...reviewOf(questionId), ...review })),
    comments: mapped(comments, (_id, each) => each as Comment[]),
  };
}

export const answer = (questionId: string, value: AnswerValue): Answer => ({
  ...{
    id: questionId,
    revision: 1,
    assessmentId: 's',
    questionId,
    value,
    comment: null,
    suggestedFrom: null,
  },
  ...{ answeredById: 'r', answeredAt: at },
});

export const reviewOf = (questionId: string): Review => ({
  ...{ id: questionId, revision: 1, assessmentId: 's', questionId, verdict: 'accepted' },
  ...{
    effectiveness: 1,
    evidenceStrength: 0.3,
    notApplicableAccepted: false,
    note: null,
    internalNote: null,
  },
  ...{ answerRevision: 1, evidenceIds: [], reviewedById: 'u', reviewedAt: at },
  ...{ confirmedById: null, confirmedAt: null, confirmationNote: null },
});

function mapped<T, U>(
  values: Readonly<Record<string, T>>,
  change: (id: string, value: T) => U,
): Map<string, U> {
  return new Map(Object.entries(values).map(([id, value]) => [id, change(id, value)]));
}
