import { localDate, type LocalDate } from '../../../shared/local-date.js';
import { content, option, question } from '../../../../test/support/questions.js';
import type { Answer, AnswerValue } from './answer.js';
import type { Content } from './content.js';
import { assessedControls, valuesOf, weakAnswers, type Assessed } from './results.js';
import type { Review } from './review.js';
import { visibilityOf } from './visibility.js';

const at = new Date('2026-11-01T00:00:00Z');
const answer = (questionId: string, value: AnswerValue): Answer => ({
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
const review = (questionId: string, said: Partial<Review> = {}): Review => ({
  ...{ id: questionId, revision: 1, assessmentId: 's', questionId, verdict: 'accepted' },
  ...{
    effectiveness: 1,
    evidenceStrength: 0.5,
    notApplicableAccepted: false,
    note: null,
    internalNote: null,
  },
  ...{ answerRevision: 1, evidenceIds: [], reviewedById: 'u', reviewedAt: at },
  ...{ confirmedById: null, confirmedAt: null, confirmationNote: null },
  ...said,
});

function assessed(
  asked: Content,
  given: Record<string, [AnswerValue, Partial<Review>?]>,
  validity: Record<string, (LocalDate | null)[]> = {},
): Assessed {
  const entries = Object.entries(given);
  return {
    content: asked,
    answers: new Map(entries.map(([id, [value]]) => [id, answer(id, value)])),
    reviews: new Map(entries.map(([id, [, said]]) => [id, review(id, said)])),
    validity: new Map(Object.entries(validity)),
  };
}

describe('the controls that were assessed', () => {
  const asked = content(
    question('top', { weight: 3, expected: 'yes', knockout: { tiers: [1, 2] }, controlRefs: ['GDPR:32'] }),
    question('info'),
    question('more', { weight: 2, expected: 'yes', visibleWhen: 'answers.top == "no"', halfLifeDays: 90 }),
  );

  it('are the weighed questions that were asked', () => {
    expect(assessedControls(assessed(asked, { top: ['yes'], info: ['yes'], more: ['yes'] }))).toEqual([
      {
        questionId: 'top',
        text: 'Question top?',
        domain: 'ACCESS_CONTROL',
        controlRefs: ['GDPR:32'],
        weight: 3,
        answer: 1,
        notApplicable: false,
        evidenceStrength: 0.5,
        evidenceValidTo: null,
        halfLifeDays: 180,
        knockoutTiers: [1, 2],
      },
    ]);
  });

  it('have no answer and no strength where there is none', () => {
    const controls = assessedControls(assessed(asked, { top: ['no', { effectiveness: 0 }] }));
    expect(
      controls.map(({ questionId, answer: said, evidenceStrength }) => [questionId, said, evidenceStrength]),
    ).toEqual([
      ['top', 0, 0.5],
      ['more', null, 0],
    ]);
  });

  it.each<[string, (LocalDate | null)[], LocalDate | null]>([
    ['there is none', [], null],
    ['one has no end', [localDate('2027-01-01'), null], null],
    [
      'several end',
      [localDate('2027-01-01'), localDate('2028-01-01'), localDate('2026-01-01')],
      localDate('2028-01-01'),
    ],
  ])('have the document that lasts longest, when %s', (_case, days, validTo) => {
    const [control] = assessedControls(assessed(asked, { top: ['yes'] }, { top: days }));
    expect(control?.evidenceValidTo).toBe(validTo);
  });
});

describe('a weak answer', () => {
  const weighed = (weight: number, knockout = false) =>
    content(question('q', { weight, expected: 'yes', ...(knockout && { knockout: { tiers: [1] } }) }));
  const found = (asked: Content, given: Parameters<typeof assessed>[1]) =>
    weakAnswers(assessed(asked, given)).map(({ questionId, severity }) => [questionId, severity]);

  it.each<[string, Content, [AnswerValue, Partial<Review>?], [string, string][]]>([
    ['a knock-out that failed', weighed(5, true), ['no', { effectiveness: 0 }], [['q', 'critical']]],
    ['a heavy control that is missing', weighed(4), ['no', { effectiveness: 0 }], [['q', 'high']]],
    ['a middling one', weighed(2), ['no', { effectiveness: 0 }], [['q', 'medium']]],
    ['a light one', weighed(1), ['no', { effectiveness: 0 }], [['q', 'low']]],
    ['a rejected answer', weighed(2), ['yes', { verdict: 'rejected', effectiveness: 0 }], [['q', 'medium']]],
    [
      'rejected information',
      content(question('q')),
      ['yes', { verdict: 'rejected', effectiveness: 0 }],
      [['q', 'low']],
    ],
    ['one that works in part', weighed(4), ['yes', { effectiveness: 0.5 }], []],
    ['one that does not apply', weighed(4), ['na', { effectiveness: 0, notApplicableAccepted: true }], []],
    ['information', content(question('q')), ['yes', { effectiveness: 0 }], []],
  ])('is or is not: %s', (...[, asked, given, weak]) => {
    expect(found(asked, { q: given })).toEqual(weak);
  });

  it('is what the question itself calls one, a step milder where the control works in part', () => {
    const asked = content(
      question('q', {
        type: 'single_choice',
        options: [option('a', 1), option('b', 0.5)],
        weight: 4,
        findingWhen: 'answers.q == "b"',
      }),
    );
    expect(found(asked, { q: ['b', { effectiveness: 0.5 }] })).toEqual([['q', 'medium']]);
    expect(found(asked, { q: ['a'] })).toEqual([]);
  });

  it('is also what its condition cannot judge', () => {
    const asked = content(question('q', { type: 'text', findingWhen: 'answers.q > 3' }));
    expect(found(asked, { q: ['many', { effectiveness: 0 }] })).toEqual([['q', 'low']]);
  });

  it('is never a hidden one, nor one without review', () => {
    const asked = content(
      question('top'),
      question('q', { weight: 4, expected: 'yes', visibleWhen: 'answers.top == "yes"' }),
    );
    expect(found(asked, { top: ['no'], q: ['no', { effectiveness: 0 }] })).toEqual([]);
    expect(weakAnswers({ ...assessed(asked, { top: ['yes'] }), reviews: new Map() })).toEqual([]);
  });

  it('has the name, the gravity and the advice of the rules that hold', () => {
    const rule = (when: string, title: string, severity: 'low' | 'high', advice: string | null = null) => ({
      ...{ when, title, severity, advice },
    });
    const asked = content(
      question('q', {
        type: 'multi_choice',
        options: [option('md5'), option('plain')],
        findingRules: [
          rule('"md5" in answers.q', 'Weak hashes', 'low', 'Use argon2id.'),
          rule('"plain" in answers.q', 'Passwords in the clear', 'high', 'Hash them.'),
        ],
      }),
    );
    const weak = (value: AnswerValue) => weakAnswers(assessed(asked, { q: [value] }));
    expect(weak(['md5', 'plain'])).toMatchObject([
      {
        title: 'Passwords in the clear; Weak hashes',
        severity: 'high',
        advice: 'Hash them.\n\nUse argon2id.',
      },
    ]);
    expect(weak(['md5'])).toMatchObject([{ title: 'Weak hashes', severity: 'low', advice: 'Use argon2id.' }]);
    expect(weak([])).toEqual([]);
  });

  it('may hang on the documents that were sent', () => {
    const asked = content(
      question('report', {
        type: 'file',
        evidence: 'required',
        findingWhen: '!("AUDIT_REPORT" in answers.report)',
      }),
      question('why', { type: 'text', visibleWhen: '"POLICY" in answers.report' }),
    );
    const sent = (...kinds: string[]) => ({
      ...assessed(asked, { report: [null] }),
      kinds: new Map([['report', kinds]]),
    });
    expect(weakAnswers(sent('POLICY')).map(({ questionId }) => questionId)).toEqual(['report']);
    expect(weakAnswers(sent('AUDIT_REPORT'))).toEqual([]);
    const visible = (...kinds: string[]) => [...visibilityOf(asked, valuesOf(sent(...kinds))).visible];
    expect(visible('POLICY')).toEqual(['report', 'why']);
    expect(visible('AUDIT_REPORT')).toEqual(['report']);
  });
});
