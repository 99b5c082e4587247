import { ApiProperty } from '@nestjs/swagger';
import { IdField } from '../../../platform/http/fields.js';
import type { Comparison } from '../assessment-insight.service.js';
import type { AnswerValue } from '../domain/answer.js';
import type { AssessmentFile } from '../domain/assessment-file.js';
import { assessmentStatuses, type AssessmentStatus } from '../domain/assessment.js';
import { differences, type ComparedQuestion, type Difference, type Side } from '../domain/comparison.js';
import { effectivenessLevels, type Effectiveness } from '../domain/content.js';
import type { Progress, Tally } from '../domain/progress.js';
import { evidenceStrengths, verdicts, type EvidenceStrength, type Verdict } from '../domain/review.js';
import { AskedTemplateDto, valueSchema } from './assessment.dto.js';

export class VerdictCountsDto {
  @ApiProperty({ example: 9 }) accepted: number;
  @ApiProperty({ example: 1 }) needs_clarification: number;
  @ApiProperty({ example: 2 }) rejected: number;
}

export class TallyDto {
  @ApiProperty({ example: 26, description: 'Questions that the answers so far ask.' }) asked: number;
  @ApiProperty({ example: 25 }) answered: number;
  @ApiProperty({ example: 1, description: 'Questions with something missing.' }) incomplete: number;
  @ApiProperty({ example: 12, description: 'Answers reviewed for good.' }) reviewed: number;
  @ApiProperty({ example: 13, description: 'Answers that wait for a review, a decision or a second person.' })
  toReview: number;
  @ApiProperty({ example: 0, description: 'Questions with a comment that nobody replied to.' })
  openComments: number;
  @ApiProperty({ type: VerdictCountsDto }) verdicts: VerdictCountsDto;
}

export class SectionTallyDto extends TallyDto {
  @ApiProperty({ example: 'access' }) id: string;
  @ApiProperty({ example: 'Access' }) title: string;
}

export class OpenReviewDto {
  @ApiProperty({ example: 'CONFIRMATION_MISSING' }) code: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'Who has to use a second factor from outside?' }) message: string;
  @ApiProperty({ example: 'Let a second person confirm this review, or review it anew.' }) remedy: string;
}

export class ReviewProgressDto extends TallyDto {
  @ApiProperty({ type: [SectionTallyDto], description: 'They add up to the whole.' })
  sections: SectionTallyDto[];
  @ApiProperty({ type: [OpenReviewDto], description: 'What still keeps the review from being completed.' })
  open: OpenReviewDto[];

  static of({ sections, open, ...whole }: Progress): ReviewProgressDto {
    return {
      ...tally(whole),
      sections: sections.map(({ id, title, ...rest }) => ({ id, title, ...tally(rest) })),
      open: open.map((each) => ({ ...each })),
    };
  }
}

function tally({ asked, answered, incomplete, reviewed, toReview, openComments, ...rest }: Tally): TallyDto {
  return { asked, answered, incomplete, reviewed, toReview, openComments, verdicts: { ...rest.verdicts } };
}

export class CompareRequest {
  @IdField({
    optional: true,
    description:
      'Another assessment of the vendor; the previous one unless told: the round before, or the newest completed.',
  })
  with?: string;
}

export class ComparedAssessmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) round: number;
  @ApiProperty({ enum: assessmentStatuses, enumName: 'AssessmentStatus' }) status: AssessmentStatus;
  @ApiProperty({ type: AskedTemplateDto }) template: AskedTemplateDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: Date | null;

  static of({ assessment, template }: AssessmentFile): ComparedAssessmentDto {
    const { id, round, status, completedAt } = assessment;
    return { id, round, status, template: { ...template }, completedAt };
  }
}

export class SideDto {
  @ApiProperty({ example: 'Who has to use a second factor from outside?' }) text: string;
  @ApiProperty(valueSchema) value: AnswerValue;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
  @ApiProperty({ example: 1 }) documents: number;
  @ApiProperty({ enum: verdicts, enumName: 'Verdict', nullable: true }) verdict: Verdict | null;
  @ApiProperty({ enum: effectivenessLevels, type: Number, nullable: true, example: 1 })
  effectiveness: Effectiveness | null;
  @ApiProperty({ enum: evidenceStrengths, type: Number, nullable: true, example: 0.5 })
  evidenceStrength: EvidenceStrength | null;

  static of({ text, value, comment, documents, verdict, effectiveness, evidenceStrength }: Side): SideDto {
    return { text, value, comment, documents, verdict, effectiveness, evidenceStrength };
  }
}

export class ComparedQuestionDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'access' }) sectionId: string;
  @ApiProperty({ enum: differences, enumName: 'Difference' }) difference: Difference;
  @ApiProperty({ type: [String], example: ['value', 'effectiveness'], description: 'What differs.' })
  changed: string[];
  @ApiProperty({ type: SideDto, nullable: true }) now: SideDto | null;
  @ApiProperty({ type: SideDto, nullable: true }) then: SideDto | null;

  static of({
    questionId,
    sectionId,
    difference,
    changed,
    now,
    then,
  }: ComparedQuestion): ComparedQuestionDto {
    return {
      ...{ questionId, sectionId, difference, changed: [...changed] },
      now: now && SideDto.of(now),
      then: then && SideDto.of(then),
    };
  }
}

export class AssessmentComparisonDto {
  @ApiProperty({ type: ComparedAssessmentDto }) now: ComparedAssessmentDto;
  @ApiProperty({ type: ComparedAssessmentDto, nullable: true, description: 'null when there was none.' })
  then: ComparedAssessmentDto | null;
  @ApiProperty({ type: [ComparedQuestionDto], description: 'What is asked, then what is asked no more.' })
  questions: ComparedQuestionDto[];

  static of({ now, then, questions }: Comparison): AssessmentComparisonDto {
    return {
      now: ComparedAssessmentDto.of(now),
      then: then && ComparedAssessmentDto.of(then),
      questions: questions.map((each) => ComparedQuestionDto.of(each)),
    };
  }
}
