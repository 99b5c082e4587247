import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { gapStates, type DisclosureGap, type GapState } from '../domain/disclosure-gap.js';

@RegisteredEntity('disclosure_gap')
@Check('disclosure_gap_state_known', oneOf('state', gapStates))
@Index('disclosure_gap_open_once', ['gapKey'], { unique: true, where: 'ended_at IS NULL' })
@Index('disclosure_gap_open', ['legalEntityId', 'vendorId'], { where: 'ended_at IS NULL' })
export class DisclosureGapEntity implements DisclosureGap {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') state: GapState;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('VendorEntity', 'id')
  vendorId: string | null;
  @Column('text') recipient: string;
  @Column('bool') onward: boolean;
  @Column('text', { nullable: true }) subjectCategory: string | null;
  @Column('text') gapKey: string;
  @MomentColumn() seenAt: Date;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
}
