import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { Allow as Accepted } from 'class-validator';
import { CodeField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { controlDomains } from '../../reference-data/codes.js';
import { formFields, formOf } from '../domain/model-form.js';
import { modelIdOf, modelStatuses, type ModelStatus, type ModelVersion } from '../domain/model-version.js';
import { factorNames, findingSeverities, grades, tiers } from '../domain/scoring-model.js';

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

class ModelDomainDto {
  @ApiProperty({ enum: controlDomains, example: 'ACCESS_CONTROL' }) domain: string;
  @ApiProperty({ example: 2, description: 'What the weight of each of its questions is multiplied by.' })
  weight: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 90,
    description: 'Days, in place of the questions’ own; null leaves them.',
  })
  halfLifeDays: number | null;
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

/** What a model is made of, the same for reading and for writing. */
const described = {
  factors: {
    type: [ModelFactorDto],
    description: 'The five factors; their weights are whole percents and add up to 1.',
  },
  floors: { type: [ModelFloorDto], description: 'Inherent risk is at least this when they hold.' },
  tiers: { type: [ModelTierDto], description: 'From tier 1 to 4, falling to 0.' },
  domains: {
    type: [ModelDomainDto],
    example: [],
    description: 'Control domains that count more, less, or age at their own speed.',
  },
  grades: { type: [ModelGradeDto], description: 'From A to F with rising limits; the last has none.' },
  greatestReduction: {
    type: Number,
    example: 0.9,
    description: 'Share of inherent risk that perfect controls take away, below 1.',
  },
  knockout: { type: ModelKnockoutDto },
  findings: { type: [ModelFindingRuleDto], description: 'One for each severity.' },
  defaultHalfLifeDays: {
    type: Number,
    example: 180,
    description: 'Days in which lapsed evidence loses half its worth, unless the control says.',
  },
  lowConfidence: {
    type: Number,
    example: 0.4,
    description: 'Below this confidence a score shows its range.',
  },
} as const satisfies Record<(typeof formFields)[number], ApiPropertyOptions>;
const shown = (name: keyof typeof described) => ApiProperty(described[name]);

export class ScoringModelDto extends ModelVersionDto {
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: modelStatuses, description: 'The released one is the current one.' })
  status: ModelStatus;
  @ApiProperty({ example: 'Inherent risk, weighted controls, knock-outs' }) title: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'keyholder-1',
    description: 'Id of the model it began as.',
  })
  basedOn: string | null;
  @shown('factors') factors: ModelFactorDto[];
  @shown('floors') floors: ModelFloorDto[];
  @shown('tiers') tiers: ModelTierDto[];
  @shown('domains') domains: ModelDomainDto[];
  @shown('grades') grades: ModelGradeDto[];
  @shown('greatestReduction') greatestReduction: number;
  @shown('knockout') knockout: ModelKnockoutDto;
  @shown('findings') findings: ModelFindingRuleDto[];
  @shown('defaultHalfLifeDays') defaultHalfLifeDays: number;
  @shown('lowConfidence') lowConfidence: number;
  @ApiProperty({ type: [String], description: 'Who wrote it: none of them releases it.' })
  editedByIds: string[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ format: 'uuid', type: String, nullable: true }) releasedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) releasedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) retiredAt: Date | null;

  static of(row: ModelVersion): ScoringModelDto {
    const { revision, version, title, status, basedOn, content, editedByIds } = row;
    const { createdAt, releasedById, releasedAt, retiredAt } = row;
    const form = formOf(content) as unknown as Pick<ScoringModelDto, (typeof formFields)[number]>;
    return {
      ...{ id: modelIdOf(row), version, revision, status, title, basedOn, ...form },
      ...{ editedByIds: [...editedByIds], createdAt, releasedById, releasedAt, retiredAt },
    };
  }
}

export class ReleasedModelDto extends ScoringModelDto {
  @ApiProperty({ format: 'uuid', description: 'The job that computes every vendor anew: GET /jobs/{id}.' })
  recomputationJobId: string;
}

/** Documented as what it must be; judged by the model’s own rules, so that everything wrong is named at once. */
const written = (name: keyof typeof described) =>
  applyDecorators(ApiProperty({ ...described[name], required: false }), Accepted());

class ModelFieldsDto {
  @written('factors') factors?: ModelFactorDto[];
  @written('floors') floors?: ModelFloorDto[];
  @written('tiers') tiers?: ModelTierDto[];
  @written('domains') domains?: ModelDomainDto[];
  @written('grades') grades?: ModelGradeDto[];
  @written('greatestReduction') greatestReduction?: number;
  @written('knockout') knockout?: ModelKnockoutDto;
  @written('findings') findings?: ModelFindingRuleDto[];
  @written('defaultHalfLifeDays') defaultHalfLifeDays?: number;
  @written('lowConfidence') lowConfidence?: number;
}

export class ChangeModelDto extends ModelFieldsDto {
  @LabelField({ max: 200, optional: true, example: 'Access control counts twice' }) title?: string;
}

export class CreateModelDto extends ChangeModelDto {
  @LabelField({
    max: 100,
    optional: true,
    example: 'keyholder-1',
    description: 'Id of the model it begins as; the current one unless told.',
  })
  basedOn?: string;
}

export class ModelReasonDto {
  @ProseField({ max: 4_000, example: 'Agreed in the risk committee of 2 June.' }) reason: string;
}

/** The fields that were given, whatever they hold. */
export function fieldsOf(body: ModelFieldsDto): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    formFields.flatMap((name) => (body[name] === undefined ? [] : [[name, body[name]] as const])),
  );
}

class ModelProblemDto {
  @ApiProperty({ example: '/grades/1/below' }) pointer: string;
  @ApiProperty({ example: 'overlap' }) code: string;
  @ApiProperty({ example: 'must be more than the limit of the grade before' }) message: string;
}

export class ModelValidationDto {
  @ApiProperty({ example: true }) valid: boolean;
  @ApiProperty({ type: [ModelProblemDto], description: 'Everything that is wrong with it.' })
  problems: ModelProblemDto[];
}

const sorts = ['version', '-version'] as const;

export class ModelsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-version' }) sort: (typeof sorts)[number] = '-version';
  @CodeField({ codes: modelStatuses, optional: true, example: 'released' }) status?: ModelStatus;
}
