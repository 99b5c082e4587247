import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { addMonths, type LocalDate } from '../../shared/local-date.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import type { DataFlow, DataFlowStatus } from './domain/data-flow.js';
import { decisionProblems, type GivenDecision } from './domain/decision-rules.js';
import {
  decidedStatus,
  earlier,
  isOpen,
  needsTwoDeciders,
  reviewMonths,
  type FlowCondition,
  type FlowDecision,
  type FlowOpinion,
} from './domain/flow-decision.js';
import { reliedOn } from './domain/transfer-legs.js';
import {
  flowApprovalBegun,
  flowApproved,
  flowApprovedWithConditions,
  flowOpinionGiven,
  flowRejected,
  flowSubmitted,
} from './events.js';
import { assertNotAuthor, FlowActs } from './flow-acts.js';
import { FlowReadinessService, type Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { References } from './persistence/references.js';

/** Submitting, advising and deciding. Setting aside who may, each answers with the flow as it then is. */
@Injectable()
export class FlowDecisionsService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly readiness: FlowReadinessService,
    private readonly references: References,
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
      assertNotAuthor(flow, by.id);
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

  decide(id: string, expected: Expected, given: GivenDecision, by: Principal): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, flow) => {
      assertNotAuthor(flow, by.id);
      await this.assertSound(given);
      this.acts.assertCanMove(flow, given.outcome);
      const known = await this.readyFor(flow, given);
      const first = await this.firstOf(flow, known);
      assertDecider(first, by);
      const decision = await this.recordDecision(tx, known, { given, first, by });
      const standsOn = reliedOn(known.known.legs);
      return this.conclude(tx, { ...flow, standsOn }, decision, first);
    });
  }

  private async readyFor(flow: DataFlow, { outcome }: GivenDecision) {
    if (outcome !== 'rejected') return this.acts.assertReady(flow, 'flow_decision', 'approval');
    const known = await this.readiness.gather(flow);
    return { known, readiness: await this.readiness.of(known, 'flow_decision') };
  }

  /** An approval that waits for a second one; it falls when the facts are no longer those that it was given on. */
  private async firstOf(flow: DataFlow, { known }: { known: Known }): Promise<FlowDecision | null> {
    const [first = null] = await this.decisions.chain(flow.decisionId);
    return first?.factsHash === known.factsHash ? first : null;
  }

  private async recordDecision(
    tx: Tx,
    { known, readiness }: Awaited<ReturnType<typeof this.readyFor>>,
    { given, first, by }: { given: GivenDecision; first: FlowDecision | null; by: Principal },
  ): Promise<FlowDecision> {
    const now = this.clock.now();
    const { flow, facts, factsHash } = known;
    const { outcome, rationale } = given;
    const after: FlowDecision = {
      ...{ id: uuidv7(now), revision: 0, dataFlowId: flow.id, flowRevision: flow.revision },
      ...{ outcome, rationale, facts, factsHash, decidedById: by.id, decidedAt: now },
      validUntil: outcome === 'rejected' ? null : this.endOf(given, known, first),
      complete: outcome === 'rejected' || first !== null || !needsTwoDeciders(known),
      confirmsId: outcome === 'rejected' ? null : (first?.id ?? null),
      standardId: readiness.standard.id,
      standardVersion: readiness.standard.version,
      warnings: readiness.unmet.map(({ code }) => code),
    };
    const action = 'data_flow_decision.given';
    const decision = await this.decisions.decisions.record(tx, {
      before: null,
      after,
      action,
      reason: rationale,
    });
    await this.decisions.addConditions(
      tx,
      given.conditions.map((condition, at) => imposed(condition, at, decision)),
    );
    return decision;
  }

  private endOf(
    { validUntil }: GivenDecision,
    { tier, today }: Known,
    first: FlowDecision | null,
  ): LocalDate | null {
    return earlier(validUntil ?? addMonths(today, reviewMonths(tier)), first?.validUntil ?? null);
  }

  private async conclude(
    tx: Tx,
    before: DataFlow,
    decision: FlowDecision,
    first: FlowDecision | null,
  ): Promise<DataFlow> {
    const approvals = decision.confirmsId === null || first === null ? [decision] : [decision, first];
    const conditions = await this.decisions.conditionsOf(approvals);
    const status = decision.complete ? decidedStatus(decision.outcome, conditions.length) : before.status;
    const after: DataFlow = {
      ...before,
      status,
      decisionId: decision.id,
      validUntil: decision.complete ? decision.validUntil : null,
      openConditions: decision.complete ? conditions.filter(isOpen).length : 0,
    };
    const action = actionOf[status] ?? flowApprovalBegun;
    return this.flows.register.record(tx, { before, after, action, reason: decision.rationale });
  }

  private async assertSound(given: GivenDecision): Promise<void> {
    const errors = [
      ...decisionProblems(given, this.clock.today()),
      ...(await this.references.problems(
        given.conditions.map(({ ownerId }, at) => ({
          pointer: `/conditions/${at}/ownerId`,
          to: 'person' as const,
          id: ownerId,
        })),
      )),
    ];
    if (errors.length > 0) throw invalidFields(errors);
  }
}

const actionOf: Partial<Record<DataFlowStatus, string>> = {
  approved: flowApproved,
  approved_with_conditions: flowApprovedWithConditions,
  rejected: flowRejected,
};

function assertDecider(first: FlowDecision | null, { id, roles }: Principal): void {
  if (first?.decidedById === id)
    refuse(
      'data_flow.second_decider',
      'You gave the first of two decisions; the second is for somebody else.',
    );
  if (first === null && !roles.includes('dpo'))
    refuse('data_flow.first_decider', 'The data protection officer has not decided yet.');
}

function imposed(
  { text, kind, dueOn, ownerId }: GivenDecision['conditions'][number],
  position: number,
  { id: decisionId, dataFlowId, decidedAt }: FlowDecision,
): FlowCondition {
  return {
    ...{ id: uuidv7(decidedAt), revision: 0, dataFlowId, decisionId, position, text, kind, dueOn, ownerId },
    ...{
      fulfilledAt: null,
      fulfilledById: null,
      fulfilmentNote: null,
      evidenceId: null,
      createdAt: decidedAt,
    },
  };
}
