import { ApiProperty } from '@nestjs/swagger';
import { BoolField, CodeField, LabelsField, NumberField, ProseField } from '../../../platform/http/fields.js';
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
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The second person, on knock-outs of tier 1 and 2.',
  })
  confirmedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) confirmationNote: string | null;

  static of(review: Review): ReviewDto {
    const { questionId, revision, verdict, effectiveness, evidenceStrength, notApplicableAccepted } = review;
    const { note, internalNote, answerRevision, reviewedById, reviewedAt } = review;
    const { confirmedById, confirmedAt, confirmationNote } = review;
    return {
      ...{ questionId, revision, verdict, effectiveness, evidenceStrength, notApplicableAccepted },
      ...{ note, internalNote, answerRevision, reviewedById, reviewedAt },
      ...{ confirmedById, confirmedAt, confirmationNote },
    };
  }
}

export class BulkReviewDto {
  @LabelsField({
    max: 1_000,
    length: 64,
    optional: true,
    nullable: true,
    example: ['mfa', 'backups'],
    description: 'All or none of these; all that show what is expected unless told.',
  })
  questionIds?: string[] | null;
  @ProseField({ max: 2_000, example: 'As in the report that we read last month', description: 'For us.' })
  reason: string;
}

export class LeftOutDto {
  @ApiProperty({ example: 'KNOCKOUT' }) code: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'A knock-out is accepted by its name only.' }) message: string;
  @ApiProperty({ example: 'Name it in questionIds, or review it by itself.' }) remedy: string;
}

export class BulkReviewedDto {
  @ApiProperty({ type: [ReviewDto] }) accepted: ReviewDto[];
  @ApiProperty({ type: [LeftOutDto], description: 'Answers that have to be reviewed one by one.' })
  leftOut: LeftOutDto[];
}

export class ConfirmReviewDto {
  @ProseField({ max: 2_000, optional: true, nullable: true, example: 'Seen, too.', description: 'For us.' })
  note?: string | null;
}
