import { ApiProperty, OmitType, PartialType, PickType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  DayField,
  Flag,
  IdField,
  IdsField,
  LabelField,
  LabelsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  findingSources,
  findingStatuses,
  isOverdue,
  severities,
  standingOn,
  type Finding,
  type FindingSource,
  handStatuses,
  type FindingStatus,
  type HandStatus,
  type Severity,
} from '../domain/finding.js';

export class CreateFindingDto {
  @IdField({ description: 'The vendor with the gap.' }) vendorId: string;
  @CodeField({
    codes: findingSources,
    name: 'FindingSource',
    example: 'audit',
    description: 'What found it. assessment: the review of its answers; other: somebody who looked.',
  })
  source: FindingSource;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The audit, assessment, incident or monitor that found it.',
  })
  sourceId?: string | null;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The audit that found it, with source audit; the same as sourceId.',
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
  @ProseField({
    max: 4_000,
    optional: true,
    nullable: true,
    example: 'Delete backups 30 days after the end of the contract, and show it by a log.',
    description: 'What is asked of the vendor. It reads this, and never the description.',
  })
  remedy?: string | null;
  @LabelsField({
    max: 40,
    length: 100,
    optional: true,
    example: ['ISO27001:A.8.13'],
    description: 'The controls that are not met, by their numbers in standards.',
  })
  controlRefs?: string[];
  @IdsField({ max: 50, optional: true, example: [], description: 'Evidence that shows the gap.' })
  evidenceIds?: string[];
  @DayField({
    optional: true,
    example: '2027-01-31',
    description:
      'When it is to be mended; by severity when left out, critical 7 days, high 30, medium 90, low 180 unless set otherwise.',
  })
  dueOn?: LocalDate;
  @IdField({ optional: true, nullable: true, example: null, description: 'Who follows it up.' })
  ownerId?: string | null;
}

/** Of an audit, which says the rest. */
export class RaiseFindingDto extends OmitType(CreateFindingDto, [
  'vendorId',
  'source',
  'sourceId',
  'auditId',
]) {}

export class ChangeFindingDto extends PartialType(
  PickType(CreateFindingDto, [
    ...([
      'severity',
      'title',
      'description',
      'remedy',
      'controlRefs',
      'evidenceIds',
      'dueOn',
      'ownerId',
    ] as const),
  ]),
  { skipNullProperties: false },
) {
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'The vendor moves its backups in March.',
    description: 'Needed for another due day or severity.',
  })
  reason?: string;
}

export class MoveFindingDto {
  @CodeField({ codes: handStatuses, name: 'FindingStep', example: 'in_remediation' }) to: HandStatus;
  @ProseField({ max: 2_000, example: 'The vendor sent its plan.' }) reason: string;
  @DayField({
    optional: true,
    nullable: true,
    example: null,
    description:
      'With risk_accepted: the last day on which the acceptance holds, at most a year from now. Then it is open again.',
  })
  acceptedUntil?: LocalDate | null;
  @ProseField({
    max: 2_000,
    optional: true,
    nullable: true,
    example: null,
    description: 'With verified: how it was verified. Needed, or evidenceIds, where the vendor mended it.',
  })
  method?: string | null;
  @IdsField({
    max: 50,
    optional: true,
    example: [],
    description: 'With verified: the evidence that was looked at.',
  })
  evidenceIds?: string[];
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
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The audit, assessment, incident or monitor that found it.',
  })
  sourceId: string | null;
  @ApiProperty({ enum: severities, enumName: 'FindingSeverity' }) severity: Severity;
  @ApiProperty({ example: 'Backups are not deleted at the end' }) title: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What is asked of the vendor.' })
  remedy: string | null;
  @ApiProperty({ type: [String], example: ['ISO27001:A.8.13'] }) controlRefs: string[];
  @ApiProperty({ type: [String], format: 'uuid' }) evidenceIds: string[];
  @ApiProperty({ type: String, format: 'date' }) dueOn: LocalDate;
  @ApiProperty({ example: 1, description: 'How often the due day was put off.' }) extensions: number;
  @ApiProperty({ description: 'Past its due day, and nobody says that it is mended.' }) overdue: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ownerId: string | null;
  @ApiProperty({
    enum: findingStatuses,
    enumName: 'FindingStatus',
    description: 'An accepted risk is open again after its last day.',
  })
  status: FindingStatus;
  @ApiProperty({ type: String, nullable: true, description: 'How the vendor will mend it, in its words.' })
  plan: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The day that the plan names.' })
  plannedFor: LocalDate | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: raised by the system.' })
  raisedById: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) resolvedById: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The link through which the vendor said that it is resolved.',
  })
  resolvedByLinkId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) verifiedById: string | null;
  @ApiProperty({ type: String, nullable: true }) verificationMethod: string | null;
  @ApiProperty({ type: [String], format: 'uuid' }) verificationEvidenceIds: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who accepted the risk.' })
  acceptedById: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) acceptedUntil: LocalDate | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  /** As it counts on that day. */
  static of(finding: Finding, today: LocalDate): FindingDto {
    const { status, acceptedById, acceptedUntil } = standingOn(finding, today);
    const { id, revision, vendorId, source, auditId, assessmentId, questionId, sourceId } = finding;
    const { severity, title, description, remedy, dueOn, extensions, ownerId, plan, plannedFor } = finding;
    const { raisedById, resolvedById, resolvedByLinkId, verifiedById, verificationMethod } = finding;
    return {
      ...{ id, revision, vendorId, source, auditId, assessmentId, questionId },
      sourceId: auditId ?? assessmentId ?? sourceId,
      ...{ severity, title, description, remedy, dueOn, extensions, overdue: isOverdue(finding, today) },
      ...{ controlRefs: [...finding.controlRefs], evidenceIds: [...finding.evidenceIds] },
      ...{ ownerId, status, plan, plannedFor, raisedById, resolvedById, resolvedByLinkId },
      ...{ verifiedById, verificationMethod, verificationEvidenceIds: [...finding.verificationEvidenceIds] },
      ...{ acceptedById, acceptedUntil, createdAt: finding.createdAt },
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
  @IdField({ optional: true }) assessmentId?: string;
  @IdField({ optional: true, description: 'Whatever found it.' }) sourceId?: string;
  @CodeField({ codes: severities, optional: true, example: 'critical' }) severity?: Severity;
  @CodeField({ codes: findingStatuses, optional: true, example: 'open' }) status?: FindingStatus;
  @CodeField({ codes: findingSources, optional: true, example: 'assessment' }) source?: FindingSource;
  @IdField({ optional: true }) ownerId?: string;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'Only those that are overdue, or are not.' })
  overdue?: boolean;
  @LabelField({ max: 100, optional: true, example: 'ISO27001:A.8.13', description: 'Names this control.' })
  controlRef?: string;
  @DayField({ optional: true, example: '2026-12-31', description: 'Due before this day.' })
  dueBefore?: LocalDate;
}
