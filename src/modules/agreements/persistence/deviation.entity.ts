import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  deviationKinds,
  deviationOutcomes,
  deviationStatuses,
  type Deviation,
  type DeviationKind,
  type DeviationOutcome,
  type DeviationStatus,
} from '../domain/deviation.js';

@RegisteredEntity('deviation')
@Check('deviation_kind_known', oneOf('kind', deviationKinds))
@Check('deviation_status_known', oneOf('status', deviationStatuses))
@Check('deviation_outcome_known', oneOf('outcome', deviationOutcomes))
@Check('deviation_resolved_with_outcome', `(status = 'resolved') = (outcome IS NOT NULL)`)
@Index('deviation_one_unresolved', ['dataFlowId', 'kind', 'excess'], {
  unique: true,
  where: `status <> 'resolved'`,
})
@Index('deviation_by_flow', ['dataFlowId', 'id'])
@Index('deviation_by_status', ['status', 'createdAt', 'id'])
@Index('deviation_by_creation', ['createdAt', 'id'])
export class DeviationEntity implements Deviation {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('text') kind: DeviationKind;
  @Column('text') excess: string;
  @Column('text', { array: true }) approved: string[];
  @Column('uuid', { nullable: true })
  @ForeignKey('FlowDecisionEntity', 'id')
  decisionId: string | null;
  @Column('text') status: DeviationStatus;
  @Column('uuid')
  @ForeignKey('SharingBatchEntity', 'id')
  batchId: string;
  @MomentColumn() sentAt: Date;
  @DayColumn() dueOn: LocalDate;
  @Column('text') raisedByKind: string;
  @Column('uuid') raisedById: string;
  @MomentColumn() createdAt: Date;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  reviewedById: string | null;
  @MomentColumn({ nullable: true }) reviewedAt: Date | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  resolvedById: string | null;
  @MomentColumn({ nullable: true }) resolvedAt: Date | null;
  @Column('text', { nullable: true }) outcome: DeviationOutcome | null;
  @Column('text', { nullable: true }) resolution: string | null;
}
