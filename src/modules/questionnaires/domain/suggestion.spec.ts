import { content, option, question } from '../../../../test/support/questions.js';
import { addDays, localDate } from '../../../shared/local-date.js';
import type { AnswerValue } from './answer.js';
import type { Assessment } from './assessment.js';
import type { AssessmentFile, Attachment } from './assessment-file.js';
import type { Content, Question } from './content.js';
import type { Review } from './review.js';
import { confirmed, suggestionsFor } from './suggestion.js';

const today = localDate('2026-06-15');
const given = '2025-06-20';
const age = { today, mostDays: 730 };

type Said = {
  value?: AnswerValue;
  verdict?: Review['verdict'];
  validTo?: string | null;
  givenAt?: string;
  na?: boolean;
};

/** A completed assessment in which these questions were answered. */
function earlier(asked: Content, said: Record<string, Said> = {}, template = 'own'): AssessmentFile {
  const entries = Object.entries(said);
  return {
    assessment: { id: `before-${template}`, completedAt: new Date(`${given}T12:00:00Z`) } as Assessment,
    template: { id: template, name: 'Own', version: 1 },
    content: asked,
    answers: new Map(
      entries.flatMap(([questionId, { value = 'yes', givenAt = given }]) =>
        value === null ? [] : [[questionId, answer(questionId, value, givenAt)]],
      ),
    ),
    attachments: new Map(
      entries.flatMap(([questionId, { validTo }]) =>
        validTo === undefined ? [] : [[questionId, [documentUntil(validTo)]]],
      ),
    ),
    reviews: new Map(entries.map(([questionId, each]) => [questionId, review(questionId, each)])),
    comments: new Map(),
  };
}
const answer = (questionId: string, value: AnswerValue, givenAt: string) => ({
  ...{ id: `answer-${questionId}`, revision: 1, assessmentId: 'before', questionId, value, comment: null },
  ...{ suggestedFrom: null, answeredById: 'link', answeredAt: new Date(`${givenAt}T09:00:00Z`) },
});
const documentUntil = (validTo: string | null): Attachment => ({
  ...{ id: 'document', title: 'Report', kind: 'AUDIT_REPORT', fileName: 'report.pdf', contentState: 'kept' },
  ...{
    validTo: validTo === null ? null : localDate(validTo),
    uploadedByKind: 'respondent',
    uploadedById: 'link',
  },
});
const review = (questionId: string, { verdict = 'accepted', na = false }: Said): Review => ({
  ...{ id: 'review', revision: 1, assessmentId: 'before', questionId, verdict, effectiveness: 1 },
  ...{ evidenceStrength: 0.5, notApplicableAccepted: na, note: null, internalNote: null, answerRevision: 1 },
  ...{ evidenceIds: [], reviewedById: 'assessor', reviewedAt: new Date('2025-07-01T10:00:00Z') },
  ...{ confirmedById: null, confirmedAt: null, confirmationNote: null },
});
const target = (asked: Content, template = 'own'): AssessmentFile => ({
  ...earlier(asked, {}, template),
  assessment: { id: 'now' } as Assessment,
});

const mfa = question('mfa', { controlRefs: ['ISO27001:A.8.5'], expected: 'yes' });
/** What comes of one question that was answered before. */
function outcome(said: Said, before: Question = mfa, now: Question = before, template = 'own') {
  const { offered, withheld } = suggestionsFor(
    target(content(now), template),
    [earlier(content(before), { [before.id]: said })],
    age,
  );
  return offered[0]?.from.match ?? withheld[0]?.reason ?? 'nothing';
}

