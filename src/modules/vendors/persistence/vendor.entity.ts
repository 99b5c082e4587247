import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { VendorCategory } from '../../reference-data/codes.js';
import { vendorStatuses, type VendorStatus } from '../domain/vendor-lifecycle.js';
import type { Findable } from '../domain/vendor-search.js';
import type { Tier, Vendor } from '../domain/vendor.js';

/** Indexes without columns are those of migrations/search-indexes.ts. */
@RegisteredEntity('vendor')
@Check('vendor_status_known', oneOf('status', vendorStatuses))
@Check('vendor_tier_known', 'tier BETWEEN 1 AND 4')
@Index('vendor_by_name', ['sortName', 'id'])
@Index('vendor_by_status', ['status', 'sortName', 'id'])
@Index('vendor_by_creation', ['createdAt', 'id'])
@Index('vendor_by_lei', ['lei'], { where: 'lei IS NOT NULL' })
@Index('vendor_by_text', { synchronize: false })
@Index('vendor_by_domain', { synchronize: false })
@Index('vendor_by_folded_name', { synchronize: false })
@Index('vendor_by_skeleton', { synchronize: false })
@Index('vendor_by_external_id', { synchronize: false })
export class VendorEntity implements Vendor, Findable {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') name: string;
  @Column('text', { nullable: true }) legalName: string | null;
  @Column('text', { nullable: true }) country: string | null;
  @Column('text', { nullable: true }) registrationNumber: string | null;
  @Column('text', { nullable: true }) lei: string | null;
  @Column('text', { nullable: true }) website: string | null;
  @Column('text', { array: true }) domains: string[];
  @Column('text', { array: true }) categories: VendorCategory[];
  @Column('text', { nullable: true }) description: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  ownerId: string | null;
  @Column('text') status: VendorStatus;
  @Column('int', { nullable: true }) tier: Tier | null;
  @Column('jsonb') externalIds: Record<string, string>;
  @Column('jsonb') links: Vendor['links'];
  @Column('text', { array: true }) certificationClaims: string[];
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true }) createdBy: string | null;
  @Column('text') sortName: string;
  @Column('text', { array: true }) foldedNames: string[];
  @Column('text', { array: true }) skeletons: string[];
  @Column('text') searchText: string;
}
