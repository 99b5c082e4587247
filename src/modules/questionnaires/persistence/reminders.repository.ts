import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Tx } from '../../../platform/database/database.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { unanswered } from '../domain/assessment.js';
import type { ReminderRecord } from '../domain/reminder.js';
import { AssessmentReminderEntity } from './reminder.entity.js';

export type ReminderDue = Pick<ReminderRecord, 'assessmentId' | 'offsetDays' | 'dueOn'>;

@Injectable()
export class RemindersRepository {
  readonly register: Register<ReminderRecord>;

  constructor(registers: Registers) {
    this.register = registers.open<ReminderRecord>({
      type: 'assessment_reminder',
      entity: AssessmentReminderEntity,
    });
  }

  of(assessmentId: string): Promise<ReminderRecord[]> {
    return this.register.list({ assessmentId });
  }

  /** The last reminder whose day has come, of assessments that wait for answers, unless it or a later one is announced. */
  due(tx: Tx, days: readonly number[], today: LocalDate, most: number): Promise<ReminderDue[]> {
    return tx.query<ReminderDue[]>(
      `SELECT a.id AS "assessmentId", a.due_on AS "dueOn", r.offset_days AS "offsetDays"
         FROM assessment a CROSS JOIN LATERAL (
           SELECT max(days) AS offset_days FROM unnest($1::int[]) days WHERE a.due_on + days <= $2::date) r
        WHERE a.status = ANY($3) AND a.due_on <= $2::date - $4::int
          AND a.due_on + r.offset_days >= (a.created_at AT TIME ZONE 'UTC')::date
          AND NOT EXISTS (SELECT 1 FROM assessment_reminder m
                           WHERE m.assessment_id = a.id AND m.due_on = a.due_on AND m.offset_days >= r.offset_days)
        ORDER BY a.id LIMIT $5`,
      [days, today, unanswered, Math.min(...days), most],
    );
  }
}
