import { ApiProperty } from '@nestjs/swagger';
import { IntField, ProseField } from '../../../platform/http/fields.js';
import { inherentRiskOf, type InherentPart } from '../domain/inherent-risk.js';
import type { RiskProfile, RiskStatement } from '../domain/risk-profile.js';
import { tiers, type ScoringModel, type Tier } from '../domain/scoring-model.js';
import { ModelVersionDto } from './scoring-model.dto.js';

export class SetRiskProfileDto implements RiskStatement {
  @IntField({
    min: 0,
    max: 4,
    example: 4,
    description:
      '0 no personal data, 1 business contacts, 2 identity or behaviour, 3 financial, location or credentials, 4 special categories, criminal data or children.',
  })
  sensitivity: number;
  @IntField({
    min: 0,
    max: 4,
    example: 2,
    description: 'People concerned: 0 none, 1 < 1,000, 2 < 100,000, 3 < 1,000,000, 4 more.',
  })
  volume: number;
  @IntField({
    min: 0,
    max: 4,
    example: 3,
    description: '0 none, 1 receives files, 2 hosts, 3 continuous interface or remote access, 4 privileged.',
  })
  access: number;
  @IntField({
    min: 0,
    max: 4,
    example: 4,
    description: 'For the business: 0 none … 4 critical function without substitute.',
  })
  criticality: number;
  @IntField({
    min: 0,
    max: 4,
    example: 1,
    description:
      '0 EEA, 1 adequate country, 2 adequate by organisation, 3 standard clauses and clean assessment, 4 supplementary measures or derogation.',
  })
  transferExposure: number;
  @ProseField({ max: 4_000, example: 'Runs payroll for 4,000 people; pay data and sick leave.' })
  rationale: string;
}

export class InherentPartDto {
  @ApiProperty({ enum: ['factor', 'floor'] }) kind: InherentPart['kind'];
  @ApiProperty({ example: 'sensitivity' }) id: string;
  @ApiProperty({ example: 'Sensitivity of the data' }) title: string;
  @ApiProperty({ type: Number, nullable: true, example: 4, description: '0 to 4; null for a floor.' })
  value: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'What the value means.' }) meaning: string | null;
  @ApiProperty({ type: Number, nullable: true, example: 0.35 }) weight: number | null;
  @ApiProperty({ example: 35, description: 'The points of all parts add up to inherentRisk.' })
  points: number;
}

export class FloorDto {
  @ApiProperty({ example: 'SOLE_PROVIDER' }) id: string;
  @ApiProperty({ example: 'Critical function without substitute' }) title: string;
  @ApiProperty({ example: 50, description: 'Inherent risk is at least this.' }) atLeast: number;
}

export class RiskProfileDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 4 }) sensitivity: number;
  @ApiProperty({ example: 2 }) volume: number;
  @ApiProperty({ example: 3 }) access: number;
  @ApiProperty({ example: 4 }) criticality: number;
  @ApiProperty({ example: 1 }) transferExposure: number;
  @ApiProperty() rationale: string;
  @ApiProperty({ example: 80, description: 'Before any control, 0 to 100.' }) inherentRisk: number;
  @ApiProperty({ enum: tiers, description: '1 from 75, 2 from 50, 3 from 25, 4 below.' }) tier: Tier;
  @ApiProperty({ type: [InherentPartDto] }) contributions: InherentPartDto[];
  @ApiProperty({ type: [FloorDto], description: 'The floors that hold.' }) floors: FloorDto[];
  @ApiProperty({ type: ModelVersionDto }) model: ModelVersionDto;
  @ApiProperty({ format: 'uuid' }) setById: string;
  @ApiProperty({ type: String, format: 'date-time' }) setAt: Date;

  /** `model` is the one that the profile names. */
  static of(profile: RiskProfile, model: ScoringModel): RiskProfileDto {
    const { id, revision, vendorId, sensitivity, volume, access, criticality, transferExposure } = profile;
    const { rationale, inherentRisk, tier, modelId, modelVersion, setById, setAt } = profile;
    const { contributions, floors } = inherentRiskOf(profile, model);
    return {
      ...{ id, revision, vendorId, sensitivity, volume, access, criticality, transferExposure },
      ...{ rationale, inherentRisk, tier, contributions: [...contributions], floors: [...floors] },
      ...{ model: { id: modelId, version: modelVersion }, setById, setAt },
    };
  }
}
