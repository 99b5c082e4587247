import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { actorKinds, type ActorKind } from '../../../platform/auth/principal.js';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  bundleFormats,
  exportStatuses,
  type BundleFormat,
  type Export,
  type ExportStatus,
  type Filter,
  type SampleOrder,
} from '../domain/export.js';

@RegisteredEntity('export')
@Check('export_status_known', oneOf('status', exportStatuses))
@Check('export_format_known', oneOf('format', bundleFormats))
@Check('export_requested_by_known', oneOf('requested_by_kind', actorKinds))
@Index('export_by_time', ['requestedAt', 'id'])
@Index('export_to_remove', ['removeAfter'], { where: `status = 'ready'` })
@Index('export_by_signing', ['signedAt'], { where: 'signed_at IS NOT NULL' })
export class ExportEntity implements Export {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') status: ExportStatus;
  @Column('text') register: string;
  @Column('text') format: BundleFormat;
  @Column('date', { nullable: true }) asOf: LocalDate | null;
  @MomentColumn() knownAt: Date;
  @Column('jsonb') filters: readonly Filter[];
  @Column('jsonb', { nullable: true }) sample: SampleOrder | null;
  @Column('bool') wholeLedger: boolean;
  @Column('text') reason: string;
  @Column('bigint', { nullable: true }) treeSize: string | null;
  @Column('uuid', { nullable: true }) jobId: string | null;
  @Column('int', { nullable: true }) rowCount: number | null;
  @Column('int', { nullable: true }) populationCount: number | null;
  @Column('text', { nullable: true }) manifest: string | null;
  @Column('text', { nullable: true }) signature: string | null;
  @Column('text', { nullable: true }) manifestSha256: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('ExportEntity', 'id', { onDelete: 'RESTRICT' })
  previousId: string | null;
  @Column('text', { nullable: true }) sha256: string | null;
  @Column('bigint', { nullable: true }) byteCount: string | null;
  @Column('jsonb', { nullable: true }) problem: { code: string; detail: string } | null;
  @Column('text') requestedByKind: ActorKind;
  @Column('uuid') requestedById: string;
  @MomentColumn() requestedAt: Date;
  @MomentColumn({ nullable: true }) signedAt: Date | null;
  @MomentColumn({ nullable: true }) readyAt: Date | null;
  @MomentColumn({ nullable: true }) removeAfter: Date | null;
}
