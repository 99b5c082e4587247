import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { amendmentStatuses, type Amendment, type AmendmentStatus } from '../domain/amendment.js';

@RegisteredEntity('agreement_amendment')
@Check('agreement_amendment_status_known', oneOf('status', amendmentStatuses))
@Index('agreement_amendment_reference_in_use', ['agreementId', 'reference'], { unique: true })
@Index('agreement_amendment_by_day', ['effectiveFrom', 'id'], { where: `status = 'signed'` })
@Index('agreement_amendment_one_a_day', ['agreementId', 'effectiveFrom'], {
  unique: true,
  where: `status IN ('draft', 'signed', 'in_force')`,
})
export class AmendmentEntity implements Amendment {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('AgreementEntity', 'id')
  agreementId: string;
  @Column('text') reference: string;
  @Column('jsonb') changes: Amendment['changes'];
  @Column('jsonb', { nullable: true }) replaced: Amendment['replaced'];
  @DayColumn() effectiveFrom: LocalDate;
  @Column('uuid', { array: true }) documents: string[];
  @Column('text') reason: string;
  @Column('text') status: AmendmentStatus;
  @DayColumn({ nullable: true }) signedOn: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  signedById: string | null;
  @Column('uuid')
  createdById: string;
  @MomentColumn() createdAt: Date;
}
