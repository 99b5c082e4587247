import { compileRequirement, unmetOf } from './evaluation.js';
import { requirementProblems, type Requirement } from './requirement.js';

const sound: Requirement = {
  id: 'SOUND',
  title: 'A sound requirement',
  law: 'GDPR Art. 5',
  about: 'vendor',
  severity: 'blocking',
  appliesWhen: 'true',
  requires: 'score.present',
  remedy: 'Do it.',
  waivable: true,
};
const nothing = { vendor: {}, score: {}, findings: {}, certifications: {}, sharing: {} };

describe('a requirement', () => {
  it('is sound', () => {
    expect(requirementProblems([sound])).toEqual([]);
  });

  it.each<[string, Partial<Requirement>, string, string]>([
    [
      'a condition that cannot be read',
      { requires: 'score.present &&' },
      '/requirements/1/requires',
      'bad_condition',
    ],
    ['a condition that is no yes or no', { requires: '"yes"' }, '/requirements/1/requires', 'bad_condition'],
    [
      'a fact that nobody knows',
      { requires: 'score.brand == "x"' },
      '/requirements/1/requires',
      'unknown_fact',
    ],
    ['a whole group of facts', { requires: 'size(score) > 0' }, '/requirements/1/requires', 'unknown_fact'],
    [
      'a gate where its facts are not at hand',
      { about: 'flow', gates: ['vendor_approval', 'flow_decision'] },
      '/requirements/1/gates',
      'bad_gate',
    ],
    [
      'a condition that is too long',
      { requires: `true${' '.repeat(2_000)}` },
      '/requirements/1/requires',
      'bad_condition',
    ],
    [
      'ten thousand levels of brackets',
      { requires: `${'('.repeat(10_000)}true${')'.repeat(10_000)}` },
      '/requirements/1/requires',
      'bad_condition',
    ],
    [
      'as many levels as its length allows',
      { requires: `${'!'.repeat(1_900)}score.present` },
      '/requirements/1/requires',
      'bad_condition',
    ],
    [
      'a comparison of a number with a text',
      { requires: 'size("x") == "one"' },
      '/requirements/1/requires',
      'bad_condition',
    ],
    [
      'a fact of flows, asked of a vendor',
      { appliesWhen: 'flow.criminal' },
      '/requirements/1/appliesWhen',
      'bad_condition',
    ],
    ['an id that is there already', { id: 'SOUND' }, '/requirements/1/id', 'duplicate'],
  ])('is refused for %s', (_case, change, pointer, code) => {
    const problems = requirementProblems([sound, { ...sound, id: 'OTHER', ...change }]);
    expect(problems.map((problem) => [problem.pointer, problem.code])).toEqual([[pointer, code]]);
  });

  it('names every problem at once', () => {
    const bad = { ...sound, id: 'BAD', appliesWhen: 'nobody', requires: 'score.a == 1 || score.b == 1' };
    expect(requirementProblems([bad]).map(({ code }) => code)).toEqual([
      'bad_condition',
      'unknown_fact',
      'unknown_fact',
    ]);
  });

  it.each<[string, Partial<Requirement>, string]>([
    ['whether it applies is unknown', { appliesWhen: 'vendor.tier <= 2' }, 'vendor.tier not known'],
    ['it is broken', { requires: 'score.present &&' }, 'Unexpected token: EOF'],
    ['a fact has a wrong type', { requires: 'vendor.tier > 1' }, 'no such overload: dyn<string> > int'],
  ])('fails closed when %s', (_case, change, why) => {
    const facts = change.requires?.includes('tier')
      ? { ...nothing, vendor: { tier: 'two' as never } }
      : nothing;
    const unmet = unmetOf([compileRequirement({ ...sound, ...change })], facts);
    expect(unmet).toEqual([
      {
        code: 'SOUND',
        requirement: 'A sound requirement',
        law: 'GDPR Art. 5',
        severity: 'blocking',
        remedy: 'Do it.',
        waivable: true,
        waivedUntil: null,
        waiverId: null,
        facts: expect.any(Object),
        error: why,
        message: `Cannot be judged, so it counts as not met: ${why}.`,
      },
    ]);
  });
});
