import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import { reviewOutcomes, type FlowReview, type ReviewOutcome } from '../domain/flow-decision.js';

@RegisteredEntity('data_flow_review')
@Check('data_flow_review_outcome_known', oneOf('outcome', reviewOutcomes))
@Index('data_flow_review_by_decision', ['decisionId', 'id'])
@Index('data_flow_review_by_flow', ['dataFlowId', 'id'])
export class FlowReviewEntity implements FlowReview {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('uuid')
  @ForeignKey('FlowDecisionEntity', 'id')
  decisionId: string;
  @Column('int') flowRevision: number;
  @Column('text') outcome: ReviewOutcome;
  @Column('text') reasons: string;
  @Column('jsonb') facts: FlowReview['facts'];
  @Column('text') factsHash: string;
  @Column('uuid')
  @ForeignKey('UserEntity', 'id')
  reviewedById: string;
  @MomentColumn() reviewedAt: Date;
}
