import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  DayField,
  Flag,
  IdField,
  LabelField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { Answer, AnswerValue } from '../domain/answer.js';
import { assessmentStatuses, type Assessment, type AssessmentStatus } from '../domain/assessment.js';
import {
  answeredQuestions,
  completenessIn,
  conditionProblemsIn,
  visibilityIn,
  type AssessmentFile,
  type Attachment,
} from '../domain/assessment-file.js';
import type { Question } from '../domain/content.js';
import { conditionNames, type ConditionName } from '../domain/question-conditions.js';
import { CommentDto } from './comment.dto.js';
import { QuestionDto, shownQuestion } from './content.dto.js';
import { ReviewDto } from './review.dto.js';
import { SuggestedFromDto } from './suggested-from.dto.js';

export class CreateAssessmentDto {
  @IdField({ description: 'Whom it asks.' }) vendorId: string;
  @IdField({ description: 'A published version of a questionnaire template.' }) templateVersionId: string;
  @DayField({ example: '2027-01-31', description: 'It lapses 30 days later if it is not submitted.' })
  dueOn: LocalDate;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'Newsletter service, EU tenant' })
  scope?: string | null;
  @IdField({ optional: true, nullable: true, example: null, description: 'The service of the vendor.' })
  serviceId?: string | null;
  @BoolField({
    optional: true,
    example: true,
    description:
      'Offers the respondent earlier answers that are still valid, so that only the gap is asked; true unless told.',
  })
  askGapOnly?: boolean;
}

export class ChangeAssessmentDto extends PartialType(PickType(CreateAssessmentDto, ['dueOn', 'scope']), {
  skipNullProperties: false,
}) {
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'Asked for by the vendor',
    description: 'Needed to move the due day of an assessment that was sent.',
  })
  reason?: string;
}

export class AssessmentReasonDto {
  @ProseField({ max: 2_000, example: 'Sent to the wrong contact' }) reason: string;
}

export class SignatoryDto {
  @ApiProperty({ type: String, nullable: true, example: 'Ines Berg', description: 'null when erased.' })
  name: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Head of security' }) title: string | null;
}

export class AssessmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) templateVersionId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) serviceId: string | null;
  @ApiProperty({ type: String, nullable: true }) scope: string | null;
  @ApiProperty({ type: String, format: 'date', example: '2027-01-31' }) dueOn: LocalDate;
  @ApiProperty({ enum: assessmentStatuses, enumName: 'AssessmentStatus' }) status: AssessmentStatus;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The plan that created it by itself; null when a person did.',
  })
  planId: string | null;
  @ApiProperty({ example: true, description: 'Earlier answers that are still valid are offered.' })
  askGapOnly: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it came into this state: of a return, a withdrawal, an extension or a re-opening.',
  })
  statusReason: string | null;
  @ApiProperty({ example: 1, description: '2 for one that was opened again after its completion.' })
  round: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The round before.' })
  reopensId: string | null;
  @ApiProperty({ type: SignatoryDto, nullable: true, description: 'Who stood for the answers.' })
  signatory: SignatoryDto | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: Date | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day on which the vendor sees its result and disputes it.',
  })
  replyUntil: LocalDate | null;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When a dispute last changed the result.',
  })
  resultChangedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(assessment: Assessment): AssessmentDto {
    const { id, revision, vendorId, templateVersionId, serviceId, scope, dueOn, status } = assessment;
    const { planId, askGapOnly, signatoryName, signatoryTitle, submittedAt, completedAt, createdAt } =
      assessment;
    const { statusReason, round, reopensId, replyUntil, resultChangedAt } = assessment;
    const signatory = submittedAt && { name: signatoryName, title: signatoryTitle };
    return {
      ...{ id, revision, vendorId, templateVersionId, serviceId, scope, dueOn, status },
      ...{ statusReason, round, reopensId, planId, askGapOnly, signatory },
      ...{ submittedAt, completedAt, replyUntil, resultChangedAt, createdAt },
    };
  }
}

export class AttachmentDto {
  @ApiProperty({ format: 'uuid', description: 'The id under /evidence.' }) id: string;
  @ApiProperty({ example: 'SOC 2 Type II report 2026' }) title: string;
  @ApiProperty({ example: 'AUDIT_REPORT' }) kind: string;
  @ApiProperty({ example: 'soc2-2026.pdf' }) fileName: string;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo: LocalDate | null;

  static of({ id, title, kind, fileName, validTo }: Attachment): AttachmentDto {
    return { id, title, kind, fileName, validTo };
  }
}

export class AttachStoredDto {
  @LabelField({ max: 64, example: 'mfa' }) questionId: string;
  @IdField({ description: 'A document under /evidence.' }) evidenceId: string;
}

export const valueSchema = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'array', items: { type: 'string' } },
    { type: 'null' },
  ],
  example: 'yes',
  description: 'yes, no or na; the id of an option or a list of them; a text, a number or a day; null: none.',
};

