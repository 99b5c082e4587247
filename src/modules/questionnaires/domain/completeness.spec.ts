import { content, option, question } from '../../../../test/support/questions.js';
import type { AnswerValue } from './answer.js';
import { completenessOf, type Given } from './completeness.js';

const given = (
  answers: Record<string, AnswerValue>,
  documented: string[] = [],
  comments: Record<string, string> = {},
): Given => ({
  answers: new Map(Object.entries(answers)),
  comments: new Map(Object.entries(comments)),
  documented: new Set(documented),
});
const reasons = (asked: ReturnType<typeof content>, ...said: Parameters<typeof given>) =>
  Object.fromEntries(
    completenessOf(asked, given(...said)).missing.map((each) => [each.questionId, each.reasons]),
  );

describe('an assessment', () => {
  const graded = question('graded', { expected: 'yes', weight: 1, evidence: 'required' });
  const na = question('na', { type: 'yes_no_na', expected: 'yes', evidence: 'required' });
  const free = question('free', { type: 'text', required: false });
  const file = question('file', { type: 'file', evidence: 'required' });

  it.each([
    ['an unanswered required question', content(graded), {}, { graded: ['unanswered'] }],
    ['an empty choice', content(question('m', { type: 'multi_choice' })), { m: [] }, { m: ['unanswered'] }],
    ['a claim without its evidence', content(graded), { graded: 'yes' }, { graded: ['evidence_missing'] }],
    ['an honest no, which needs none', content(graded), { graded: 'no' }, {}],
    ['a dispensation without a reason', content(na), { na: 'na' }, { na: ['explanation_missing'] }],
    ['an optional question', content(free), {}, {}],
    ['a document that was not sent', content(file), {}, { file: ['unanswered'] }],
    [
      'a text that needs evidence',
      content(question('t', { type: 'text', evidence: 'required' })),
      { t: 'yes' },
      { t: ['evidence_missing'] },
    ],
  ])('misses or not: %s', (_case, asked, answers, missing) => {
    expect(reasons(asked, answers as Record<string, AnswerValue>)).toEqual(missing);
  });

  it('is complete with answers, documents and reasons', () => {
    const said = given({ graded: 'yes', na: 'na' }, ['graded', 'file'], { na: 'We have no office.' });
    expect(completenessOf(content(graded, na, free, file), said)).toEqual({
      complete: true,
      asked: 4,
      answered: 3,
      missing: [],
      hiddenAnswers: [],
      problems: [],
    });
  });

  it('does not count hidden questions, and keeps their answers apart', () => {
    const asked = content(question('top'), question('more', { visibleWhen: 'answers.top == "yes"' }));
    expect(completenessOf(asked, given({ top: 'no', more: 'yes' }))).toMatchObject({
      complete: true,
      asked: 1,
      answered: 1,
      hiddenAnswers: ['more'],
    });
  });

  it('may be looked at by section', () => {
    const asked = {
      sections: [
        { id: 'one', title: 'One', questions: [question('a')] },
        {
          id: 'two',
          title: 'Two',
          questions: [question('b', { type: 'single_choice', options: [option('x')] })],
        },
      ],
    };
    expect(completenessOf(asked, given({}), ['two']).missing.map(({ questionId }) => questionId)).toEqual([
      'b',
    ]);
    expect(completenessOf(asked, given({}), []).complete).toBe(true);
  });
});
