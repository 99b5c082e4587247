import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { VendorCategory } from '../../reference-data/codes.js';
import type { Tier } from '../domain/content.js';
import type { AssessmentPlan, PlannedStatus } from '../domain/plan.js';

@RegisteredEntity('assessment_plan')
@Check('assessment_plan_one_cadence', 'cadence_months IS NULL OR cadence_days IS NULL')
@Check('assessment_plan_for_somebody', 'cardinality(tiers) + cardinality(categories) > 0')
@Check('assessment_plan_ended_rests', 'ended_at IS NULL OR NOT active')
@Index('assessment_plan_by_name', ['name', 'id'])
export class AssessmentPlanEntity implements AssessmentPlan {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') name: string;
  @Column('text', { nullable: true }) description: string | null;
  @Column('uuid')
  @ForeignKey('QuestionnaireTemplateEntity', 'id', { onDelete: 'RESTRICT' })
  templateId: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('QuestionnaireVersionEntity', 'id', { onDelete: 'RESTRICT' })
  templateVersionId: string | null;
  @Column('int', { array: true }) tiers: Tier[];
  @Column('text', { array: true }) categories: VendorCategory[];
  @Column('text', { array: true }) vendorStatuses: PlannedStatus[];
  @Column('int', { nullable: true }) cadenceMonths: number | null;
  @Column('int', { nullable: true }) cadenceDays: number | null;
  @Column('int') leadDays: number;
  @Column('boolean') askGapOnly: boolean;
  @Column('boolean') active: boolean;
  @MomentColumn({ nullable: true }) endedAt: Date | null;
  @Column('uuid') createdById: string;
  @MomentColumn() createdAt: Date;
}
