import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { BreachType } from '../../reference-data/codes.js';
import type { ReportLink } from '../domain/report-link.js';
import { vendorReportStatuses, type VendorReport, type VendorReportStatus } from '../domain/vendor-report.js';

@RegisteredEntity('report_link')
@Index('report_link_by_vendor', ['vendorId', 'createdAt'])
@Index('report_link_by_token', ['tokenHash'], { unique: true })
export class ReportLinkEntity implements ReportLink {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('bytea') tokenHash: Buffer;
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('vendor_report')
@Check('vendor_report_status_known', oneOf('status', vendorReportStatuses))
@Check('vendor_report_taken_into', `(status = 'taken') = (incident_id IS NOT NULL)`)
@Check('vendor_report_set_aside_why', `(status = 'set_aside') = (reason IS NOT NULL)`)
@Check(
  'vendor_report_settled_by',
  `(status = 'new') = (settled_by_id IS NULL) AND (status = 'new') = (settled_at IS NULL)`,
)
@Check('vendor_report_emptied_set_aside', `emptied_at IS NULL OR status = 'set_aside'`)
@Index('vendor_report_once', ['linkId', 'fingerprint'], { unique: true })
@Index('vendor_report_by_telling', ['toldAt', 'id'])
@Index('vendor_report_by_vendor', ['vendorId', 'toldAt'])
@Index('vendor_report_by_incident', ['incidentId'])
@Index('vendor_report_unread', ['toldAt'], { where: `status = 'new'` })
export class VendorReportEntity implements VendorReport {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('uuid') @ForeignKey('ReportLinkEntity', 'id', { onDelete: 'RESTRICT' }) linkId: string;
  @Column('text') status: VendorReportStatus;
  @Column('text') title: string;
  @Column('text') description: string;
  @Column('text', { array: true }) breachTypes: BreachType[];
  @MomentColumn({ nullable: true }) occurredFrom: Date | null;
  @MomentColumn({ nullable: true }) occurredTo: Date | null;
  @MomentColumn() detectedAt: Date;
  @Column('float8', { nullable: true }) subjectsAffected: number | null;
  @Column('float8', { nullable: true }) recordsAffected: number | null;
  @Column('text', { nullable: true }) measures: string | null;
  @Column('text', { nullable: true }) contact: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('bytea', { nullable: true }) fingerprint: Buffer | null;
  @MomentColumn() toldAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('IncidentEntity', 'id', { onDelete: 'RESTRICT' })
  incidentId: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('uuid', { nullable: true }) settledById: string | null;
  @MomentColumn({ nullable: true }) settledAt: Date | null;
  @MomentColumn() createdAt: Date;
  @MomentColumn({ nullable: true }) emptiedAt: Date | null;
  @Column('int', { default: 0 }) announcedShare: number;
}
