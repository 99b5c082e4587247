import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { BoolField, CodeField, DayField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { evidenceKinds, type EvidenceKind } from '../../evidence/index.js';
import {
  findingStatuses,
  isOverdue,
  severities,
  standingOn,
  type FindingStatus,
  type Severity,
} from '../domain/finding.js';
import type { FindingUpdate } from '../domain/finding-update.js';
import type { SharedFinding } from '../remediation.service.js';

export class GivePlanDto {
  @ProseField({ max: 4_000, example: 'Backups get a life of 30 days with the release of March.' })
  text: string;
  @DayField({ example: '2027-03-31', description: 'By when; not in the past.' }) plannedFor: LocalDate;
}

export class ReportProgressDto {
  @ProseField({ max: 4_000, example: 'The release is out; a log of the first deletion is attached.' })
  text: string;
  @BoolField({
    optional: true,
    example: false,
    description: 'true: the gap is mended, and waits to be verified.',
  })
  claimsResolved?: boolean;
}

export class AttachFixDto {
  @ApiProperty({ type: String, format: 'binary', description: 'The document; judged by its content.' })
  file: unknown;
  @LabelField({
    max: 200,
    optional: true,
    example: 'Log of deletion',
    description: 'The file name unless told.',
  })
  title?: string;
  @CodeField({
    codes: evidenceKinds,
    name: 'EvidenceKind',
    optional: true,
    example: 'OTHER',
    description: 'OTHER unless told.',
  })
  kind?: EvidenceKind;
}

export class MessageDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({
    enum: ['us', 'vendor'],
    enumName: 'MessageFrom',
    description: 'us: whoever sent you the link.',
  })
  from: 'us' | 'vendor';
  @ApiProperty() text: string;
  @ApiProperty() claimsResolved: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'A document that was attached.' })
  evidenceId: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of({
    id,
    revision,
    byKind,
    text,
    claimsResolved,
    evidenceId,
    createdAt,
  }: FindingUpdate): MessageDto {
    const from = byKind === 'respondent' ? 'vendor' : 'us';
    return { id, revision, from, text, claimsResolved, evidenceId, createdAt };
  }
}

/** What a vendor sees of a finding: what is asked of it, never what we say among ourselves. */
export class SharedFindingDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Backups are not deleted at the end' }) title: string;
  @ApiProperty({ enum: severities, enumName: 'FindingSeverity' }) severity: Severity;
  @ApiProperty({ enum: findingStatuses, enumName: 'FindingStatus' }) status: FindingStatus;
  @ApiProperty({ type: String, format: 'date' }) dueOn: LocalDate;
  @ApiProperty() overdue: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'What is asked of you.' }) remedy: string | null;
  @ApiProperty({ type: [String], example: ['ISO27001:A.8.13'] }) controlRefs: string[];
  @ApiProperty({ type: String, nullable: true, description: 'Your plan.' }) plan: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) plannedFor: LocalDate | null;
  @ApiProperty({ type: [MessageDto], description: 'The newest 20, oldest first.' }) messages: MessageDto[];

  static of({ finding, messages }: SharedFinding, today: LocalDate): SharedFindingDto {
    const { id, revision, title, severity, status, dueOn, remedy, plan, plannedFor } = standingOn(
      finding,
      today,
    );
    return {
      ...{ id, revision, title, severity, status, dueOn, overdue: isOverdue(finding, today), remedy },
      controlRefs: [...finding.controlRefs],
      ...{ plan, plannedFor, messages: messages.map((message) => MessageDto.of(message)) },
    };
  }
}

const sorts = ['dueOn', '-dueOn', 'severity', '-severity'] as const;

export class SharedFindingsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'dueOn' }) sort: (typeof sorts)[number] = 'dueOn';
}
