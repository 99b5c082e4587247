import { compileCondition, referencedNames, type CelType, type Condition } from './conditions.js';

function compiled(source: string, variables: Record<string, CelType>): Condition {
  const result = compileCondition(source, variables);
  if (!result.ok) throw new Error(result.message);
  return result.condition;
}

function evaluate(source: string, facts: Record<string, unknown>) {
  const variables = Object.fromEntries(Object.keys(facts).map((name): [string, CelType] => [name, 'dyn']));
  return compiled(source, variables).evaluate(facts);
}

describe('a condition', () => {
  it.each([
    ['compares numbers with whole literals', 'score.residual < 45', { score: { residual: 44.9 } }, true],
    ['compares whole numbers', 'flow.count > 3', { flow: { count: 3 } }, false],
    ['finds whole numbers equal', 'flow.count == 3 && flow.count != 4', { flow: { count: 3 } }, true],
    ['finds numbers in lists', 'flow.count in [1, 2, 3]', { flow: { count: 3 } }, true],
    ['adds, multiplies and divides', '(flow.n + 1) * 2 / 4 == 2.5', { flow: { n: 4 } }, true],
    ['takes the rest of a division', 'flow.n % 2 == 1', { flow: { n: 5 } }, true],
    ['compares sizes', 'size(flow.list) == 2', { flow: { list: ['a', 'b'] } }, true],
    ['compares moments', 'at > timestamp("2026-01-01T00:00:00Z")', { at: new Date('2026-01-02') }, true],
    [
      'looks into lists',
      'flow.purposes.all(p, p.basis != "")',
      { flow: { purposes: [{ basis: 'x' }, { basis: '' }] } },
      false,
    ],
    [
      'looks into lists of lists',
      'flow.legs.all(l, l.tools.exists(t, t in ["SCC", "BCR"]))',
      { flow: { legs: [{ tools: ['SCC'] }, { tools: ['NONE', 'BCR'] }] } },
      true,
    ],
    ['knows membership', '"HEALTH" in flow.special', { flow: { special: ['HEALTH'] } }, true],
    ['reads members by name', 'answers["q1"] == "yes"', { answers: { q1: 'yes' } }, true],
    ['asks whether a member is there', 'has(flow.days)', { flow: { days: undefined } }, false],
    ['holds when one side of "or" holds', 'flow.missing || flow.there', { flow: { there: true } }, true],
  ])('%s', (_case, source, facts, value) => {
    expect(evaluate(source, facts)).toEqual({ value });
  });

  it.each([
    ['double', 'n == 3 && 3 == n && n + 1 == 4 && n > 2', { n: 3 }],
    ['bool', 'n', { n: true }],
    ['string', 'n.startsWith("a")', { n: 'abc' }],
    ['list<string>', 'n.exists(x, x == "b")', { n: ['a', 'b'] }],
    ['map<string, dyn>', 'n.count >= 3 && n["name"] == "x"', { n: { count: 3, name: 'x' } }],
  ] as const)('takes a fact declared as %s', (type, source, facts) => {
    expect(compiled(source, { n: type }).evaluate(facts)).toEqual({ value: true });
  });

  it.each([
    ['a missing member', 'flow.there == 1', { flow: {} }],
    ['an undefined member', 'flow.there == 1', { flow: { there: undefined } }],
    ['a null that is compared in size', 'flow.days > 3', { flow: { days: null } }],
    ['a null that should be true or false', '!flow.signed', { flow: { signed: null } }],
    ['a text that is compared with a number', 'flow.days > 3', { flow: { days: 'three' } }],
    ['a result that is not a bool', 'flow.days', { flow: { days: 3 } }],
  ])('reports %s as an error and never throws', (_case, source, facts) => {
    expect(evaluate(source, facts)).toEqual({ error: expect.any(String) });
  });

  it('reports a fact that was declared and is not there', () => {
    expect(compiled('days > 3', { days: 'double' }).evaluate({})).toEqual({ error: expect.any(String) });
  });

  it.each([
    ['an unknown variable', 'nobody == 1', 'Unknown variable: nobody', 0],
    ['broken text', 'flow.x > ', 'Unexpected token: EOF', 9],
    ['a sum of unlike things', 'flow.x && (1 + "a" > 2)', 'no such overload: int + string', 11],
  ])('is refused for %s, with the place', (_case, source, message, position) => {
    expect(compileCondition(source, { flow: 'dyn' })).toEqual({ ok: false, message, position });
  });

  it.each([
    ['more than 2,000 characters', `flow.x == "${'a'.repeat(2_000)}"`],
    ['deep nesting', `${'('.repeat(60)}true${')'.repeat(60)}`],
    ['too many parts', Array.from({ length: 151 }, () => 'flow.x').join(' || ')],
    ['a list of more than 1,000 items', `1 in [${'1,'.repeat(1_000)}1]`],
    ['a text as result', '"yes"'],
    ['three loops in each other', 'flow.all(x, flow. all(y, flow.all(z, true)))'],
    ['eleven loops', Array.from({ length: 11 }, () => 'flow.all(x, x)').join(' && ')],
    ['a loop over a sum of lists', '(flow + flow).all(x, x)'],
    ['a loop over the letters of a text', 'flow.split("").all(x, x == "a")'],
    ['a regular expression, which can run for hours', 'flow.matches("(a+)+$")'],
    ['doubling through names', 'cel.bind(a, flow + flow, a == flow)'],
  ])('is refused for %s', (_case, source) => {
    expect(compileCondition(source, { flow: 'dyn' })).toEqual(
      expect.objectContaining({ ok: false, message: expect.any(String) }),
    );
  });

  it('answers even for the dearest shape that is accepted, over a list of 200 facts', () => {
    const loop = 'items.all(x, items.all(y, x + y >= 0))';
    const dearest = compiled(Array.from({ length: 5 }, () => loop).join(' && '), { items: 'list<dyn>' });
    expect(dearest.evaluate({ items: Array.from({ length: 200 }, (_, n) => n) })).toEqual({ value: true });
  });

  it.each(['flow.constructor == 1', 'flow["__proto__"] == 1', 'has(flow.toString)'])(
    'cannot reach JavaScript by %s',
    (source) => {
      expect(evaluate(source, { flow: {} })).not.toEqual({ value: true });
    },
  );

  it('leaves the facts as they were', () => {
    const facts = Object.freeze({ items: Object.freeze([3, 1, 2]) });
    expect(compiled('items.map(x, x + 1).exists(x, x == 4)', { items: 'list<dyn>' }).evaluate(facts)).toEqual(
      {
        value: true,
      },
    );
    expect(facts).toEqual({ items: [3, 1, 2] });
  });
});

