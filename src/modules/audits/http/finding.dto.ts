import { ApiProperty, OmitType, PartialType, PickType } from '@nestjs/swagger';
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
import {
  findingSources,
  findingStatuses,
  isOverdue,
  severities,
  type Finding,
  type FindingSource,
  type FindingStatus,
  type Severity,
} from '../domain/finding.js';

export class CreateFindingDto {
  @IdField({ description: 'The vendor with the gap.' }) vendorId: string;
  @CodeField({
    codes: findingSources,
    name: 'FindingSource',
    example: 'audit',
    description: 'What found it.',
  })
  source: FindingSource;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The audit that found it, with source audit.',
  })
  auditId?: string | null;
  @CodeField({ codes: severities, name: 'FindingSeverity', example: 'high' }) severity: Severity;
  @LabelField({ max: 200, example: 'Backups are not deleted at the end' }) title: string;
  @ProseField({
    max: 4_000,
    optional: true,
    nullable: true,
    example: 'Backups live on for two years; the contract says 30 days.',
  })
  description?: string | null;
  @DayField({
    optional: true,
    example: '2027-01-31',
    description:
      'When it is to be mended; by severity when left out: critical 7 days, high 30, medium 90, low 180.',
  })
  dueOn?: LocalDate;
  @IdField({ optional: true, nullable: true, example: null, description: 'Who follows it up.' })
  ownerId?: string | null;
}

/** Of an audit, which says the rest. */
export class RaiseFindingDto extends OmitType(CreateFindingDto, ['vendorId', 'source', 'auditId']) {}

export class ChangeFindingDto extends PartialType(
  PickType(CreateFindingDto, ['severity', 'title', 'description', 'dueOn', 'ownerId']),
  { skipNullProperties: false },
) {
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'The vendor moves its backups in March.',
    description: 'Needed for a later due day or a lower severity.',
  })
  reason?: string;
}

export class MoveFindingDto {
  @CodeField({ codes: findingStatuses, name: 'FindingStatus', example: 'in_remediation' }) to: FindingStatus;
  @ProseField({ max: 2_000, example: 'The vendor sent its plan.' }) reason: string;
  @DayField({
    optional: true,
    nullable: true,
    example: null,
    description: 'With risk_accepted: the last day on which the acceptance holds, at most a year from now.',
  })
  acceptedUntil?: LocalDate | null;
}

export class FindingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: findingSources, enumName: 'FindingSource' }) source: FindingSource;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) auditId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) assessmentId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The question whose answer was weak.' })
  questionId: string | null;
  @ApiProperty({ enum: severities, enumName: 'FindingSeverity' }) severity: Severity;
  @ApiProperty({ example: 'Backups are not deleted at the end' }) title: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ type: String, format: 'date' }) dueOn: LocalDate;
  @ApiProperty({ description: 'Past its due day, and nobody says that it is mended.' }) overdue: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ownerId: string | null;
  @ApiProperty({ enum: findingStatuses, enumName: 'FindingStatus' }) status: FindingStatus;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: raised by the system.' })
  raisedById: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) resolvedById: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) verifiedById: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who accepted the risk.' })
  acceptedById: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) acceptedUntil: LocalDate | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(finding: Finding, today: LocalDate): FindingDto {
    const { id, revision, vendorId, source, auditId, assessmentId, questionId, severity, title } = finding;
    const { description, dueOn, ownerId, status, raisedById, resolvedById, verifiedById } = finding;
    const { acceptedById, acceptedUntil, createdAt } = finding;
    return {
      ...{ id, revision, vendorId, source, auditId, assessmentId, questionId, severity, title },
      ...{ description, dueOn, overdue: isOverdue(finding, today), ownerId, status },
      ...{ raisedById, resolvedById, verifiedById, acceptedById, acceptedUntil, createdAt },
    };
  }
}

const sorts = ['dueOn', '-dueOn', 'createdAt', '-createdAt', 'severity', '-severity'] as const;

export class FindingsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'dueOn' }) sort: (typeof sorts)[number] = 'dueOn';
  @LabelField({ max: 200, optional: true, example: 'backup', description: 'Part of title or description.' })
  q?: string;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) auditId?: string;
  @CodeField({ codes: severities, optional: true, example: 'critical' }) severity?: Severity;
  @CodeField({ codes: findingStatuses, optional: true, example: 'open' }) status?: FindingStatus;
  @CodeField({ codes: findingSources, optional: true, example: 'assessment' }) source?: FindingSource;
  @IdField({ optional: true }) ownerId?: string;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'Only those that are overdue, or are not.' })
  overdue?: boolean;
}
