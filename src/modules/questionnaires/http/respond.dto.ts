import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, LabelField, ProseField, rule } from '../../../platform/http/fields.js';
import { evidenceKinds, type EvidenceKind } from '../../evidence/index.js';
import { longestText, type Answer, type AnswerValue } from '../domain/answer.js';
import { assessmentStatuses, type AssessmentStatus } from '../domain/assessment.js';
import { visibilityIn, type AssessmentFile } from '../domain/assessment-file.js';
import { missingReasons, type Completeness, type MissingReason } from '../domain/completeness.js';
import {
  evidenceNeeds,
  questionTypes,
  type EvidenceNeed,
  type Question,
  type QuestionType,
} from '../domain/content.js';
import { CommentDto } from './comment.dto.js';
import { AskedTemplateDto, AttachmentDto, ConditionProblemDto, valueSchema } from './assessment.dto.js';
import { SuggestedFromDto } from './suggested-from.dto.js';

const isValue = (value: unknown) =>
  value === null ||
  typeof value === 'number' ||
  (typeof value === 'string' && value.length <= longestText) ||
  (Array.isArray(value) && value.length <= 50 && value.every((each) => typeof each === 'string'));

export class GiveAnswerDto {
  @ApiProperty(valueSchema)
  @rule(
    'value',
    `must be a text of at most ${longestText} characters, a number, a list of texts or null`,
    isValue,
  )
  value: AnswerValue;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: null }) comment?: string | null;
}

export class AttachEvidenceDto {
  @ApiProperty({ type: String, format: 'binary', description: 'The document; judged by its content.' })
  file: unknown;
  @LabelField({ max: 64, example: 'mfa', description: 'The question that it speaks for.' })
  questionId: string;
  @LabelField({
    max: 200,
    optional: true,
    example: 'SOC 2 report',
    description: 'The file name unless told.',
  })
  title?: string;
  @CodeField({ codes: evidenceKinds, name: 'EvidenceKind', optional: true, example: 'AUDIT_REPORT' })
  kind?: EvidenceKind;
  @DayField({ optional: true, example: '2026-01-01' }) validFrom?: LocalDate;
  @DayField({ optional: true, example: '2026-12-31' }) validTo?: LocalDate;
}

export class SubmitDto {
  @LabelField({ max: 200, example: 'Ines Berg', description: 'Who stands for the answers.' }) name: string;
  @LabelField({ max: 200, example: 'Head of security' }) title: string;
  @ApiProperty({
    type: Boolean,
    enum: [true],
    example: true,
    description: 'I may answer for the company, and the answers are true to the best of my knowledge.',
  })
  @rule('attested', 'must be true: without it the answers cannot be submitted', (value) => value === true)
  attestation: true;
}

export class AskedOptionDto {
  @ApiProperty({ example: 'everybody' }) id: string;
  @ApiProperty({ example: 'Everybody' }) text: string;
}

export class GivenAnswerDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 1, description: 'Its ETag, for If-Match when replacing it.' }) revision: number;
  @ApiProperty(valueSchema) value: AnswerValue;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
  @ApiProperty({
    type: SuggestedFromDto,
    nullable: true,
    description: 'The earlier answer that was confirmed; null when it was given anew.',
  })
  suggestedFrom: SuggestedFromDto | null;
  @ApiProperty({ format: 'uuid', description: 'The invitation it was given with.' }) answeredById: string;
  @ApiProperty({ type: String, format: 'date-time' }) answeredAt: Date;

  static of({ suggestedFrom, ...answer }: Answer): GivenAnswerDto {
    const { questionId, revision, value, comment, answeredById, answeredAt } = answer;
    const carried = suggestedFrom && SuggestedFromDto.of(suggestedFrom);
    return { questionId, revision, value, comment, suggestedFrom: carried, answeredById, answeredAt };
  }
}

export class AskedQuestionDto {
  @ApiProperty({ example: 'mfa' }) id: string;
  @ApiProperty({ example: 'Who has to use a second factor from outside?' }) text: string;
  @ApiProperty({ type: String, nullable: true }) help: string | null;
  @ApiProperty({ enum: questionTypes, enumName: 'QuestionType' }) type: QuestionType;
  @ApiProperty({ example: true }) required: boolean;
  @ApiProperty({ type: [AskedOptionDto] }) options: AskedOptionDto[];
  @ApiProperty({ enum: evidenceNeeds, enumName: 'EvidenceNeed' }) evidence: EvidenceNeed;
  @ApiProperty({ type: GivenAnswerDto, nullable: true }) answer: GivenAnswerDto | null;
  @ApiProperty({ type: [AttachmentDto] }) attachments: AttachmentDto[];
  @ApiProperty({ type: String, nullable: true, description: 'What the reviewer asks, after a return.' })
  clarification: string | null;
  @ApiProperty({
    type: [CommentDto],
    description: 'What the reviewer asked with a return: reply, or change the answer.',
  })
  comments: CommentDto[];
}

