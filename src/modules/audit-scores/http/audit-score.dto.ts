import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import type { LocalDate } from '../../../shared/local-date.js';
import { twoDecimals } from '../../../shared/rounding.js';
import { BoolField, CodeField, Digits, Flag, IntField, NumberField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { unscoredReasons, type AuditScore, type UnscoredReason } from '../domain/audit-score.js';
import { inHundredths } from '../domain/exact.js';
import {
  knockoutReasons,
  type Contribution,
  type ControlInput,
  type Knockout,
  type Score,
  type ScoreInputs,
} from '../domain/score.js';
import { grades, tiers, type Grade, type Tier } from '../domain/scoring-model.js';
import { ModelVersionDto } from './scoring-model.dto.js';

export const contributionKinds = ['inherent', 'control', 'finding', 'knockout', 'limit'] as const;

export class ScoreRangeDto {
  @ApiProperty({ example: 3.25, description: 'If everything unanswered were answered perfectly.' })
  low: number;
  @ApiProperty({ example: 25.19, description: 'Unanswered counted as nothing, as in residualRisk.' })
  high: number;
}

export class ScoreKnockoutDto {
  @ApiProperty({ example: 'mfa', description: 'Id of the control, or of the finding.' }) id: string;
  @ApiProperty({ example: 'Is multi-factor authentication required for remote access?' }) title: string;
  @ApiProperty({ enum: knockoutReasons }) reason: Knockout['reason'];
}

export class ContributionDto {
  @ApiProperty({ enum: contributionKinds }) kind: Contribution['kind'];
  @ApiProperty({ example: 'mfa', description: 'Id of the control (its question) or of the finding.' })
  id: string;
  @ApiProperty({ example: 'Is multi-factor authentication required for remote access?' }) title: string;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 1,
    description: 'Effectiveness as reviewed, 0 to 1; null: unanswered, or not a control.',
  })
  answer: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.8, description: '0 none to 1 independent audit.' })
  evidenceStrength: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.79, description: '1 until the evidence lapses.' })
  freshness: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 5, description: 'By question and model.' })
  weight: number | null;
  @ApiProperty({ type: String, nullable: true, example: 'ACCESS_CONTROL' }) domain: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    example: '2026-12-31',
    description: 'Last day of its evidence; null: none, without an end, or not a control.',
  })
  evidenceValidTo: LocalDate | null;
  @ApiProperty({
    example: -16.36,
    description:
      'Points of risk. They add up to residualRisk exactly, also as shown: hundredths are shared out by largest remainder.',
  })
  points: number;
}

/** What every score says, stored or supposed. */
export class ScoreFieldsDto {
  @ApiProperty({ example: 80, description: 'Before any control, 0 to 100.' }) inherentRisk: number;
  @ApiProperty({ enum: tiers }) tier: Tier;
  @ApiProperty({
    example: 0.62,
    description: '0 to 1: Σ(weight × answer × evidence × freshness) / Σ weight.',
  })
  controlEffectiveness: number;
  @ApiProperty({ example: 35.31, description: 'After controls, findings and knock-outs, 0 to 100.' })
  residualRisk: number;
  @ApiProperty({ type: ScoreRangeDto, nullable: true, description: 'Only where confidence is low.' })
  range: ScoreRangeDto | null;
  @ApiProperty({
    enum: grades,
    description: 'A < 15, B < 30, C < 45, D < 70, else F; D at best after a knock-out.',
  })
  grade: Grade;
  @ApiProperty({ example: 0.67, description: '0 to 1: how much of the weight rests on fresh evidence.' })
  confidence: number;
  @ApiProperty({ example: 0.91, description: '0 to 1: share of the weight that was answered.' })
  coverage: number;
  @ApiProperty({ type: [ScoreKnockoutDto] }) knockouts: ScoreKnockoutDto[];
  @ApiProperty({ type: [ContributionDto] }) contributions: ContributionDto[];
  @ApiProperty({ type: ModelVersionDto }) model: ModelVersionDto;

  /** `inputs` are those of the score. */
  static from(score: Score, { controls }: ScoreInputs, model: ModelVersionDto): ScoreFieldsDto {
    const { inherentRisk, tier, controlEffectiveness, residualRisk, range, grade } = score;
    const known = new Map(controls.map((control) => [control.id, control]));
    const shown = inHundredths(
      score.contributions.map(({ points }) => points),
      residualRisk,
    );
    return {
      inherentRisk: twoDecimals(inherentRisk),
      tier,
      controlEffectiveness: twoDecimals(controlEffectiveness),
      residualRisk: twoDecimals(residualRisk),
      range: range && { low: twoDecimals(range.low), high: twoDecimals(range.high) },
      grade,
      confidence: twoDecimals(score.confidence),
      coverage: twoDecimals(score.coverage),
      knockouts: score.knockouts.map(({ id, title, reason }) => ({ id, title, reason })),
      contributions: score.contributions.map((part, index) =>
        contributionOf(part, known.get(part.id), shown[index] ?? 0),
      ),
      model: { id: model.id, version: model.version },
    };
  }
}

