import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { ApiKey } from '../domain/api-key.js';
import type { StaffRole } from '../../../shared/roles.js';

@RegisteredEntity('api_key')
@Index('api_key_by_hash', ['secretHash'], { unique: true })
export class ApiKeyEntity implements ApiKey {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') name: string;
  @Column('text') hint: string;
  @Column('bytea') secretHash: Buffer;
  @Column('text', { array: true }) roles: StaffRole[];
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) createdBy: string;
  @MomentColumn() createdAt: Date;
}

/** When a key was last used, to the minute; apart from the register, because using a key is no change of it. */
@Entity('api_key_use')
export class ApiKeyUseEntity {
  @PrimaryColumn('uuid') @ForeignKey('ApiKeyEntity', 'id', { onDelete: 'RESTRICT' }) apiKeyId: string;
  @MomentColumn() lastUsedAt: Date;
}
