import { compileCondition, referencedNames, type CelType } from './conditions.js';

function evaluate(source: string, facts: Record<string, unknown>) {
  const variables = Object.fromEntries(Object.keys(facts).map((name): [string, CelType] => [name, 'dyn']));
  const compiled = compileCondition(source, variables);
  return compiled.ok ? compiled.condition.evaluate(facts) : compiled;
}

describe('a condition', () => {
  it.each([
    ['compares numbers with whole literals', 'score.residual < 45', { score: { residual: 44.9 } }, true],
    ['compares whole numbers', 'flow.count > 3', { flow: { count: 3 } }, false],
    [
      'looks into lists',
      'flow.purposes.all(p, p.basis != "")',
      { flow: { purposes: [{ basis: 'x' }, { basis: '' }] } },
      false,
    ],
    ['knows membership', '"HEALTH" in flow.special', { flow: { special: ['HEALTH'] } }, true],
    ['reads members by name', 'answers["q1"] == "yes"', { answers: { q1: 'yes' } }, true],
  ])('%s', (_case, source, facts, value) => {
    expect(evaluate(source, facts)).toEqual({ value });
  });

  it.each([
    ['a missing member', 'flow.there == 1', { flow: {} }],
    ['a null that is compared in size', 'flow.days > 3', { flow: { days: null } }],
    ['a text that is compared with a number', 'flow.days > 3', { flow: { days: 'three' } }],
    ['a result that is not a bool', 'flow.days', { flow: { days: 3 } }],
  ])('reports %s as an error and never throws', (_case, source, facts) => {
    expect(evaluate(source, facts)).toEqual({ error: expect.any(String) });
  });

  it.each([
    ['an unknown variable', 'nobody == 1'],
    ['broken text', 'flow.x >'],
    ['more than 2,000 characters', `flow.x == "${'a'.repeat(2_000)}"`],
    ['deep nesting', `${'('.repeat(60)}true${')'.repeat(60)} && ${'!'.repeat(60)}true`],
    ['a text as result', '"yes"'],
    ['three loops in each other', 'flow.all(x, flow.all(y, flow.all(z, true)))'],
  ])('is refused for %s when it is saved', (_case, source) => {
    expect(compileCondition(source, { flow: 'dyn' })).toEqual({ ok: false, message: expect.any(String) });
  });

  it('cannot reach JavaScript through member names', () => {
    expect(evaluate('flow.constructor == 1', { flow: {} })).toEqual({ error: expect.any(String) });
  });

  it('names what it refers to', () => {
    expect(referencedNames('answers["a-1"] == "yes" && (flow.volume > 3 || answers.b == "x")')).toEqual([
      'answers.a-1',
      'answers.b',
      'flow.volume',
    ]);
  });
});
