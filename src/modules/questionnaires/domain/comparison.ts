import type { AnswerValue } from './answer.js';
import { visibleIn, type AssessmentFile } from './assessment-file.js';
import { placedQuestions, type Effectiveness, type Placed } from './content.js';
import type { EvidenceStrength, Verdict } from './review.js';

/** One question as it stands in one of two assessments. */
export type Side = Readonly<{
  text: string;
  value: AnswerValue;
  comment: string | null;
  documents: number;
  verdict: Verdict | null;
  effectiveness: Effectiveness | null;
  evidenceStrength: EvidenceStrength | null;
}>;

export const differences = ['new', 'removed', 'changed', 'same'] as const;
export type Difference = (typeof differences)[number];

export type ComparedQuestion = Readonly<{
  questionId: string;
  sectionId: string;
  difference: Difference;
  /** Names of what differs. */
  changed: readonly (keyof Side)[];
  now: Side | null;
  then: Side | null;
}>;

/** Question by question, by id, those of now first: what is asked in one of the two and not in the other, and what differs. */
export function compared(now: AssessmentFile, then: AssessmentFile | null): ComparedQuestion[] {
  const here = askedIn(now);
  const there = then ? askedIn(then) : new Map<string, Placed>();
  const ids = [...here.keys(), ...[...there.keys()].filter((id) => !here.has(id))];
  return ids.map((questionId) => {
    const placed = here.get(questionId);
    const before = there.get(questionId);
    const sides = {
      now: placed ? sideOf(placed, now) : null,
      then: before && then ? sideOf(before, then) : null,
    };
    const sectionId = (placed ?? before)?.section.id ?? '';
    return { questionId, sectionId, ...differenceOf(sides), ...sides };
  });
}

function askedIn(file: AssessmentFile): Map<string, Placed> {
  const visible = visibleIn(file);
  const asked = placedQuestions(file.content).filter(({ question }) => visible.has(question.id));
  return new Map(asked.map((placed) => [placed.question.id, placed]));
}

function sideOf({ question: { id, text } }: Placed, file: AssessmentFile): Side {
  const { value = null, comment = null } = file.answers.get(id) ?? {};
  const { verdict, effectiveness, evidenceStrength } = file.reviews.get(id) ?? unjudged;
  const documents = (file.attachments.get(id) ?? []).length;
  return { text, value, comment, documents, verdict, effectiveness, evidenceStrength };
}

const unjudged = { verdict: null, effectiveness: null, evidenceStrength: null } as const;

function differenceOf({
  now,
  then,
}: {
  now: Side | null;
  then: Side | null;
}): Pick<ComparedQuestion, 'difference' | 'changed'> {
  if (now === null) return { difference: 'removed', changed: [] };
  if (then === null) return { difference: 'new', changed: [] };
  const names = Object.keys(now) as (keyof Side)[];
  const changed = names.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name]));
  return { difference: changed.length > 0 ? 'changed' : 'same', changed };
}
