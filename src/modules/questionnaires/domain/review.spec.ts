import { DomainError } from '../../../shared/domain-error.js';
import { question } from '../../../../test/support/questions.js';
import type { AnswerValue } from './answer.js';
import type { Question, Tier } from './content.js';
import {
  assertReviewer,
  confirmed,
  isOutdated,
  judged,
  needsSecond,
  unreviewed,
  type Judgement,
  type Review,
  type Reviewable,
  type SentEvidence,
} from './review.js';

const asked = question('q', { type: 'yes_no_na', expected: 'yes', weight: 3 });
const document: SentEvidence = { id: 'e1', uploadedByKind: 'respondent', uploadedById: 'r' };
const said = (value: AnswerValue, evidence: SentEvidence[] = [], about = asked): Reviewable => ({
  question: about,
  answer: {
    id: 'a',
    revision: 2,
    assessmentId: 's',
    questionId: 'q',
    value,
    comment: null,
    suggestedFrom: null,
    answeredById: 'r',
    answeredAt: new Date('2026-11-01T00:00:00Z'),
  },
  evidence,
});
const accepted: Judgement = { verdict: 'accepted' };
const reviewOf = (reviewable: Reviewable, judgement = accepted): Review => ({
  id: 'v',
  revision: 1,
  assessmentId: 's',
  questionId: 'q',
  ...judged(reviewable, judgement),
  reviewedById: 'u',
  reviewedAt: new Date('2026-11-02T00:00:00Z'),
});

describe('a judgement', () => {
  it.each<[string, Reviewable, Judgement, number, number]>([
    ['the answer shows', said('yes'), accepted, 1, 0.3],
    ['the answer shows, with a document', said('yes', [document]), accepted, 1, 0.5],
    ['an honest no is worth', said('no'), accepted, 0, 0.3],
    ['a dispensation is worth', said('na'), accepted, 0, 0.3],
    ['a rejected answer is worth', said('yes'), { verdict: 'rejected' }, 0, 0.3],
    ['an unclear answer is worth', said('yes'), { verdict: 'needs_clarification' }, 0, 0.3],
    [
      'the reviewer says',
      said('yes', [document]),
      { ...accepted, effectiveness: 0.5, evidenceStrength: 1 },
      0.5,
      1,
    ],
    ['the reviewer says of nothing', said('yes'), { ...accepted, evidenceStrength: 0 }, 1, 0],
    ['information is worth', said('Text', [], question('q', { type: 'text' })), accepted, 0, 0.3],
  ])('takes what %s', (...[, reviewable, judgement, effectiveness, evidenceStrength]) => {
    expect(judged(reviewable, judgement)).toMatchObject({ effectiveness, evidenceStrength });
  });

  it('has to grade what no option grades', () => {
    const text = question('q', { type: 'text', weight: 2 });
    expect(() => judged(said('We do.', [], text), accepted)).toThrow(DomainError);
    expect(judged(said('We do.', [], text), { ...accepted, effectiveness: 1 }).effectiveness).toBe(1);
  });

  it('accepts that something does not apply only where that was answered', () => {
    const judgement = { ...accepted, notApplicableAccepted: true };
    expect(judged(said('na'), judgement).notApplicableAccepted).toBe(true);
    expect(judged(said('no'), judgement).notApplicableAccepted).toBe(false);
  });

  it('is of documents alone where there is no answer', () => {
    const file = { question: question('q', { type: 'file' }), answer: null, evidence: [document] };
    expect(judged(file, accepted)).toMatchObject({ answerRevision: 0, evidenceIds: ['e1'] });
  });
});

describe('a review', () => {
  it('is outdated once the answer or its documents changed', () => {
    const review = reviewOf(said('yes', [document]));
    const { answer, ...rest } = said('yes', [document]);
    expect(isOutdated(review, { answer, ...rest })).toBe(false);
    expect(isOutdated(review, { ...rest, answer: answer && { ...answer, revision: 3 } })).toBe(true);
    expect(isOutdated(review, said('yes'))).toBe(true);
    expect(isOutdated(review, said('yes', [document, { ...document, id: 'e2' }]))).toBe(true);
  });

  it.each<[string, Reviewable, Review | null, string | null]>([
    ['missing', said('yes'), null, 'REVIEW_MISSING'],
    ['outdated', said('yes', [document]), reviewOf(said('yes')), 'REVIEW_OUTDATED'],
    [
      'a question back',
      said('yes'),
      reviewOf(said('yes'), { verdict: 'needs_clarification' }),
      'CLARIFICATION_OPEN',
    ],
    ['a rejection', said('yes'), reviewOf(said('yes'), { verdict: 'rejected' }), null],
    ['an acceptance', said('yes'), reviewOf(said('yes')), null],
  ])('stands in the way of completion or not when it is %s', (...[, reviewable, review, code]) => {
    expect(unreviewed(reviewable, review)?.code ?? null).toBe(code);
  });
});

