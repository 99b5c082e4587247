import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CountColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { SharingBatch, SharingEvent } from '../domain/sharing-event.js';
import type { SharingDay } from '../domain/sharing-days.js';

@RegisteredEntity('sharing_batch')
@Check('sharing_batch_not_empty', 'events > 0')
@Index('sharing_batch_by_flow', ['dataFlowId', 'reportedAt', 'id'])
export class SharingBatchEntity implements SharingBatch {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @Column('int') events: number;
  @CountColumn() subjects: number;
  @CountColumn() records: number;
  @MomentColumn() firstAt: Date;
  @MomentColumn() lastAt: Date;
  @Column('int') exceeding: number;
  @Column('text') digest: string;
  @Column('text') reportedByKind: string;
  @Column('uuid') reportedById: string;
  @MomentColumn() reportedAt: Date;
}

/** Written once; its batch says how many of them there are, and what they add up to. */
@Entity('sharing_event')
@Check('sharing_event_counts', 'subjects >= 0 AND records >= 0')
@Index('sharing_event_reference_in_use', ['dataFlowId', 'reference'], { unique: true })
@Index('sharing_event_by_moment', ['dataFlowId', 'at', 'id'])
@Index('sharing_event_by_batch', ['batchId'])
@Index('sharing_event_deviating', ['dataFlowId', 'at', 'id'], { where: `deviation_ids <> '{}'` })
export class SharingEventEntity implements SharingEvent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid') dataFlowId: string;
  @Column('uuid')
  @ForeignKey('SharingBatchEntity', 'id')
  batchId: string;
  @Column('text') reference: string;
  @MomentColumn() at: Date;
  @Column('text', { array: true }) categories: string[];
  @CountColumn() subjects: number;
  @CountColumn() records: number;
  @Column('text') toCountry: string;
  @Column('text') purpose: string;
  @Column('uuid', { array: true }) deviationIds: string[];
}

/** Running totals of a flow's events by day: bookkeeping, which can be added up again from the events. */
@Entity('sharing_day')
export class SharingDayEntity implements SharingDay {
  @PrimaryColumn('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @PrimaryColumn('date') day: LocalDate;
  @Column('int') events: number;
  @CountColumn() subjects: number;
  @CountColumn() records: number;
  @Column('int') hours: number;
}

/** Running totals of the events of a deviation: bookkeeping like that of the days. */
@Entity('deviation_tally')
export class DeviationTallyEntity {
  @PrimaryColumn('uuid')
  @ForeignKey('DeviationEntity', 'id')
  deviationId: string;
  @Column('int') events: number;
  @CountColumn() subjects: number;
  @CountColumn() records: number;
  @MomentColumn() lastAt: Date;
}
