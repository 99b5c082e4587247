import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  approvalModes,
  modeChangeStatuses,
  type ApprovalMode,
  type ModeChange,
  type ModeChangeStatus,
} from '../domain/approval-mode.js';

@RegisteredEntity('approval_mode_change')
@Check('approval_mode_change_from_known', oneOf('"from"', approvalModes))
@Check('approval_mode_change_to_known', oneOf('"to"', approvalModes))
@Check('approval_mode_change_status_known', oneOf('status', modeChangeStatuses))
@Check('approval_mode_change_two_people', `status <> 'confirmed' OR settled_by_id <> proposed_by_id`)
@Check('approval_mode_change_settled_then', `(status = 'proposed') = (settled_at IS NULL)`)
@Index('approval_mode_change_one_pending', ['status'], { unique: true, where: `status = 'proposed'` })
@Index('approval_mode_change_by_time', ['settledAt', 'id'], { where: `status = 'confirmed'` })
export class ApprovalModeChangeEntity implements ModeChange {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') from: ApprovalMode;
  @Column('text') to: ApprovalMode;
  @Column('text') status: ModeChangeStatus;
  @Column('text') reason: string;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  proposedById: string;
  @MomentColumn() proposedAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  settledById: string | null;
  @MomentColumn({ nullable: true }) settledAt: Date | null;
}
