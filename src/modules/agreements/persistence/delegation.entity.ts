import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { delegableRoles, type DelegableRole, type Delegation } from '../domain/delegation.js';

@RegisteredEntity('delegation')
@Check('delegation_role_known', oneOf('role', delegableRoles))
@Check('delegation_two_people', 'from_id <> to_id')
@Check('delegation_days_in_order', 'valid_from <= valid_to')
@Check('delegation_revoked_by_somebody', '(revoked_at IS NULL) = (revoked_by_id IS NULL)')
@Index('delegation_to', ['toId', 'validTo'])
@Index('delegation_from', ['fromId', 'validTo'])
export class DelegationEntity implements Delegation {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  fromId: string;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  toId: string;
  @Column('text') role: DelegableRole;
  @Column('uuid', { nullable: true })
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string | null;
  @DayColumn() validFrom: LocalDate;
  @DayColumn() validTo: LocalDate;
  @Column('text') reason: string;
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  revokedById: string | null;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
}
