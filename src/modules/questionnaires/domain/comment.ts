import type { FieldError } from '../../../shared/domain-error.js';
import type { Answer } from './answer.js';
import { refuse } from './questionnaire-errors.js';

/** What a reviewer asks about one question with a return, and what the respondent replies. */
export type Comment = Readonly<{
  id: string;
  revision: number;
  assessmentId: string;
  questionId: string;
  note: string;
  createdById: string;
  createdAt: Date;
  reply: string | null;
  repliedById: string | null;
  repliedAt: Date | null;
}>;

export type NewComment = Pick<Comment, 'questionId' | 'note'>;

/** A reply settles it, and so does another answer to the question. */
export function isOpen(
  { reply, createdAt }: Comment,
  answer: Pick<Answer, 'answeredAt'> | undefined,
): boolean {
  return reply === null && (answer === undefined || answer.answeredAt <= createdAt);
}

/** Refuses all of them when one is on a question that is not asked. */
export function assertAsked(comments: readonly NewComment[], visible: ReadonlySet<string>): void {
  const errors: FieldError[] = comments.flatMap(({ questionId }, at) =>
    visible.has(questionId)
      ? []
      : [{ pointer: `/comments/${at}/questionId`, code: 'not_asked', message: `${questionId} is not asked` }],
  );
  if (errors.length > 0)
    refuse('comment.not_asked', `${errors.length} comments are on questions that are not asked.`, { errors });
}

export function replied(comment: Comment, reply: string, by: Readonly<{ id: string; at: Date }>): Comment {
  if (comment.reply !== null) refuse('comment.answered', 'There is a reply to this comment.');
  return { ...comment, reply, repliedById: by.id, repliedAt: by.at };
}
