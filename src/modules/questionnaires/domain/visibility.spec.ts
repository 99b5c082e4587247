import { content, option, question } from '../../../../test/support/questions.js';
import type { AnswerValue } from './answer.js';
import { visibilityOf } from './visibility.js';

const given = (answers: Record<string, AnswerValue>) => new Map(Object.entries(answers));
const choices = [option('a'), option('b')];

describe('a question', () => {
  const chain = content(
    question('top'),
    question('middle', { visibleWhen: 'answers.top == "yes"' }),
    question('bottom', { visibleWhen: 'answers["middle"] == "yes"' }),
  );

  it.each([
    ['its condition holds', { top: 'yes' }, ['top', 'middle']],
    ['its condition does not hold', { top: 'no' }, ['top']],
    ['nothing is answered', {}, ['top']],
    ['the whole chain holds', { top: 'yes', middle: 'yes' }, ['top', 'middle', 'bottom']],
    ['it hangs on an answer that is hidden itself', { top: 'no', middle: 'yes' }, ['top']],
  ])('is asked or not when %s', (_case, answers, visible) => {
    expect([...visibilityOf(chain, given(answers as Record<string, AnswerValue>)).visible]).toEqual(visible);
  });

  it('sees its place before what it hangs on', () => {
    const turned = content(
      question('later', { visibleWhen: 'answers.earlier == "no"' }),
      question('earlier'),
    );
    expect([...visibilityOf(turned, given({ earlier: 'no' })).visible]).toEqual(['later', 'earlier']);
  });

  it('is asked, and reported, when its condition fails', () => {
    const failing = content(
      question('hours', { type: 'number' }),
      question('why', { visibleWhen: 'answers.hours > 72' }),
    );
    const { visible, problems } = visibilityOf(failing, given({}));
    expect(visible.has('why')).toBe(true);
    expect(problems).toEqual([{ questionId: 'why', condition: 'visibleWhen', error: expect.any(String) }]);
    expect(visibilityOf(failing, given({ hours: 80 })).problems).toEqual([]);
    expect(visibilityOf(failing, given({ hours: 8 })).visible.has('why')).toBe(false);
  });

  it('may hang on one of several choices, of which none is an empty list', () => {
    const several = content(
      question('which', { type: 'multi_choice', options: choices }),
      question('more', { visibleWhen: '"b" in answers.which' }),
    );
    expect(visibilityOf(several, given({})).problems).toEqual([]);
    expect(visibilityOf(several, given({ which: ['a', 'b'] })).visible.has('more')).toBe(true);
  });
});

describe('the facts for conditions', () => {
  it('hold answers to visible questions and nothing for the others', () => {
    const asked = content(
      question('top'),
      question('hidden', { visibleWhen: 'answers.top == "yes"' }),
      question('list', { type: 'multi_choice', options: choices }),
    );
    expect(visibilityOf(asked, given({ top: 'no', hidden: 'yes' })).facts).toEqual({
      top: 'no',
      hidden: null,
      list: [],
    });
  });
});
