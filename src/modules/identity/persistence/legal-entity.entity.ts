import { Check, Column, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { legalEntityRoles, type LegalEntity, type LegalEntityRole } from '../domain/legal-entity.js';

@RegisteredEntity('legal_entity')
@Check('legal_entity_role_known', oneOf('role', legalEntityRoles))
@Index('legal_entity_name_in_use', ['name', 'country'], { unique: true })
export class LegalEntityEntity implements LegalEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') name: string;
  @Column('text') country: string;
  @Column('text', { nullable: true }) lei: string | null;
  @Column('text') contact: string;
  @Column('text', { nullable: true }) representative: string | null;
  @Column('text', { nullable: true }) dpoContact: string | null;
  @Column('text') role: LegalEntityRole;
  @MomentColumn() createdAt: Date;
}
