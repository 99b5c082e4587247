import { content, option, question } from '../../../../test/support/questions.js';
import type { Content } from './content.js';
import { lint, mistakesIn } from './lint.js';

const at = (place: number, member: string) => `/sections/0/questions/${place}/${member}`;
const found = (draft: Content) => lint(draft).map(({ pointer, code }) => [pointer, code]);
const onOff = [option('on', 1), option('off', 0)];

describe('a draft cannot be saved', () => {
  it('with ids used twice and conditions that cannot be read, all at once', () => {
    const draft: Content = {
      sections: [
        {
          id: 's',
          title: 'One',
          questions: [
            question('a', { type: 'single_choice', options: [option('x'), option('x')] }),
            question('a', { visibleWhen: 'answers.a == ' }),
          ],
        },
        { id: 's', title: 'Two', questions: [question('b', { findingWhen: 'nobody.b == 1' })] },
      ],
    };
    expect(mistakesIn(draft).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/sections/1/id', 'used_twice'],
      ['/sections/0/questions/1/id', 'used_twice'],
      ['/sections/0/questions/0/options/1/id', 'used_twice'],
      ['/sections/0/questions/1/visibleWhen', 'bad_condition'],
      ['/sections/1/questions/0/findingWhen', 'bad_condition'],
    ]);
  });
});

it('a draft is not saved with more questions than can be judged', () => {
  const many = Array.from({ length: 2_001 }, (_, n) => question(`q${n}`));
  expect(mistakesIn(content(...many))).toEqual([
    { pointer: '/sections', code: 'too_many_questions', message: 'ask at most 2000 questions' },
  ]);
  expect(found(content(...many))).toEqual([['/sections', 'too_many_questions']]);
});

it.each([
  ['number', 'answer <= "30"'],
  ['multi_choice', 'answer == "on"'],
  ['text', 'answer > 3'],
  ['file', 'answer.size() == "2"'],
  ['date', 'answers.a == "2026-01-01"'],
] as const)(
  'a draft is not saved when it expects of a %s what no answer of this type can be',
  (type, expectedWhen) => {
    expect(mistakesIn(content(question('a', { type, expectedWhen }))).map(({ code }) => code)).toEqual([
      'bad_condition',
    ]);
  },
);

describe('a draft can be published', () => {
  it.each([
    ['a chain of conditions', content(question('a'), question('b', { visibleWhen: 'answers.a == "yes"' }))],
    [
      'a condition on a text',
      content(question('a', { type: 'text' }), question('b', { visibleWhen: 'answers.a == "x"' })),
    ],
    [
      'a knock-out that can be seen and failed',
      content(question('a', { type: 'single_choice', options: onOff, weight: 5, knockout: { tiers: [1] } })),
    ],
    [
      'an expected list',
      content(question('a', { type: 'multi_choice', options: onOff, expected: ['on'], weight: 1 })),
    ],
    ['weights on answers that the reviewer grades', content(question('a', { type: 'text', weight: 3 }))],
  ])('with %s', (_case, draft) => {
    expect(found(draft)).toEqual([]);
  });
});

