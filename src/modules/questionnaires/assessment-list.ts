import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Config } from '../../platform/config/config.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Assessment } from './domain/assessment.js';
import { reminderDays } from './domain/reminder.js';
import { AssessmentsRepository, type AssessmentFilter } from './persistence/assessments.repository.js';

/** Assessments as somebody looks for them today. */
@Injectable()
export class AssessmentList {
  private readonly firstReminder: number;

  constructor(
    config: Config,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
  ) {
    this.firstReminder = Math.min(...reminderDays(config.KEYHOLDER_REMINDER_DAYS));
  }

  page(filter: AssessmentFilter, request: PageRequest): Promise<Page<Assessment>> {
    const day = { today: this.clock.today(), firstReminder: this.firstReminder };
    return this.repository.page(filter, day, request);
  }
}
