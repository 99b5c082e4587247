import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../database/columns.js';
import type { TimeStamp } from './time-stamp.js';

/** What a time-stamp authority answered, by the SHA-256 of what it stamped. Append-only. */
@Entity('time_stamp')
@Index('time_stamp_of_checkpoint', ['checkpointSize'], { unique: true, where: 'checkpoint_size IS NOT NULL' })
export class TimeStampEntity implements TimeStamp {
  @PrimaryColumn('text') sha256: string;
  @Column('bytea') answer: Buffer;
  @MomentColumn() genTime: Date;
  @Column('text') serial: string;
  @Column('text') policy: string;
  @Column('text') authority: string;
  /** Of the checkpoint whose note was stamped; null for anything else. */
  @Column('bigint', { nullable: true })
  @ForeignKey('LedgerCheckpointEntity', 'size')
  checkpointSize: string | null;
  @MomentColumn() receivedAt: Date;
}
