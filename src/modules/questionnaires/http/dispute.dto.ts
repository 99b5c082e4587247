import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  LabelField,
  NumberField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { effectivenessLevels, type Effectiveness } from '../domain/content.js';
import { disputeOutcomes, type Dispute, type DisputeOutcome } from '../domain/dispute.js';
import { evidenceStrengths, verdicts, type EvidenceStrength, type Verdict } from '../domain/review.js';
import { levels } from './content.dto.js';

export class RaiseDisputeDto {
  @LabelField({ max: 64, example: 'mfa' }) questionId: string;
  @ProseField({ max: 4_000, example: 'The report shows it on page 12.' }) reason: string;
}

export class AnswerDisputeDto {
  @CodeField({
    codes: disputeOutcomes,
    name: 'DisputeOutcome',
    example: 'changed',
    description: 'upheld: the review stands.',
  })
  outcome: DisputeOutcome;
  @ProseField({ max: 4_000, example: 'Page 12 shows it for all accounts.', description: 'For the vendor.' })
  reasons: string;
  @CodeField({ codes: verdicts, name: 'Verdict', optional: true, example: 'accepted' }) verdict?: Verdict;
  @NumberField({ optional: true, example: 1, description: 'How far the control works: 0, 0.5 or 1.' })
  @levels(effectivenessLevels)
  effectiveness?: Effectiveness;
  @NumberField({ optional: true, example: 0.5, description: '0, 0.3, 0.5, 0.8 or 1.' })
  @levels(evidenceStrengths)
  evidenceStrength?: EvidenceStrength;
  @ProseField({ max: 4_000, optional: true, example: 'Seen on page 12.', description: 'The new note.' })
  note?: string;
}

/** For vendor and reviewer alike: it names nobody of ours. */
export class RaisedDisputeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'mfa' }) questionId: string;
  @ApiProperty({ example: 'The report shows it on page 12.' }) reason: string;
  @ApiProperty({ type: String, format: 'date-time' }) raisedAt: Date;
  @ApiProperty({
    enum: disputeOutcomes,
    enumName: 'DisputeOutcome',
    nullable: true,
    description: 'null: open.',
  })
  outcome: DisputeOutcome | null;
  @ApiProperty({ type: String, nullable: true, example: 'Page 12 shows it for all accounts.' })
  reasons: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) answeredAt: Date | null;

  static of({ id, questionId, reason, raisedAt, outcome, reasons, answeredAt }: Dispute): RaisedDisputeDto {
    return { id, questionId, reason, raisedAt, outcome, reasons, answeredAt };
  }
}

export class DisputeDto extends RaisedDisputeDto {
  @ApiProperty({ example: 1, description: 'Its ETag.' }) revision: number;
  @ApiProperty({ format: 'uuid' }) assessmentId: string;
  @ApiProperty({ format: 'uuid', description: 'The invitation it was raised with.' }) raisedById: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) answeredById: string | null;

  static override of(dispute: Dispute): DisputeDto {
    const { revision, assessmentId, raisedById, answeredById } = dispute;
    return { ...RaisedDisputeDto.of(dispute), revision, assessmentId, raisedById, answeredById };
  }
}

const sorts = ['raisedAt', '-raisedAt'] as const;

export class DisputesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-raisedAt' }) sort: (typeof sorts)[number] =
    '-raisedAt';
  @Flag() @BoolField({ optional: true, example: true, description: 'Not answered yet.' }) open?: boolean;
}