describe('an earlier answer', () => {
  it('is offered with where it comes from, and why it still holds', () => {
    const { offered, withheld, gap } = suggestionsFor(
      target(content(mfa, question('new'))),
      [earlier(content(mfa), { mfa: { validTo: '2026-12-31' } })],
      age,
    );
    expect(offered).toEqual([
      {
        questionId: 'mfa',
        value: 'yes',
        comment: null,
        from: {
          assessmentId: 'before-own',
          questionId: 'mfa',
          match: 'same_question',
          givenAt: '2025-06-20T09:00:00.000Z',
          reviewedAt: '2025-07-01T10:00:00.000Z',
          reviewedById: 'assessor',
        },
        source: {
          template: { id: 'own', name: 'Own', version: 1 },
          completedAt: new Date('2025-06-20T12:00:00Z'),
          question: 'Question mfa?',
        },
        wordingChanged: false,
        evidence: [documentUntil('2026-12-31')],
        validUntil: '2026-12-31',
        because: [
          'Accepted on 2025-07-01.',
          'First given on 2025-06-20; it can be carried until 2027-06-20.',
          'Its evidence is valid until 2026-12-31.',
        ],
      },
    ]);
    expect(withheld).toEqual([]);
    expect(gap).toEqual(['new']);
  });

  const single = (...options: Question['options']) => question('mfa', { type: 'single_choice', options });
  const other = { ...mfa, id: 'second_factor', text: 'A second factor?' };

  it.each([
    ['is carried', outcome({}), 'same_question'],
    ['is carried up to its last day', outcome({ givenAt: '2024-06-15' }), 'same_question'],
    ['is too old a day later', outcome({ givenAt: '2024-06-14' }), 'too_old'],
    ['is withheld when it was rejected', outcome({ verdict: 'rejected' }), 'not_accepted'],
    ['is carried with evidence to its last day', outcome({ validTo: '2026-06-15' }), 'same_question'],
    ['is withheld when its evidence has lapsed', outcome({ validTo: '2026-06-14' }), 'evidence_lapsed'],
    ['is carried with evidence without an end', outcome({ validTo: null }), 'same_question'],
    [
      'needs evidence where the question does now',
      outcome({}, mfa, { ...mfa, evidence: 'required' }),
      'evidence_lapsed',
    ],
    [
      'that admits the lack of a control needs none',
      outcome({ value: 'no' }, mfa, { ...mfa, evidence: 'required' }),
      'same_question',
    ],
    [
      'is carried when another questionnaire asks the same under another id',
      outcome({}, mfa, other, 'another'),
      'same_controls',
    ],
    [
      'is not carried to a question for which yes is the bad sign',
      outcome({}, mfa, { ...other, expected: 'no' }, 'another'),
      'question_changed',
    ],
    [
      'does not answer another questionnaire that happens to use its id',
      outcome({}, mfa, { ...mfa, text: 'Other?', controlRefs: ['GDPR:5'] }, 'another'),
      'nothing',
    ],
    [
      'is known by the words of what was chosen',
      outcome(
        { value: 'a' },
        single(option('a'), option('b')),
        single({ ...option('a'), text: 'New' }, option('b')),
      ),
      'question_changed',
    ],
    [
      'is withheld when its option is gone',
      outcome({ value: 'a' }, single(option('a'), option('b')), single(option('c'), option('b'))),
      'question_changed',
    ],
    ['is not one when the type is another', outcome({}, mfa, { ...mfa, type: 'yes_no_na' }), 'nothing'],
    [
      'that nothing applies is carried when a reviewer accepted that',
      outcome({ value: 'na', na: true }, { ...mfa, type: 'yes_no_na' }),
      'same_question',
    ],
    [
      'that nothing applies is withheld when nobody accepted it',
      outcome({ value: 'na' }, { ...mfa, type: 'yes_no_na' }),
      'not_accepted',
    ],
    [
      'may be a document alone',
      outcome(
        { value: null, validTo: '2027-01-01' },
        question('report', { type: 'file', evidence: 'required' }),
      ),
      'same_question',
    ],
  ])('%s', (_case, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it('that was rejected is not replaced by an older one that was accepted', () => {
    const older = earlier(content(mfa), { mfa: { givenAt: '2025-01-01' } });
    const newer = earlier(content(mfa), { mfa: { verdict: 'rejected' } });
    const codes = (files: AssessmentFile[]) =>
      suggestionsFor(target(content(mfa)), files, age).offered.map(({ from }) => from.givenAt.slice(0, 10));
    expect(codes([newer, older])).toEqual([]);
    expect(codes([older, newer])).toEqual(['2025-01-01']);
    expect(codes([earlier(content(question('else')), { else: {} }), older])).toEqual(['2025-01-01']);
  });

  it('is withheld when its document was erased', () => {
    const before = earlier(content(mfa), { mfa: { validTo: null } });
    const attachments = new Map([['mfa', [{ ...documentUntil(null), contentState: 'erased' }]]]);
    const { withheld } = suggestionsFor(target(content(mfa)), [{ ...before, attachments }], age);
    expect(withheld.map(({ reason }) => reason)).toEqual(['evidence_lapsed']);
  });

  it('keeps its age when it is carried again', () => {
    const once = earlier(content(mfa), { mfa: {} });
    const suggestedFrom = {
      ...{ assessmentId: 'first', questionId: 'mfa', match: 'same_question' as const },
      ...{
        givenAt: '2024-06-01T00:00:00.000Z',
        reviewedAt: '2024-06-10T00:00:00.000Z',
        reviewedById: 'assessor',
      },
    };
    const carried = {
      ...once,
      answers: new Map([['mfa', { ...answer('mfa', 'yes', given), suggestedFrom }]]),
    };
    const withheld = (mostDays: number) =>
      suggestionsFor(target(content(mfa)), [carried], { today, mostDays }).withheld.map(
        ({ reason }) => reason,
      );
    expect(withheld(730)).toEqual(['too_old']);
    expect(withheld(800)).toEqual([]);
  });

  it('is left out where the question has an answer already', () => {
    const answered = { ...target(content(mfa)), answers: new Map([['mfa', answer('mfa', 'no', today)]]) };
    expect(suggestionsFor(answered, [earlier(content(mfa), { mfa: {} })], age)).toEqual({
      ...{ offered: [], withheld: [], gap: [] },
    });
  });

  it('is ambiguous where two questions name the same controls', () => {
    const [one, two] = [
      question('one', { controlRefs: ['MVSP:1.4'] }),
      question('two', { controlRefs: ['MVSP:1.4'] }),
    ];
    const asked = target(content({ ...one, id: 'three' }), 'another');
    expect(suggestionsFor(asked, [earlier(content(one, two), { one: {}, two: {} })], age).offered).toEqual(
      [],
    );
  });
});

describe('confirming', () => {
  const list = question('list', { visibleWhen: 'answers.subs == "yes"' });
  const subs = question('subs');
  const asked = target(content(subs, list));
  const offers = suggestionsFor(asked, [earlier(content(subs, list), { subs: {}, list: {} })], age);
  const against = (...ids: string[]) =>
    confirmed(asked, offers, ids).against.map(({ questionId, code }) => [questionId, code]);

  it('takes what hangs on another answer together with that answer only', () => {
    expect(offers.offered.map(({ questionId }) => questionId)).toEqual(['subs', 'list']);
    expect(against('list', 'subs')).toEqual([]);
    expect(against('list')).toEqual([['list', 'not_asked']]);
    expect(confirmed(asked, offers, ['list', 'subs']).accepted.map(({ questionId }) => questionId)).toEqual([
      'subs',
      'list',
    ]);
  });

  it('names everything that is not offered', () => {
    expect(against('subs', 'nothing', 'constructor')).toEqual([
      ['nothing', 'not_offered'],
      ['constructor', 'not_offered'],
    ]);
  });

  it('is possible on the last day, and not on the next', () => {
    const last = offers.offered[0]?.validUntil ?? today;
    const later = (day: typeof today) =>
      suggestionsFor(asked, [earlier(content(subs), { subs: {} })], { today: day, mostDays: 730 }).offered
        .length;
    expect([later(last), later(addDays(last, 1))]).toEqual([1, 0]);
  });
});
