import fc from 'fast-check';
import { canonicalJson } from '../../../shared/canonical-json.js';
import { twoDecimals } from '../../../shared/rounding.js';
import {
  anyInputs,
  anyModel,
  control,
  finding,
  inputs,
  model,
  payroll,
  payrollControls,
  withControl,
} from '../../../../test/support/payroll.js';
import { halved, inHundredths, onGrid, sharedOut, sum } from './exact.js';
import { inherentRiskOf } from './inherent-risk.js';
import { freshnessOf, gradeOf, scoreOf, type ControlInput, type ScoreInputs } from './score.js';
import { differingFields } from './verification.js';

describe('the score of payroll, worked out by hand', () => {
  it('is 35.3 by controls of 0.6207', () => {
    const score = scoreOf(inputs(), model);
    expect(score).toMatchObject({ inherentRisk: 80, tier: 1, grade: 'C', range: null, knockouts: [] });
    expect(score.controlEffectiveness).toBeCloseTo(0.6207, 4);
    expect(score.residualRisk).toBeCloseTo(35.31, 2);
    expect(score.confidence).toBeCloseTo(0.666, 3);
    expect(score.coverage).toBeCloseTo(20 / 22, 9);
  });

  it('is 68.0 when multi-factor sign-in is missing, where controls alone would say 51.7', () => {
    const score = scoreOf(withControl('MFA', { answer: 0 }), model);
    expect(score.controlEffectiveness).toBeCloseTo(0.3934, 4);
    const knockout = score.contributions.find(({ kind }) => kind === 'knockout');
    expect(score.residualRisk - (knockout?.points ?? 0)).toBeCloseTo(51.7, 1);
    expect(score.residualRisk).toBe(68);
    expect(score).toMatchObject({ grade: 'D', knockouts: [{ id: 'MFA', title: 'MFA', reason: 'failed' }] });
  });

  it('names what each control took away', () => {
    const { contributions } = scoreOf(inputs(), model);
    expect(contributions.map(({ kind, id, points }) => [kind, id, twoDecimals(points)])).toEqual([
      ['inherent', 'inherent', 80],
      ['control', 'ENC', -16.36],
      ['control', 'IR_PLAN', -3.27],
      ['control', 'MFA', -16.36],
      ['control', 'PENTEST', -6.23],
      ['control', 'SUBPROC', -2.45],
      ['control', 'TRAINING', 0],
    ]);
  });

  it('needs an unanswered knock-out answered', () => {
    const score = scoreOf(withControl('ENC', { answer: null }), model);
    expect(score).toMatchObject({ residualRisk: 68, knockouts: [{ id: 'ENC', reason: 'unanswered' }] });
  });

  it('leaves out what a reviewer accepted as not applicable, also from the knock-outs', () => {
    const without = inputs({ controls: payrollControls.filter(({ id }) => id !== 'MFA') });
    const accepted = withControl('MFA', { answer: null, notApplicable: true });
    expect(scoreOf(accepted, model)).toEqual(scoreOf(without, model));
  });

  it('does not knock out in a tier that the control does not name', () => {
    const low = { ...payroll, sensitivity: 1, criticality: 1 };
    const score = scoreOf({ ...withControl('MFA', { answer: 0 }), factors: low }, model);
    expect(score).toMatchObject({ tier: 3, knockouts: [] });
  });
});

describe('findings', () => {
  it.each([
    ['low', 1],
    ['medium', 2],
    ['high', 4],
  ] as const)('that are %s and overdue add %d points', (severity, points) => {
    const without = scoreOf(inputs(), model);
    const overdue = scoreOf(inputs({ findings: [finding({ severity, overdue: true })] }), model);
    expect(overdue.residualRisk - without.residualRisk).toBe(points);
    expect(overdue.controlEffectiveness).toBe(without.controlEffectiveness);
    expect(scoreOf(inputs({ findings: [finding({ severity })] }), model)).toEqual(without);
  });

  it.each([
    ['tier 1', payroll, 68, ['f1']],
    ['tier 2', { ...payroll, sensitivity: 2, transferExposure: 0 }, 60, ['f1']],
    ['tier 3', { ...payroll, criticality: 0, sensitivity: 2 }, null, []],
  ] as const)('that are critical and open are a knock-out in %s', (_case, factors, residual, ids) => {
    const score = scoreOf(inputs({ factors, findings: [finding({ severity: 'critical' })] }), model);
    expect(score.knockouts.map(({ id }) => id)).toEqual(ids);
    if (residual !== null) expect(score.residualRisk).toBe(residual);
  });

  it('never drive risk beyond 100', () => {
    const findings = Array.from({ length: 40 }, (_, n) =>
      finding({ id: `f${n}`, severity: 'critical', overdue: true }),
    );
    const score = scoreOf(inputs({ findings }), model);
    expect(score).toMatchObject({ residualRisk: 100, grade: 'F' });
    expect(sum(score.contributions.map(({ points }) => points))).toBe(100);
  });
});

