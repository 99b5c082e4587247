import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { MomentColumn } from '../database/columns.js';
import { actorKinds, type ActorKind } from '../auth/principal.js';
import { oneOf } from '../database/checks.js';
import type { LedgerEntry, State } from './ledger-entry.js';
import { keyStatuses, type KeyStatus, type LedgerKey } from './ledger-key.js';
import { RegisteredEntity } from './registered.js';

/** Append-only: the runtime role may SELECT and INSERT, a trigger refuses the rest to everybody. */
@Entity('ledger_entry')
@Unique('ledger_entry_subject_revision', ['subjectId', 'revision'])
@Check('ledger_entry_actor_kind_known', oneOf('actor_kind', actorKinds))
@Index('ledger_entry_by_action', ['action', 'seq'])
@Index('ledger_entry_by_actor', ['actorId', 'seq'])
@Index('ledger_entry_by_type', ['subjectType', 'seq'])
@Index('ledger_entry_by_time', ['recordedAt'])
export class LedgerEntryEntity implements LedgerEntry {
  @PrimaryColumn('uuid') id: string;
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS', unique: true }) seq: string;
  @MomentColumn() recordedAt: Date;
  @Column('text') actorKind: ActorKind;
  @Column('uuid', { nullable: true }) actorId: string | null;
  @Column('text', { nullable: true }) requestId: string | null;
  @Column('text') action: string;
  @Column('text') subjectType: string;
  @Column('uuid') subjectId: string;
  @Column('int') revision: number;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb') state: State;
  @Column('text', { array: true }) changed: string[];
}

/** Committed entries that have no place in the tree yet; filled by a trigger, emptied by the sealer. */
@Entity('ledger_pending')
export class LedgerPendingEntity {
  @PrimaryColumn('bigint') seq: string;
  @Column('uuid') entryId: string;
}

/** A sealed entry's place in the tree and the hash of its canonical form (RFC 6962: SHA-256(0x00 ‖ entry)). */
@Entity('ledger_leaf')
export class LedgerLeafEntity {
  @PrimaryColumn('bigint') position: string;
  @Column('uuid', { unique: true })
  @ForeignKey('LedgerEntryEntity', 'id', { onDelete: 'RESTRICT' })
  entryId: string;
  @Column('bytea') hash: Buffer;
  @MomentColumn() sealedAt: Date;
}

/** How far our own listeners have read the sealed ledger. */
@Entity('news_cursor')
export class NewsCursorEntity {
  @PrimaryColumn('text') reader: string;
  @Column('bigint') position: string;
}

/**
 * Roots of complete subtrees of 256^level leaves, level 1 and up: with them and at most 255 leaves or nodes beside each
 * other, every proof is read in two statements. Append-only.
 */
@Entity('ledger_node')
export class LedgerNodeEntity {
  @PrimaryColumn('int') level: number;
  @PrimaryColumn('bigint') index: string;
  @Column('bytea') hash: Buffer;
}

/** A signed tree head, one for each sealed batch. Append-only. */
@Entity('ledger_checkpoint')
export class LedgerCheckpointEntity {
  @PrimaryColumn('bigint') size: string;
  @Column('bytea') root: Buffer;
  @Column('uuid')
  @ForeignKey('LedgerKeyEntity', 'id')
  keyId: string;
  @Column('text') note: string;
  @MomentColumn() signedAt: Date;
}

/** A key that checkpoints are or were signed with: what is published of it. The private half never lies in the database. */
@RegisteredEntity('ledger_key')
@Check('ledger_key_status_known', oneOf('status', keyStatuses))
@Index('ledger_key_known', ['publicKey'], { unique: true })
@Index('ledger_key_one_current', ['status'], { unique: true, where: `status = 'current'` })
export class LedgerKeyEntity implements LedgerKey {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') status: KeyStatus;
  @Column('text') origin: string;
  @Column('text') publicKey: string;
  @Column('bigint') sinceSize: string;
  @Column('text') statement: string;
  @Column('text', { nullable: true }) endorsement: string | null;
  @Column('uuid', { nullable: true }) previousId: string | null;
  @MomentColumn() createdAt: Date;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('text', { nullable: true }) endedBecause: string | null;
}
