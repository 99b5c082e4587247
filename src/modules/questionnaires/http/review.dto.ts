import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, NumberField, ProseField } from '../../../platform/http/fields.js';
import { effectivenessLevels, type Effectiveness } from '../domain/content.js';
import {
  evidenceStrengths,
  verdicts,
  type EvidenceStrength,
  type Review,
  type Verdict,
} from '../domain/review.js';
import { levels } from './content.dto.js';

export class ReviewAnswerDto {
  @CodeField({ codes: verdicts, name: 'Verdict', example: 'accepted' }) verdict: Verdict;
  @NumberField({
    optional: true,
    example: 1,
    description:
      'How far the control works: 0, 0.5 or 1; unless told, what the answer shows, and 0 if not accepted.',
  })
  @levels(effectivenessLevels)
  effectiveness?: Effectiveness;
  @NumberField({
    optional: true,
    example: 0.5,
    description:
      '0 nothing, 0.3 bare word (without a document), 0.5 document seen (with one), 0.8 test report of a third party, 1 independent audit with this scope.',
  })
  @levels(evidenceStrengths)
  evidenceStrength?: EvidenceStrength;
  @BoolField({
    optional: true,
    example: false,
    description: 'Accepts the answer na: the question leaves the score.',
  })
  notApplicableAccepted?: boolean;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'Seen in the report, page 12.' })
  note?: string | null;
  @ProseField({
    max: 4_000,
    optional: true,
    nullable: true,
    example: null,
    description: 'Never shown to the respondent.',
  })
  internalNote?: string | null;
}

export class ReviewDto {
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 1, description: 'Its ETag.' }) revision: number;
  @ApiProperty({ enum: verdicts, enumName: 'Verdict' }) verdict: Verdict;
  @ApiProperty({ enum: effectivenessLevels, type: Number, example: 1 }) effectiveness: Effectiveness;
  @ApiProperty({ enum: evidenceStrengths, type: Number, example: 0.5 }) evidenceStrength: EvidenceStrength;
  @ApiProperty({ example: false }) notApplicableAccepted: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'For the respondent.' }) note: string | null;
  @ApiProperty({ type: String, nullable: true }) internalNote: string | null;
  @ApiProperty({ example: 1, description: 'Revision of the answer that was reviewed; 0: documents only.' })
  answerRevision: number;
  @ApiProperty({ format: 'uuid' }) reviewedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) reviewedAt: Date;

  static of(review: Review): ReviewDto {
    const { questionId, revision, verdict, effectiveness, evidenceStrength, notApplicableAccepted } = review;
    const { note, internalNote, answerRevision, reviewedById, reviewedAt } = review;
    return {
      ...{ questionId, revision, verdict, effectiveness, evidenceStrength, notApplicableAccepted },
      ...{ note, internalNote, answerRevision, reviewedById, reviewedAt },
    };
  }
}
