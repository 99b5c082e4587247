import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { twoDecimals } from '../../../shared/rounding.js';
import { IdsField, Listed, rule } from '../../../platform/http/fields.js';
import { unscoredReasons, type UnscoredReason } from '../domain/audit-score.js';
import type { TierStanding, TrendPoint } from '../domain/portfolio.js';
import { grades, tiers, type Grade, type Tier } from '../domain/scoring-model.js';
import type { Compared, Unscored } from '../portfolio.service.js';
import { AuditScoreDto, UnscoredDto } from './audit-score.dto.js';
import { DomainStandingDto } from './explanation.dto.js';
import { ModelVersionDto } from './scoring-model.dto.js';

const fewest = 2;
const most = 10;

export class ComparisonRequest {
  @Listed()
  @rule(
    'several',
    `must name ${fewest} to ${most} vendors`,
    (value) => Array.isArray(value) && value.length >= fewest,
  )
  @IdsField({ max: most, description: `${fewest} to ${most} vendors, separated by commas.` })
  vendorIds: string[];
}

class ComparedScoreDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 80 }) inherentRisk: number;
  @ApiProperty({ enum: tiers }) tier: Tier;
  @ApiProperty({ example: 0.62 }) controlEffectiveness: number;
  @ApiProperty({ example: 35.31 }) residualRisk: number;
  @ApiProperty({ enum: grades }) grade: Grade;
  @ApiProperty({ example: 0.67 }) confidence: number;
  @ApiProperty({ example: 0.91 }) coverage: number;
  @ApiProperty({ type: [String], description: 'Titles of what knocks it out.' }) knockouts: string[];
  @ApiProperty({ type: ModelVersionDto }) model: ModelVersionDto;
  @ApiProperty({ type: String, format: 'date-time' }) computedAt: Date;

  static of(score: Parameters<typeof AuditScoreDto.of>[0]): ComparedScoreDto {
    const { id, inherentRisk, tier, controlEffectiveness, residualRisk, grade, ...rest } =
      AuditScoreDto.of(score);
    const { confidence, coverage, knockouts, model, computedAt } = rest;
    return {
      ...{ id, inherentRisk, tier, controlEffectiveness, residualRisk, grade, confidence, coverage },
      knockouts: knockouts.map(({ title }) => title),
      ...{ model, computedAt },
    };
  }
}

class ComparedVendorDto {
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 'Payroll One' }) vendorName: string;
  @ApiProperty({ enum: ['scored', 'unscored'] }) state: 'scored' | 'unscored';
  @ApiProperty({ type: ComparedScoreDto, nullable: true, description: 'null while unscored.' })
  score: ComparedScoreDto | null;
  @ApiProperty({ enum: Object.keys(unscoredReasons), isArray: true }) reasons: UnscoredReason[];

  static of({ vendorId, vendorName, standing }: Compared): ComparedVendorDto {
    const { state } = standing;
    return standing.state === 'scored'
      ? { vendorId, vendorName, state, score: ComparedScoreDto.of(standing.score), reasons: [] }
      : { vendorId, vendorName, state, score: null, reasons: [...standing.reasons] };
  }
}

class ComparedDomainDto {
  @ApiProperty({ example: 'ACCESS_CONTROL' }) domain: string;
  @ApiProperty({
    type: [DomainStandingDto],
    description: 'In the order of the vendors; null where the domain was not asked.',
  })
  vendors: (DomainStandingDto | null)[];
}

export class ScoreComparisonDto {
  @ApiProperty({ type: [ComparedVendorDto], description: 'In the order in which they were asked for.' })
  vendors: ComparedVendorDto[];
  @ApiProperty({ type: [ComparedDomainDto] }) domains: ComparedDomainDto[];
  @ApiProperty({ description: 'All scores are by one version of the model, so that they can be compared.' })
  sameModel: boolean;

