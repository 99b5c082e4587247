import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  auditKinds,
  auditOpinions,
  auditStatuses,
  type Audit,
  type AuditKind,
  type AuditOpinion,
  type AuditStatus,
} from '../domain/audit.js';
import type { SampledControl } from '../domain/sampled-control.js';

@RegisteredEntity('audit')
@Check('audit_kind_known', oneOf('kind', auditKinds))
@Check('audit_status_known', oneOf('status', auditStatuses))
@Check('audit_opinion_known', oneOf('opinion', auditOpinions))
@Check('audit_performed_then', `(status IN ('performed', 'concluded')) = (performed_on IS NOT NULL)`)
@Check('audit_planned_for', 'performed_on IS NOT NULL OR planned_for IS NOT NULL')
@Check(
  'audit_concluded_then',
  `(status = 'concluded') = (concluded_at IS NOT NULL AND concluded_by_id IS NOT NULL)`,
)
@Check('audit_concluded_with', `status <> 'concluded' OR (opinion IS NOT NULL AND conclusion IS NOT NULL)`)
@Index('audit_by_vendor', ['vendorId', 'performedOn'])
@Index('audit_by_its_day', { synchronize: false })
export class AuditEntity implements Audit {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('text') kind: AuditKind;
  @Column('text', { default: 'performed' }) status: AuditStatus;
  @Column('text') scope: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorServiceEntity', 'id', { onDelete: 'RESTRICT' })
  serviceId: string | null;
  @DayColumn({ nullable: true }) plannedFor: LocalDate | null;
  @DayColumn({ nullable: true }) performedOn: LocalDate | null;
  @Column('text') auditor: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  auditorId: string | null;
  @Column('jsonb', { default: [] }) sampledControls: readonly SampledControl[];
  @Column('uuid', { array: true, default: [] }) evidenceIds: string[];
  @Column('text', { nullable: true }) opinion: AuditOpinion | null;
  @Column('text', { nullable: true }) conclusion: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  concludedById: string | null;
  @MomentColumn({ nullable: true }) concludedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}
