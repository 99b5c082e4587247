import type { LocalDate } from '../../../shared/local-date.js';
import type { Grade, Tier } from './scoring-model.js';

/** The vendors of one tier; `tier` null: nobody filled their risk profiles. */
export type TierStanding = Readonly<{
  tier: Tier | null;
  vendors: number;
  grades: Readonly<Record<Grade, number>>;
  unscored: number;
  knockedOut: number;
  medianResidualRisk: number | null;
}>;

/** The last score of one day. */
export type TrendPoint = Readonly<{
  on: LocalDate;
  id: string;
  number: number;
  inherentRisk: number;
  residualRisk: number;
  grade: Grade;
  confidence: number;
  modelVersion: number;
  cause: string;
}>;

/** Vendors of one grade whose risks lie in the same five points; the name where there is only one. */
export type PortfolioCell = Readonly<{
  inherent: number;
  residual: number;
  grade: Grade;
  vendors: number;
  name: string | null;
}>;
