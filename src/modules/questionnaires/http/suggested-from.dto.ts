import { ApiProperty } from '@nestjs/swagger';
import { suggestionMatches, type SuggestedFrom, type SuggestionMatch } from '../domain/suggested-from.js';

export class SuggestedFromDto {
  @ApiProperty({ format: 'uuid' }) assessmentId: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ enum: suggestionMatches, enumName: 'SuggestionMatch' }) match: SuggestionMatch;
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it was first given, however often it was carried since.',
  })
  givenAt: string;
  @ApiProperty({ type: String, format: 'date-time' }) reviewedAt: string;
  @ApiProperty({ format: 'uuid' }) reviewedById: string;

  static of({
    assessmentId,
    questionId,
    match,
    givenAt,
    reviewedAt,
    reviewedById,
  }: SuggestedFrom): SuggestedFromDto {
    return { assessmentId, questionId, match, givenAt, reviewedAt, reviewedById };
  }
}