  static of(compared: readonly Compared[]): ScoreComparisonDto {
    const names = [...new Set(compared.flatMap(({ domains }) => domains.map(({ domain }) => domain)))].sort();
    const models = compared.flatMap(({ standing }) =>
      standing.state === 'scored' ? [standing.score.modelId] : [],
    );
    return {
      vendors: compared.map((vendor) => ComparedVendorDto.of(vendor)),
      domains: names.map((domain) => ({
        domain,
        vendors: compared.map(({ domains }) => {
          const own = domains.find((each) => each.domain === domain);
          return own ? DomainStandingDto.of(own) : null;
        }),
      })),
      sameModel: new Set(models).size <= 1,
    };
  }
}

export class UnscoredVendorDto extends UnscoredDto {
  @ApiProperty({ example: 'Payroll One' }) vendorName: string;
  @ApiProperty({ enum: tiers, nullable: true }) tier: Tier | null;

  static of({ vendorId, vendorName, tier, reasons }: Unscored): UnscoredVendorDto {
    return { ...UnscoredDto.for(vendorId, reasons), vendorName, tier };
  }
}

class GradeCountsDto {
  @ApiProperty({ example: 12 }) A: number;
  @ApiProperty({ example: 30 }) B: number;
  @ApiProperty({ example: 8 }) C: number;
  @ApiProperty({ example: 3 }) D: number;
  @ApiProperty({ example: 1 }) F: number;
}

class TierStandingDto {
  @ApiProperty({ enum: tiers, nullable: true, description: 'null: without a risk profile.' })
  tier: Tier | null;
  @ApiProperty({ example: 60 }) vendors: number;
  @ApiProperty({ type: GradeCountsDto }) grades: GradeCountsDto;
  @ApiProperty({ example: 6 }) unscored: number;
  @ApiProperty({ example: 2 }) knockedOut: number;
  @ApiProperty({ type: Number, nullable: true, example: 24.5 }) medianResidualRisk: number | null;

  static of({
    tier,
    vendors,
    grades: counts,
    unscored,
    knockedOut,
    medianResidualRisk,
  }: TierStanding): TierStandingDto {
    const median = medianResidualRisk === null ? null : twoDecimals(medianResidualRisk);
    return { tier, vendors, grades: { ...counts }, unscored, knockedOut, medianResidualRisk: median };
  }
}

export class DistributionDto {
  @ApiProperty({ type: [TierStandingDto], description: 'Vendors that are with us, by tier.' })
  items: TierStandingDto[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor: string | null;

  static of(standings: readonly TierStanding[]): DistributionDto {
    return { items: standings.map((standing) => TierStandingDto.of(standing)), nextCursor: null };
  }
}

class TrendPointDto {
  @ApiProperty({ type: String, format: 'date' }) on: LocalDate;
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 3 }) number: number;
  @ApiProperty({ example: 80 }) inherentRisk: number;
  @ApiProperty({ example: 35.31 }) residualRisk: number;
  @ApiProperty({ enum: grades }) grade: Grade;
  @ApiProperty({ example: 0.67 }) confidence: number;
  @ApiProperty({ example: 1 }) modelVersion: number;
  @ApiProperty({ example: 'assessment.completed' }) cause: string;

  static of({ on, id, number, grade, modelVersion, cause, ...figures }: TrendPoint): TrendPointDto {
    const { inherentRisk, residualRisk, confidence } = figures;
    return {
      ...{ on, id, number, grade, modelVersion, cause },
      inherentRisk: twoDecimals(inherentRisk),
      residualRisk: twoDecimals(residualRisk),
      confidence: twoDecimals(confidence),
    };
  }
}

export class TrendDto {
  @ApiProperty({
    type: [TrendPointDto],
    description: 'The last score of each day, 366 days with scores at most.',
  })
  items: TrendPointDto[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor: string | null;

  static of(points: readonly TrendPoint[]): TrendDto {
    return { items: points.map((point) => TrendPointDto.of(point)), nextCursor: null };
  }
}
