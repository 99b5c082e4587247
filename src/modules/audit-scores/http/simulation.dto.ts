import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  DayField,
  IdsField,
  IntField,
  LabelField,
  NumberField,
  ObjectField,
  ObjectsField,
} from '../../../platform/http/fields.js';
import type { Difference } from '../domain/difference.js';
import { findingSeverities, type FindingSeverity } from '../domain/scoring-model.js';
import type { Supposition } from '../domain/simulation.js';
import { ScoreFieldsDto } from './audit-score.dto.js';

const factor = (example: number) => IntField({ min: 0, max: 4, optional: true, example });

class SupposedFactorsDto {
  @factor(4) sensitivity?: number;
  @factor(2) volume?: number;
  @factor(3) access?: number;
  @factor(4) criticality?: number;
  @factor(1) transferExposure?: number;
}

class SupposedAnswerDto {
  @LabelField({ max: 200, example: 'access-mfa', description: 'A control of the newest score.' })
  questionId: string;
  @NumberField({
    min: 0,
    max: 1,
    optional: true,
    nullable: true,
    example: 1,
    description: 'null: unanswered.',
  })
  answer?: number | null;
  @BoolField({ optional: true, example: false }) notApplicable?: boolean;
  @NumberField({ min: 0, max: 1, optional: true, example: 0.8 }) evidenceStrength?: number;
  @DayField({
    optional: true,
    nullable: true,
    example: '2027-12-31',
    description: 'null: it does not lapse.',
  })
  evidenceValidTo?: LocalDate | null;
}

class SupposedFindingDto {
  @CodeField({ codes: findingSeverities, example: 'high' }) severity: FindingSeverity;
  @BoolField({ optional: true, example: true }) overdue?: boolean;
  @LabelField({ max: 200, optional: true, example: 'Backups are not tested' }) title?: string;
}

export class SimulateScoreDto {
  @ObjectField(() => SupposedFactorsDto, {
    optional: true,
    example: { volume: 3 },
    description: 'Factors that would be other.',
  })
  factors?: SupposedFactorsDto;
  @ObjectsField(() => SupposedAnswerDto, {
    max: 500,
    optional: true,
    example: [],
    description: 'Answers that would be other.',
  })
  answers?: SupposedAnswerDto[];
  @IdsField({ max: 200, optional: true, example: [], description: 'Findings that would be settled.' })
  settledFindings?: string[];
  @ObjectsField(() => SupposedFindingDto, {
    max: 50,
    optional: true,
    example: [],
    description: 'Findings that there would be besides.',
  })
  newFindings?: SupposedFindingDto[];
  @DayField({ optional: true, description: 'As if it were this day; today unless told.' }) on?: LocalDate;
  @LabelField({
    max: 100,
    optional: true,
    example: 'keyholder-1',
    description: 'By this model, a draft too; the current one unless told.',
  })
  modelId?: string;
}

export function suppositionOf(body: SimulateScoreDto): Supposition {
  return {
    factors: body.factors ?? {},
    answers: body.answers ?? [],
    settledFindings: body.settledFindings ?? [],
    newFindings: (body.newFindings ?? []).map(
      ({ severity, overdue = false, title = 'Supposed finding' }) => ({
        ...{ severity, overdue, title },
      }),
    ),
    on: body.on ?? null,
    modelId: body.modelId ?? null,
  };
}

export class SimulationDto {
  @ApiProperty({ type: String, format: 'date', description: 'The day that was supposed.' }) on: LocalDate;
  @ApiProperty({ type: ScoreFieldsDto, description: 'As it stands now.' }) current: ScoreFieldsDto;
  @ApiProperty({ type: ScoreFieldsDto }) simulated: ScoreFieldsDto;
  @ApiProperty({ example: -16.36, description: 'Residual risk: simulated less current.' })
  difference: number;
  @ApiProperty({ type: [String], description: 'The difference in words, the largest part first.' })
  explanation: string[];
}

export function explanationOf({ words, parts }: Difference): string[] {
  return [
    words,
    ...parts
      .filter((part) => part.words.length > 0)
      .map((part) => `“${part.title}”: ${part.words.join(', ')}`),
  ];
}
