import { halved, onGrid, sum } from './exact.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { inherentRiskOf } from './inherent-risk.js';
import {
  grades,
  type Factors,
  type FindingSeverity,
  type Grade,
  type ScoringModel,
  type Tier,
} from './scoring-model.js';

/** One reviewed control. `answer` is its effectiveness, 0 to 1; null: not answered, which counts as 0. */
export type ControlInput = Readonly<{
  id: string;
  title: string;
  /** Control domain; scores of before 0.2 do not know it. */
  domain?: string;
  weight: number;
  answer: number | null;
  /** Accepted by a reviewer; only then the control leaves the score. */
  notApplicable: boolean;
  evidenceStrength: number;
  /** Its last day; null: none, or without an end. Said for people, `daysOver` counts. */
  evidenceValidTo?: LocalDate | null;
  /** Days since the evidence lapsed; 0 while it is valid. */
  daysOver: number;
  halfLifeDays: number;
  knockoutTiers: readonly Tier[];
}>;
/** A finding that is not settled. */
export type FindingInput = Readonly<{
  id: string;
  title: string;
  severity: FindingSeverity;
  overdue: boolean;
}>;

/** All that a score depends on besides the model; stored with it, so that it can be computed again. */
export type ScoreInputs = Readonly<{
  assessmentId: string | null;
  factors: Factors;
  controls: readonly ControlInput[];
  findings: readonly FindingInput[];
}>;

/** Points of all contributions add up to `residualRisk` exactly (exact.ts). */
export type Contribution = Readonly<{
  kind: 'inherent' | 'control' | 'finding' | 'knockout' | 'limit';
  id: string;
  title: string;
  answer: number | null;
  evidenceStrength: number | null;
  freshness: number | null;
  weight: number | null;
  points: number;
}>;
export const knockoutReasons = ['failed', 'unanswered', 'critical_finding'] as const;
export type Knockout = Readonly<{ id: string; title: string; reason: (typeof knockoutReasons)[number] }>;

export type Score = Readonly<{
  inherentRisk: number;
  tier: Tier;
  controlEffectiveness: number;
  residualRisk: number;
  /** Residual risk if everything unanswered were perfect, and as it is; only where confidence is low. */
  range: Readonly<{ low: number; high: number }> | null;
  grade: Grade;
  confidence: number;
  coverage: number;
  knockouts: readonly Knockout[];
  contributions: readonly Contribution[];
}>;

const worstRisk = 100;

/** The score of these inputs by this model; nothing else has a say in it. */
export function scoreOf(inputs: ScoreInputs, model: ScoringModel): Score {
  const { inherentRisk, tier } = inherentRiskOf(inputs.factors, model);
  const controls = judged(inputs.controls, model);
  const weight = sum(controls.map((control) => control.weight));
  const share = (value: (control: JudgedControl) => number) =>
    weight === 0 ? 0 : sum(controls.map((control) => onGrid(control.weight * value(control)))) / weight;
  const knockouts = [...controlKnockouts(controls, tier), ...findingKnockouts(inputs.findings, tier, model)];
  const contributions = contributionsOf(
    { inherentRisk, controls, weight, knockouts },
    inputs.findings,
    model,
  );
  const residualRisk = sum(contributions.map(({ points }) => points));
  const confidence = share(({ evidenceStrength, freshness }) => evidenceStrength * freshness);
  return {
    inherentRisk,
    tier,
    controlEffectiveness: share(effectOf),
    residualRisk,
    range: confidence < model.lowConfidence ? { low: bestCase(inputs, model), high: residualRisk } : null,
    grade: gradeOf(residualRisk, knockouts.length > 0, model),
    confidence,
    coverage: share(({ answer }) => (answer === null ? 0 : 1)),
    knockouts,
    contributions,
  };
}

/** Worth of evidence that lapsed so many days ago: 1 until then, and half of it after each half-life. */
export function freshnessOf(daysOver: number, halfLifeDays: number): number {
  return daysOver <= 0 ? 1 : halved(daysOver, halfLifeDays);
}

export function gradeOf(residualRisk: number, knockedOut: boolean, model: ScoringModel): Grade {
  const byRisk = model.grades.find(({ below }) => below === null || residualRisk < below)?.grade ?? 'F';
  const best = model.knockout.bestGrade;
  return knockedOut && grades.indexOf(byRisk) < grades.indexOf(best) ? best : byRisk;
}

