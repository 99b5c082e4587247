import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { contactRoles, type Contact, type ContactRole } from '../domain/contact.js';

/** A person at a vendor. Name, address and telephone number stand in the ledger only as digests. */
@RegisteredEntity('vendor_contact')
@Check('vendor_contact_role_known', oneOf('role', contactRoles))
@Check(
  'vendor_contact_removed_is_erased',
  'NOT removed OR (name IS NULL AND email IS NULL AND phone IS NULL AND salt IS NULL)',
)
@Index('vendor_contact_of_vendor', ['vendorId', 'id'])
export class ContactEntity implements Contact {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('text', { nullable: true }) name: string | null;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) phone: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('text') role: ContactRole;
  @Column('boolean') removed: boolean;
  @MomentColumn() createdAt: Date;
}
