import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { actorKinds, type ActorKind } from '../auth/principal.js';
import { oneOf } from '../database/checks.js';
import { MomentColumn } from '../database/columns.js';
import type { AccessRecord } from './access-record.js';

/** Append-only, like the ledger and apart from it: reading changes nothing, and is on record nevertheless. */
@Entity('access_record')
@Check('access_record_actor_kind_known', oneOf('actor_kind', actorKinds))
@Index('access_record_by_time', ['at', 'id'])
@Index('access_record_by_actor', ['actorId', 'at', 'id'])
@Index('access_record_by_subject', ['subjectId', 'at', 'id'], { where: 'subject_id IS NOT NULL' })
@Index('access_record_by_what', ['what', 'at', 'id'])
export class AccessRecordEntity implements AccessRecord {
  @PrimaryColumn('uuid') id: string;
  @MomentColumn() at: Date;
  @Column('text') actorKind: ActorKind;
  @Column('uuid') actorId: string;
  @Column('text') what: string;
  @Column('uuid', { nullable: true }) subjectId: string | null;
  @Column('jsonb') filters: Record<string, string>;
  @Column('int', { nullable: true }) rowCount: number | null;
  @Column('text', { nullable: true }) requestId: string | null;
}
