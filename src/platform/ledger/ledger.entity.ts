import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { MomentColumn } from '../database/columns.js';
import { actorKinds, type ActorKind } from '../auth/principal.js';
import { oneOf } from '../database/checks.js';
import type { LedgerEntry, State } from './ledger-entry.js';

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
