import { Injectable } from '@nestjs/common';
import type { Page } from '../../shared/page.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { VendorsService } from '../vendors/index.js';
import type { AuditScore, UnscoredReason } from './domain/audit-score.js';
import { refuse } from './domain/audit-score-errors.js';
import { domainsOf, type DomainStanding } from './domain/domains.js';
import type { PortfolioCell, TierStanding, TrendPoint } from './domain/portfolio.js';
import {
  AuditScoresRepository,
  type RankedScore,
  type RankingFilter,
} from './persistence/audit-scores.repository.js';
import { PortfolioReader, type UnscoredVendor } from './persistence/portfolio.reader.js';
import { nothingKnown, ScoreInputsService, sufficiencyOf } from './score-inputs.service.js';
import { ScoringModelsService } from './scoring-models.service.js';
import type { Standing } from './audit-scores.service.js';

export type Compared = Readonly<{
  vendorId: string;
  vendorName: string;
  standing: Standing<AuditScore>;
  domains: readonly DomainStanding[];
}>;
export type Unscored = UnscoredVendor & Readonly<{ reasons: readonly UnscoredReason[] }>;

const mostDays = 366;

/** All vendors side by side. */
@Injectable()
export class PortfolioService {
  constructor(
    private readonly vendors: VendorsService,
    private readonly models: ScoringModelsService,
    private readonly inputs: ScoreInputsService,
    private readonly scores: AuditScoresRepository,
    private readonly reader: PortfolioReader,
  ) {}

  ranking(filter: RankingFilter, request: PageRequest): Promise<Page<RankedScore>> {
    return this.scores.ranking(filter, request);
  }

  async unscored(tier: number | undefined, request: Omit<PageRequest, 'sort'>): Promise<Page<Unscored>> {
    const page = await this.reader.unscored(tier, request);
    return { ...page, items: page.items.map((vendor) => ({ ...vendor, reasons: reasonsOf(vendor) })) };
  }

  distribution(): Promise<TierStanding[]> {
    return this.reader.distribution();
  }

  cells(): Promise<PortfolioCell[]> {
    return this.reader.cells();
  }

  async trend(vendorId: string): Promise<TrendPoint[]> {
    await this.vendors.get(vendorId);
    return this.reader.trend(vendorId, mostDays);
  }

  /** A short list, in the order in which it was asked for; all that are unknown are named at once. */
  async comparison(vendorIds: readonly string[]): Promise<Compared[]> {
    const names = await this.vendors.namesOf(vendorIds);
    assertKnown(vendorIds, names);
    const scores = new Map((await this.scores.standingOf(vendorIds)).map((score) => [score.vendorId, score]));
    const models = await this.models.named([...scores.values()].map(({ modelId }) => modelId));
    const known = await this.inputs.ofAll(vendorIds.filter((id) => !scores.has(id)));
    return vendorIds.map((vendorId) => {
      const vendorName = names.get(vendorId) ?? '';
      const score = scores.get(vendorId);
      const model = score && models.get(score.modelId);
      if (score && model)
        return {
          vendorId,
          vendorName,
          standing: { state: 'scored', score },
          domains: domainsOf(score.inputs, model),
        };
      const sufficiency = sufficiencyOf(known.get(vendorId) ?? nothingKnown);
      const reasons = sufficiency.scorable ? (['NOT_YET_COMPUTED'] as const) : sufficiency.reasons;
      return { vendorId, vendorName, standing: { state: 'unscored', reasons }, domains: [] };
    });
  }
}

function reasonsOf({ hasRiskProfile, hasCompletedAssessment }: UnscoredVendor): UnscoredReason[] {
  if (hasRiskProfile && hasCompletedAssessment) return ['NOT_YET_COMPUTED'];
  return [
    ...(hasRiskProfile ? [] : ['NO_RISK_PROFILE' as const]),
    ...(hasCompletedAssessment ? [] : ['NO_COMPLETED_ASSESSMENT' as const]),
  ];
}

function assertKnown(vendorIds: readonly string[], names: ReadonlyMap<string, string>): void {
  const errors = vendorIds.flatMap((id, index) =>
    names.has(id)
      ? []
      : [{ pointer: `/vendorIds/${index}`, code: 'unknown', message: `there is no vendor ${id}` }],
  );
  if (errors.length > 0)
    refuse('audit_score.unknown_vendors', 'Some of these vendors do not exist.', { errors });
}
