import fc from 'fast-check';
import { sum } from './exact.js';
import { inherentRiskOf } from './inherent-risk.js';
import { factorNames, type Factors } from './scoring-model.js';
import { shippedModels } from './shipped-models.js';

const [model] = shippedModels;
if (!model) throw new Error('no model');

const factors = (...values: number[]) =>
  Object.fromEntries(factorNames.map((name, index) => [name, values[index] ?? 0])) as Factors;
const level = fc.integer({ min: 0, max: 4 });
const anyFactors = fc.tuple(level, level, level, level, level).map((values) => factors(...values));

describe('inherent risk', () => {
  it.each([
    ['payroll', [4, 2, 3, 4, 1], 80, 1],
    ['newsletter', [1, 3, 1, 1, 1], 32.5, 3],
    ['ad-tech partner', [3, 4, 2, 1, 4], 66.25, 2],
    ['health analytics', [4, 4, 2, 3, 3], 82.5, 1],
    ['no data', [0, 0, 0, 0, 0], 0, 4],
    ['everything', [4, 4, 4, 4, 4], 100, 1],
  ])('of %s is as worked out by hand', (_case, values, inherentRisk, tier) => {
    expect(inherentRiskOf(factors(...values), model)).toMatchObject({ inherentRisk, tier });
  });

  it.each([
    [
      'special data of 1,000 people',
      [4, 2, 0, 0, 0],
      { risk: 50, ids: ['SENSITIVE_AT_SCALE'], raise: [7.5] },
    ],
    ['special data of fewer', [4, 1, 0, 0, 0], { risk: 38.75, ids: [], raise: [] }],
    ['a critical function', [0, 0, 0, 4, 0], { risk: 50, ids: ['SOLE_PROVIDER'], raise: [30] }],
    ['privileged access', [0, 0, 4, 0, 0], { risk: 50, ids: ['PRIVILEGED_ACCESS'], raise: [30] }],
    ['passed anyway', [4, 0, 0, 4, 0], { risk: 55, ids: ['SOLE_PROVIDER'], raise: [] }],
  ])('has a floor: %s', (_case, values, expected) => {
    const { inherentRisk, floors, contributions } = inherentRiskOf(factors(...values), model);
    const raise = contributions.filter(({ kind }) => kind === 'floor').map(({ points }) => points);
    expect({ risk: inherentRisk, ids: floors.map(({ id }) => id), raise }).toEqual(expected);
  });

  it.each([
    [75, 1],
    [74.75, 2],
    [50, 2],
    [49.75, 3],
    [25, 3],
    [24.75, 4],
  ])('of %d is tier %d', (inherentRisk, tier) => {
    const found = fc
      .sample(anyFactors, { numRuns: 20_000, seed: 7 })
      .find((each) => inherentRiskOf(each, model).inherentRisk === inherentRisk);
    if (found) expect(inherentRiskOf(found, model).tier).toBe(tier);
  });

  it('is exactly the sum of its contributions', () => {
    fc.assert(
      fc.property(anyFactors, (each) => {
        const { inherentRisk, contributions } = inherentRiskOf(each, model);
        expect(sum(contributions.map(({ points }) => points))).toBe(inherentRisk);
      }),
    );
  });

  it('never falls when a factor rises, and neither does the tier', () => {
    fc.assert(
      fc.property(anyFactors, fc.constantFrom(...factorNames), (each, name) => {
        const lower = inherentRiskOf(each, model);
        const higher = inherentRiskOf({ ...each, [name]: Math.min(4, each[name] + 1) }, model);
        expect(higher.inherentRisk).toBeGreaterThanOrEqual(lower.inherentRisk);
        expect(higher.tier).toBeLessThanOrEqual(lower.tier);
      }),
    );
  });
});

describe('the shipped model', () => {
  it('weighs the factors to a whole', () => {
    expect(sum(factorNames.map((name) => model.factors[name].weightPercent))).toBe(100);
  });
});
