import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { AssessmentFindings } from './assessment-findings.js';
import { AssessmentFiles } from './assessment-files.js';
import { assertCompleted } from './domain/assessment.js';
import { requireQuestion, reviewableIn } from './domain/assessment-file.js';
import { answered, judgementAfter, type Dispute, type DisputeAnswer } from './domain/dispute.js';
import { refuse } from './domain/questionnaire-errors.js';
import { assertReviewer, judged, type Review } from './domain/review.js';
import type { Respondent } from './domain/respondent.js';
import type { VendorResult } from './domain/vendor-result.js';
import { assessmentReviewChanged, disputeAnswered, disputeRaised } from './events.js';
import type { AnswerOf, AssessmentRow } from './persistence/assessments.repository.js';
import { AssessmentsRepository } from './persistence/assessments.repository.js';
import { DisputesRepository, type DisputeFilter } from './persistence/disputes.repository.js';

/** The vendor's right of reply: it sees its result, disputes single questions, and somebody else answers with reasons. */
@Injectable()
export class DisputesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly repository: AssessmentsRepository,
    private readonly disputes: DisputesRepository,
    private readonly files: AssessmentFiles,
    private readonly above: AnswersFromAbove,
  ) {}

  async page(assessmentId: string, filter: DisputeFilter, request: PageRequest): Promise<Page<Dispute>> {
    await this.repository.assessments.get(assessmentId);
    return this.disputes.page(assessmentId, filter, request);
  }

  async get(assessmentId: string, id: string, at?: Date): Promise<Dispute> {
    const known = await this.disputes.register.find({ id, assessmentId });
    if (!known) return refuse('dispute.not_found', 'The assessment has no such dispute.');
    return at ? this.disputes.register.at(id, at) : known;
  }

  /** What the vendor may know of its result, within the sections of the invitation. */
  async result({ assessmentId, sections }: Respondent): Promise<VendorResult> {
    const assessment = await this.repository.assessments.get(assessmentId);
    assertCompleted(assessment);
    const file = await this.files.of(assessment);
    const disputes = await this.disputes.of(assessmentId);
    const findings = await this.above.to(AssessmentFindings).countOf(assessmentId);
    return { file, sections, findings, disputes: new Map(disputes.map((each) => [each.questionId, each])) };
  }

  /** Each question once, until the last day to reply; after it the link does not open any more. */
  raise(respondent: Respondent, questionId: string, reason: string): Promise<Dispute> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, respondent.assessmentId);
      assertCompleted(assessment);
      const { content } = await this.files.of(assessment);
      requireQuestion(content, questionId, respondent.sections);
      const of = { assessmentId: assessment.id, questionId };
      if (!(await this.repository.reviews.find(of)))
        refuse('dispute.not_reviewed', `There is no review of ${questionId}.`);
      if (await this.disputes.register.find(of))
        refuse('dispute.raised_before', `${questionId} was disputed before.`);
      const now = this.clock.now();
      const after: Dispute = {
        ...{ id: uuidv7(now), revision: 0, ...of, reason },
        ...{ raisedById: respondent.id, raisedAt: now },
        ...{ outcome: null, reasons: null, answeredById: null, answeredAt: null },
      };
      return this.disputes.register.record(tx, { before: null, after, action: disputeRaised });
    });
  }

  /** The review stands, or is changed in the same transaction: whoever depends on the result hears of it. */
  answer(
    personId: string,
    of: { assessmentId: string; id: string },
    expected: Expected,
    said: DisputeAnswer,
  ): Promise<Dispute> {
    return this.db.run(async (tx) => {
      const assessment = await this.repository.assessments.lock(tx, of.assessmentId);
      const { questionId } = await this.get(of.assessmentId, of.id);
      const before = await this.disputes.register.lock(tx, of.id, expected);
      const review = await this.reviewOf({ assessmentId: of.assessmentId, questionId });
      const by = { id: personId, at: this.clock.now() };
      const after = answered(before, review, said, by);
      await this.change(tx, assessment, review, said, by);
      const told = { action: disputeAnswered, reason: said.reasons };
      return this.disputes.register.record(tx, { before, after, ...told });
    });
  }

  private async change(
    tx: Tx,
    assessment: AssessmentRow,
    before: Review,
    said: DisputeAnswer,
    by: { id: string; at: Date },
  ): Promise<void> {
    const reviewable = reviewableIn(await this.files.of(assessment), before.questionId);
    assertReviewer(by.id, reviewable.evidence);
    const judgement = judgementAfter(before, said);
    if (judgement === null) return;
    const after = {
      ...before,
      ...judged(reviewable, judgement),
      reviewedById: by.id,
      reviewedAt: by.at,
    };
    const reason = said.reasons;
    await this.repository.reviews.record(tx, { before, after, action: 'review.changed_by_dispute', reason });
    const changed = { before: assessment, after: { ...assessment, resultChangedAt: by.at } };
    const action = assessmentReviewChanged;
    await this.repository.assessments.record(tx, { ...changed, action, reason });
  }

  private async reviewOf(of: AnswerOf): Promise<Review> {
    const review = await this.repository.reviews.find(of);
    return review ?? refuse('review.not_found', `There is no review of ${of.questionId}.`);
  }
}
