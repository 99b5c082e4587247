import { Check, Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../../../platform/database/checks.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { LocalDate } from '../../../shared/local-date.js';
import { subprocessorAuthorisations } from '../../reference-data/codes.js';
import { windowStates, type ObjectionWindow, type WindowState } from '../domain/objection-window.js';
import type { SubprocessorNotice } from '../domain/subprocessor-notice.js';

@RegisteredEntity('subprocessor_notice')
@Index('subprocessor_notice_of_vendor', ['vendorId', 'receivedOn', 'id'])
export class SubprocessorNoticeEntity implements SubprocessorNotice {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @DayColumn() receivedOn: LocalDate;
  @DayColumn() effectiveOn: LocalDate;
  @Column('text') source: string;
  @Column('uuid', { nullable: true })
  @ForeignKey('EvidenceEntity', 'id', { onDelete: 'RESTRICT' })
  evidenceId: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('jsonb') changes: SubprocessorNotice['changes'];
  @Column('uuid') recordedById: string;
  @MomentColumn() createdAt: Date;
}

@RegisteredEntity('objection_window')
@Check('objection_window_state_known', oneOf('state', windowStates))
@Check('objection_window_authorisation_known', oneOf('authorisation', subprocessorAuthorisations))
@Check('objection_window_runs_to_a_day', `state <> 'IN_OBJECTION_WINDOW' OR last_day IS NOT NULL`)
@Index('objection_window_once', ['noticeId', 'line', 'agreementId'], { unique: true })
@Index('objection_window_of_agreement', ['agreementId', 'id'])
@Index('objection_window_of_vendor', ['vendorId', 'id'])
@Index('objection_window_running', ['lastDay', 'id'], { where: `state = 'IN_OBJECTION_WINDOW'` })
export class ObjectionWindowEntity implements ObjectionWindow {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('SubprocessorNoticeEntity', 'id') noticeId: string;
  @Column('int') line: number;
  @Column('uuid') @ForeignKey('VendorEntity', 'id', { onDelete: 'RESTRICT' }) vendorId: string;
  @Column('uuid') @ForeignKey('AgreementEntity', 'id') agreementId: string;
  @Column('uuid')
  @ForeignKey('SubprocessorEntity', 'id', { onDelete: 'RESTRICT' })
  subprocessorId: string;
  @Column('jsonb') change: ObjectionWindow['change'];
  @Column('text', { nullable: true }) authorisation: ObjectionWindow['authorisation'];
  @Column('int', { nullable: true }) objectionDays: number | null;
  @Column('int') agreementVersion: number;
  @DayColumn() receivedOn: LocalDate;
  @DayColumn({ nullable: true }) lastDay: LocalDate | null;
  @Column('text') state: WindowState;
  @DayColumn({ nullable: true }) decidedOn: LocalDate | null;
  @Column('uuid', { nullable: true })
  @ForeignKey('UserEntity', 'id')
  decidedById: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('jsonb', { nullable: true }) lateObjection: ObjectionWindow['lateObjection'];
  @DayColumn({ nullable: true }) excludedOn: LocalDate | null;
  @MomentColumn() createdAt: Date;
}
