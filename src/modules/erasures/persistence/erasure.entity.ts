import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { personKinds } from '../../../platform/erasable-people.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { Erasure } from '../domain/erasure.js';

@RegisteredEntity('erasure')
@Check('erasure_kind_known', oneOf('kind', personKinds))
@Index('erasure_once', ['kind', 'subjectId'], { unique: true })
@Index('erasure_by_time', ['erasedAt', 'id'])
export class ErasureEntity implements Erasure {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') kind: string;
  @Column('uuid') subjectId: string;
  @Column('text', { array: true }) fields: string[];
  @Column('text', { array: true }) ended: string[];
  @Column('text') reason: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  erasedById: string | null;
  @MomentColumn() erasedAt: Date;
}
