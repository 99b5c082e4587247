import { Column, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import { DayColumn, MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { ReminderRecord } from '../domain/reminder.js';

@RegisteredEntity('assessment_reminder')
@Index('assessment_reminder_once', ['assessmentId', 'dueOn', 'offsetDays'], { unique: true })
export class AssessmentReminderEntity implements ReminderRecord {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid')
  @ForeignKey('AssessmentEntity', 'id', { onDelete: 'RESTRICT' })
  assessmentId: string;
  @Column('int') offsetDays: number;
  @DayColumn() dueOn: LocalDate;
  @MomentColumn() announcedAt: Date;
}
