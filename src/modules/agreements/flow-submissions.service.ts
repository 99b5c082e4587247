import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { assertNone, DutiesService } from './duties.service.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import type { DataFlow } from './domain/data-flow.js';
import { awaitsFullReview, isUnreviewed } from './domain/emergency.js';
import type { FlowOpinion } from './domain/flow-decision.js';
import { flowOpinionGiven, flowSubmitted } from './events.js';
import { FlowActs } from './flow-acts.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

export type GivenSubmission = Readonly<{
  note: string | null;
  /** Why it cannot wait until everything is met; null where it can. */
  emergency: Readonly<{ reason: string }> | null;
}>;

export type GivenOpinion = Pick<FlowOpinion, 'opinion' | 'reasons' | 'delegationId'>;

/** Submitting, and advising on what was submitted. Each answers with the flow as it then is. */
@Injectable()
export class FlowSubmissionsService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly duties: DutiesService,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly readiness: FlowReadinessService,
  ) {}

  submit(
    id: string,
    expected: Expected,
    { note, emergency }: GivenSubmission,
    by: Principal,
  ): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      this.acts.assertCanMove(before, 'submitted');
      if (emergency !== null && isUnreviewed(before))
        refuse('data_flow.emergency_unreviewed', 'It was approved in an emergency before.', {
          emergency: before.emergency,
        });
      const submitted: DataFlow = {
        ...before,
        status: 'submitted',
        emergency: isUnreviewed(before) ? before.emergency : null,
        submittedById: by.id,
        submittedAt: this.clock.now(),
        authorIds: [...new Set([...before.authorIds, by.id])],
        decisionId: null,
        validUntil: null,
        openConditions: 0,
        staleFacts: [],
        loggedFacts: [],
        reviewDueOn: null,
        suspendedBecause: null,
      };
      const after = await this.judged(submitted, emergency);
      return this.flows.register.record(tx, { before, after, action: flowSubmitted, reason: note });
    });
  }

  private async judged(flow: DataFlow, emergency: GivenSubmission['emergency']): Promise<DataFlow> {
    const known = await this.readiness.gather(flow);
    if (emergency === null) {
      await this.acts.assertKnownReady(known, 'flow_submission', 'submission');
      return flow;
    }
    const { skipped } = await this.acts.assertReadyInEmergency(known, 'flow_submission', 'submission');
    return { ...flow, emergency: { reason: emergency.reason, skipped, reviewBy: null } };
  }

  opine(
    id: string,
    expected: Expected,
    { opinion, reasons, delegationId }: GivenOpinion,
    by: Principal,
  ): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, flow) => {
      const acting = await this.duties.acting(tx, by, { delegationId, act: 'opinion', dataFlowId: id });
      assertNone(await this.duties.ofOpinion(flow, acting));
      if (flow.status !== 'submitted' && !awaitsFullReview(flow))
        refuse('data_flow.cannot_move', `A data flow that is ${flow.status} waits for no opinion.`, {
          flowStatus: flow.status,
        });
      const { factsHash } = await this.readiness.gather(flow);
      const now = this.clock.now();
      const given: FlowOpinion = {
        ...{ id: uuidv7(now), revision: 0, dataFlowId: id, flowRevision: flow.revision },
        ...{ opinion, reasons, factsHash, givenById: by.id, givenAt: now },
        ...{ onBehalfOfId: acting.onBehalfOfId, delegationId },
      };
      await this.decisions.opinions.record(tx, {
        before: null,
        after: given,
        action: flowOpinionGiven,
        reason: reasons,
      });
      return flow;
    });
  }
}
