import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../database/columns.js';

/** The answer to a POST that carried an Idempotency-Key; kept 24 hours. */
@Entity('idempotency_key')
@Index('idempotency_key_by_age', ['createdAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('text') owner: string;
  @PrimaryColumn('bytea') keyHash: Buffer;
  @Column('bytea') fingerprint: Buffer;
  @Column('int') status: number;
  @Column('jsonb') headers: Record<string, string>;
  /** Sealed under the caller's key, which is stored only as a hash: an answer may hold a secret that is shown once. */
  @Column('bytea') body: Buffer;
  @MomentColumn() createdAt: Date;
}
