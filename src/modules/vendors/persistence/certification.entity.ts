import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { certificationSchemes, type CertificationScheme } from '../../reference-data/codes.js';
import type { Certification } from '../domain/certification.js';

@RegisteredEntity('certification')
@Check('certification_scheme_known', oneOf('scheme', certificationSchemes))
@Check('certification_validity_ordered', 'valid_to >= valid_from')
@Index('certification_of_vendor', ['vendorId', 'id'])
@Index('certification_by_end', ['validTo'], { where: 'NOT removed' })
export class CertificationEntity implements Certification {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text') scheme: CertificationScheme;
  @Column('text', { nullable: true }) scope: string | null;
  @Column('text', { nullable: true }) issuer: string | null;
  @DayColumn({ nullable: true }) validFrom: Certification['validFrom'];
  @DayColumn({ nullable: true }) validTo: Certification['validTo'];
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  evidenceId: string | null;
  @Column('boolean') removed: boolean;
  @MomentColumn() createdAt: Date;
}
