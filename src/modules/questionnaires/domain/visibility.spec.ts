import fc from 'fast-check';
import { content, option, question } from '../../../../test/support/questions.js';
import type { AnswerValue } from './answer.js';
import { failedJudgements, hangsOn, isAsked, visibilityOf } from './visibility.js';

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

describe('any questionnaire', () => {
  const values = fc.constantFrom<AnswerValue>('yes', 'no', null);
  const most = 12;
  /** Each question may hang on the one that `parents` names; later ones too, but never in a circle. */
  const made = fc
    .record({
      parents: fc.array(fc.nat(most), { minLength: 1, maxLength: most }),
      wanted: fc.array(fc.constantFrom('yes', 'no'), { minLength: most, maxLength: most }),
      answers: fc.array(values, { minLength: most, maxLength: most }),
      turned: fc.boolean(),
    })
    .map(({ parents, wanted, answers, turned }) => {
      const questions = parents.map((parent, at) =>
        question(`q${at}`, {
          visibleWhen: parent < at ? `answers.q${parent} == "${String(wanted[at])}"` : null,
        }),
      );
      const said = questions.map(({ id }, at) => [id, answers[at] ?? null] as const);
      return { asked: content(...(turned ? questions.toReversed() : questions)), said };
    });

  it('asks the same, in whatever order it was answered', () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), ({ asked, said }, order) => {
        const shuffled = said.toSorted(() => ((order.next().value as number) % 2 === 0 ? 1 : -1));
        const [one, other] = [said, shuffled].map((each) => visibilityOf(asked, new Map(each)));
        expect([...(one?.visible ?? [])]).toEqual([...(other?.visible ?? [])]);
        expect(one?.facts).toEqual(other?.facts);
      }),
    );
  });

  it('says of one question, from the answers that it hangs on alone, what it says of it among all', () => {
    fc.assert(
      fc.property(made, ({ asked, said }) => {
        const { visible } = visibilityOf(asked, new Map(said));
        for (const [id] of said) {
          const needed = hangsOn(asked, id);
          const few = new Map(said.filter(([each]) => needed.includes(each)));
          expect(isAsked(asked, id, few)).toBe(visible.has(id));
        }
      }),
    );
  });
});

it('conditions that grade or find and fail are named, on answers that count', () => {
  const asked = content(
    question('text', { type: 'text', expectedWhen: 'int(answer) > 3', findingWhen: 'answers.text > 3' }),
    question('na', { type: 'yes_no_na', expectedWhen: 'int(answer) > 3' }),
    question('empty', { type: 'text', findingWhen: 'answers.empty > 3' }),
    question('ruled', {
      findingRules: [{ when: 'answers.text > 3', title: 'R', severity: 'low', advice: null }],
    }),
  );
  const answers = given({ text: 'many', na: 'na', ruled: 'yes' });
  const failed = failedJudgements(asked, visibilityOf(asked, answers));
  expect(failed.map(({ questionId, condition }) => [questionId, condition])).toEqual([
    ['text', 'findingWhen'],
    ['text', 'expectedWhen'],
    ['ruled', 'findingRules'],
  ]);
});
