import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  findingSources,
  findingStatuses,
  severities,
  type Finding,
  type FindingSource,
  type FindingStatus,
  type Severity,
} from '../domain/finding.js';

@RegisteredEntity('finding')
@Check('finding_source_known', oneOf('source', findingSources))
@Check('finding_severity_known', oneOf('severity', severities))
@Check('finding_status_known', oneOf('status', findingStatuses))
@Check('finding_acceptance_dated', `(status = 'risk_accepted') = (accepted_until IS NOT NULL)`)
@Check('finding_acceptance_signed', `(accepted_until IS NULL) = (accepted_by_id IS NULL)`)
@Check('finding_verified_by_another', 'verified_by_id IS NULL OR verified_by_id <> resolved_by_id')
@Check('finding_resolved_by_one', 'resolved_by_id IS NULL OR resolved_by_link_id IS NULL')
@Check('finding_plan_dated', '(plan IS NULL) = (planned_for IS NULL)')
@Check('finding_extensions_counted', 'extensions >= 0')
@Index('finding_by_vendor', ['vendorId', 'status'])
@Index('finding_by_due_day', ['dueOn', 'id'])
@Index('finding_by_creation', ['createdAt', 'id'])
@Index('finding_late_unannounced', ['dueOn'], {
  where: `status IN ('open', 'in_remediation') AND announced_late IS DISTINCT FROM due_on`,
})
@Index('finding_by_end_of_acceptance', ['acceptedUntil'], { where: 'accepted_until IS NOT NULL' })
@Index('finding_by_audit', ['auditId'], { where: 'audit_id IS NOT NULL' })
@Index('finding_by_source', ['sourceId'], { where: 'source_id IS NOT NULL' })
@Index('finding_once_per_answer', ['assessmentId', 'questionId'], {
  unique: true,
  where: 'assessment_id IS NOT NULL',
})
export class FindingEntity implements Finding {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('text') source: FindingSource;
  @Column('uuid', { nullable: true })
  @ForeignKey('AuditEntity', 'id', { onDelete: 'RESTRICT' })
  auditId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('AssessmentEntity', 'id', { onDelete: 'RESTRICT' })
  assessmentId: string | null;
  @Column('text', { nullable: true }) questionId: string | null;
  @Column('uuid', { nullable: true }) sourceId: string | null;
  @Column('text') severity: Severity;
  @Column('text') title: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { nullable: true }) remedy: string | null;
  @Column('text', { array: true, default: [] }) controlRefs: string[];
  @Column('uuid', { array: true, default: [] }) evidenceIds: string[];
  @DayColumn() dueOn: LocalDate;
  @Column('int', { default: 0 }) extensions: number;
  @DayColumn({ nullable: true }) announcedLate: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  ownerId: string | null;
  @Column('text') status: FindingStatus;
  @Column('text') raisedByKind: Finding['raisedByKind'];
  @Column('uuid', { nullable: true }) raisedById: string | null;
  @Column('text', { nullable: true }) plan: string | null;
  @DayColumn({ nullable: true }) plannedFor: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  resolvedById: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('RemediationLinkEntity', 'id', { onDelete: 'RESTRICT' })
  resolvedByLinkId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  verifiedById: string | null;
  @Column('text', { nullable: true }) verificationMethod: string | null;
  @Column('uuid', { array: true, default: [] }) verificationEvidenceIds: string[];
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  acceptedById: string | null;
  @DayColumn({ nullable: true }) acceptedUntil: LocalDate | null;
  @MomentColumn() createdAt: Date;
}
