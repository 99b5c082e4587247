import { ApiProperty } from '@nestjs/swagger';
import type { Unmet } from '../../../shared/unmet.js';
import type { Unreviewed } from '../../questionnaires/index.js';
import type { CompletionReadiness } from '../assessment-completion.js';
import { isReady } from '../domain/evaluation.js';
import { severities, type Severity } from '../domain/requirement.js';

export class UnmetRequirementDto implements Unmet {
  @ApiProperty({ example: 'VENDOR_SCORED' }) code: string;
  @ApiProperty({ example: 'Sufficient guarantees were examined' }) requirement: string;
  @ApiProperty({ example: 'Found: score.present is false.' }) message: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { 'score.present': false },
    description: 'The facts that the rule looked at, by name; null for one that is not known.',
  })
  facts: Readonly<Record<string, unknown>>;
  @ApiProperty({
    type: String,
    nullable: true,
    example: null,
    description: 'Why the rule could not be evaluated, so that it counts as not met.',
  })
  error: string | null;
  @ApiProperty({ example: 'GDPR Art. 28(1)' }) law: string;
  @ApiProperty({ enum: severities, enumName: 'RequirementSeverity' }) severity: Severity;
  @ApiProperty({ example: 'Send the vendor a questionnaire and complete its review.' }) remedy: string;
  @ApiProperty({ example: false }) waivable: boolean;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    example: null,
    description:
      'Last day of the granted waiver that lifts it; then it blocks nothing, and is listed all the same.',
  })
  waivedUntil: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null }) waiverId: string | null;

  static of(unmet: Unmet): UnmetRequirementDto {
    const { code, requirement, message, facts, error, law, severity, remedy } = unmet;
    const { waivable, waivedUntil, waiverId } = unmet;
    return {
      ...{ code, requirement, message, facts, error, law, severity, remedy },
      ...{ waivable, waivedUntil, waiverId },
    };
  }
}

export class EvaluatedStandardDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) version: number;
}

export class ReadinessDto {
  @ApiProperty({ description: 'No blocking requirement is unmet, or those that are have a granted waiver.' })
  ready: boolean;
  @ApiProperty({
    type: [UnmetRequirementDto],
    description: 'Blocking, waived and warnings, in the order of the standard.',
  })
  unmet: UnmetRequirementDto[];
  @ApiProperty({ type: EvaluatedStandardDto }) standard: EvaluatedStandardDto;
  @ApiProperty({ type: String, format: 'date-time' }) evaluatedAt: Date;

  static of(verdict: {
    standard: EvaluatedStandardDto;
    unmet: readonly Unmet[];
    evaluatedAt: Date;
  }): ReadinessDto {
    const { standard, unmet, evaluatedAt } = verdict;
    const shown = unmet.map((reason) => UnmetRequirementDto.of(reason));
    return { ready: isReady(unmet), unmet: shown, standard, evaluatedAt };
  }
}

export class UnreviewedDto implements Unreviewed {
  @ApiProperty({ example: 'REVIEW_MISSING' }) code: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty() message: string;
  @ApiProperty() remedy: string;
}

export class CompletionReadinessDto extends ReadinessDto {
  @ApiProperty({ type: [UnreviewedDto], description: 'Answers that are not reviewed for good.' })
  unreviewed: UnreviewedDto[];

  static with(readiness: CompletionReadiness): CompletionReadinessDto {
    const unreviewed = readiness.unreviewed.map(({ code, questionId, message, remedy }) => ({
      ...{ code, questionId, message, remedy },
    }));
    return { ...ReadinessDto.of(readiness), ready: readiness.ready, unreviewed };
  }
}
