import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { LabelsField, rule } from '../../../platform/http/fields.js';
import type { AnswerValue } from '../domain/answer.js';
import {
  withholdings,
  type Suggestion,
  type Suggestions,
  type Withheld,
  type Withholding,
} from '../domain/suggestion.js';
import { AskedTemplateDto, AttachmentDto, valueSchema } from './assessment.dto.js';
import { GivenAnswerDto } from './respond.dto.js';
import { SuggestedFromDto } from './suggested-from.dto.js';

export class SuggestionDto {
  @ApiProperty({ example: 'mfa', description: 'The question that is asked now.' }) questionId: string;
  @ApiProperty(valueSchema) value: AnswerValue;
  @ApiProperty({ type: String, nullable: true }) comment: string | null;
  @ApiProperty({ type: SuggestedFromDto }) suggestedFrom: SuggestedFromDto;
  @ApiProperty({ type: AskedTemplateDto, description: 'What was asked then.' }) template: AskedTemplateDto;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) completedAt: Date | null;
  @ApiProperty({ example: 'Who has to use a second factor?', description: 'The question as it read then.' })
  question: string;
  @ApiProperty({ example: false, description: 'Read both: the question says something else now.' })
  wordingChanged: boolean;
  @ApiProperty({ type: [AttachmentDto], description: 'Documents that are still valid and come along.' })
  evidence: AttachmentDto[];
  @ApiProperty({ type: String, format: 'date', description: 'Last day on which it can be carried.' })
  validUntil: LocalDate;
  @ApiProperty({ type: [String], example: ['Accepted on 2026-05-01.'], description: 'Why it still holds.' })
  because: string[];

  static of({ source, from, evidence, because, ...suggestion }: Suggestion): SuggestionDto {
    const { questionId, value, comment, wordingChanged, validUntil } = suggestion;
    return {
      ...{ questionId, value, comment, wordingChanged, validUntil },
      suggestedFrom: SuggestedFromDto.of(from),
      template: { ...source.template },
      completedAt: source.completedAt,
      question: source.question,
      evidence: evidence.map((each) => AttachmentDto.of(each)),
      because: [...because],
    };
  }
}

export class WithheldDto {
  @ApiProperty({ example: 'penetration_test' }) questionId: string;
  @ApiProperty({ enum: withholdings, enumName: 'SuggestionWithholding' }) reason: Withholding;
  @ApiProperty({ example: 'No document behind the last answer is still there and valid.' }) message: string;

  static of({ questionId, reason, message }: Withheld): WithheldDto {
    return { questionId, reason, message };
  }
}

export class SuggestionsDto {
  @ApiProperty({
    type: [SuggestionDto],
    description: 'Earlier answers that still hold; none is taken over unasked.',
  })
  items: SuggestionDto[];
  @ApiProperty({ type: [WithheldDto], description: 'Earlier answers that cannot be carried, and why.' })
  withheld: WithheldDto[];
  @ApiProperty({
    type: [String],
    example: ['penetration_test'],
    description: 'Questions that stay open when everything offered is confirmed.',
  })
  gap: string[];

  static of({ offered, withheld, gap }: Suggestions): SuggestionsDto {
    return {
      items: offered.map((each) => SuggestionDto.of(each)),
      withheld: withheld.map((each) => WithheldDto.of(each)),
      gap: [...gap],
    };
  }
}

export class ConfirmSuggestionsDto {
  @LabelsField({
    max: 1_000,
    length: 64,
    example: ['mfa'],
    description: 'Questions whose earlier answer is still true; each becomes an answer of today.',
  })
  @rule('some', 'must name at least one question', (value) => Array.isArray(value) && value.length > 0)
  questionIds: string[];
}

export class ConfirmedDto {
  @ApiProperty({ type: [GivenAnswerDto] }) answers: GivenAnswerDto[];
}
