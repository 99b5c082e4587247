import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  awaited,
  reminderStates,
  type Awaited,
  type Reminder,
  type ReminderState,
} from '../domain/reminder.js';
import type { AssessmentReminders } from '../reminders.service.js';

export class ReminderDto {
  @ApiProperty({ example: -7, description: 'Days from the due day; negative: before it.' })
  offsetDays: number;
  @ApiProperty({ type: String, format: 'date', example: '2027-01-24' }) on: LocalDate;
  @ApiProperty({
    enum: reminderStates,
    enumName: 'ReminderState',
    description:
      'upcoming; due: its day has come and it is announced within the minute; announced: it is in the ledger and in the news; passed_over: a later one took its place, the assessment was made after its day, or answers no longer wait.',
  })
  state: ReminderState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) announcedAt: Date | null;

  static of({ offsetDays, on, state, announcedAt }: Reminder): ReminderDto {
    return { offsetDays, on, state, announcedAt };
  }
}

export class AssessmentRemindersDto {
  @ApiProperty({ type: String, format: 'date', example: '2027-01-31' }) dueOn: LocalDate;
  @ApiProperty({ example: false, description: 'Past the due day, and the answers are not submitted.' })
  overdue: boolean;
  @ApiProperty({
    enum: awaited,
    enumName: 'AwaitedForAssessment',
    nullable: true,
    description: 'invitation: nobody was invited yet; respondent: the answers; null: nothing.',
  })
  waitsFor: Awaited | null;
  @ApiProperty({ type: [ReminderDto], description: 'Days are the setting KEYHOLDER_REMINDER_DAYS.' })
  reminders: ReminderDto[];

  static of({ dueOn, overdue, waitsFor, reminders }: AssessmentReminders): AssessmentRemindersDto {
    return { dueOn, overdue, waitsFor, reminders: reminders.map((each) => ReminderDto.of(each)) };
  }
}