export class AskedSectionDto {
  @ApiProperty({ example: 'access' }) id: string;
  @ApiProperty({ example: 'Access' }) title: string;
  @ApiProperty({ type: [AskedQuestionDto], description: 'Those that the answers so far ask.' })
  questions: AskedQuestionDto[];
}

/** What a respondent sees: the questions, not how they are weighed. */
export class RespondentAssessmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 2 }) revision: number;
  @ApiProperty({ enum: assessmentStatuses, enumName: 'AssessmentStatus' }) status: AssessmentStatus;
  @ApiProperty({ type: String, format: 'date' }) dueOn: LocalDate;
  @ApiProperty({ type: String, nullable: true }) scope: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it came back, or why there is more time.' })
  statusReason: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Until then GET /respond/result shows the result.',
  })
  replyUntil: LocalDate | null;
  @ApiProperty({ type: AskedTemplateDto }) template: AskedTemplateDto;
  @ApiProperty({ type: [AskedSectionDto] }) sections: AskedSectionDto[];
  @ApiProperty({
    type: [GivenAnswerDto],
    description: 'Answers to questions that are hidden now: kept, not counted.',
  })
  hiddenAnswers: GivenAnswerDto[];

  static of(file: AssessmentFile, sections: readonly string[] | null): RespondentAssessmentDto {
    const { id, revision, status, dueOn, scope, statusReason, replyUntil } = file.assessment;
    const { visible } = visibilityIn(file);
    const opened = file.content.sections.filter((each) => sections?.includes(each.id) ?? true);
    const hidden = opened.flatMap(({ questions }) =>
      questions.filter((question) => !visible.has(question.id)),
    );
    return {
      ...{ id, revision, status, dueOn, scope, statusReason, replyUntil },
      template: { ...file.template },
      sections: opened.map((section) => ({
        id: section.id,
        title: section.title,
        questions: section.questions
          .filter((question) => visible.has(question.id))
          .map((question) => askedQuestion(question, file)),
      })),
      hiddenAnswers: hidden.flatMap((question) => {
        const answer = file.answers.get(question.id);
        return answer ? [GivenAnswerDto.of(answer)] : [];
      }),
    };
  }
}

function askedQuestion(question: Question, file: AssessmentFile): AskedQuestionDto {
  const { id, text, help, type, required, options, evidence } = question;
  const answer = file.answers.get(id);
  return {
    ...{ id, text, help, type, required, evidence },
    options: options.map((option) => ({ id: option.id, text: option.text })),
    answer: answer ? GivenAnswerDto.of(answer) : null,
    attachments: (file.attachments.get(id) ?? []).map((each) => AttachmentDto.of(each)),
    clarification: clarificationOf(id, file),
    comments: (file.comments.get(id) ?? []).map((each) => CommentDto.of(each)),
  };
}

/** Notes are shown once the assessment was returned, not while the review is going on. */
function clarificationOf(questionId: string, { assessment, reviews }: AssessmentFile): string | null {
  const review = reviews.get(questionId);
  const isReturned = ['returned', 'in_progress'].includes(assessment.status);
  return isReturned && review && review.verdict !== 'accepted' ? review.note : null;
}

export class MissingDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'access' }) sectionId: string;
  @ApiProperty({ example: 'Who has to use a second factor from outside?' }) text: string;
  @ApiProperty({ enum: missingReasons, enumName: 'MissingReason', isArray: true }) reasons: MissingReason[];
}

export class CompletenessDto {
  @ApiProperty({ example: false }) complete: boolean;
  @ApiProperty({ example: 26 }) asked: number;
  @ApiProperty({ example: 25 }) answered: number;
  @ApiProperty({ type: [MissingDto] }) missing: MissingDto[];
  @ApiProperty({
    type: [String],
    example: [],
    description: 'Hidden questions with an answer that does not count.',
  })
  hiddenAnswers: string[];
  @ApiProperty({
    type: [ConditionProblemDto],
    description: 'Conditions that failed: their questions are asked.',
  })
  conditionProblems: ConditionProblemDto[];

  static of({ complete, asked, answered, missing, hiddenAnswers, problems }: Completeness): CompletenessDto {
    return {
      ...{ complete, asked, answered },
      missing: missing.map((each) => ({ ...each, reasons: [...each.reasons] })),
      hiddenAnswers: [...hiddenAnswers],
      conditionProblems: problems.map((problem) => ({ ...problem })),
    };
  }
}
