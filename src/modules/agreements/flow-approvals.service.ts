import { Injectable } from '@nestjs/common';
import { holdsBack, isPast } from './domain/approval-policy.js';
import { endsApproval, type ChangedFact } from './domain/change-impact.js';
import { isApproved, type DataFlow } from './domain/data-flow.js';
import type { DecisionFacts } from './domain/decision-facts.js';
import type { FlowCondition, FlowDecision, FlowOpinion, FlowReview } from './domain/flow-decision.js';
import { FlowReadinessService } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

export type ApprovalView = Readonly<{
  flow: DataFlow;
  valid: boolean;
  decision: FlowDecision | null;
  conditions: readonly FlowCondition[];
  factsNow: DecisionFacts;
  factsHashNow: string;
  differences: readonly ChangedFact[];
  decisions: readonly FlowDecision[];
  opinions: readonly FlowOpinion[];
  reviews: readonly FlowReview[];
}>;

/** What was decided on a flow, on which facts, and what became of them. */
@Injectable()
export class FlowApprovalsService {
  constructor(
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly readiness: FlowReadinessService,
  ) {}

  async of(id: string): Promise<ApprovalView> {
    const flow = await this.flows.register.get(id);
    const known = await this.readiness.gather(flow);
    const { decisions, conditions, changes } = await this.readiness.approvalOf(known);
    const { today } = known;
    const due = conditions.some((condition) => holdsBack(condition, today));
    const lapsed = isPast(flow.validUntil, today) || isPast(flow.reviewDueOn, today) || due;
    return {
      flow,
      valid: isApproved(flow.status) && !changes.some(endsApproval) && !lapsed,
      decision: decisions[0] ?? null,
      conditions,
      factsNow: known.facts,
      factsHashNow: known.factsHash,
      differences: changes,
      decisions: (await this.decisions.decisionsOn(id)).toReversed(),
      reviews: (await this.decisions.reviewsOn(id)).toReversed(),
      opinions: (await this.decisions.opinionsOn(id)).toReversed(),
    };
  }

  /** The conditions of the decision that the flow stood on, as they were at that moment. */
  async conditionsOf({ decisionId }: DataFlow, at?: Date): Promise<FlowCondition[]> {
    const conditions = await this.decisions.conditionsOf(await this.decisions.chain(decisionId));
    return at ? Promise.all(conditions.map(({ id }) => this.decisions.conditions.at(id, at))) : conditions;
  }
}