export type JudgedControl = ControlInput & Readonly<{ freshness: number }>;

/** In the order of their ids, without those that do not apply; what was not answered has no evidence either. */
export function judged(controls: readonly ControlInput[], { domains }: ScoringModel): JudgedControl[] {
  return controls
    .filter(({ notApplicable }) => !notApplicable)
    .map((control) => {
      const rule = domains?.[control.domain ?? ''];
      const halfLifeDays = rule?.halfLifeDays ?? control.halfLifeDays;
      return {
        ...control,
        weight: onGrid(control.weight * (rule?.weight ?? 1)),
        evidenceStrength: control.answer === null ? 0 : control.evidenceStrength,
        halfLifeDays,
        freshness: freshnessOf(control.daysOver, halfLifeDays),
      };
    })
    .sort(byId);
}

export function effectOf({ answer, evidenceStrength, freshness }: JudgedControl): number {
  return (answer ?? 0) * evidenceStrength * freshness;
}

function controlKnockouts(controls: readonly JudgedControl[], tier: Tier): Knockout[] {
  return controls
    .filter(({ knockoutTiers, answer }) => knockoutTiers.includes(tier) && (answer === null || answer === 0))
    .map(({ id, title, answer }) => ({ id, title, reason: answer === null ? 'unanswered' : 'failed' }));
}

function findingKnockouts(findings: readonly FindingInput[], tier: Tier, model: ScoringModel): Knockout[] {
  return findings
    .filter(({ severity }) => model.findings.knockoutTiers[severity].includes(tier))
    .map(({ id, title }): Knockout => ({ id, title, reason: 'critical_finding' }))
    .sort(byId);
}

type Judged = Readonly<{
  inherentRisk: number;
  controls: readonly JudgedControl[];
  weight: number;
  knockouts: readonly Knockout[];
}>;

function contributionsOf(
  { inherentRisk, controls, weight, knockouts }: Judged,
  findings: readonly FindingInput[],
  model: ScoringModel,
): Contribution[] {
  const overdue = findings.filter((finding) => finding.overdue).sort(byId);
  const reducible = inherentRisk * model.greatestReduction;
  const parts = [
    part('inherent', 'inherent', 'Inherent risk', inherentRisk),
    ...controls.map((control) => controlPart(control, weight === 0 ? 0 : reducible / weight)),
    ...overdue.map(({ id, title, severity }) =>
      part('finding', id, title, model.findings.overduePoints[severity]),
    ),
  ];
  const plain = sum(parts.map(({ points }) => points));
  const { shareOfInherent, atLeast } = model.knockout;
  const lowest = knockouts.length > 0 ? Math.max(onGrid(inherentRisk * shareOfInherent), atLeast) : 0;
  if (plain < lowest)
    parts.push(part('knockout', 'knockout', 'A knock-out cannot be averaged away', lowest - plain));
  if (plain > worstRisk) parts.push(part('limit', 'limit', 'Risk ends at 100', worstRisk - plain));
  return parts;
}

function controlPart(control: JudgedControl, pointsPerWeight: number): Contribution {
  const { id, title, answer, evidenceStrength, freshness, weight } = control;
  const points = -onGrid(pointsPerWeight * onGrid(weight * effectOf(control)));
  return {
    kind: 'control',
    id,
    title,
    answer,
    evidenceStrength,
    freshness,
    weight,
    points: points === 0 ? 0 : points,
  };
}

function part(kind: Contribution['kind'], id: string, title: string, points: number): Contribution {
  return { kind, id, title, answer: null, evidenceStrength: null, freshness: null, weight: null, points };
}

/** Residual risk if everything that is unanswered were answered perfectly, with the best evidence. */
function bestCase(inputs: ScoreInputs, model: ScoringModel): number {
  const controls = inputs.controls.map((control) =>
    control.answer === null ? { ...control, answer: 1, evidenceStrength: 1, daysOver: 0 } : control,
  );
  const settled = scoreOf({ ...inputs, controls }, { ...model, lowConfidence: 0 });
  return settled.residualRisk;
}

function byId(a: Readonly<{ id: string }>, b: Readonly<{ id: string }>): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