describe('a reviewer', () => {
  it.each<[string, SentEvidence, boolean]>([
    ['evidence of a respondent', document, true],
    ['evidence of a colleague', { ...document, uploadedByKind: 'user', uploadedById: 'colleague' }, true],
    ['evidence of their own', { ...document, uploadedByKind: 'user', uploadedById: 'me' }, false],
  ])('may judge or not: %s', (_case, evidence, may) => {
    const judging = () => assertReviewer('me', [evidence]);
    if (may) expect(judging).not.toThrow();
    else expect(judging).toThrow(expect.objectContaining({ code: 'review.own_evidence' }));
  });
});

describe('a second reviewer', () => {
  const knockout = question('q', { expected: 'yes', weight: 3, knockout: { tiers: [1, 2, 3] } });
  const by = (id: string) => ({ id, at: new Date('2026-11-03T00:00:00Z'), note: 'Seen, too.' });

  it.each<[string, Question, Tier | null, boolean]>([
    ['a knock-out in tier 1', knockout, 1, true],
    ['a knock-out in tier 2', knockout, 2, true],
    ['a knock-out in tier 3', knockout, 3, false],
    ['a knock-out of a vendor without tier', knockout, null, false],
    ['what knocks out elsewhere only', { ...knockout, knockout: { tiers: [3] } }, 1, false],
    ['any other question', asked, 1, false],
  ])('is needed or not for %s', (...[, about, tier, needed]) => {
    expect(needsSecond(about, tier)).toBe(needed);
  });

  it.each<[string, Judgement]>([
    ['accepted', accepted],
    ['failed', { verdict: 'rejected' }],
  ])('lets what was %s count', (_case, judgement) => {
    const reviewable = said('yes', [], knockout);
    const review = reviewOf(reviewable, judgement);
    expect(unreviewed(reviewable, review, 1)?.code).toBe('CONFIRMATION_MISSING');
    const second = confirmed(review, reviewable, by('w'), 1);
    expect(second).toMatchObject({
      confirmedById: 'w',
      confirmationNote: 'Seen, too.',
      verdict: judgement.verdict,
    });
    expect(unreviewed(reviewable, second, 1)).toBeNull();
    expect(judged(reviewable, judgement)).toMatchObject({ confirmedById: null, confirmedAt: null });
  });

  it.each<[string, () => unknown, string]>([
    [
      'the first',
      () => confirmed(reviewOf(said('yes', [], knockout)), said('yes', [], knockout), by('u'), 1),
      'review.not_second',
    ],
    [
      'whoever provided the evidence',
      () => {
        const own = said('yes', [{ ...document, uploadedByKind: 'user', uploadedById: 'w' }], knockout);
        return confirmed(reviewOf(own), own, by('w'), 1);
      },
      'review.own_evidence',
    ],
    [
      'nobody where one is enough',
      () => confirmed(reviewOf(said('yes')), said('yes'), by('w'), 1),
      'review.not_confirmable',
    ],
    [
      'nobody before there is a verdict',
      () => {
        const open = said('yes', [], knockout);
        return confirmed(reviewOf(open, { verdict: 'needs_clarification' }), open, by('w'), 1);
      },
      'review.not_confirmable',
    ],
    [
      'nobody once the answer changed',
      () => confirmed(reviewOf(said('yes', [], knockout)), said('yes', [document], knockout), by('w'), 1),
      'review.not_confirmable',
    ],
    [
      'nobody twice',
      () => {
        const reviewable = said('yes', [], knockout);
        return confirmed(confirmed(reviewOf(reviewable), reviewable, by('w'), 1), reviewable, by('x'), 1);
      },
      'review.not_confirmable',
    ],
  ])('is not %s', (_case, work, code) => {
    expect(work).toThrow(expect.objectContaining({ code }));
  });
});