describe('the names that a condition refers to', () => {
  it.each([
    [
      'dotted members and texts in brackets',
      'answers["a-1"] == "yes" && flow.volume > 3',
      ['answers.a-1', 'flow.volume'],
    ],
    ['what has() asks for', 'has(answers.b) || !has(answers["c"])', ['answers.b', 'answers.c']],
    ['what is looked for in a map', '"q1" in answers', ['answers.q1']],
    [
      'lists that macros run over, without their variables',
      'flow.ps.all(p, p.x == flow.y)',
      ['flow.ps', 'flow.y'],
    ],
    ['the parent of a member that only shows when it runs', 'answers[key] == 1', ['answers', 'key']],
    ['a variable outside that is named like one inside', 'p.a && l.all(p, p.b)', ['l', 'p.a']],
    ['nothing', 'true', []],
  ])('are %s', (_case, source, names) => {
    expect(referencedNames(source)).toEqual(names);
  });

  it('are not asked of what cannot be read', () => {
    expect(() => referencedNames('a ==')).toThrow();
  });
});

describe('a regular expression in a condition', () => {
  it('is one of RE2, whatever it is asked', () => {
    const weak = compiled('answer != "" && answer.matchesRe2("(?i)md5|sha-?1")', { answer: 'string' });
    expect(weak.evaluate({ answer: 'salted SHA1' })).toEqual({ value: true });
    expect(weak.evaluate({ answer: 'argon2id' })).toEqual({ value: false });
    const evil = compiled('answer.matchesRe2("^(a+)+$")', { answer: 'string' });
    expect(evil.evaluate({ answer: `${'a'.repeat(10_000)}b` })).toEqual({ value: false });
  });

  it.each([
    ['of JavaScript', 'answer.matches("a")', 'A condition does not use matches or bind; matchesRe2'],
    ['that is put together', 'answer.matchesRe2(answer)', 'What matchesRe2 looks for is written out'],
    ['too long', `answer.matchesRe2("${'a'.repeat(300)}")`, 'What matchesRe2 looks for has at most 200'],
    ['of five megabytes', `answer.matchesRe2("${'a'.repeat(5_000_000)}")`, 'A condition has at most 2000'],
  ])('is refused: one %s', (_case, source, message) => {
    expect(compileCondition(source, { answer: 'string' })).toEqual({
      ok: false,
      message: expect.stringContaining(message),
    });
  });
});
