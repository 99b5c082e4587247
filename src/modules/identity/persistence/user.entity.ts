import { Check, Column, ForeignKey, Entity, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { StaffRole } from '../../../shared/roles.js';
import { userStatuses, type User, type UserStatus } from '../domain/user.js';

@RegisteredEntity('app_user')
@Check('app_user_status_known', oneOf('status', userStatuses))
@Index('app_user_email_in_use', ['email'], { unique: true, where: `status = 'active'` })
export class UserEntity implements User {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text', { nullable: true }) email: string | null;
  @Column('text', { nullable: true }) displayName: string | null;
  @Column('bytea', { nullable: true }) salt: Buffer | null;
  @Column('text', { nullable: true }) passwordHash: string | null;
  @Column('text', { array: true }) roles: StaffRole[];
  @Column('text', { nullable: true }) unit: string | null;
  @Column('text') status: UserStatus;
  @MomentColumn() createdAt: Date;
}

/** One signing-in and everything that was refreshed from it. */
@Entity('session')
@Index('session_open', ['userId'], { where: 'ended_at IS NULL' })
export class SessionEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) userId: string;
  @MomentColumn() startedAt: Date;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endReason: string | null;
}

@Entity('access_token')
@Index('access_token_by_expiry', ['expiresAt'])
export class AccessTokenEntity {
  @PrimaryColumn('bytea') hash: Buffer;
  @Column('uuid') @ForeignKey('SessionEntity', 'id', { onDelete: 'RESTRICT' }) sessionId: string;
  @MomentColumn() expiresAt: Date;
}

/** Each can be used once; a second use ends the session. */
@Entity('refresh_token')
@Index('refresh_token_by_session', ['sessionId'])
export class RefreshTokenEntity {
  @PrimaryColumn('bytea') hash: Buffer;
  @Column('uuid') @ForeignKey('SessionEntity', 'id', { onDelete: 'RESTRICT' }) sessionId: string;
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) usedAt: Date | null;
}

/** Account and address are keyed hashes: enough to count by, nothing to read. */
@Entity('sign_in_attempt')
@Index('sign_in_attempt_by_account', ['account', 'at'])
export class SignInAttemptEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('bytea') account: Buffer;
  @Column('bytea') address: Buffer;
  @MomentColumn() at: Date;
  @Column('boolean') succeeded: boolean;
}