describe('confidence', () => {
  it('that is low shows the range from all unanswered as perfect to all unanswered as nothing', () => {
    const score = scoreOf(
      inputs({
        factors: { sensitivity: 1, volume: 3, access: 1, criticality: 1, transferExposure: 1 },
        controls: [control('A', { weight: 1 }), control('B', { weight: 3, answer: null })],
      }),
      model,
    );
    expect(score.confidence).toBe(0.25);
    expect(score.residualRisk).toBeCloseTo(32.5 * (1 - 0.9 * 0.25), 6);
    expect(score.range?.high).toBe(score.residualRisk);
    expect(score.range?.low).toBeCloseTo(3.25, 6);
  });

  it('of nothing at all is none, and inherent risk stays as it is', () => {
    expect(scoreOf(inputs({ controls: [] }), model)).toMatchObject({
      controlEffectiveness: 0,
      confidence: 0,
      coverage: 0,
      residualRisk: 80,
      range: { low: 80, high: 80 },
    });
    expect(scoreOf(inputs({ controls: [control('A', { weight: 0 })] }), model).residualRisk).toBe(80);
  });
});

describe('the grade', () => {
  it.each([
    [0, 'A'],
    [14.999, 'A'],
    [15, 'B'],
    [29.999, 'B'],
    [30, 'C'],
    [44.999, 'C'],
    [45, 'D'],
    [69.999, 'D'],
    [70, 'F'],
    [100, 'F'],
  ])('of a residual risk of %d is %s', (risk, grade) => {
    expect(gradeOf(risk, false, model)).toBe(grade);
    expect(gradeOf(risk, true, model)).toBe(grade === 'F' ? 'F' : 'D');
  });
});

describe('freshness', () => {
  it.each([
    [-5, 180, 1],
    [0, 180, 1],
    [60, 180, 0.7937],
    [180, 180, 0.5],
    [360, 180, 0.25],
    [90, 90, 0.5],
  ])('%d days over with a half-life of %d is %d', (days, halfLife, freshness) => {
    expect(freshnessOf(days, halfLife)).toBeCloseTo(freshness, 4);
  });
});

/** The same inputs with the first control that applies changed. */
function changed(given: ScoreInputs, change: (each: ControlInput) => Partial<ControlInput>): ScoreInputs {
  const index = given.controls.findIndex(({ notApplicable }) => !notApplicable);
  const controls = given.controls.map((each, n) => (n === index ? { ...each, ...change(each) } : each));
  return { ...given, controls };
}

