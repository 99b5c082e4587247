import { fileOf } from '../../../../test/support/assessment-file.js';
import { content, question } from '../../../../test/support/questions.js';
import { compared } from './comparison.js';

const then = fileOf(
  content(
    question('mfa'),
    question('old'),
    question('logs'),
    question('why', { visibleWhen: 'answers.mfa == "no"' }),
  ),
  { mfa: 'no', old: 'yes', logs: 'yes', why: 'yes' },
  { reviews: { mfa: { verdict: 'rejected', effectiveness: 0 }, logs: {} } },
);
const now = fileOf(
  content(
    question('logs'),
    question('new'),
    question('mfa', { text: 'Everybody?' }),
    question('why', { visibleWhen: 'answers.mfa == "no"' }),
  ),
  { mfa: 'yes', logs: 'yes', why: 'yes' },
  { reviews: { mfa: {}, logs: {} } },
);

describe('two assessments beside each other', () => {
  it('say what is the same, new, changed, and asked no more; what is hidden counts as not asked', () => {
    expect(
      compared(now, then).map(({ questionId, difference, changed }) => [questionId, difference, changed]),
    ).toEqual([
      ['logs', 'same', []],
      ['new', 'new', []],
      ['mfa', 'changed', ['text', 'value', 'verdict', 'effectiveness']],
      ['old', 'removed', []],
      ['why', 'removed', []],
    ]);
  });

  it('show both sides, and one where there is one', () => {
    const sides = new Map(compared(now, then).map((each) => [each.questionId, each]));
    expect(sides.get('mfa')).toMatchObject({
      now: { text: 'Everybody?', value: 'yes', verdict: 'accepted', effectiveness: 1 },
      then: { text: 'Question mfa?', value: 'no', verdict: 'rejected', effectiveness: 0 },
    });
    expect(sides.get('new')).toMatchObject({ now: { value: null, verdict: null }, then: null });
    expect(sides.get('old')).toMatchObject({ now: null, then: { value: 'yes' } });
    expect(compared(now, null).every(({ difference }) => difference === 'new')).toBe(true);
  });
});
