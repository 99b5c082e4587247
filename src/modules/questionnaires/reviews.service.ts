import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { blocking } from '../../shared/unmet.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { staleRevision } from '../../platform/ledger/register.js';
import { EvidenceService } from '../evidence/index.js';
import { AssessmentCompletionGate } from './assessment-completion-gate.js';
import { AssessmentFiles, attachmentOf } from './assessment-files.js';
import type { Answer } from './domain/answer.js';
import { assertTakesEvidence, assertUnderReview, moved, type Assessment } from './domain/assessment.js';
import { requireQuestion, reviewableIn, unreviewedIn, type Attachment } from './domain/assessment-file.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assertReviewer, judged, type Judgement, type Review } from './domain/review.js';
import { assessmentCompleted, assessmentReturned } from './events.js';
import { AssessmentsRepository, type AssessmentRow } from './persistence/assessments.repository.js';

/** The assessor's side. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly evidence: EvidenceService,
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

  async get(assessmentId: string, questionId: string): Promise<Review> {
    const review = await this.repository.reviews.find({ assessmentId, questionId });
    return review ?? refuse('review.not_found', `There is no review of ${questionId}.`);
  }

  async answer(assessmentId: string, questionId: string): Promise<Answer> {
    const answer = await this.repository.answers.find({ assessmentId, questionId });
    return answer ?? refuse('answer.not_found', `There is no answer to ${questionId}.`);
  }

  /** A document that we found ourselves, say in the vendor's trust centre; whoever provided it does not judge it. */
  attach(assessmentId: string, questionId: string, evidenceId: string): Promise<Attachment> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, assessmentId);
      assertTakesEvidence(assessment);
      requireQuestion((await this.files.of(assessment)).content, questionId);
      const document = await this.evidence.get(evidenceId);
      await this.files.attach(tx, { assessmentId, questionId, evidenceId });
      return attachmentOf(document);
    });
  }

  /** Creates the review, or replaces the one that was read; the first one begins the review of the whole. */
  review(
    reviewerId: string,
    of: { assessmentId: string; questionId: string },
    expected: Expected | null,
    judgement: Judgement,
  ): Promise<Review> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, of.assessmentId);
      assertUnderReview(assessment);
      const reviewable = reviewableIn(await this.files.of(assessment), of.questionId);
      assertReviewer(reviewerId, reviewable.evidence);
      const before = await this.lockReview(tx, of, expected);
      const now = this.clock.now();
      const after: Review = {
        ...(before ?? { id: uuidv7(now), revision: 0, ...of }),
        ...judged(reviewable, judgement),
        reviewedById: reviewerId,
        reviewedAt: now,
      };
      const action = before ? 'review.changed' : 'review.given';
      const review = await this.repository.reviews.record(tx, { before, after, action });
      await this.begin(tx, assessment);
      return review;
    });
  }

  /** Back to the respondent, who reads the notes and answers again. */
  giveBack(id: string, expected: Expected, reason: string): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = moved(before, 'returned');
      return this.repository.assessments.record(tx, { before, after, action: assessmentReturned, reason });
    });
  }

  complete(id: string, expected: Expected): Promise<Assessment> {
    return this.db.run(async (tx) => {
      const before = await this.repository.assessments.lock(tx, id, expected);
      const after = { ...moved(before, 'completed'), completedAt: this.clock.now() };
      await this.assertCompletable(before);
      return this.repository.assessments.record(tx, { before, after, action: assessmentCompleted });
    });
  }

  private async assertCompletable(assessment: Assessment): Promise<void> {
    const open = unreviewedIn(await this.files.of(assessment));
    const demanded = blocking(await this.above.to(AssessmentCompletionGate).unmet(assessment));
    const unmet = [...open, ...demanded];
    if (open.length > 0)
      refuse('assessment.not_reviewed', `${open.length} answers are not reviewed for good.`, { unmet });
    if (demanded.length > 0)
      refuse('assessment.not_completable', `Requirements that are not met: ${demanded.length}.`, { unmet });
  }

  private async lockReview(
    tx: Tx,
    of: { assessmentId: string; questionId: string },
    expected: Expected | null,
  ): Promise<Review | null> {
    const known = await this.repository.reviews.find(of);
    if (!known && expected instanceof Set) throw staleRevision(0);
    if (!known) return null;
    return this.repository.reviews.lock(tx, known.id, expected ?? ifMatchRequired());
  }

  private async begin(tx: Tx, before: AssessmentRow): Promise<void> {
    if (before.status !== 'submitted') return;
    const after = moved(before, 'in_review');
    const action = 'assessment.review_started';
    await this.repository.assessments.record(tx, { before, after, action });
  }
}
