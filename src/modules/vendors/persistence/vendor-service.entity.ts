import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { VendorCategory } from '../../reference-data/codes.js';
import {
  substitutabilities,
  type Criticality,
  type Substitutability,
  type VendorService,
} from '../domain/vendor-service.js';

@RegisteredEntity('vendor_service')
@Check('vendor_service_criticality_known', 'criticality BETWEEN 0 AND 4')
@Check('vendor_service_substitutability_known', oneOf('substitutability', substitutabilities))
@Index('vendor_service_of_vendor', ['vendorId', 'id'])
@Index('vendor_service_name_in_use', ['vendorId', 'name'], { unique: true, where: 'NOT removed' })
export class VendorServiceEntity implements VendorService {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('text', { array: true }) categories: VendorCategory[];
  @Column('text', { array: true }) hostingCountries: string[];
  @Column('int', { nullable: true }) criticality: Criticality | null;
  @Column('text', { nullable: true }) substitutability: Substitutability | null;
  @Column('boolean') removed: boolean;
  @MomentColumn() createdAt: Date;
}
