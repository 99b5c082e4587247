import { factorNames, type Factors, type Tier } from './scoring-model.js';

/** How much it could hurt if everything went wrong at this vendor, before any control. One for each vendor. */
export type RiskProfile = Readonly<
  Factors & {
    id: string;
    revision: number;
    vendorId: string;
    rationale: string;
    /** By the model that was in use when it was set. */
    inherentRisk: number;
    tier: Tier;
    modelId: string;
    modelVersion: number;
    setById: string;
    setAt: Date;
  }
>;

/** What procurement states; everything else follows from it. */
export type RiskStatement = Factors & Readonly<{ rationale: string }>;

export function sameStatement(a: RiskStatement, b: RiskStatement): boolean {
  return a.rationale === b.rationale && factorNames.every((name) => a[name] === b[name]);
}
