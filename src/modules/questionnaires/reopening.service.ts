import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Register } from '../../platform/ledger/register.js';
import type { Registered } from '../../platform/ledger/registered.js';
import { dueAgain, extended, reopeningOf, returned, type Assessment } from './domain/assessment.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assessmentReopened } from './events.js';
import { AssessmentsRepository, type AssessmentRow } from './persistence/assessments.repository.js';

export type Reopened = Readonly<{ reason: string; dueOn: LocalDate | null }>;
const atOnce = 500;

/** More time, and another chance. */
@Injectable()
export class ReopeningService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
  ) {}

  extend(id: string, expected: Expected, asked: { dueOn: LocalDate; reason: string }): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = extended(before, { ...asked, today: this.clock.today() });
      const { reason } = asked;
      return this.repository.assessments.record(tx, { before, after, action: 'assessment.extended', reason });
    });
  }

  /** Submitted answers go back to the respondent. What is completed stays: its next round begins with its answers. */
  reopen(who: Principal, id: string, expected: Expected, asked: Reopened): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      if (reopeningOf(before, who.roles).as === 'next_round') return this.nextRound(tx, before, asked);
      const after = returned(before, { ...asked, today: this.clock.today() });
      const { reason } = asked;
      return this.repository.assessments.record(tx, { before, after, action: assessmentReopened, reason });
    });
  }

  private async nextRound(tx: Tx, before: AssessmentRow, asked: Reopened): Promise<Assessment> {
    const { reason } = asked;
    const nextRoundId = await this.repository.nextRoundOf(before.id);
    if (nextRoundId !== null)
      refuse('assessment.reopened', `Round ${before.round + 1} has begun.`, { nextRoundId });
    const now = this.clock.now();
    const round: AssessmentRow = {
      ...before,
      ...{ id: uuidv7(now), revision: 0, createdAt: now, salt: randomBytes(16) },
      ...{ status: 'draft', statusReason: reason, round: before.round + 1, reopensId: before.id },
      ...{ planId: null, planPeriod: null, dueOn: dueAgain(before, asked.dueOn, this.clock.today()) },
      ...{ signatoryName: null, signatoryTitle: null, submittedAt: null, completedAt: null },
      ...{ replyUntil: null, resultChangedAt: null },
    };
    const action = assessmentReopened;
    const made = await this.repository.assessments.record(tx, { before: null, after: round, action, reason });
    const { answers, attachments } = this.repository;
    await this.carry(tx, answers, await this.repository.answersOf(before.id), made);
    await this.carry(tx, attachments, await this.repository.attachmentsOf(before.id), made);
    return made;
  }

  private async carry<Row extends Registered & { assessmentId: string }>(
    tx: Tx,
    register: Register<Row>,
    rows: readonly Row[],
    { id: assessmentId, round }: Assessment,
  ): Promise<void> {
    const now = this.clock.now();
    const told = { action: `${register.type}.carried`, reason: `from round ${round - 1}` };
    const carried = rows.map((row) => ({
      before: null,
      after: { ...row, id: uuidv7(now), revision: 0, assessmentId },
      ...told,
    }));
    for (let at = 0; at < carried.length; at += atOnce)
      await register.recordAll(tx, carried.slice(at, at + atOnce));
  }
}
