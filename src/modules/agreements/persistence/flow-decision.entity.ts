import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { approvalModes, usualMode, type ApprovalMode } from '../domain/approval-mode.js';
import {
  conditionConsequences,
  conditionKinds,
  decisionOutcomes,
  opinions,
  usualConsequence,
  type ConditionConsequence,
  type ConditionKind,
  type DecisionOutcome,
  type FlowCondition,
  type FlowDecision,
  type FlowOpinion,
  type Opinion,
} from '../domain/flow-decision.js';

@RegisteredEntity('data_flow_opinion')
@Check('data_flow_opinion_known', oneOf('opinion', opinions))
@Index('data_flow_opinion_by_flow', ['dataFlowId', 'id'])
export class FlowOpinionEntity implements FlowOpinion {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('int') flowRevision: number;
  @Column('text') opinion: Opinion;
  @Column('text') reasons: string;
  @Column('text') factsHash: string;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  givenById: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  onBehalfOfId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('DelegationEntity', 'id')
  delegationId: string | null;
  @MomentColumn() givenAt: Date;
}

@RegisteredEntity('data_flow_decision')
@Check('data_flow_decision_outcome_known', oneOf('outcome', decisionOutcomes))
@Check('data_flow_decision_mode_known', oneOf('mode', approvalModes))
@Index('data_flow_decision_by_flow', ['dataFlowId', 'id'])
export class FlowDecisionEntity implements FlowDecision {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('int') flowRevision: number;
  @Column('text') outcome: DecisionOutcome;
  @Column('text') rationale: string;
  @Column('text', { default: usualMode }) mode: ApprovalMode;
  @Column('uuid', { nullable: true })
  @ForeignKey('FlowOpinionEntity', 'id')
  opinionId: string | null;
  @Column('jsonb', { nullable: true }) departure: FlowDecision['departure'];
  @Column('jsonb', { nullable: true }) emergency: FlowDecision['emergency'];
  @DayColumn({ nullable: true }) validUntil: LocalDate | null;
  @Column('bool') complete: boolean;
  @Column('uuid', { nullable: true })
  @ForeignKey('FlowDecisionEntity', 'id')
  confirmsId: string | null;
  @Column('jsonb') facts: FlowDecision['facts'];
  @Column('text') factsHash: string;
  @Column('uuid') standardId: string;
  @Column('int') standardVersion: number;
  @Column('text', { array: true }) warnings: string[];
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  decidedById: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  onBehalfOfId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('DelegationEntity', 'id')
  delegationId: string | null;
  @MomentColumn() decidedAt: Date;
}

@RegisteredEntity('data_flow_condition')
@Check('data_flow_condition_kind_known', oneOf('kind', conditionKinds))
@Check('data_flow_condition_consequence_known', oneOf('consequence', conditionConsequences))
@Check('data_flow_condition_dated', `kind <> 'by_date' OR due_on IS NOT NULL`)
@Index('data_flow_condition_by_flow', ['dataFlowId', 'id'])
@Index('data_flow_condition_due', ['dueOn'], { where: 'fulfilled_at IS NULL' })
export class FlowConditionEntity implements FlowCondition {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('uuid')
  @ForeignKey('FlowDecisionEntity', 'id')
  decisionId: string;
  @Column('int') position: number;
  @Column('text') text: string;
  @Column('text') kind: ConditionKind;
  @DayColumn({ nullable: true }) dueOn: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  ownerId: string | null;
  @Column('text', { default: usualConsequence }) consequence: ConditionConsequence;
  @MomentColumn({ nullable: true }) missedAt: Date | null;
  @MomentColumn({ nullable: true }) fulfilledAt: Date | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  fulfilledById: string | null;
  @Column('text', { nullable: true }) fulfilmentNote: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id')
  evidenceId: string | null;
  @MomentColumn() createdAt: Date;
}
