import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { Requirement } from '../domain/requirement.js';
import { standardStatuses, type Standard, type StandardStatus } from '../domain/standard.js';

@RegisteredEntity('standard')
@Check('standard_status_known', oneOf('status', standardStatuses))
@Index('standard_version_once', ['version'], { unique: true })
@Index('standard_published_once', ['status'], { unique: true, where: `status = 'published'` })
export class StandardEntity implements Standard {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('int') version: number;
  @Column('text') title: string;
  @Column('text') note: string;
  @Column('text') status: StandardStatus;
  @Column('jsonb') requirements: readonly Requirement[];
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  authorId: string | null;
  @Column('int', { nullable: true }) edition: number | null;
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' })
  publishedById: string | null;
  @MomentColumn({ nullable: true }) publishedAt: Date | null;
}
