import type { ScoringModel } from './scoring-model.js';

const first: ScoringModel = {
  id: 'keyholder-1',
  version: 1,
  title: 'Inherent risk, weighted controls, knock-outs',
  factors: {
    sensitivity: {
      title: 'Sensitivity of the data',
      weightPercent: 35,
      values: [
        'no personal data',
        'business contact data',
        'identity or behaviour',
        'financial data, location or credentials',
        'special categories, criminal data or data of children',
      ],
    },
    volume: {
      title: 'People concerned',
      weightPercent: 15,
      values: [
        'nobody',
        'fewer than 1,000',
        'fewer than 100,000',
        'fewer than 1,000,000',
        '1,000,000 or more',
      ],
    },
    access: {
      title: 'Depth of access',
      weightPercent: 20,
      values: ['none', 'receives files', 'hosts data', 'continuous interface or remote access', 'privileged'],
    },
    criticality: {
      title: 'Criticality for the business',
      weightPercent: 20,
      values: ['none', 'convenient', 'useful', 'important', 'critical function without substitute'],
    },
    transferExposure: {
      title: 'Transfers to other countries',
      weightPercent: 10,
      values: [
        'inside the EEA',
        'adequate country',
        'adequate by organisation or sector',
        'standard clauses, clean transfer impact assessment',
        'supplementary measures or a derogation',
      ],
    },
  },
  floors: [
    {
      id: 'SENSITIVE_AT_SCALE',
      title: 'Special, criminal or children’s data of 1,000 people or more',
      when: { sensitivity: 4, volume: 2 },
      atLeast: 50,
    },
    {
      id: 'SOLE_PROVIDER',
      title: 'Critical function without substitute',
      when: { criticality: 4 },
      atLeast: 50,
    },
    { id: 'PRIVILEGED_ACCESS', title: 'Privileged access', when: { access: 4 }, atLeast: 50 },
  ],
  tiers: [
    { tier: 1, from: 75 },
    { tier: 2, from: 50 },
    { tier: 3, from: 25 },
    { tier: 4, from: 0 },
  ],
  greatestReduction: 0.9,
  defaultHalfLifeDays: 180,
  knockout: { shareOfInherent: 0.85, atLeast: 60, bestGrade: 'D' },
  findings: {
    overduePoints: { low: 1, medium: 2, high: 4, critical: 8 },
    knockoutTiers: { low: [], medium: [], high: [], critical: [1, 2] },
  },
  grades: [
    { grade: 'A', below: 15 },
    { grade: 'B', below: 30 },
    { grade: 'C', below: 45 },
    { grade: 'D', below: 70 },
    { grade: 'F', below: null },
  ],
  lowConfidence: 0.4,
};

/** Oldest first. A stored score names its model for ever, so none is ever taken out or changed. */
export const shippedModels: readonly ScoringModel[] = [first];
