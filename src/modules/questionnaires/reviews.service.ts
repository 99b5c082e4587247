import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { ifMatchRequired, type Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { staleRevision, type Change } from '../../platform/ledger/register.js';
import { EvidenceService } from '../evidence/index.js';
import { VendorsService } from '../vendors/index.js';
import { AssessmentFiles, attachmentOf } from './assessment-files.js';
import type { Answer } from './domain/answer.js';
import { assertTakesEvidence, assertUnderReview, moved } from './domain/assessment.js';
import { requireQuestion, reviewableIn, type Attachment } from './domain/assessment-file.js';
import { acceptedTogether, type LeftOut } from './domain/bulk-review.js';
import type { Comment } from './domain/comment.js';
import { refuse } from './domain/questionnaire-errors.js';
import {
  assertReviewer,
  confirmed,
  judged,
  type Judgement,
  type Review,
  type Reviewable,
} from './domain/review.js';
import {
  AssessmentsRepository,
  type AnswerOf,
  type AssessmentRow,
} from './persistence/assessments.repository.js';

/** The assessor's side. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
    private readonly files: AssessmentFiles,
    private readonly evidence: EvidenceService,
    private readonly vendors: VendorsService,
  ) {}

  async get(assessmentId: string, questionId: string): Promise<Review> {
    const review = await this.repository.reviews.find({ assessmentId, questionId });
    return review ?? refuse('review.not_found', `There is no review of ${questionId}.`);
  }

  async answer(assessmentId: string, questionId: string): Promise<Answer> {
    const answer = await this.repository.answers.find({ assessmentId, questionId });
    return answer ?? refuse('answer.not_found', `There is no answer to ${questionId}.`);
  }

  async comments(assessmentId: string, request: PageRequest): Promise<Page<Comment>> {
    await this.repository.assessments.get(assessmentId);
    return this.repository.commentPage(assessmentId, request);
  }

  async comment(assessmentId: string, id: string): Promise<Comment> {
    const comment = await this.repository.comments.find({ id, assessmentId });
    return comment ?? refuse('comment.not_found', 'The assessment has no such comment.');
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
  review(reviewerId: string, of: AnswerOf, expected: Expected | null, judgement: Judgement): Promise<Review> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, of.assessmentId);
      assertUnderReview(assessment);
      const reviewable = reviewableIn(await this.files.of(assessment), of.questionId);
      assertReviewer(reviewerId, reviewable.evidence);
      const before = await this.lockReview(tx, of, expected);
      const change = this.given(reviewerId, of.assessmentId, { before, reviewable, judgement });
      const review = await this.repository.reviews.record(tx, change);
      await this.begin(tx, assessment);
      return review;
    });
  }

  /** What shows by itself that it is as expected, at once and with one reason; all of it or nothing. */
  acceptTogether(
    reviewerId: string,
    assessmentId: string,
    { questionIds, reason }: Readonly<{ questionIds: readonly string[] | null; reason: string }>,
  ): Promise<{ reviews: Review[]; leftOut: readonly LeftOut[] }> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, assessmentId);
      assertUnderReview(assessment);
      const file = await this.files.of(assessment);
      const { accepted, leftOut } = acceptedTogether(file, questionIds, reviewerId);
      const changes = accepted.map((each) => {
        const before = file.reviews.get(each.question.id) ?? null;
        const judgement = { verdict: 'accepted', internalNote: reason } as const;
        return { ...this.given(reviewerId, assessmentId, { before, reviewable: each, judgement }), reason };
      });
      const reviews = await this.repository.reviews.recordAll(tx, changes);
      await this.begin(tx, assessment);
      return { reviews, leftOut };
    });
  }

  /** By a second person, on a knock-out question of a vendor that much hangs on. */
  confirm(reviewerId: string, of: AnswerOf, expected: Expected, note: string | null): Promise<Review> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, of.assessmentId);
      assertUnderReview(assessment);
      const { id } = await this.get(of.assessmentId, of.questionId);
      const before = await this.repository.reviews.lock(tx, id, expected);
      const reviewable = reviewableIn(await this.files.of(assessment), of.questionId);
      const { tier } = await this.vendors.get(assessment.vendorId);
      const after = confirmed(before, reviewable, { id: reviewerId, at: this.clock.now(), note }, tier);
      return this.repository.reviews.record(tx, { before, after, action: 'review.confirmed', reason: note });
    });
  }

  private given(
    reviewedById: string,
    assessmentId: string,
    {
      before,
      reviewable,
      judgement,
    }: { before: Review | null; reviewable: Reviewable; judgement: Judgement },
  ): Change<Review> {
    const now = this.clock.now();
    const questionId = reviewable.question.id;
    const after: Review = {
      ...(before ?? { id: uuidv7(now), revision: 0, assessmentId, questionId }),
      ...judged(reviewable, judgement),
      reviewedById,
      reviewedAt: now,
    };
    return { before, after, action: before ? 'review.changed' : 'review.given' };
  }

  private async lockReview(tx: Tx, of: AnswerOf, expected: Expected | null): Promise<Review | null> {
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
