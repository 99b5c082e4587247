import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { assertNone, DutiesService } from './duties.service.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import type { DataFlow } from './domain/data-flow.js';
import type { FlowOpinion } from './domain/flow-decision.js';
import { flowOpinionGiven, flowSubmitted } from './events.js';
import { FlowActs } from './flow-acts.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

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

  submit(id: string, expected: Expected, note: string | null, by: Principal): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      this.acts.assertCanMove(before, 'submitted');
      const after: DataFlow = {
        ...before,
        status: 'submitted',
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
      await this.acts.assertReady(after, 'flow_submission', 'submission');
      return this.flows.register.record(tx, { before, after, action: flowSubmitted, reason: note });
    });
  }

  opine(
    id: string,
    expected: Expected,
    { opinion, reasons }: Pick<FlowOpinion, 'opinion' | 'reasons'>,
    by: Principal,
  ): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, flow) => {
      assertNone(await this.duties.ofOpinion(flow, by));
      if (flow.status !== 'submitted')
        refuse('data_flow.cannot_move', `A data flow that is ${flow.status} waits for no opinion.`, {
          flowStatus: flow.status,
        });
      const { factsHash } = await this.readiness.gather(flow);
      const now = this.clock.now();
      const given: FlowOpinion = {
        ...{ id: uuidv7(now), revision: 0, dataFlowId: id, flowRevision: flow.revision },
        ...{ opinion, reasons, factsHash, givenById: by.id, givenAt: now },
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
