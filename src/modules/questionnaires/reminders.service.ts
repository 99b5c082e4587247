import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { Config } from '../../platform/config/config.js';
import type { Tx } from '../../platform/database/database.js';
import { isMyTurn } from '../../platform/database/turns.js';
import { uuidv7 } from '../../platform/ids.js';
import { Upkeep } from '../../platform/upkeep.js';
import {
  awaitedFor,
  isOverdue,
  reminderDays,
  remindersFor,
  type Awaited,
  type Reminder,
} from './domain/reminder.js';
import { reminderAnnounced } from './events.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import { RemindersRepository } from './persistence/reminders.repository.js';

export type AssessmentReminders = Readonly<{
  dueOn: LocalDate;
  overdue: boolean;
  waitsFor: Awaited | null;
  reminders: readonly Reminder[];
}>;
const mostAtOnce = 200;

/** Says, once for each due day, that somebody should be reminded of an assessment. It writes to nobody. */
@Injectable()
export class RemindersService implements OnModuleInit {
  private readonly days: readonly number[];

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly assessments: AssessmentsRepository,
    private readonly repository: RemindersRepository,
    private readonly upkeep: Upkeep,
  ) {
    this.days = reminderDays(config.KEYHOLDER_REMINDER_DAYS);
  }

  onModuleInit(): void {
    this.upkeep.add('reminders of assessments', (tx, now) => this.announce(tx, now));
  }

  async of(assessmentId: string): Promise<AssessmentReminders> {
    const assessment = await this.assessments.assessments.get(assessmentId);
    const today = this.clock.today();
    return {
      dueOn: assessment.dueOn,
      overdue: isOverdue(assessment, today),
      waitsFor: awaitedFor(assessment),
      reminders: remindersFor(assessment, this.days, await this.repository.of(assessmentId), today),
    };
  }

  private async announce(tx: Tx, now: Date): Promise<void> {
    if (!(await isMyTurn(tx, 'assessment_reminders'))) return;
    const due = await this.repository.due(tx, this.days, this.clock.today(), mostAtOnce);
    await this.repository.register.recordAll(
      tx,
      due.map((reminder) => ({
        before: null,
        after: { id: uuidv7(now), revision: 0, ...reminder, announcedAt: now },
        action: reminderAnnounced,
      })),
    );
  }
}
