import { addDays, type LocalDate } from '../../../shared/local-date.js';
import { answerProblem, shownEffectiveness, type AnswerValue } from './answer.js';
import { answeredQuestions, givenIn, type AssessmentFile, type Attachment } from './assessment-file.js';
import { completenessOf, isAnswered, type Given } from './completeness.js';
import { isChoice, questionsOf, type Question } from './content.js';
import type { Review } from './review.js';
import type { SuggestedFrom, SuggestionMatch } from './suggested-from.js';
import { visibilityOf } from './visibility.js';

export type Suggestion = Readonly<{
  questionId: string;
  value: AnswerValue;
  comment: string | null;
  from: SuggestedFrom;
  source: Readonly<{ template: AssessmentFile['template']; completedAt: Date | null; question: string }>;
  /** What the question said then is not what it says now. */
  wordingChanged: boolean;
  /** Those that are still valid: they come along. */
  evidence: readonly Attachment[];
  /** Last day on which it can be carried. */
  validUntil: LocalDate;
  because: readonly string[];
}>;

export const withholdings = ['not_accepted', 'too_old', 'evidence_lapsed', 'question_changed'] as const;
export type Withholding = (typeof withholdings)[number];
/** The newest earlier answer, which cannot be carried: older ones do not come back in its place. */
export type Withheld = Readonly<{ questionId: string; reason: Withholding; message: string }>;

export type Suggestions = Readonly<{
  offered: readonly Suggestion[];
  withheld: readonly Withheld[];
  /** What stays open when everything that is offered is confirmed. */
  gap: readonly string[];
}>;

export type Age = Readonly<{ today: LocalDate; mostDays: number }>;

type Earlier = Readonly<{ file: AssessmentFile; question: Question; match: SuggestionMatch }>;

/** Earlier answers to what is not answered yet; `earlier` are completed assessments of the same vendor, newest first. */
export function suggestionsFor(
  target: AssessmentFile,
  earlier: readonly AssessmentFile[],
  age: Age,
): Suggestions {
  const given = givenIn(target);
  const open = questionsOf(target.content).filter(({ id }) => !isAnswered(id, given));
  const judged = open.flatMap((question) => {
    const found = newestOf(question, target, earlier);
    return found ? [judge(question, found, age)] : [];
  });
  const offers = judged.filter((each) => 'from' in each);
  const together = givenWith(given, offers);
  const { visible } = visibilityOf(target.content, together.answers);
  const offered = offers.filter(({ questionId }) => visible.has(questionId));
  const { missing } = completenessOf(target.content, givenWith(given, offered));
  return {
    offered,
    withheld: judged.filter((each) => 'reason' in each).filter(({ questionId }) => visible.has(questionId)),
    gap: missing.map(({ questionId }) => questionId),
  };
}

/** What would be given, were these confirmed. */
export function givenWith(given: Given, confirmed: readonly Suggestion[]): Given {
  return {
    answers: new Map([
      ...given.answers,
      ...confirmed.map(({ questionId, value }) => [questionId, value] as const),
    ]),
    comments: new Map([
      ...given.comments,
      ...confirmed.flatMap(({ questionId, comment }) =>
        comment === null ? [] : [[questionId, comment] as const],
      ),
    ]),
    documented: new Set([
      ...given.documented,
      ...confirmed.filter(({ evidence }) => evidence.length > 0).map(({ questionId }) => questionId),
    ]),
  };
}

function newestOf(
  question: Question,
  target: AssessmentFile,
  earlier: readonly AssessmentFile[],
): Earlier | null {
  for (const file of earlier) {
    const found = matchIn(question, target, file);
    if (found && answeredQuestions(file).some(({ id }) => id === found.question.id))
      return { file, ...found };
  }
  return null;
}

/** The same id in the same questionnaire, or in another with the same words or controls; else the same set of controls. */
function matchIn(
  question: Question,
  target: AssessmentFile,
  source: AssessmentFile,
): Omit<Earlier, 'file'> | null {
  const alike = questionsOf(source.content).filter(({ type }) => type === question.type);
  const same = alike.find(({ id }) => id === question.id);
  const family = target.template.id === source.template.id;
  if (same && (family || same.text === question.text || controlsOf(same) === controlsOf(question)))
    return { question: same, match: 'same_question' };
  const controls = controlsOf(question);
  const others = alike.filter((other) => controlsOf(other) === controls);
  const rivals = questionsOf(target.content).filter(
    (other) => other.type === question.type && controlsOf(other) === controls,
  );
  const [only] = others;
  return controls !== '' && only && others.length === 1 && rivals.length === 1
    ? { question: only, match: 'same_controls' }
    : null;
}

const controlsOf = ({ controlRefs }: Question) => [...controlRefs].sort().join(' ');

/** What is known of an earlier answer, and of the documents behind it. */
type Known = Readonly<{
  value: AnswerValue;
  review: Review;
  givenAt: string;
  /** Last day on which its age lets it be carried. */
  lastDay: LocalDate;
  documents: readonly Attachment[];
  /** Those of them that are still valid, and still there. */
  evidence: readonly Attachment[];
}>;

