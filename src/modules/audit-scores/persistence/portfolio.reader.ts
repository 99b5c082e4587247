import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { grades, type Grade, type Tier } from '../domain/scoring-model.js';
import type { PortfolioCell, TierStanding, TrendPoint } from '../domain/portfolio.js';

export type UnscoredVendor = Readonly<{
  vendorId: string;
  vendorName: string;
  tier: Tier | null;
  hasRiskProfile: boolean;
  hasCompletedAssessment: boolean;
}>;

/** Vendors that left are not asked after any more. */
const present = `v.status NOT IN ('offboarding', 'offboarded')`;

/** Figures over all vendors, each from one statement. */
@Injectable()
export class PortfolioReader {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  unscored(tier: number | undefined, request: Omit<PageRequest, 'sort'>): Promise<Page<UnscoredVendor>> {
    return this.lists.page<UnscoredVendor>(
      {
        select: `v.id AS "vendorId", v.name AS "vendorName", v.tier,
          EXISTS (SELECT 1 FROM risk_profile p WHERE p.vendor_id = v.id) AS "hasRiskProfile",
          EXISTS (SELECT 1 FROM assessment a WHERE a.vendor_id = v.id AND a.status = 'completed')
            AS "hasCompletedAssessment"`,
        from: 'vendor v LEFT JOIN vendor_score standing ON standing.vendor_id = v.id',
        where: [
          { sql: `standing.score_id IS NULL AND ${present}`, values: [] },
          ...(tier === undefined ? [] : [{ sql: 'v.tier = $?', values: [tier] }]),
        ],
        sorts: { vendorName: { by: 'v.name', type: 'text' } },
        id: 'v.id',
      },
      { ...request, sort: 'vendorName' },
    );
  }

  /** By the tier of the score, or of the vendor where there is none. */
  async distribution(): Promise<TierStanding[]> {
    const counts = grades.map((grade) => `count(*) FILTER (WHERE s.grade = '${grade}')::int AS "${grade}"`);
    const rows = await this.db.query<Omit<TierStanding, 'grades'> & Record<Grade, number>>(
      `SELECT coalesce(s.tier, v.tier) AS tier, count(*)::int AS vendors, ${counts.join(', ')},
              count(*) FILTER (WHERE s.id IS NULL)::int AS unscored,
              count(*) FILTER (WHERE jsonb_array_length(s.knockouts) > 0)::int AS "knockedOut",
              percentile_disc(0.5) WITHIN GROUP (ORDER BY s.residual_risk) AS "medianResidualRisk"
         FROM vendor v
         LEFT JOIN vendor_score standing ON standing.vendor_id = v.id
         LEFT JOIN audit_score s ON s.id = standing.score_id
        WHERE ${present}
        GROUP BY 1 ORDER BY 1 NULLS LAST`,
    );
    return rows.map(({ A, B, C, D, F, ...row }) => ({ ...row, grades: { A, B, C, D, F } }));
  }

  /** The last score of each day, the newest days of them in the order of time. */
  async trend(vendorId: string, mostDays: number): Promise<TrendPoint[]> {
    const rows = await this.db.query<TrendPoint>(
      `SELECT * FROM (
         SELECT DISTINCT ON ((computed_at AT TIME ZONE 'UTC')::date)
                (computed_at AT TIME ZONE 'UTC')::date AS "on", id, number, inherent_risk AS "inherentRisk",
                residual_risk AS "residualRisk", grade, confidence, model_version AS "modelVersion", cause
           FROM audit_score WHERE vendor_id = $1
          ORDER BY (computed_at AT TIME ZONE 'UTC')::date DESC, number DESC LIMIT $2) days ORDER BY "on"`,
      [vendorId, mostDays],
    );
    return rows;
  }

  /** Vendors that stand, counted in cells of five points of either risk, so that a picture stays small however many they are. */
  cells(): Promise<PortfolioCell[]> {
    return this.db.query<PortfolioCell>(
      `SELECT least(floor(s.inherent_risk / 5), 19)::int AS inherent, least(floor(s.residual_risk / 5), 19)::int AS residual,
              s.grade, count(*)::int AS vendors, CASE WHEN count(*) = 1 THEN min(v.name) END AS name
         FROM vendor v
         JOIN vendor_score standing ON standing.vendor_id = v.id
         JOIN audit_score s ON s.id = standing.score_id
        WHERE ${present}
        GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
    );
  }
}