describe('a draft cannot be published', () => {
  it.each<[string, Content, [string, string][]]>([
    ['without questions', { sections: [] }, [['/sections', 'no_questions']]],
    [
      'with a condition on a question that is not there',
      content(question('a', { visibleWhen: 'answers.z == "yes"', findingWhen: 'answers.y == 1' })),
      [
        [at(0, 'visibleWhen'), 'unknown_reference'],
        [at(0, 'findingWhen'), 'unknown_reference'],
      ],
    ],
    [
      'with a condition that names no question',
      content(question('a', { findingWhen: 'size(answers) > 3' })),
      [[at(0, 'findingWhen'), 'unclear_reference']],
    ],
    [
      'with a question that hangs on itself',
      content(question('a', { visibleWhen: 'answers.a == null' })),
      [[at(0, 'visibleWhen'), 'circle']],
    ],
    [
      'with questions that hang on each other',
      content(
        question('a', { visibleWhen: 'answers.b != "no"' }),
        question('b', { visibleWhen: 'answers.a != "no"' }),
      ),
      [
        [at(0, 'visibleWhen'), 'circle'],
        [at(1, 'visibleWhen'), 'circle'],
      ],
    ],
    [
      'with a question that no answers show',
      content(question('a'), question('b', { visibleWhen: 'answers.a == "maybe"' })),
      [[at(1, 'visibleWhen'), 'unreachable']],
    ],
    [
      'with what hangs on a question that nobody sees, and a knock-out among it',
      content(
        question('a', { type: 'single_choice', options: onOff }),
        question('b', { visibleWhen: 'answers.a == "no"' }),
        question('c', { visibleWhen: 'answers.b == "yes"', expected: 'yes', knockout: { tiers: [1] } }),
      ),
      [
        [at(1, 'visibleWhen'), 'unreachable'],
        [at(2, 'visibleWhen'), 'knockout_unseen'],
      ],
    ],
    [
      'with a condition that fails while nothing is answered',
      content(question('a', { type: 'number' }), question('b', { visibleWhen: 'answers.a > 3' })),
      [[at(1, 'visibleWhen'), 'fails_unanswered']],
    ],
    [
      'with a choice of one',
      content(question('a', { type: 'single_choice', options: [option('x')] })),
      [[at(0, 'options'), 'too_few_options']],
    ],
    [
      'with options that nobody can choose',
      content(question('a', { options: onOff })),
      [[at(0, 'options'), 'options_unused']],
    ],
    [
      'with an expectation that no answer meets',
      content(question('a', { expected: 'on' })),
      [[at(0, 'expected'), 'unknown_expectation']],
    ],
    [
      'with one expectation of several choices',
      content(question('a', { type: 'multi_choice', options: onOff, expected: 'on' })),
      [[at(0, 'expected'), 'unknown_expectation']],
    ],
    [
      'with a weight that nothing fills',
      content(question('a', { weight: 2 })),
      [[at(0, 'weight'), 'not_graded']],
    ],
    [
      'with a weight on options without effectiveness',
      content(question('a', { weight: 2, type: 'single_choice', options: [option('x', 1), option('y')] })),
      [[at(0, 'weight'), 'not_graded']],
    ],
    [
      'with knock-outs that cannot fail',
      content(
        question('a', { knockout: { tiers: [1] } }),
        question('b', { type: 'text', knockout: { tiers: [1] } }),
        question('c', {
          type: 'single_choice',
          options: [option('x', 1), option('y', 0.5)],
          knockout: { tiers: [2] },
        }),
      ),
      [
        [at(0, 'knockout'), 'knockout_cannot_fail'],
        [at(1, 'knockout'), 'knockout_cannot_fail'],
        [at(2, 'knockout'), 'knockout_cannot_fail'],
      ],
    ],
    [
      'with a document that is not taken',
      content(question('a', { type: 'file' })),
      [[at(0, 'evidence'), 'file_unwanted']],
    ],
  ])('%s', (_case, draft, problems) => {
    expect(found(draft)).toEqual(problems);
  });

  it.each<[string, Content, [string, string][]]>([
    [
      'with a question that hangs on a later one',
      content(question('a', { visibleWhen: 'answers.b == "yes"' }), question('b')),
      [[at(0, 'visibleWhen'), 'later_reference']],
    ],
    [
      'with a finding that asks after a question that nobody is asked',
      content(
        question('a'),
        question('b', { visibleWhen: 'answers.a == "maybe"' }),
        question('c', { findingWhen: 'answers.b == null' }),
        question('d', { visibleWhen: 'answers.b == null' }),
      ),
      [
        [at(1, 'visibleWhen'), 'unreachable'],
        [at(2, 'findingWhen'), 'hidden_reference'],
        [at(3, 'visibleWhen'), 'hidden_reference'],
      ],
    ],
    [
      'with rules about what is not there',
      content(
        question('a', {
          findingRules: [{ when: 'answers.z == 1', title: 'Z', severity: 'low', advice: null }],
        }),
      ),
      [[at(0, 'findingRules/0/when'), 'unknown_reference']],
    ],
    [
      'with two expectations, and with one that nothing meets',
      content(
        question('a', { expected: 'yes', expectedWhen: 'answer == "no"' }),
        question('b', { expectedWhen: 'answer == "maybe"' }),
        question('c', { type: 'number', expected: '30' }),
        question('d', { expectedWhen: 'answer in ["yes", "no"]', knockout: { tiers: [1] } }),
      ),
      [
        [at(0, 'expectedWhen'), 'expected_twice'],
        [at(1, 'expectedWhen'), 'never_expected'],
        [at(2, 'expected'), 'unknown_expectation'],
        [at(3, 'knockout'), 'knockout_cannot_fail'],
      ],
    ],
    [
      'with many mistakes, each of which is named',
      content(
        question('a', { visibleWhen: 'answers.b ==', weight: 2 }),
        question('b', { visibleWhen: 'answers.zz == "yes"' }),
        question('c', { visibleWhen: 'answers.a == "maybe"' }),
        question('d', { visibleWhen: 'answers.e == "no"' }),
        question('e'),
      ),
      [
        [at(0, 'visibleWhen'), 'bad_condition'],
        [at(0, 'weight'), 'not_graded'],
        [at(1, 'visibleWhen'), 'unknown_reference'],
        [at(3, 'visibleWhen'), 'later_reference'],
        [at(2, 'visibleWhen'), 'unreachable'],
      ],
    ],
  ])('%s', (_case, draft, problems) => {
    expect(found(draft)).toEqual(problems);
  });

  it('and every problem says where it is and what to do', () => {
    for (const { pointer, message } of lint(
      content(question('a', { weight: 2, expected: 'on', options: onOff })),
    )) {
      expect(pointer).toMatch(/^\/sections\/0\/questions\/0\//);
      expect(message).toMatch(/\w+ \w+/);
    }
  });
});

describe('whether a question can be reached', () => {
  it('is tried over all subsets of a choice', () => {
    const both = content(
      question('a', { type: 'multi_choice', options: onOff }),
      question('b', { visibleWhen: '"on" in answers.a && "off" in answers.a' }),
      question('c', { visibleWhen: 'size(answers.a) == 3' }),
    );
    expect(found(both)).toEqual([[at(2, 'visibleWhen'), 'unreachable']]);
  });

  it('is given the benefit of the doubt beyond 5,000 combinations', () => {
    const many = Array.from({ length: 8 }, (_, n) => question(`q${n}`));
    const never = many.map(({ id }) => `answers.${id} == "maybe"`).join(' || ');
    expect(found(content(...many, question('last', { visibleWhen: never })))).toEqual([]);
  });
});