describe('every score', () => {
  it('is exactly the sum of its contributions, also as shown', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, model) => {
        const { residualRisk, contributions } = scoreOf(given, model);
        const points = contributions.map((each) => each.points);
        expect(sum(points)).toBe(residualRisk);
        expect(sum([...points].reverse())).toBe(residualRisk);
        const shown = inHundredths(points, residualRisk).map((value) => Math.round(value * 100));
        expect(sum(shown)).toBe(Math.round(twoDecimals(residualRisk) * 100));
        shown.forEach((value, n) => expect(Math.abs(value / 100 - (points[n] ?? 0))).toBeLessThan(0.01));
      }),
    );
  });

  it('follows the formula', () => {
    fc.assert(
      fc.property(anyInputs, (given) => {
        const score = scoreOf({ ...given, findings: [] }, model);
        const byControls = score.inherentRisk * (1 - 0.9 * score.controlEffectiveness);
        const expected =
          score.knockouts.length > 0 ? Math.max(byControls, 0.85 * score.inherentRisk, 60) : byControls;
        expect(score.residualRisk).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('does not depend on the order of anything', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, model) => {
        const turned = {
          ...given,
          controls: [...given.controls].reverse(),
          findings: [...given.findings].reverse(),
        };
        expect(scoreOf(turned, model)).toEqual(scoreOf(given, model));
      }),
    );
  });

  it('never rises with a better answer, stronger or fresher evidence', () => {
    const better = (each: ControlInput) => ({ answer: each.answer === null ? 0.1 : (1 + each.answer) / 2 });
    const stronger = (each: ControlInput) => ({ evidenceStrength: (1 + each.evidenceStrength) / 2 });
    const fresher = (each: ControlInput) => ({ daysOver: Math.floor(each.daysOver / 2) });
    fc.assert(
      fc.property(
        anyInputs,
        anyModel,
        fc.constantFrom(better, stronger, fresher),
        (given, model, improve) => {
          const { residualRisk } = scoreOf(given, model);
          expect(scoreOf(changed(given, improve), model).residualRisk).toBeLessThanOrEqual(residualRisk);
        },
      ),
    );
  });

  it('is never helped by leaving something unanswered', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, model) => {
        const silent = scoreOf(
          changed(given, () => ({ answer: null })),
          model,
        );
        const spoken = scoreOf(given, model);
        expect(silent.residualRisk).toBeGreaterThanOrEqual(spoken.residualRisk);
        expect(silent.confidence).toBeLessThanOrEqual(spoken.confidence);
        expect(silent.coverage).toBeLessThanOrEqual(spoken.coverage);
      }),
    );
  });

  it('keeps a knock-out whatever else is excellent', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, fc.integer({ min: 1, max: 200 }), (given, model, many) => {
        const { inherentRisk, tier } = inherentRiskOf(given.factors, model);
        const excellent = Array.from({ length: many }, (_, n) => control(`good${n}`, { weight: 10 }));
        const failed = control('failed', { answer: 0, knockoutTiers: [tier] });
        const score = scoreOf({ ...given, controls: [...excellent, failed] }, model);
        expect(score.residualRisk).toBeGreaterThanOrEqual(Math.max(0.85 * inherentRisk - 1e-9, 60));
        expect(['D', 'F']).toContain(score.grade);
      }),
    );
  });

  it('is never made better by a finding', () => {
    fc.assert(
      fc.property(anyInputs, (given) => {
        const clean = scoreOf({ ...given, findings: [] }, model);
        expect(scoreOf(given, model).residualRisk).toBeGreaterThanOrEqual(clean.residualRisk);
      }),
    );
  });

  it('lies in its range', () => {
    fc.assert(
      fc.property(anyInputs, (given) => {
        const { range, residualRisk, confidence } = scoreOf(given, model);
        expect(range === null).toBe(confidence >= 0.4);
        if (range) expect(range.low).toBeLessThanOrEqual(residualRisk);
      }),
    );
  });

  it('drops a control from its denominator only once a reviewer accepted that it does not apply', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, model) => {
        const [first, ...others] = given.controls;
        if (!first) return;
        const silent = { ...first, answer: null, notApplicable: false };
        const claimed = scoreOf({ ...given, controls: [silent, ...others] }, model);
        const accepted = scoreOf(
          { ...given, controls: [{ ...silent, notApplicable: true }, ...others] },
          model,
        );
        const without = scoreOf({ ...given, controls: others }, model);
        expect(accepted).toEqual(without);
        expect(claimed.residualRisk).toBeGreaterThanOrEqual(accepted.residualRisk);
        expect(claimed.contributions.some(({ id }) => id === silent.id)).toBe(true);
      }),
    );
  });

  it('is the same to the last bit after its inputs went through JSON', () => {
    fc.assert(
      fc.property(anyInputs, anyModel, (given, model) => {
        const stored = JSON.parse(canonicalJson(given)) as ScoreInputs;
        const score = scoreOf(given, model);
        expect(differingFields(score, stored, model)).toEqual([]);
        const off = { ...score, residualRisk: score.residualRisk + 2 ** -32 };
        expect(differingFields(off, stored, model)).toEqual(['residualRisk']);
      }),
    );
  });
});

describe('a domain that counts double and ages fast', () => {
  it('does so for its own controls only', () => {
    const rules = { ACCESS_CONTROL: { weight: 2, halfLifeDays: 30 } };
    const given = inputs({
      controls: [
        control('A', { domain: 'ACCESS_CONTROL', daysOver: 30 }),
        control('B', { domain: 'PRIVACY', daysOver: 180 }),
        control('C', { answer: 0 }),
      ],
    });
    const score = scoreOf(given, { ...model, domains: rules });
    expect(score.controlEffectiveness).toBe((2 * 0.5 + 0.5) / 4);
    expect(score.contributions.map(({ id, weight }) => [id, weight])).toEqual([
      ['inherent', null],
      ['A', 2],
      ['B', 1],
      ['C', 1],
    ]);
  });
});

describe('halving', () => {
  it('is exact for whole half-lives, falls with every day, and is what a calculator says', () => {
    expect([0, 180, 360, 1_800].map((days) => halved(days, 180))).toEqual([1, 0.5, 0.25, onGrid(2 ** -10)]);
    for (const halfLife of [1, 7, 90, 180, 365, 3_650])
      for (let days = 1; days <= 800; days++) {
        expect(halved(days, halfLife)).toBeLessThanOrEqual(halved(days - 1, halfLife));
        expect(Math.abs(halved(days, halfLife) - 0.5 ** (days / halfLife))).toBeLessThan(2 ** -31);
      }
  });
});

describe('sharing out', () => {
  it('gives whole hundredths that add up to the total, whatever the total', () => {
    const values = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, fc.integer({ min: -20_000, max: 20_000 }), (each, total) => {
        expect(sum(sharedOut(each, total).map((value) => Math.round(value * 100)))).toBe(total);
      }),
    );
    expect(sharedOut([], 3)).toEqual([]);
  });
});