function judge(question: Question, found: Earlier, age: Age): Suggestion | Withheld {
  const questionId = question.id;
  const review = found.file.reviews.get(found.question.id);
  const value = found.file.answers.get(found.question.id)?.value ?? null;
  if (!isAccepted(review, value))
    return { questionId, reason: 'not_accepted', message: 'The last answer was not accepted.' };
  const known = knownOf(found, review, age);
  const against = reasonAgainst(question, found, known, age.today);
  return against === null ? suggestion(question, found, known) : { questionId, ...against };
}

function knownOf({ file, question: { id } }: Earlier, review: Review, { today, mostDays }: Age): Known {
  const answer = file.answers.get(id);
  const givenAt = answer?.suggestedFrom?.givenAt ?? (answer?.answeredAt ?? review.reviewedAt).toISOString();
  const documents = file.attachments.get(id) ?? [];
  return {
    value: answer?.value ?? null,
    review,
    givenAt,
    lastDay: addDays(givenAt.slice(0, 10) as LocalDate, mostDays),
    documents,
    evidence: documents.filter(
      ({ validTo, contentState }) => contentState === 'kept' && (validTo === null || validTo >= today),
    ),
  };
}

function reasonAgainst(
  question: Question,
  found: Earlier,
  known: Known,
  today: LocalDate,
): Omit<Withheld, 'questionId'> | null {
  if (!meansTheSame(question, found, known.value))
    return { reason: 'question_changed', message: 'The question offers other answers now.' };
  if (known.lastDay < today)
    return { reason: 'too_old', message: `The last answer was given on ${known.givenAt.slice(0, 10)}.` };
  return lacksEvidence(question, known)
    ? { reason: 'evidence_lapsed', message: 'No document behind the last answer is still there and valid.' }
    : null;
}

function isAccepted(review: Review | undefined, value: AnswerValue): review is Review {
  return review?.verdict === 'accepted' && (value !== 'na' || review.notApplicableAccepted);
}

/** A chosen option is known by its words, and yes is the same good or bad sign as then. */
function meansTheSame(question: Question, { question: before, match }: Earlier, value: AnswerValue): boolean {
  if (answerProblem(question, value) !== null) return false;
  if (!isChoice(question)) return match === 'same_question' || before.expected === question.expected;
  const textOf = ({ options }: Question, chosen: string) => options.find(({ id }) => id === chosen)?.text;
  return [value]
    .flat()
    .every((chosen) => textOf(before, String(chosen)) === textOf(question, String(chosen)));
}

function lacksEvidence(question: Question, { value, documents, evidence }: Known): boolean {
  if (evidence.length > 0) return false;
  if (documents.length > 0 || question.type === 'file') return true;
  return question.evidence === 'required' && value !== 'na' && shownEffectiveness(question, value) !== 0;
}

function suggestion(
  question: Question,
  { file, question: before, match }: Earlier,
  { value, review, givenAt, lastDay, evidence }: Known,
): Suggestion {
  const ends = evidence.map(({ validTo }) => validTo);
  const lasting = ends.includes(null)
    ? lastDay
    : (ends
        .filter((day) => day !== null)
        .toSorted()
        .at(-1) ?? lastDay);
  const validUntil = lasting < lastDay ? lasting : lastDay;
  return {
    questionId: question.id,
    value,
    comment: file.answers.get(before.id)?.comment ?? null,
    from: {
      assessmentId: file.assessment.id,
      questionId: before.id,
      match,
      givenAt,
      reviewedAt: review.reviewedAt.toISOString(),
      reviewedById: review.reviewedById,
    },
    source: { template: file.template, completedAt: file.assessment.completedAt, question: before.text },
    wordingChanged: before.text !== question.text,
    evidence,
    validUntil,
    because: [
      `Accepted on ${review.reviewedAt.toISOString().slice(0, 10)}.`,
      `First given on ${givenAt.slice(0, 10)}; it can be carried until ${lastDay}.`,
      ...(evidence.length > 0
        ? [`Its evidence is valid${lasting < lastDay ? ` until ${lasting}` : ''}.`]
        : []),
    ],
  };
}

export type Unconfirmable = Readonly<{ questionId: string; code: 'not_offered' | 'not_asked' }>;

/** Those that the respondent confirms, in the order of the questionnaire, and what stands against it: all or nothing. */
export function confirmed(
  target: AssessmentFile,
  { offered }: Suggestions,
  questionIds: readonly string[],
): { accepted: Suggestion[]; against: Unconfirmable[] } {
  const accepted = offered.filter(({ questionId }) => questionIds.includes(questionId));
  const { visible } = visibilityOf(target.content, givenWith(givenIn(target), accepted).answers);
  const against = questionIds.flatMap((questionId): Unconfirmable[] => {
    if (!accepted.some((each) => each.questionId === questionId))
      return [{ questionId, code: 'not_offered' }];
    return visible.has(questionId) ? [] : [{ questionId, code: 'not_asked' }];
  });
  return { accepted, against };
}