export class AuditScoreDto extends ScoreFieldsDto {
  @ApiProperty({ enum: ['scored'] }) state: 'scored';
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    example: 1,
    description: '1, because a score never changes; of the newest of a vendor its number, for the ETag.',
  })
  revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 3, description: '1, 2, 3 … for each vendor; the highest is the newest.' })
  number: number;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) assessmentId: string | null;
  @ApiProperty({
    example: 'sha256:9f86…',
    description: 'Over the inputs and the model; the same digest is the same score.',
  })
  inputsDigest: string;
  @ApiProperty({ example: 'assessment.completed', description: 'What made us compute it.' }) cause: string;
  @ApiProperty({ type: String, format: 'date-time' }) computedAt: Date;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    example: '2026-09-01',
    description:
      'The next day on which time alone changes it, or moves it by a point; null: none, or it is not the newest.',
  })
  nextChangeOn: LocalDate | null;

  static of(score: AuditScore): AuditScoreDto {
    const { id, revision, vendorId, number, inputs, inputsDigest, cause, computedAt } = score;
    const fields = ScoreFieldsDto.from(score, inputs, { id: score.modelId, version: score.modelVersion });
    return {
      ...{ state: 'scored', id, revision, vendorId, number, ...fields },
      ...{ assessmentId: inputs.assessmentId, inputsDigest, cause, computedAt },
      nextChangeOn: score.nextChangeOn ?? null,
    };
  }
}

export class RankedScoreDto extends AuditScoreDto {
  @ApiProperty({ example: 'Payroll One' }) vendorName: string;

  static override of(score: AuditScore & { vendorName?: string }): RankedScoreDto {
    return { ...AuditScoreDto.of(score), vendorName: score.vendorName ?? '' };
  }
}

class UnscoredReasonDto {
  @ApiProperty({ enum: Object.keys(unscoredReasons) }) code: UnscoredReason;
  @ApiProperty({ example: unscoredReasons.NO_COMPLETED_ASSESSMENT.message }) message: string;
  @ApiProperty({ example: unscoredReasons.NO_COMPLETED_ASSESSMENT.remedy }) remedy: string;
}

/** Not a bad score and not a good one: nothing is known, and no gate is passed. */
export class UnscoredDto {
  @ApiProperty({ enum: ['unscored'] }) state: 'unscored';
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: [UnscoredReasonDto] }) reasons: UnscoredReasonDto[];

  static for(vendorId: string, reasons: readonly UnscoredReason[]): UnscoredDto {
    return {
      state: 'unscored',
      vendorId,
      reasons: reasons.map((code) => ({ code, ...unscoredReasons[code] })),
    };
  }
}

function contributionOf(
  part: Contribution,
  control: ControlInput | undefined,
  points: number,
): ContributionDto {
  const { kind, id, title, answer, evidenceStrength, freshness, weight } = part;
  const { domain = null, evidenceValidTo = null } = (kind === 'control' ? control : undefined) ?? {};
  return {
    ...{ kind, id, title, answer, evidenceStrength, weight, domain, evidenceValidTo, points },
    freshness: freshness === null ? null : twoDecimals(freshness),
  };
}

/** A plain decimal number in a query; Number() would also take "1e1" and "0x10". */
const Decimal = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^\d{1,3}(\.\d{1,6})?$/.test(value) ? Number(value) : value,
  );

const sorts = ['number', '-number'] as const;

export class ScoresRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-number' }) sort: (typeof sorts)[number] = '-number';
}

const rankings = [
  'residualRisk',
  '-residualRisk',
  'inherentRisk',
  '-inherentRisk',
  'computedAt',
  '-computedAt',
] as const;

export class RankingRequest extends ListRequest {
  @CodeField({ codes: rankings, optional: true, example: '-residualRisk' })
  sort: (typeof rankings)[number] = '-residualRisk';
  @CodeField({ codes: grades, optional: true, example: 'D' }) grade?: Grade;
  @Digits()
  @IntField({ min: 1, max: 4, optional: true, example: 1 })
  tier?: number;
  @Decimal()
  @NumberField({ min: 0, max: 100, optional: true, example: 45, description: 'Residual risk from here on.' })
  minResidual?: number;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'true: vendors without a score instead; of the filters only tier means anything for them.',
  })
  unscored?: boolean;
}
