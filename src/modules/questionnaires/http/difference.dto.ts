import { ApiProperty } from '@nestjs/swagger';
import { anyJson } from '../../../platform/http/any-json.js';
import { Digits, IntField } from '../../../platform/http/fields.js';
import type { Difference, FieldChange, Place } from '../domain/difference.js';

export class VersionDifferenceRequest {
  @Digits()
  @IntField({
    optional: true,
    min: 1,
    max: 999_999_999,
    example: 1,
    description: 'The version to compare with; the one before unless told.',
  })
  from?: number;
}

export class PlaceDto implements Place {
  @ApiProperty({ example: 'access' }) sectionId: string;
  @ApiProperty({ example: 1, description: 'In its section, from 1.' }) place: number;
}

class QuestionNamedDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'Does everybody use a second factor from outside?' }) text: string;
}

export class AddedQuestionDto extends QuestionNamedDto {
  @ApiProperty({ type: PlaceDto }) to: PlaceDto;
}

export class RemovedQuestionDto extends QuestionNamedDto {
  @ApiProperty({ type: PlaceDto }) from: PlaceDto;
}

export class MovedQuestionDto extends QuestionNamedDto {
  @ApiProperty({ type: PlaceDto }) from: PlaceDto;
  @ApiProperty({ type: PlaceDto }) to: PlaceDto;
}

export class QuestionFieldChangeDto implements FieldChange {
  @ApiProperty({ example: 'weight' }) field: string;
  @ApiProperty(anyJson('As in the question; null: none.', 3)) before: unknown;
  @ApiProperty(anyJson('As in the question; null: none.', 5)) after: unknown;
  @ApiProperty({ example: 'weight: 3 → 5' }) words: string;
}

export class ChangedQuestionDto extends QuestionNamedDto {
  @ApiProperty({ type: [QuestionFieldChangeDto] }) fields: QuestionFieldChangeDto[];
}

const sectionChanges = ['added', 'removed', 'renamed', 'moved'] as const;

export class SectionChangeDto {
  @ApiProperty({ example: 'access' }) sectionId: string;
  @ApiProperty({ enum: sectionChanges, enumName: 'SectionChange' }) change: (typeof sectionChanges)[number];
}

export class VersionDifferenceDto {
  @ApiProperty({ example: 1 }) from: number;
  @ApiProperty({ example: 2 }) to: number;
  @ApiProperty({ type: [AddedQuestionDto] }) added: AddedQuestionDto[];
  @ApiProperty({ type: [RemovedQuestionDto] }) removed: RemovedQuestionDto[];
  @ApiProperty({ type: [MovedQuestionDto], description: 'Into another section, or past one that stayed.' })
  moved: MovedQuestionDto[];
  @ApiProperty({ type: [ChangedQuestionDto] }) changed: ChangedQuestionDto[];
  @ApiProperty({ type: [SectionChangeDto] }) sections: SectionChangeDto[];
  @ApiProperty({ type: [String], example: ['Changed mfa, weight: 3 → 5'], description: 'The same in words.' })
  words: string[];

  static of(versions: { from: number; to: number }, difference: Difference): VersionDifferenceDto {
    const { added, removed, moved, changed, sections, words } = difference;
    return {
      ...versions,
      added: added.map(({ questionId, text, to }) => ({ questionId, text, to })),
      removed: removed.map(({ questionId, text, from }) => ({ questionId, text, from })),
      moved: moved.map(({ questionId, text, from, to }) => ({ questionId, text, from, to })),
      changed: changed.map(({ questionId, text, fields }) => ({ questionId, text, fields: [...fields] })),
      sections: sections.map(({ sectionId, change }) => ({ sectionId, change })),
      words: [...words],
    };
  }
}
