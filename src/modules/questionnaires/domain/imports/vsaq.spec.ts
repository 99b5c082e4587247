import fc from 'fast-check';
import { itReads } from '../../../../../test/support/real-files.js';
import { readLiteral } from '../../../../platform/files/literal.js';
import { outcomeOf } from '../question-conditions.js';
import type { SaidSection } from './readings.js';
import { readVsaq } from './vsaq.js';
import { parseVsaqCondition } from './vsaq-condition.js';
import { celOf, type VsaqMeaning } from './vsaq-to-cel.js';

const read = (text: string) => {
  const { value, lineOf } = readLiteral(text);
  const { readings, ...rest } = readVsaq(value, lineOf);
  const sections = rest.sections as SaidSection[];
  return { ...rest, sections, questions: sections.flatMap(({ questions }) => questions), readings };
};
const block = (...items: object[]) =>
  JSON.stringify({ questionnaire: [{ type: 'block', text: 'All', items }] });

describe('a vsaq condition', () => {
  const meanings: Record<string, VsaqMeaning> = {
    one: { kind: 'choice', id: 'radio', type: 'single_choice', choice: 'one' },
    two: { kind: 'choice', id: 'radio', type: 'single_choice', choice: 'two' },
    box: { kind: 'choice', id: 'many', type: 'multi_choice', choice: 'box' },
    many: { kind: 'question', id: 'many', type: 'multi_choice' },
    said: { kind: 'question', id: 'said', type: 'text' },
    agreed: { kind: 'question', id: 'agreed', type: 'yes_no' },
    'in-side': { kind: 'question', id: 'in-side', type: 'text' },
  };
  const cel = (source: string) =>
    celOf(parseVsaqCondition(source).condition, {
      meaningOf: (id) => meanings[id] ?? null,
      shownWhen: (id) =>
        id === 'always' ? 'always' : id === 'sometimes' ? parseVsaqCondition('one || box').condition : null,
      unknown: () => undefined,
    });

  it.each([
    ['one', 'answers.radio == "one"'],
    ['box', '"box" in answers.many'],
    ['many', 'size(answers.many) > 0'],
    ['said', 'answers.said != null'],
    ['in-side', 'answers["in-side"] != null'],
    ['agreed/yes && !agreed/no', 'answers.agreed == "yes" && !(answers.agreed == "no")'],
    [
      'one && two || box && said',
      '((answers.radio == "one" && answers.radio == "two") || "box" in answers.many) && answers.said != null',
    ],
    ['one || (two && box)', 'answers.radio == "one" || (answers.radio == "two" && "box" in answers.many)'],
    ['!(one || two)', '!(answers.radio == "one" || answers.radio == "two")'],
    ['^sometimes', 'answers.radio == "one" || "box" in answers.many'],
    ['^always && one', 'answers.radio == "one"'],
    [
      'matches(said/value, "^a\\\\d", "gi")',
      'answers.said != null && answers.said.matchesRe2("(?i)^a\\\\d")',
    ],
    [
      'contains(said, "\\"x\\"") || one',
      '(answers.said != null && answers.said.contains("\\"x\\"")) || answers.radio == "one"',
    ],
  ])('%s is %s', (source, expected) => {
    expect(cel(source)).toBe(expected);
  });

  it.each([
    ['nobody', false],
    ['!nobody', true],
    ['one && nobody', false],
    ['^nobody || ^always', true],
  ])('does not depend on answers: %s', (source, value) => {
    expect(cel(source)).toBe(value);
  });

  it.each([
    ['one &', 'cannot be read from character 3 on'],
    ['one &&', 'ends too early'],
    ['one two', 'has two at character 3'],
    ['(one', 'ends too early'],
    ['matches(said)', 'gives matches the wrong number of arguments'],
    ['contains(said, one)', 'where it does not belong'],
    ['matches(said, "(a+)+(?=b)")', 'that is no regular expression in RE2 syntax'],
    ['matches(many, "a")', 'looks for a text in many, which has none'],
    [`matches(said, "${'a'.repeat(10_000)}")`, 'that has at most 200 characters'],
    ['!'.repeat(40), 'is nested more than 30 deep'],
    ['a'.repeat(30_000), 'has more than 20000 characters'],
  ])('is refused: %.40s', (source, message) => {
    expect(() => cel(source)).toThrow(message);
  });

  it('means the same as when it is taken from the left, whatever it says', () => {
    type Tree =
      | string
      | { readonly not: Tree }
      | { readonly first: Tree; readonly rest: readonly (readonly ['&&' | '||', Tree])[] };
    const tree = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4, depthIdentifier: 'tree' },
        fc.constantFrom('one', 'two', 'box', 'agreed/yes', 'said', 'nobody'),
        tie('tree').map((not): Tree => ({ not })),
        fc
          .tuple(
            tie('tree'),
            fc.array(fc.tuple(fc.constantFrom('&&' as const, '||' as const), tie('tree')), {
              minLength: 1,
              maxLength: 4,
            }),
          )
          .map(([first, rest]): Tree => ({ first, rest })),
      ),
    })).tree;
    const written = (node: Tree): string => {
      if (typeof node === 'string') return node;
      if ('not' in node) return `!${typeof node.not === 'string' ? node.not : `(${written(node.not)})`}`;
      const { first, rest } = node;
      const term = (part: Tree) =>
        typeof part === 'string' || 'not' in part ? written(part) : `(${written(part)})`;
      return rest.reduce((text, [sign, part]) => `${text} ${sign} ${term(part)}`, term(first));
    };
    const holds = (node: Tree, chosen: ReadonlySet<string>): boolean => {
      if (typeof node === 'string') return chosen.has(node);
      if ('not' in node) return !holds(node.not, chosen);
      const { first, rest } = node;
      return rest.reduce(
        (result, [sign, part]) =>
          sign === '&&' ? result && holds(part, chosen) : result || holds(part, chosen),
        holds(first, chosen),
      );
    };
    const answers = fc.record({
      radio: fc.constantFrom('one', 'two', null),
      many: fc.constantFrom(['box'], []),
      agreed: fc.constantFrom('yes', 'no', null),
      said: fc.constantFrom('text', null),
    });
    fc.assert(
      fc.property(tree, answers, (node, facts) => {
        const chosen = new Set(
          [facts.radio ?? '', ...facts.many, `agreed/${facts.agreed ?? ''}`, facts.said && 'said'].map(
            String,
          ),
        );
        const translated = cel(written(node));
        const value = typeof translated === 'boolean' ? { value: translated } : outcomeOf(translated, facts);
        expect(value).toEqual({ value: holds(node, chosen) });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a vsaq questionnaire', () => {
  it('becomes sections, questions of our types, conditions and finding rules', () => {
    const { name, sections, questions, readings } = read(`// licence
      {"questionnaire": [{"type": "block", "text": "The " + "whole", "items": [
        {"type": "block", "id": "b_tls", "text": "TLS", "items": [
          {"type": "info", "text": "<p>About <b>TLS</b>.</p>"},
          {"type": "radiogroup", "id": "tls", "text": "Do you use <code>TLS</code>?", "defaultChoice": true, "choices": [
            {"tls_yes": "Yes"}, {"tls_no": "No, see <a href='https://x.example/'>there</a>"}]},
          {"type": "tip", "id": "t", "warn": "yes", "severity": "high", "name": "No TLS", "text": "Use TLS.", "todo": "Plan it.", "why": "Why not?", "cond": "tls_no"},
          {"type": "block", "text": "Ciphers", "cond": "tls_yes", "items": [
            {"type": "line", "text": "Which?", "required": true},
            {"type": "tip", "text": "Take good ones.", "id": "t2"}]},
          {"type": "upload", "id": "scan", "text": "A scan"}]},
        {"type": "check", "id": "sure", "text": "I am sure."},
        {"type": "yesno", "id": "really", "text": "Really?", "cond": "sure"},
        {"type": "box", "id": "why", "text": "Why?", "cond": "really/no || ^b_tls && !tls_yes"},
        {"type": "spacer"}, {"type": "box", "id": "us", "text": "For us", "auth": "admin"}]}]}`);
    expect(name).toBe('The whole');
    expect(sections.map(({ id, title, questions: held }) => [id, title, held.length])).toEqual([
      ['b_tls', 'TLS', 1],
      ['section_2', 'TLS › Ciphers', 1],
      ['b_tls_2', 'TLS (continued)', 1],
      ['section_3', 'The whole', 3],
    ]);
    expect(questions.map(({ id, type, visibleWhen, required }) => [id, type, visibleWhen, required])).toEqual(
      [
        ['tls', 'single_choice', null, true],
        ['q', 'text', 'answers.tls == "tls_yes"', true],
        ['scan', 'file', null, false],
        ['sure', 'yes_no', null, true],
        ['really', 'yes_no', 'answers.sure == "yes"', true],
        ['why', 'text', '!(answers.tls == "tls_yes")', false],
      ],
    );
    expect(questions[0]).toMatchObject({
      text: 'Do you use TLS?',
      help: 'About TLS.',
      domain: 'CRYPTOGRAPHY',
      options: [
        { id: 'tls_yes', text: 'Yes' },
        { id: 'tls_no', text: 'No, see there (https://x.example/)' },
        { id: 'none_of_the_above', text: 'None of the above' },
      ],
      findingRules: [
        {
          when: 'answers.tls == "tls_no"',
          title: 'No TLS',
          severity: 'high',
          advice: 'Use TLS.\n\nPlan it.\n\nWhy not?',
        },
      ],
    });
    expect(questions[1]?.help).toBe('Take good ones.');
    expect(readings.problems).toEqual([]);
    expect(readings.notes.map(({ code }) => code).sort()).toEqual([
      ...['domains_guessed', 'html_to_text', 'ids_given', 'ids_renamed', 'info_to_help', 'left_out'],
      ...['left_to_right', 'tip_to_finding', 'tip_to_help'],
    ]);
  });

  it('is refused with everything that cannot be read, each with its line', () => {
    const { readings } = read(
      `{"questionnaire": [{"type": "block", "text": "B", "items": [\n{"type": "line", "id": "a", "text": "A", "cond": "b &"},\n` +
        `{"type": "slider", "id": "s"},\n{"type": "radiogroup", "id": "r", "text": 1, "choices": [{"x": "X", "y": "Y"}]},\n7]}]}`,
    );
    expect(readings.problems.map(({ place, code }) => [place, code])).toEqual([
      ['line 3 (s)', 'unknown_type'],
      ['line 4', 'not_a_text'],
      ['questionnaire/0/items/3', 'no_item'],
      ['line 4 (r)', 'bad_choice'],
      ['line 2 (a)', 'bad_condition'],
    ]);
    expect(read('{"extensions": [], "namespace": "x"}').readings.problems[0]?.code).toBe('extension');
    expect(read('[]').readings.problems).toEqual([]);
    expect(read('{}').readings.problems[0]?.code).toBe('no_items');
  });

  it('asks in circles whether something is shown: that is said', () => {
    const { readings } = read(
      block(
        { type: 'line', id: 'a', text: 'A', cond: '^b' },
        { type: 'line', id: 'b', text: 'B', cond: '^a' },
      ),
    );
    expect(readings.problems.map(({ message }) => message)).toEqual([
      'its condition asks in a circle whether b is shown',
      'its condition asks in a circle whether a is shown',
    ]);
  });

  itReads('vsaq/webapp.json', 'is read whole as it was published', (bytes) => {
    const { name, questions, sections, readings } = read(bytes.toString('utf8'));
    expect(readings.problems).toEqual([]);
    expect({ name, questions: questions.length, sections: sections.length }).toEqual({
      name: 'Web Application Security Questionnaire',
      questions: 73,
      sections: 30,
    });
    expect(questions.flatMap(({ findingRules = [] }) => findingRules).length).toBe(42);
    expect(questions.filter(({ visibleWhen }) => visibleWhen !== null).length).toBeGreaterThan(40);
  });

  itReads('vsaq/physical_and_datacenter.json', 'is read whole as it was published', (bytes) => {
    const { questions, readings } = read(bytes.toString('utf8'));
    expect(readings.problems).toEqual([]);
    expect(questions.length).toBe(30);
    expect(questions.flatMap(({ findingRules = [] }) => findingRules).length).toBe(16);
  });
});
