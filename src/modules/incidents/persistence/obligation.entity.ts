import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import {
  breachNoticeKinds,
  notificationClocks,
  type BreachNoticeKind,
  type NotificationClock,
} from '../../reference-data/codes.js';
import { noticeKinds, type IncidentNotice, type NoticeKind } from '../domain/incident-notice.js';
import {
  debtors,
  obligationStates,
  type Debtor,
  type Obligation,
  type ObligationState,
} from '../domain/obligation.js';

@RegisteredEntity('incident_obligation')
@Check('incident_obligation_state_known', oneOf('state', obligationStates))
@Check('incident_obligation_debtor_known', oneOf('by', debtors))
@Check('incident_obligation_kind_known', oneOf('notice_kind', breachNoticeKinds))
@Check('incident_obligation_clock_known', oneOf('clock', notificationClocks))
@Check('incident_obligation_sent_then', `(state = 'sent') = (sent_at IS NOT NULL)`)
@Check(
  'incident_obligation_reasoned',
  `state NOT IN ('reasoned_away', 'not_required') OR because IS NOT NULL`,
)
@Check('incident_obligation_period', 'due_at >= starts_at')
@Index('incident_obligation_once', ['incidentId', 'key'], { unique: true })
@Index('incident_obligation_open', ['dueAt', 'id'], { where: `state = 'open' AND by = 'us'` })
export class ObligationEntity implements Obligation {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('IncidentEntity', 'id', { onDelete: 'RESTRICT' }) incidentId: string;
  @Column('text') key: string;
  @Column('text') by: Debtor;
  @Column('text') to: string;
  @Column('text') noticeKind: BreachNoticeKind;
  @Column('text', { nullable: true }) clock: NotificationClock | null;
  @Column('text') ground: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('LegalEntityEntity', 'id', { onDelete: 'RESTRICT' })
  legalEntityId: string | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('AgreementEntity', 'id', { onDelete: 'RESTRICT' })
  agreementId: string | null;
  @MomentColumn() startsAt: Date;
  @MomentColumn({ nullable: true }) dueAt: Date | null;
  @MomentColumn({ nullable: true }) formalEndAt: Date | null;
  @Column('text') state: ObligationState;
  @MomentColumn({ nullable: true }) sentAt: Date | null;
  @Column('uuid', { nullable: true }) noticeId: string | null;
  @Column('text', { nullable: true }) lateReason: string | null;
  @Column('text', { nullable: true }) because: string | null;
  @Column('uuid', { nullable: true }) settledById: string | null;
  @MomentColumn({ nullable: true }) settledAt: Date | null;
  @Column('int') announcedShare: number;
  @Column('bool') byHand: boolean;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('incident_notice')
@Check('incident_notice_kind_known', oneOf('kind', noticeKinds))
@Check('incident_notice_proven', 'proof IS NOT NULL OR cardinality(evidence_ids) > 0')
@Index('incident_notice_by_incident', ['incidentId', 'sentAt', 'id'])
export class IncidentNoticeEntity implements IncidentNotice {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('IncidentEntity', 'id', { onDelete: 'RESTRICT' }) incidentId: string;
  @Column('text') kind: NoticeKind;
  @Column('uuid', { array: true }) obligationIds: string[];
  @Column('jsonb') recipients: IncidentNotice['recipients'];
  @Column('text') contact: string;
  @Column('text') text: string;
  @MomentColumn() sentAt: Date;
  @Column('text', { nullable: true }) proof: string | null;
  @Column('uuid', { array: true }) evidenceIds: string[];
  @Column('text', { nullable: true }) lateReason: string | null;
  @Column('uuid') sentById: string;
  @MomentColumn() createdAt: Date;
}
