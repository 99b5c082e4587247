import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  intakeKinds,
  intakeStatuses,
  type IntakeKind,
  type IntakeRequest,
  type IntakeStatus,
} from '../domain/intake-request.js';

@RegisteredEntity('intake_request')
@Check('intake_request_kind_known', oneOf('kind', intakeKinds))
@Check('intake_request_status_known', oneOf('status', intakeStatuses))
@Check('intake_request_accepted_has_vendor', `status <> 'accepted' OR vendor_id IS NOT NULL`)
@Index('intake_request_by_creation', ['createdAt', 'id'])
@Index('intake_request_of_vendor', ['vendorId'])
export class IntakeRequestEntity implements IntakeRequest {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') kind: IntakeKind;
  @Column('text') what: string;
  @Column('text') forWhom: string;
  @Column('text') whichData: string;
  @Column('text') why: string;
  @DayColumn({ nullable: true }) neededBy: IntakeRequest['neededBy'];
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string | null;
  @Column('text', { nullable: true }) vendorName: string | null;
  @Column('text') status: IntakeStatus;
  @Column('text', { nullable: true }) answer: string | null;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) requestedBy: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  answeredBy: string | null;
  @MomentColumn({ nullable: true }) answeredAt: Date | null;
  @MomentColumn() createdAt: Date;
}
