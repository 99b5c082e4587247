import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { updaterKinds, type FindingUpdate, type UpdaterKind } from '../domain/finding-update.js';
import type { RemediationLink } from '../domain/remediation-link.js';

@RegisteredEntity('remediation_link')
@Index('remediation_link_by_vendor', ['vendorId', 'createdAt'])
@Index('remediation_link_by_token', ['tokenHash'], { unique: true })
export class RemediationLinkEntity implements RemediationLink {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text', { nullable: true }) email: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('bytea') tokenHash: Buffer;
  @Column('uuid', { array: true, nullable: true }) findingIds: string[] | null;
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('finding_update')
@Check('finding_update_writer_known', oneOf('by_kind', updaterKinds))
@Check('finding_update_of_vendor_visible', `by_kind <> 'respondent' OR visible_to_vendor`)
@Check('finding_update_claim_of_vendor', `by_kind = 'respondent' OR NOT claims_resolved`)
@Index('finding_update_by_finding', ['findingId', 'createdAt', 'id'])
export class FindingUpdateEntity implements FindingUpdate {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('FindingEntity', 'id', { onDelete: 'RESTRICT' }) findingId: string;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text') byKind: UpdaterKind;
  @Column('uuid') byId: string;
  @Column('boolean') visibleToVendor: boolean;
  @Column('text') text: string;
  @Column('boolean') claimsResolved: boolean;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  evidenceId: string | null;
  @MomentColumn() createdAt: Date;
}
