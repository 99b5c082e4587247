import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import type { AnswerValue } from '../domain/answer.js';
import { effectivenessLevels, type Effectiveness, type Question } from '../domain/content.js';
import { answeredQuestions } from '../domain/assessment-file.js';
import { verdicts, type Verdict } from '../domain/review.js';
import type { VendorResult } from '../domain/vendor-result.js';
import { AskedTemplateDto, valueSchema } from './assessment.dto.js';
import { RaisedDisputeDto } from './dispute.dto.js';

export class FindingCountsDto {
  @ApiProperty({ example: 3 }) raised: number;
  @ApiProperty({ example: 2, description: 'Not settled yet.' }) open: number;
}

export class QuestionResultDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'Who has to use a second factor from outside?' }) text: string;
  @ApiProperty(valueSchema) value: AnswerValue;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
  @ApiProperty({ enum: verdicts, enumName: 'Verdict', nullable: true }) verdict: Verdict | null;
  @ApiProperty({ enum: effectivenessLevels, type: Number, nullable: true, example: 0.5 })
  effectiveness: Effectiveness | null;
  @ApiProperty({ example: false, description: 'Accepted as not applicable: it does not count.' })
  notApplicableAccepted: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'Seen on page 12.' }) note: string | null;
  @ApiProperty({ type: RaisedDisputeDto, nullable: true }) dispute: RaisedDisputeDto | null;
}

export class SectionResultDto {
  @ApiProperty({ example: 'access' }) id: string;
  @ApiProperty({ example: 'Access' }) title: string;
  @ApiProperty({ type: [QuestionResultDto], description: 'Those with an answer that counts.' })
  questions: QuestionResultDto[];
}

/** What the vendor sees of its result: outcomes and notes to it; nobody of ours, no weights, no internal notes. */
export class ResultDto {
  @ApiProperty({ format: 'uuid' }) assessmentId: string;
  @ApiProperty({ type: AskedTemplateDto }) template: AskedTemplateDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: Date | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day of the right of reply.',
  })
  replyUntil: LocalDate | null;
  @ApiProperty({ type: FindingCountsDto }) findings: FindingCountsDto;
  @ApiProperty({ type: [SectionResultDto] }) sections: SectionResultDto[];

  static of(result: VendorResult): ResultDto {
    const { assessment, template, content } = result.file;
    const { id, completedAt, replyUntil } = assessment;
    const answered = new Set(answeredQuestions(result.file).map((question) => question.id));
    const opened = content.sections.filter((section) => result.sections?.includes(section.id) ?? true);
    return {
      assessmentId: id,
      template: { ...template },
      completedAt,
      replyUntil,
      findings: { raised: result.findings.raised, open: result.findings.open },
      sections: opened.map((section) => ({
        id: section.id,
        title: section.title,
        questions: section.questions
          .filter((question) => answered.has(question.id))
          .map((question) => questionResult(question, result)),
      })),
    };
  }
}

function questionResult({ id, text }: Question, { file, disputes }: VendorResult): QuestionResultDto {
  const { value = null, comment = null } = file.answers.get(id) ?? {};
  const { verdict, effectiveness, notApplicableAccepted, note } = file.reviews.get(id) ?? unjudged;
  const dispute = disputes.get(id);
  return {
    ...{ questionId: id, text, value, comment, verdict, effectiveness, notApplicableAccepted, note },
    dispute: dispute ? RaisedDisputeDto.of(dispute) : null,
  };
}

const unjudged = { verdict: null, effectiveness: null, notApplicableAccepted: false, note: null } as const;
