import { localDate } from '../../../shared/local-date.js';
import { daysOver, digestible, inputsFrom, type AssessedAnswer } from './inputs.js';
import { shippedModels } from './shipped-models.js';

const [shipped] = shippedModels;
if (!shipped) throw new Error('no model');
const today = localDate('2026-06-01');
const answer = (id: string, change: Partial<AssessedAnswer> = {}): AssessedAnswer => ({
  id,
  title: id,
  weight: 1,
  answer: 1,
  notApplicable: false,
  evidenceStrength: 1,
  evidenceValidTo: null,
  halfLifeDays: 180,
  knockoutTiers: [2, 1],
  ...change,
});
const factors = { sensitivity: 4, volume: 2, access: 3, criticality: 4, transferExposure: 1 };
const inputs = (answers: AssessedAnswer[], day = today) =>
  inputsFrom({ assessmentId: 'a', factors, answers, findings: [] }, day);

describe('the days since evidence lapsed', () => {
  it.each([
    [null, 0],
    ['2026-06-02', 0],
    ['2026-06-01', 0],
    ['2026-05-31', 1],
    ['2026-04-02', 60],
    ['2024-05-31', 731],
  ])('last day %s: %d', (validTo, days) => {
    expect(daysOver(validTo === null ? null : localDate(validTo), today)).toBe(days);
  });
});

describe('what a digest is made of', () => {
  it('is the same for the same facts in another order, on another day while evidence is valid', () => {
    const later = localDate('2026-07-01');
    const valid = answer('a', { evidenceValidTo: later });
    expect(digestible(inputs([valid, answer('b')]), shipped)).toBe(
      digestible(inputs([answer('b'), valid], later), shipped),
    );
  });

  it('is another once evidence ages, an answer changes or the model does', () => {
    const lapsed = [answer('a', { evidenceValidTo: localDate('2026-05-01') })];
    const one = digestible(inputs(lapsed), shipped);
    expect(digestible(inputs(lapsed, localDate('2026-06-02')), shipped)).not.toBe(one);
    expect(digestible(inputs([answer('a', { answer: 0.5 })]), shipped)).not.toBe(one);
    expect(digestible(inputs(lapsed), { ...shipped, greatestReduction: 0.8 })).not.toBe(one);
  });

  it('holds the factors only, whatever else the profile knows', () => {
    const profile = { ...factors, rationale: 'x', setAt: 'y' };
    expect(
      inputsFrom({ assessmentId: null, factors: profile, answers: [], findings: [] }, today).factors,
    ).toEqual(factors);
  });
});
