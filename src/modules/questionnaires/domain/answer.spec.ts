import { option, question } from '../../../../test/support/questions.js';
import { admitsGap, answerProblem, shownEffectiveness } from './answer.js';
import type { AnswerValue, QuestionType } from './content.js';

const choices = [option('all', 1), option('some', 0.5), option('none', 0)];

describe('a value', () => {
  it.each([
    [question('q', { type: 'yes_no' }), 'yes'],
    [question('q', { type: 'yes_no_na' }), 'na'],
    [question('q', { type: 'single_choice', options: choices }), 'some'],
    [question('q', { type: 'multi_choice', options: choices }), ['all', 'none']],
    [question('q', { type: 'multi_choice', options: choices }), []],
    [question('q', { type: 'text' }), 'Two lines\nof text'],
    [question('q', { type: 'number' }), -1.5],
    [question('q', { type: 'date' }), '2024-02-29'],
    [question('q', { type: 'text' }), null],
    [question('q', { type: 'file' }), null],
  ])('answers a question of type $type', (asked, value) => {
    expect(answerProblem(asked, value)).toBeNull();
  });

  it.each([
    [question('q', { type: 'yes_no' }), 'na', 'not_yes_or_no'],
    [question('q', { type: 'yes_no' }), true, 'not_yes_or_no'],
    [question('q', { type: 'yes_no_na' }), 'n/a', 'not_yes_no_or_na'],
    [question('q', { type: 'single_choice', options: choices }), 'most', 'not_an_option'],
    [question('q', { type: 'single_choice', options: choices }), ['all'], 'not_an_option'],
    [question('q', { type: 'multi_choice', options: choices }), 'all', 'not_options'],
    [question('q', { type: 'multi_choice', options: choices }), ['all', 'all'], 'not_options'],
    [question('q', { type: 'multi_choice', options: choices }), ['most'], 'not_options'],
    [question('q', { type: 'text' }), '', 'not_a_text'],
    [question('q', { type: 'text' }), 'x'.repeat(10_001), 'not_a_text'],
    [question('q', { type: 'text' }), 'a\u202Eb', 'not_a_text'],
    [question('q', { type: 'number' }), '5', 'not_a_number'],
    [question('q', { type: 'number' }), Infinity, 'not_a_number'],
    [question('q', { type: 'date' }), '2023-02-29', 'not_a_day'],
    [question('q', { type: 'date' }), 20230201, 'not_a_day'],
    [question('q', { type: 'date' }), '1899-12-31', 'not_a_day'],
    [question('q', { type: 'file' }), 'report.pdf', 'file_expected'],
  ])('of another kind is refused by a question of type $type: %j', (asked, value, code) => {
    expect(answerProblem(asked, value)).toEqual({ pointer: '/value', code, message: expect.any(String) });
  });
});

describe('the effectiveness that an answer shows', () => {
  const expecting = (expected: 'yes' | 'no') => question('q', { type: 'yes_no_na', expected });
  const single = question('q', { type: 'single_choice', options: choices });
  const several = question('q', { type: 'multi_choice', options: choices });
  const wanted = question('q', { ...several, expected: ['all', 'some', 'none'] });

  it.each([
    ['the expected answer', expecting('yes'), 'yes', 1],
    ['the other answer', expecting('yes'), 'no', 0],
    ['no, where no is expected', expecting('no'), 'no', 1],
    ['not applicable', expecting('yes'), 'na', null],
    ['a yes that nothing is expected of', question('q'), 'yes', null],
    ['no answer', expecting('yes'), null, null],
    ['the option chosen', single, 'some', 0.5],
    ['the best option chosen', several, ['some', 'none'], 0.5],
    ['nothing chosen', several, [], null],
    ['all that is expected', wanted, ['none', 'some', 'all'], 1],
    ['two thirds of what is expected', wanted, ['some', 'all'], 0.5],
    ['a third of what is expected', wanted, ['all'], 0],
    ['a text', question('q', { type: 'text' }), 'We do.', null],
    ['a number', question('q', { type: 'number' }), 7, null],
  ])('is that of %s', (_case, asked, value, effectiveness) => {
    expect(shownEffectiveness(asked, value)).toBe(effectiveness);
  });
});

describe('an expectation, which every type can have,', () => {
  it.each<[QuestionType, string, AnswerValue, 0 | 1 | null]>([
    ['yes_no', 'answer == "no"', 'no', 1],
    ['yes_no_na', 'answer == "yes"', 'no', 0],
    ['yes_no_na', 'answer == "yes"', 'na', null],
    ['single_choice', 'answer in ["a", "b"]', 'b', 1],
    ['multi_choice', '"a" in answer && size(answer) >= 2', ['a', 'b'], 1],
    ['multi_choice', '"a" in answer && size(answer) >= 2', ['a'], 0],
    ['text', 'answer.matchesRe2("(?i)argon2|bcrypt")', 'Argon2id', 1],
    ['text', 'answer.matchesRe2("(?i)argon2|bcrypt")', 'md5', 0],
    ['number', 'answer <= 30', 30, 1],
    ['number', 'answer <= 30', 30.5, 0],
    ['number', 'answer <= 30', null, null],
    ['date', 'answer >= "2026-01-01"', '2026-11-26', 1],
    ['date', 'answer >= "2026-01-01"', '2025-12-31', 0],
    ['file', '"AUDIT_REPORT" in answer', ['POLICY', 'AUDIT_REPORT'], 1],
    ['file', '"AUDIT_REPORT" in answer', ['POLICY'], 0],
    ['file', '"AUDIT_REPORT" in answer', [], null],
  ])('grades a %s: %s of %j is %s', (type, expectedWhen, value, shown) => {
    const asked = question('q', { type, expectedWhen, options: [option('a', 0), option('b', 0)] });
    expect(shownEffectiveness(asked, value)).toBe(shown);
    expect(admitsGap(asked, value)).toBe(shown === 0);
  });

  it('that fails shows no working control, but is no admission either', () => {
    const asked = question('q', { type: 'text', expectedWhen: 'int(answer) > 3' });
    expect(shownEffectiveness(asked, 'many')).toBe(0);
    expect(admitsGap(asked, 'many')).toBe(false);
  });
});
