import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { AuditScore } from '../domain/audit-score.js';
import type { Contribution, Knockout, ScoreInputs } from '../domain/score.js';
import { grades, type Grade, type Tier } from '../domain/scoring-model.js';

/** Rows are added and never changed: a score of yesterday stays what it was. */
@RegisteredEntity('audit_score')
@Check('audit_score_grade_known', oneOf('grade', grades))
@Check('audit_score_tier_known', 'tier BETWEEN 1 AND 4')
@Check('audit_score_never_changes', 'revision = 1')
@Index('audit_score_by_vendor', ['vendorId', 'number'], { unique: true })
@Index('audit_score_by_risk', ['residualRisk', 'id'])
export class AuditScoreEntity implements AuditScore {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' })
  vendorId: string;
  @Column('int') number: number;
  @Column('double precision') inherentRisk: number;
  @Column('int') tier: Tier;
  @Column('double precision') controlEffectiveness: number;
  @Column('double precision') residualRisk: number;
  @Column('jsonb', { nullable: true }) range: Readonly<{ low: number; high: number }> | null;
  @Column('text') grade: Grade;
  @Column('double precision') confidence: number;
  @Column('double precision') coverage: number;
  @Column('jsonb') knockouts: readonly Knockout[];
  @Column('jsonb') contributions: readonly Contribution[];
  @Column('text') modelId: string;
  @Column('int') modelVersion: number;
  @Column('jsonb') inputs: ScoreInputs;
  @Column('text') inputsDigest: string;
  @Column('text') cause: string;
  @MomentColumn() computedAt: Date;
}
