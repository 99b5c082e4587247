import { admitsGap, isBlank } from './answer.js';
import { placedQuestions, type Content, type Placed, type Question } from './content.js';
import { visibilityOf, type Answers, type ConditionProblem } from './visibility.js';

export const missingReasons = [
  'unanswered',
  'evidence_missing',
  'explanation_missing',
  'comment_open',
] as const;
export type MissingReason = (typeof missingReasons)[number];

export type Missing = Readonly<{
  questionId: string;
  sectionId: string;
  text: string;
  reasons: readonly MissingReason[];
}>;

export type Completeness = Readonly<{
  complete: boolean;
  /** Questions that are asked, and how many of them have an answer. */
  asked: number;
  answered: number;
  missing: readonly Missing[];
  /** Hidden questions with an answer: kept apart, not counted. */
  hiddenAnswers: readonly string[];
  problems: readonly ConditionProblem[];
}>;

export type Given = Readonly<{
  answers: Answers;
  comments: ReadonlyMap<string, string>;
  /** Questions with at least one document. */
  documented: ReadonlySet<string>;
  /** Questions with a comment of the reviewer that nobody replied to; none unless told. */
  commented?: ReadonlySet<string>;
}>;

/** What still stands in the way of submission; `sections` limits the answer to these. */
export function completenessOf(
  content: Content,
  given: Given,
  sections: readonly string[] | null = null,
): Completeness {
  const { visible, problems } = visibilityOf(content, given.answers);
  const within = placedQuestions(content).filter(
    ({ section }) => sections === null || sections.includes(section.id),
  );
  const ids = new Set(within.map(({ question }) => question.id));
  const asked = within.filter(({ question }) => visible.has(question.id));
  const missing = asked.flatMap((placed) => missingFor(placed, given));
  return {
    complete: missing.length === 0,
    asked: asked.length,
    answered: asked.filter(({ question }) => isAnswered(question.id, given)).length,
    missing,
    hiddenAnswers: [...ids].filter((id) => !visible.has(id) && isAnswered(id, given)),
    problems: problems.filter(({ questionId }) => ids.has(questionId)),
  };
}

export function isAnswered(questionId: string, { answers, documented }: Given): boolean {
  return !isBlank(answers.get(questionId)) || documented.has(questionId);
}

function missingFor({ question, section }: Placed, given: Given): Missing[] {
  const reasons = missingReasons.filter((reason) => applies[reason](question, given));
  const { id: questionId, text } = question;
  return reasons.length === 0 ? [] : [{ questionId, sectionId: section.id, text, reasons }];
}

const applies: Readonly<Record<MissingReason, (question: Question, given: Given) => boolean>> = {
  unanswered: (question, given) => question.required && !isSettled(question, given),
  // an answer that admits the lack of a control has nothing to show for it
  evidence_missing: (question, given) => {
    const value = valueOf(question, given);
    const claims = isSettled(question, given) && value !== 'na' && !admitsGap(question, value);
    return question.evidence === 'required' && claims && !given.documented.has(question.id);
  },
  explanation_missing: (question, given) =>
    valueOf(question, given) === 'na' && !given.comments.has(question.id),
  comment_open: ({ id }, { commented }) => commented?.has(id) ?? false,
};

function isSettled(question: Question, given: Given): boolean {
  return question.type === 'file' ? given.documented.has(question.id) : !isBlank(valueOf(question, given));
}

const valueOf = ({ id }: Question, { answers }: Given) => answers.get(id) ?? null;
