import fc from 'fast-check';
import { shippedModels } from '../../src/modules/audit-scores/domain/shipped-models.js';
import type { ControlInput, FindingInput, ScoreInputs } from '../../src/modules/audit-scores/domain/score.js';
import {
  factorNames,
  findingSeverities,
  tiers,
  type Factors,
  type ScoringModel,
} from '../../src/modules/audit-scores/domain/scoring-model.js';

function firstModel(): ScoringModel {
  const [model] = shippedModels;
  if (!model) throw new Error('no model');
  return model;
}
export const model = firstModel();

const plain: ControlInput = {
  id: 'x',
  title: 'x',
  weight: 1,
  answer: 1,
  notApplicable: false,
  evidenceStrength: 1,
  daysOver: 0,
  halfLifeDays: 180,
  knockoutTiers: [],
};
export const control = (id: string, change: Partial<ControlInput>): ControlInput => ({
  ...plain,
  id,
  title: id,
  ...change,
});

/** The worked example of docs/scoring.md. */
export const payroll: Factors = {
  sensitivity: 4,
  volume: 2,
  access: 3,
  criticality: 4,
  transferExposure: 1,
};
export const payrollControls = [
  control('MFA', { weight: 5, knockoutTiers: [1, 2] }),
  control('ENC', { weight: 5, knockoutTiers: [1, 2] }),
  control('PENTEST', { weight: 3, evidenceStrength: 0.8, daysOver: 60 }),
  control('IR_PLAN', { weight: 4, answer: 0.5, evidenceStrength: 0.5 }),
  control('SUBPROC', { weight: 3, evidenceStrength: 0.5, daysOver: 90, halfLifeDays: 90 }),
  control('TRAINING', { weight: 2, answer: null, evidenceStrength: 0 }),
];
export const inputs = (change: Partial<ScoreInputs> = {}): ScoreInputs => ({
  assessmentId: null,
  factors: payroll,
  controls: payrollControls,
  findings: [],
  ...change,
});
export const withControl = (id: string, change: Partial<ControlInput>) =>
  inputs({ controls: payrollControls.map((each) => (each.id === id ? { ...each, ...change } : each)) });
export const finding = (change: Partial<FindingInput> = {}): FindingInput => ({
  id: 'f1',
  title: 'A gap',
  severity: 'medium',
  overdue: false,
  ...change,
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
export const someDomains = ['PRIVACY', 'ACCESS_CONTROL', 'CRYPTOGRAPHY'];
const anyControl = fc.record({
  title: fc.constant('a control'),
  domain: fc.constantFrom(...someDomains),
  weight: fc.integer({ min: 1, max: 10 }),
  answer: fc.option(share),
  notApplicable: fc.boolean(),
  evidenceStrength: share,
  daysOver: fc.integer({ min: 0, max: 2_000 }),
  halfLifeDays: fc.integer({ min: 1, max: 1_000 }),
  knockoutTiers: fc.subarray([...tiers]),
});
export const anyInputs = fc
  .record({
    level: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 5, maxLength: 5 }),
    controls: fc.array(anyControl, { minLength: 1, maxLength: 30 }),
    findings: fc.array(
      fc.record({
        title: fc.constant('a finding'),
        severity: fc.constantFrom(...findingSeverities),
        overdue: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ level, controls, findings }): ScoreInputs => ({
    assessmentId: null,
    factors: Object.fromEntries(factorNames.map((name, index) => [name, level[index] ?? 0])) as Factors,
    controls: controls.map((each, index) => ({ ...each, id: `c${index}` })),
    findings: findings.map((each, index) => ({ ...each, id: `f${index}` })),
  }));

/** The shipped model, or one with domains that count and age otherwise. */
export const anyModel = fc
  .option(
    fc.dictionary(
      fc.constantFrom(...someDomains),
      fc.record({
        weight: fc.integer({ min: 1, max: 40 }).map((quarters) => quarters / 4),
        halfLifeDays: fc.option(fc.integer({ min: 1, max: 1_000 })),
      }),
    ),
  )
  .map((domains): ScoringModel => (domains ? { ...model, domains } : model));
