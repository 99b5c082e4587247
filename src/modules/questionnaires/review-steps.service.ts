import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { blocking } from '../../shared/unmet.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Config } from '../../platform/config/config.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { AssessmentCompletionGate } from './assessment-completion-gate.js';
import { AssessmentFiles } from './assessment-files.js';
import { completed, moved, returned, type Assessment } from './domain/assessment.js';
import { unreviewedIn, visibleIn } from './domain/assessment-file.js';
import { assertAsked, type Comment, type NewComment } from './domain/comment.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assessmentCompleted, assessmentReturned } from './events.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';

export type Return = Readonly<{ reason: string; comments: readonly NewComment[]; dueOn: LocalDate | null }>;

/** The review as a whole: it begins, goes back to the respondent, and ends. */
@Injectable()
export class ReviewStepsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly vendors: VendorsService,
    private readonly above: AnswersFromAbove,
  ) {}

  start(id: string, expected: Expected): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = moved(before, 'in_review');
      const action = 'assessment.review_started';
      return this.repository.assessments.record(tx, { before, after, action });
    });
  }

  /** Back to the respondent, with all comments at once; they read notes and comments and answer again. */
  giveBack(
    reviewerId: string,
    id: string,
    expected: Expected,
    { reason, comments, dueOn }: Return,
  ): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = returned(before, { dueOn, reason, today: this.clock.today() });
      if (comments.length > 0) assertAsked(comments, visibleIn(await this.files.of(before)));
      await this.comment(tx, { reviewerId, assessmentId: id }, comments);
      return this.repository.assessments.record(tx, { before, after, action: assessmentReturned, reason });
    });
  }

  /** Fixes the result; the links that still work show it until the days to reply are over. */
  complete(id: string, expected: Expected): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = completed(before, this.clock.now(), this.config.KEYHOLDER_REPLY_DAYS);
      await this.assertCompletable(before);
      await this.keepLinks(tx, after);
      return this.repository.assessments.record(tx, { before, after, action: assessmentCompleted });
    });
  }

  private async comment(
    tx: Tx,
    { reviewerId, assessmentId }: { reviewerId: string; assessmentId: string },
    comments: readonly NewComment[],
  ): Promise<void> {
    const now = this.clock.now();
    const made = comments.map(({ questionId, note }): Comment => ({
      ...{ id: uuidv7(now), revision: 0, assessmentId, questionId, note },
      ...{ createdById: reviewerId, createdAt: now, reply: null, repliedById: null, repliedAt: null },
    }));
    const action = 'assessment_comment.made';
    await this.repository.comments.recordAll(
      tx,
      made.map((after) => ({ before: null, after, action })),
    );
  }

  private async assertCompletable(assessment: Assessment): Promise<void> {
    const { tier } = await this.vendors.get(assessment.vendorId);
    const open = unreviewedIn(await this.files.of(assessment), tier);
    const demanded = blocking(await this.above.to(AssessmentCompletionGate).unmet(assessment));
    const unmet = [...open, ...demanded];
    if (open.length > 0)
      refuse('assessment.not_reviewed', `${open.length} answers are not reviewed for good.`, { unmet });
    if (demanded.length > 0)
      refuse('assessment.not_completable', `Requirements that are not met: ${demanded.length}.`, { unmet });
  }

  /** A link that would end sooner lasts until the end of the last day on which the vendor can reply. */
  private async keepLinks(tx: Tx, { id, replyUntil }: Assessment): Promise<void> {
    const end = new Date(`${String(replyUntil)}T23:59:59.999Z`);
    const live = await this.repository.liveInvitations(tx, id, this.clock.now());
    await this.repository.invitations.recordAll(
      tx,
      live
        .filter(({ expiresAt }) => expiresAt < end)
        .map((before) => ({ before, after: { ...before, expiresAt: end }, action: 'invitation.extended' })),
    );
  }
}
