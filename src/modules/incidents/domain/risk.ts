import type { BreachExemption } from '../../reference-data/codes.js';

/** The judgement of Art. 33(1) and 34(1): it decides who is told, and no score does. */
export const risks = ['unlikely', 'likely', 'high'] as const;
export type Risk = (typeof risks)[number];

/** Law of a sector that our company is under, and that this incident falls under by its weight. */
export const sectorRegimes = ['NIS2', 'DORA'] as const;
export type SectorRegime = (typeof sectorRegimes)[number];

/** `classifiedAt`: when it was held to be significant, or major; RFC 3339 as stored. */
export type Sector = Readonly<{ regime: SectorRegime; classifiedAt: string }>;

export type RiskAssessment = Readonly<{
  risk: Risk;
  reasons: string;
  /** Why people are not told one by one although the risk is high, Art. 34(3). */
  exemption: BreachExemption | null;
  sectors: readonly Sector[];
  assessedById: string;
  assessedAt: Date;
}>;
