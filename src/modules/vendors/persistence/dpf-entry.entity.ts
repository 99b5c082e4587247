import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { dpfFrameworks, type DataClass, type DpfFramework } from '../../reference-data/codes.js';
import type { VendorDpfEntry } from '../domain/dpf-entry.js';

@RegisteredEntity('dpf_entry')
@Check('dpf_entry_framework_known', oneOf('framework', dpfFrameworks))
@Check('dpf_entry_period_ordered', 'next_certification_due >= active_from')
@Check('dpf_entry_end_ordered', 'inactive_from > active_from')
@Index('dpf_entry_of_vendor', ['vendorId', 'id'])
@Index('dpf_entry_by_due_day', ['nextCertificationDue'], { where: 'NOT removed' })
export class DpfEntryEntity implements VendorDpfEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text') framework: DpfFramework;
  @Column('text') listedName: string;
  @Column('boolean') coveredEntity: boolean;
  @Column('text', { array: true }) coveredData: DataClass[];
  @DayColumn() activeFrom: VendorDpfEntry['activeFrom'];
  @DayColumn() nextCertificationDue: VendorDpfEntry['nextCertificationDue'];
  @DayColumn({ nullable: true }) inactiveFrom: VendorDpfEntry['inactiveFrom'];
  @DayColumn() checkedOn: VendorDpfEntry['checkedOn'];
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  evidenceId: string | null;
  @Column('boolean') removed: boolean;
  @MomentColumn() createdAt: Date;
}
