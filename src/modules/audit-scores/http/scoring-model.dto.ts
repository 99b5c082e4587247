import { ApiProperty } from '@nestjs/swagger';
import { factorNames, findingSeverities, grades, tiers, type ScoringModel } from '../domain/scoring-model.js';

export class ModelVersionDto {
  @ApiProperty({ example: 'keyholder-1' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
}

class ModelFactorDto {
  @ApiProperty({ enum: factorNames, example: 'sensitivity' }) id: string;
  @ApiProperty({ example: 'Sensitivity of the data' }) title: string;
  @ApiProperty({ example: 0.35, description: 'The five add up to 1.' }) weight: number;
  @ApiProperty({ type: [String], description: 'What 0 to 4 mean.' }) values: string[];
}

class ModelFloorDto {
  @ApiProperty({ example: 'SENSITIVE_AT_SCALE' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { sensitivity: 4, volume: 2 },
    description: 'It holds when every named factor is at least this.',
  })
  when: Record<string, number>;
  @ApiProperty({ example: 50 }) atLeast: number;
}

class ModelTierDto {
  @ApiProperty({ enum: tiers }) tier: number;
  @ApiProperty({ example: 75, description: 'Inherent risk from here on.' }) from: number;
}

class ModelGradeDto {
  @ApiProperty({ enum: grades }) grade: string;
  @ApiProperty({ type: Number, nullable: true, example: 15, description: 'Residual risk below this.' })
  below: number | null;
}

class ModelKnockoutDto {
  @ApiProperty({ example: 0.85, description: 'Residual risk is at least this share of inherent risk …' })
  shareOfInherent: number;
  @ApiProperty({ example: 60, description: '… and at least this.' }) atLeast: number;
  @ApiProperty({ enum: grades, example: 'D' }) bestGrade: string;
}

class ModelFindingRuleDto {
  @ApiProperty({ enum: findingSeverities }) severity: string;
  @ApiProperty({ example: 4, description: 'Points that each overdue finding adds to residual risk.' })
  overduePoints: number;
  @ApiProperty({ type: [Number], description: 'Tiers in which an unresolved one is a knock-out.' })
  knockoutTiers: number[];
}

export class ScoringModelDto extends ModelVersionDto {
  @ApiProperty({ example: 'Inherent risk, weighted controls, knock-outs' }) title: string;
  @ApiProperty({ type: [ModelFactorDto] }) factors: ModelFactorDto[];
  @ApiProperty({ type: [ModelFloorDto] }) floors: ModelFloorDto[];
  @ApiProperty({ type: [ModelTierDto] }) tiers: ModelTierDto[];
  @ApiProperty({ type: [ModelGradeDto] }) grades: ModelGradeDto[];
  @ApiProperty({ example: 0.9, description: 'Share of inherent risk that perfect controls take away.' })
  greatestReduction: number;
  @ApiProperty({ type: ModelKnockoutDto }) knockout: ModelKnockoutDto;
  @ApiProperty({ type: [ModelFindingRuleDto] }) findings: ModelFindingRuleDto[];
  @ApiProperty({
    example: 180,
    description: 'Days in which lapsed evidence loses half its worth, unless the control says.',
  })
  defaultHalfLifeDays: number;
  @ApiProperty({ example: 0.4, description: 'Below this confidence a score shows its range.' })
  lowConfidence: number;

  static of(model: ScoringModel): ScoringModelDto {
    const { id, version, title, factors, floors, greatestReduction, knockout, findings, lowConfidence } =
      model;
    return {
      defaultHalfLifeDays: model.defaultHalfLifeDays,
      ...{ id, version, title, greatestReduction, knockout: { ...knockout }, lowConfidence },
      factors: factorNames.map((name) => {
        const { title: shown, weightPercent, values } = factors[name];
        return { id: name, title: shown, weight: weightPercent / 100, values: [...values] };
      }),
      floors: floors.map((floor) => ({ ...floor, when: { ...floor.when } })),
      tiers: model.tiers.map((each) => ({ ...each })),
      grades: model.grades.map((each) => ({ ...each })),
      findings: findingSeverities.map((severity) => ({
        severity,
        overduePoints: findings.overduePoints[severity],
        knockoutTiers: [...findings.knockoutTiers[severity]],
      })),
    };
  }
}

export class ScoringModelsDto {
  @ApiProperty({ type: [ScoringModelDto], description: 'Oldest first; new scores are made with the last.' })
  items: ScoringModelDto[];
  @ApiProperty({ type: String, nullable: true, example: null }) nextCursor: string | null;
}
