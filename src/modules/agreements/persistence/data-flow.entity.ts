import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  frequencyBands,
  volumeBands,
  type DataSubjectCategoryCode,
  type FrequencyBand,
  type SecurityMeasureFamily,
  type VolumeBand,
} from '../../reference-data/codes.js';
import {
  dataFlowStatuses,
  flowDirections,
  type DataFlow,
  type DataFlowStatus,
  type FlowDirection,
} from '../domain/data-flow.js';

@RegisteredEntity('data_flow')
@Check('data_flow_status_known', oneOf('status', dataFlowStatuses))
@Check('data_flow_direction_known', oneOf('direction', flowDirections))
@Check('data_flow_volume_known', oneOf('volume', volumeBands))
@Check('data_flow_frequency_known', oneOf('frequency', frequencyBands))
@Index('data_flow_reference_in_use', ['reference'], { unique: true })
@Index('data_flow_by_agreement', ['agreementId', 'id'])
@Index('data_flow_by_vendor', ['vendorId', 'id'])
@Index('data_flow_by_legal_entity', ['legalEntityId', 'id'])
@Index('data_flow_by_creation', ['createdAt', 'id'])
@Index('data_flow_by_status', ['status', 'id'])
@Index('data_flow_by_decision', { synchronize: false })
@Index('data_flow_by_leg', { synchronize: false })
@Index('data_flow_review_due', ['reviewDueOn'], { where: 'review_due_on IS NOT NULL' })
@Index('data_flow_in_emergency', ['id'], { where: 'emergency IS NOT NULL' })
@Index('data_flow_by_system', { synchronize: false })
export class DataFlowEntity implements DataFlow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('text') reference: string;
  @Column('uuid')
  @ForeignKey('AgreementEntity', 'id')
  agreementId: string;
  /** Of the agreement, so that lists and the blast radius of a vendor need no detour. */
  @Column('uuid')
  @ForeignKey('VendorEntity', 'id')
  vendorId: string;
  @Column('uuid')
  @ForeignKey('LegalEntityEntity', 'id')
  legalEntityId: string;
  @Column('text') title: string;
  @Column('text') status: DataFlowStatus;
  @Column('text', { nullable: true }) direction: FlowDirection | null;
  @Column('jsonb') purposes: DataFlow['purposes'];
  @Column('text', { array: true }) subjectCategories: DataSubjectCategoryCode[];
  @Column('jsonb') dataCategories: DataFlow['dataCategories'];
  @Column('text', { nullable: true }) volume: VolumeBand | null;
  @Column('text', { nullable: true }) frequency: FrequencyBand | null;
  @Column('text', { nullable: true }) sourceSystem: string | null;
  @Column('text', { nullable: true }) recipientSystem: string | null;
  @Column('jsonb', { default: [] }) onBehalfOf: DataFlow['onBehalfOf'];
  @Column('jsonb', { default: [] }) recipients: DataFlow['recipients'];
  @Column('jsonb') locations: DataFlow['locations'];
  @Column('jsonb') transfers: DataFlow['transfers'];
  @Column('text', { array: true }) securityMeasures: SecurityMeasureFamily[];
  @Column('jsonb', { nullable: true }) dpia: DataFlow['dpia'];
  @Column('jsonb', { nullable: true }) compatibility: DataFlow['compatibility'];
  @Column('jsonb', { default: [] }) legs: DataFlow['legs'];
  @Column('text', { array: true }) standsOn: string[];
  @Column('uuid', { array: true }) authorIds: string[];
  @Column('uuid', { nullable: true }) submittedById: string | null;
  @MomentColumn({ nullable: true }) submittedAt: Date | null;
  @Column('uuid', { nullable: true }) decisionId: string | null;
  @DayColumn({ nullable: true }) validUntil: LocalDate | null;
  @Column('int') openConditions: number;
  @Column('jsonb') staleFacts: DataFlow['staleFacts'];
  @Column('jsonb', { default: [] }) loggedFacts: DataFlow['loggedFacts'];
  @DayColumn({ nullable: true }) reviewDueOn: LocalDate | null;
  @MomentColumn({ nullable: true }) activatedAt: Date | null;
  @Column('text', { nullable: true }) suspendedBecause: string | null;
  @Column('jsonb', { nullable: true }) emergency: DataFlow['emergency'];
  @MomentColumn({ nullable: true }) closedAt: Date | null;
  @DayColumn({ nullable: true }) endedOn: LocalDate | null;
  @Column('jsonb', { nullable: true }) certificate: DataFlow['certificate'];
  @Column('bool') certificateMissing: boolean;
  @Column('uuid', { nullable: true }) createdById: string | null;
  @MomentColumn() createdAt: Date;
}

/** When an approved flow's facts were last compared with the world: bookkeeping, not a record. */
@Entity('data_flow_examination')
export class DataFlowExaminationEntity {
  @PrimaryColumn('uuid')
  @ForeignKey('DataFlowEntity', 'id')
  dataFlowId: string;
  @DayColumn() examinedOn: LocalDate;
}
