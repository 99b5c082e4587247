import { sum } from './exact.js';
import {
  factorNames,
  type FactorName,
  type Factors,
  type Floor,
  type ScoringModel,
  type Tier,
} from './scoring-model.js';

/** `points` of the factors and the raise by floors add up to `inherentRisk` exactly: they are quarters of a point. */
export type InherentRisk = Readonly<{
  inherentRisk: number;
  tier: Tier;
  contributions: readonly InherentPart[];
  /** The floors that hold, whether or not they raised anything. */
  floors: readonly Readonly<{ id: string; title: string; atLeast: number }>[];
}>;
export type InherentPart = Readonly<{
  kind: 'factor' | 'floor';
  id: string;
  title: string;
  value: number | null;
  meaning: string | null;
  weight: number | null;
  points: number;
}>;

/** 100 × Σ(w × f) / 4, and not below any floor that holds. It does not depend on what the vendor answers. */
export function inherentRiskOf(factors: Factors, model: ScoringModel): InherentRisk {
  const parts = factorNames.map((name) => factorPart(name, factors[name], model));
  const weighted = sum(parts.map(({ points }) => points));
  const floors = model.floors.filter((floor) => holds(floor, factors));
  const inherentRisk = Math.max(weighted, ...floors.map(({ atLeast }) => atLeast));
  return {
    inherentRisk,
    tier: tierOf(inherentRisk, model),
    contributions: inherentRisk > weighted ? [...parts, raised(floors, inherentRisk - weighted)] : parts,
    floors: floors.map(({ id, title, atLeast }) => ({ id, title, atLeast })),
  };
}

export function tierOf(inherentRisk: number, { tiers }: ScoringModel): Tier {
  return tiers.find(({ from }) => inherentRisk >= from)?.tier ?? 4;
}

function factorPart(name: FactorName, value: number, model: ScoringModel): InherentPart {
  const { title, weightPercent, values } = model.factors[name];
  return {
    kind: 'factor',
    id: name,
    title,
    value,
    meaning: values[value] ?? null,
    weight: weightPercent / 100,
    points: (weightPercent * value) / 4,
  };
}

function holds({ when }: Floor, factors: Factors): boolean {
  return factorNames.every((name) => factors[name] >= (when[name] ?? 0));
}

function raised(floors: readonly Floor[], points: number): InherentPart {
  const [highest] = [...floors].sort((a, b) => b.atLeast - a.atLeast || (a.id < b.id ? -1 : 1));
  const { id = '', title = '' } = highest ?? {};
  return { kind: 'floor', id, title, value: null, meaning: null, weight: null, points };
}
