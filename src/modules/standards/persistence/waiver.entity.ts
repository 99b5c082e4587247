import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  waiverStatuses,
  waiverSubjects,
  type Waiver,
  type WaiverStatus,
  type WaiverSubject,
} from '../domain/waiver.js';

@RegisteredEntity('waiver')
@Check('waiver_subject_type_known', oneOf('subject_type', waiverSubjects))
@Check('waiver_status_known', oneOf('status', waiverStatuses))
@Check('waiver_decided_by_another', 'decided_by_id IS NULL OR decided_by_id <> requested_by_id')
@Check(
  'waiver_granted_by_somebody',
  `status NOT IN ('granted', 'refused', 'revoked') OR decided_by_id IS NOT NULL`,
)
@Index('waiver_of_subject', ['subjectId', 'requirementId'])
@Index('waiver_by_end', ['validUntil', 'id'])
@Index('waiver_by_request', ['requestedAt', 'id'])
@Index('waiver_asked_for_once', ['subjectId', 'requirementId'], {
  unique: true,
  where: `status = 'requested'`,
})
export class WaiverEntity implements Waiver {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') requirementId: string;
  @Column('text') subjectType: WaiverSubject;
  @Column('uuid') subjectId: string;
  @Column('text') reason: string;
  @Column('text') compensatingMeasure: string;
  @DayColumn() validUntil: LocalDate;
  @Column('text') status: WaiverStatus;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  requestedById: string;
  @MomentColumn() requestedAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  decidedById: string | null;
  @MomentColumn({ nullable: true }) decidedAt: Date | null;
  @Column('text', { nullable: true }) rationale: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  endedById: string | null;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: string | null;
}
