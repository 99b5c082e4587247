import { Entity, ForeignKey, Index, PrimaryColumn, Column } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { DayColumn } from '../../../platform/database/columns.js';

/**
 * Which score stands for a vendor now, and when time changes it. It follows from the scores and is no record of its own.
 * Without a score (`scoreId` null) the vendor was scored once and no longer can be.
 */
@Entity('vendor_score')
@Index('vendor_score_by_due_day', ['dueOn'], { where: 'due_on IS NOT NULL' })
@Index('vendor_score_once', ['scoreId'], { unique: true })
export class VendorScoreEntity {
  @PrimaryColumn('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('AuditScoreEntity', 'id', { onDelete: 'RESTRICT' })
  scoreId: string | null;
  @DayColumn({ nullable: true }) dueOn: LocalDate | null;
}
