import {
  answeredQuestions,
  completenessIn,
  openCommentsIn,
  reviewable,
  unreviewedIn,
  type AssessmentFile,
} from './assessment-file.js';
import type { Section, Tier } from './content.js';
import { unreviewed, verdicts, type Unreviewed, type Verdict } from './review.js';

export type Tally = Readonly<{
  /** Questions that the answers so far ask, with an answer, and with something missing. */
  asked: number;
  answered: number;
  incomplete: number;
  /** Answers with a review that counts, and those that still wait for one, a decision or a second person. */
  reviewed: number;
  toReview: number;
  openComments: number;
  verdicts: Readonly<Record<Verdict, number>>;
}>;
export type SectionProgress = Tally & Readonly<{ id: string; title: string }>;
export type Progress = Tally &
  Readonly<{
    sections: readonly SectionProgress[];
    /** What still keeps the answers from counting, one by one. */
    open: readonly Unreviewed[];
  }>;

/** How far answers and review have come, section by section and in all. */
export function progressOf(file: AssessmentFile, tier: Tier | null): Progress {
  const sections = file.content.sections.map((section) => ({
    id: section.id,
    title: section.title,
    ...tallyOf(section, file, tier),
  }));
  return { ...sum(sections), sections, open: unreviewedIn(file, tier) };
}

function tallyOf(section: Section, file: AssessmentFile, tier: Tier | null): Tally {
  const { asked, answered, missing } = completenessIn(file, [section.id]);
  const ids = new Set(section.questions.map(({ id }) => id));
  const counting = answeredQuestions(file).filter(({ id }) => ids.has(id));
  const open = counting.filter(
    (question) =>
      unreviewed(reviewable(file, question), file.reviews.get(question.id) ?? null, tier) !== null,
  );
  const given = counting.flatMap(({ id }) => file.reviews.get(id)?.verdict ?? []);
  return {
    asked,
    answered,
    incomplete: missing.length,
    reviewed: counting.length - open.length,
    toReview: open.length,
    openComments: [...openCommentsIn(file)].filter((id) => ids.has(id)).length,
    verdicts: counted((verdict) => given.filter((each) => each === verdict).length),
  };
}

function sum(tallies: readonly Tally[]): Tally {
  const total = (of: (tally: Tally) => number) => tallies.reduce((all, tally) => all + of(tally), 0);
  return {
    asked: total(({ asked }) => asked),
    answered: total(({ answered }) => answered),
    incomplete: total(({ incomplete }) => incomplete),
    reviewed: total(({ reviewed }) => reviewed),
    toReview: total(({ toReview }) => toReview),
    openComments: total(({ openComments }) => openComments),
    verdicts: counted((verdict) => total((tally) => tally.verdicts[verdict])),
  };
}

function counted(of: (verdict: Verdict) => number): Record<Verdict, number> {
  return Object.fromEntries(verdicts.map((verdict) => [verdict, of(verdict)])) as Record<Verdict, number>;
}
