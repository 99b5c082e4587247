import { Check, Column, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { modelStatuses, type ModelStatus, type ModelVersion } from '../domain/model-version.js';
import type { ModelContent } from '../domain/scoring-model.js';

/** A released row only ever becomes retired, and a retired one never changes: a trigger refuses it to everybody. */
@RegisteredEntity('scoring_model')
@Check('scoring_model_status_known', oneOf('status', modelStatuses))
@Check('scoring_model_released_then', `(status = 'released') <= (released_at IS NOT NULL)`)
@Check('scoring_model_released_by_another', 'released_by_id IS NULL OR released_by_id <> ALL (edited_by_ids)')
@Index('scoring_model_version_once', ['version'], { unique: true })
@Index('scoring_model_shipped_once', ['shippedAs'], { unique: true })
@Index('scoring_model_one_current', ['status'], { unique: true, where: `status = 'released'` })
export class ScoringModelEntity implements ModelVersion {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text', { nullable: true }) shippedAs: string | null;
  @Column('int') version: number;
  @Column('text') title: string;
  @Column('text') status: ModelStatus;
  @Column('jsonb') content: ModelContent;
  @Column('text', { nullable: true }) basedOn: string | null;
  @Column('uuid', { array: true }) editedByIds: string[];
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true }) releasedById: string | null;
  @MomentColumn({ nullable: true }) releasedAt: Date | null;
  @MomentColumn({ nullable: true }) retiredAt: Date | null;
}
