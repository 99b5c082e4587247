import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { approvalOutcome } from './domain/approval-outcome.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import { isApproved, type DataFlow } from './domain/data-flow.js';
import type { FlowReview } from './domain/flow-decision.js';
import { waysOf } from './domain/transfer-legs.js';
import { flowReviewed, flowReviewGiven, flowStale } from './events.js';
import { assertNone, DutiesService } from './duties.service.js';
import { FlowActs } from './flow-acts.js';
import { FlowReadinessService, type Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

export type GivenReview = Pick<FlowReview, 'outcome' | 'reasons'>;

/** Somebody who may approve looks at the facts that changed, and the approval goes on with them or is over. */
@Injectable()
export class FlowReviewService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly duties: DutiesService,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly readiness: FlowReadinessService,
  ) {}

  /** Everything is examined afresh: what is accepted is what is so at this moment. */
  review(id: string, expected: Expected, given: GivenReview, by: Principal): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      assertNone(await this.duties.ofResumption(before, by)); // who lets it go on judges as who lifts a suspension
      if (!isApproved(before.status))
        refuse('data_flow.cannot_move', `A data flow that is ${before.status} has no approval to review.`, {
          flowStatus: before.status,
        });
      const known = await this.readiness.gather(before);
      const facts = await this.toReview(known);
      await this.record(tx, known, { given, facts, by });
      const { outcome, reasons: reason } = given;
      const reviewed = { ...before, ...waysOf(known.legs), reviewDueOn: null };
      const after: DataFlow =
        outcome === 'confirmed'
          ? { ...reviewed, staleFacts: [] }
          : { ...reviewed, status: 'stale', staleFacts: facts };
      const action = outcome === 'confirmed' ? flowReviewed : flowStale;
      return this.flows.register.record(tx, { before, after, action, reason });
    });
  }

  private async toReview(known: Known): Promise<FlowReview['facts']> {
    const { flow, legs, today } = known;
    const { changes, conditions } = await this.readiness.approvalOf(known);
    const found = { changes, conditions, ways: waysOf(legs), today };
    const { found: finding, after } = approvalOutcome(flow, found);
    if (finding === 'stale' || finding === 'expired')
      refuse('data_flow.review_too_late', 'The approval does not stand any more.', {
        staleFacts: after.staleFacts,
      });
    if (after.staleFacts.length === 0)
      refuse(
        'data_flow.nothing_to_review',
        'No fact behind the approval has changed so that it needs a review.',
      );
    return after.staleFacts;
  }

  private async record(
    tx: Tx,
    { flow, factsHash }: Known,
    { given, facts, by }: { given: GivenReview; facts: FlowReview['facts']; by: Principal },
  ): Promise<void> {
    const now = this.clock.now();
    const { outcome, reasons } = given;
    const after: FlowReview = {
      ...{ id: uuidv7(now), revision: 0, dataFlowId: flow.id, flowRevision: flow.revision },
      ...{ decisionId: String(flow.decisionId), outcome, reasons, facts, factsHash },
      ...{ reviewedById: by.id, reviewedAt: now },
    };
    await this.decisions.reviews.record(tx, {
      before: null,
      after,
      action: flowReviewGiven,
      reason: reasons,
    });
  }
}
