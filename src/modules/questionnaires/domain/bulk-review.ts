import { shownEffectiveness } from './answer.js';
import { answeredQuestions, reviewable, type AssessmentFile } from './assessment-file.js';
import type { Question } from './content.js';
import { refuse } from './questionnaire-errors.js';
import { isOutdated, judgedValue, providedBy, type Reviewable } from './review.js';

/** Why an answer is not accepted together with others. */
export type LeftOut = Readonly<{ code: string; questionId: string; message: string; remedy: string }>;

export type BulkAcceptance = Readonly<{ accepted: readonly Reviewable[]; leftOut: readonly LeftOut[] }>;

/**
 * The answers that can be accepted without being judged one by one: those that show what is expected. Without names all
 * of them, except knock-outs; with names these and no others: when one cannot be accepted, none is.
 */
export function acceptedTogether(
  file: AssessmentFile,
  named: readonly string[] | null,
  reviewerId: string,
): BulkAcceptance {
  const answered = new Map(answeredQuestions(file).map((question) => [question.id, question]));
  const asked = named ?? [...answered.keys()];
  const judged = asked.map((id) => {
    const question = answered.get(id);
    if (!question)
      return { leftOut: leftOut('NOT_ANSWERED', id, 'The question is hidden or has no answer.') };
    const each = reviewable(file, question);
    const obstacle = obstacleTo(file, each, { reviewerId, isNamed: named !== null });
    return obstacle ? { leftOut: obstacle } : { accepted: each };
  });
  const left = judged.flatMap((each) => each.leftOut ?? []);
  if (named !== null && left.length > 0)
    refuse('review.bulk_refused', `${left.length} of ${named.length} answers cannot be accepted together.`, {
      unmet: left,
    });
  return { accepted: judged.flatMap((each) => each.accepted ?? []), leftOut: left };
}

function obstacleTo(
  { reviews }: AssessmentFile,
  each: Reviewable,
  { reviewerId, isNamed }: { reviewerId: string; isNamed: boolean },
): LeftOut | null {
  const { question, evidence } = each;
  const review = reviews.get(question.id);
  const because = (code: string, message: string) => leftOut(code, question.id, message);
  if (review && !isOutdated(review, each)) return because('REVIEWED', 'There is a review of this answer.');
  if (shownEffectiveness(question, judgedValue(each)) !== 1)
    return because('NOT_AS_EXPECTED', 'The answer does not show by itself that the control works.');
  if (isKnockout(question) && !isNamed)
    return because('KNOCKOUT', 'A knock-out is accepted by its name only.');
  if (providedBy(reviewerId, evidence).length > 0)
    return because('OWN_EVIDENCE', 'You provided evidence for this answer yourself.');
  return null;
}

const isKnockout = ({ knockout }: Question) => knockout !== null;

function leftOut(code: string, questionId: string, message: string): LeftOut {
  return { code, questionId, message, remedy: remedies[code] ?? 'Review it by itself.' };
}

const remedies: Readonly<Record<string, string>> = {
  NOT_ANSWERED: 'Name questions that are asked and answered.',
  REVIEWED: 'Leave it out, or change its review.',
  KNOCKOUT: 'Name it in questionIds, or review it by itself.',
  OWN_EVIDENCE: 'Let somebody else review it.',
};
