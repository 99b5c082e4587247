import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  partyRoles,
  type DataCategory,
  type PartyRole,
  type TransferTool,
} from '../../reference-data/codes.js';
import { subprocessorStatuses, type Subprocessor, type SubprocessorStatus } from '../domain/subprocessor.js';

const live = `NOT removed AND status IN ('ANNOUNCED', 'ACTIVE')`;

@RegisteredEntity('subprocessor')
@Check('subprocessor_status_known', oneOf('status', subprocessorStatuses))
@Check('subprocessor_role_known', oneOf('role', partyRoles))
@Check('subprocessor_validity_ordered', 'valid_to >= valid_from')
@Check('subprocessor_not_itself', 'linked_vendor_id <> vendor_id')
@Index('subprocessor_of_vendor', ['vendorId', 'id'])
@Index('subprocessor_upcoming', ['id'], { where: 'upcoming IS NOT NULL' })
@Index('subprocessor_by_link', ['linkedVendorId'], { where: 'linked_vendor_id IS NOT NULL' })
@Index('subprocessor_by_name', ['foldedName'])
@Index('subprocessor_name_in_use', ['vendorId', 'foldedName'], { unique: true, where: live })
@Index('subprocessor_by_days', ['validFrom', 'validTo'], { where: live })
export class SubprocessorEntity implements Subprocessor {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text') name: string;
  /** By which it is found again in lists that write it otherwise. */
  @Column('text') foldedName: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  linkedVendorId: string | null;
  @Column('text', { nullable: true }) website: string | null;
  @Column('text', { nullable: true }) purpose: string | null;
  @Column('text', { array: true }) countries: string[];
  @Column('text', { array: true }) dataCategories: DataCategory[];
  @Column('text') role: PartyRole;
  @Column('text', { nullable: true }) transferTool: TransferTool | null;
  @Column('text') status: SubprocessorStatus;
  @DayColumn({ nullable: true }) validFrom: LocalDate | null;
  @DayColumn({ nullable: true }) validTo: LocalDate | null;
  @Column('text', { nullable: true }) source: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('SubprocessorEntity', 'id', { onDelete: 'RESTRICT' })
  replacedById: string | null;
  @Column('jsonb', { nullable: true }) upcoming: Subprocessor['upcoming'];
  @Column('boolean') removed: boolean;
  @MomentColumn() createdAt: Date;
}