export class AnswerDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 1, description: 'Its ETag.' }) revision: number;
  @ApiProperty(valueSchema) value: AnswerValue;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
  @ApiProperty({
    type: SuggestedFromDto,
    nullable: true,
    description: 'The earlier answer that the respondent confirmed; null when it was given anew.',
  })
  suggestedFrom: SuggestedFromDto | null;
  @ApiProperty({ format: 'uuid', description: 'The invitation it was given with.' }) answeredById: string;
  @ApiProperty({ type: String, format: 'date-time' }) answeredAt: Date;

  static of({ suggestedFrom, ...answer }: Answer): AnswerDto {
    const { questionId, revision, value, comment, answeredById, answeredAt } = answer;
    const carried = suggestedFrom && SuggestedFromDto.of(suggestedFrom);
    return { questionId, revision, value, comment, suggestedFrom: carried, answeredById, answeredAt };
  }
}

export class AssessedQuestionDto extends QuestionDto {
  @ApiProperty({ description: 'Whether the answers so far ask it; answers to others do not count.' })
  visible: boolean;
  @ApiProperty({ type: AnswerDto, nullable: true, description: 'null while hidden: see hiddenAnswers.' })
  answer: AnswerDto | null;
  @ApiProperty({ type: [AttachmentDto] }) attachments: AttachmentDto[];
  @ApiProperty({ type: ReviewDto, nullable: true }) review: ReviewDto | null;
  @ApiProperty({ type: [CommentDto], description: 'Asked with returns, oldest first.' })
  comments: CommentDto[];
}

export class AssessedSectionDto {
  @ApiProperty({ example: 'access' }) id: string;
  @ApiProperty({ example: 'Access' }) title: string;
  @ApiProperty({ type: [AssessedQuestionDto] }) questions: AssessedQuestionDto[];
}

export class ProgressDto {
  @ApiProperty({ example: 26, description: 'Questions that are asked.' }) asked: number;
  @ApiProperty({ example: 25 }) answered: number;
  @ApiProperty({ example: 1, description: 'Questions with something missing.' }) incomplete: number;
  @ApiProperty({ example: 12, description: 'Answers that count and have a review.' }) reviewed: number;
}

export class AskedTemplateDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Keyholder baseline' }) name: string;
  @ApiProperty({ example: 1 }) version: number;
}

export class ConditionProblemDto {
  @ApiProperty({ example: 'why' }) questionId: string;
  @ApiProperty({ enum: conditionNames, enumName: 'ConditionName' }) condition: ConditionName;
  @ApiProperty({ example: 'No such key: mfa' }) error: string;
}

export class AssessmentFileDto extends AssessmentDto {
  @ApiProperty({ type: AskedTemplateDto }) template: AskedTemplateDto;
  @ApiProperty({ type: ProgressDto }) progress: ProgressDto;
  @ApiProperty({ type: [AssessedSectionDto] }) sections: AssessedSectionDto[];
  @ApiProperty({
    type: [ConditionProblemDto],
    description:
      'Conditions that failed. The stricter reading holds: the question is asked, the control does not work, the finding is raised.',
  })
  conditionProblems: ConditionProblemDto[];
  @ApiProperty({
    type: [AnswerDto],
    description: 'Answers to questions that are hidden now: kept apart, and counted nowhere.',
  })
  hiddenAnswers: AnswerDto[];

  static with(file: AssessmentFile): AssessmentFileDto {
    const { visible } = visibilityIn(file);
    const questionOf = (question: Question) => assessedQuestion(question, file, visible.has(question.id));
    const { asked, answered, missing } = completenessIn(file);
    const reviewed = answeredQuestions(file).filter(({ id }) => file.reviews.has(id)).length;
    return {
      ...AssessmentDto.of(file.assessment),
      template: { ...file.template },
      progress: { asked, answered, incomplete: missing.length, reviewed },
      sections: file.content.sections.map(({ id, title, questions }) => ({
        id,
        title,
        questions: questions.map(questionOf),
      })),
      conditionProblems: conditionProblemsIn(file),
      hiddenAnswers: [...file.answers.values()]
        .filter(({ questionId }) => !visible.has(questionId))
        .map((answer) => AnswerDto.of(answer)),
    };
  }
}

function assessedQuestion(question: Question, file: AssessmentFile, visible: boolean): AssessedQuestionDto {
  const answer = file.answers.get(question.id);
  const review = file.reviews.get(question.id);
  return {
    ...shownQuestion(question),
    visible,
    answer: answer && visible ? AnswerDto.of(answer) : null,
    attachments: (file.attachments.get(question.id) ?? []).map((each) => AttachmentDto.of(each)),
    review: review ? ReviewDto.of(review) : null,
    comments: (file.comments.get(question.id) ?? []).map((each) => CommentDto.of(each)),
  };
}

const sorts = ['createdAt', '-createdAt', 'dueOn', '-dueOn'] as const;

export class AssessmentsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true, description: 'Any version of this template.' }) templateId?: string;
  @IdField({ optional: true }) templateVersionId?: string;
  @IdField({ optional: true, description: 'Created by this plan.' }) planId?: string;
  @CodeField({ codes: assessmentStatuses, name: 'AssessmentStatus', optional: true, example: 'submitted' })
  status?: AssessmentStatus;
  @DayField({ optional: true, description: 'Due before this day.' }) dueBefore?: string;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'Only those past their due day whose answers are not submitted, or all others.',
  })
  overdue?: boolean;
  @Flag()
  @BoolField({
    optional: true,
    example: true,
    description: 'Only those that somebody should be reminded of by now, or all others.',
  })
  reminderDue?: boolean;
}
