import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Tx } from '../../platform/database/database.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import { refuseFlow as refuse } from './domain/data-flow-errors.js';
import { isApproved, type DataFlow } from './domain/data-flow.js';
import { isOpen, type FlowCondition } from './domain/flow-decision.js';
import {
  conditionFulfilled,
  flowActivated,
  flowConditionFulfilled,
  flowResumed,
  flowSuspended,
} from './events.js';
import { FlowActs } from './flow-acts.js';
import { assertNone, DutiesService } from './duties.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';
import { References } from './persistence/references.js';

export type Fulfilment = Readonly<{ note: string; evidenceId: string | null }>;

/** From the approval on: fulfilling its conditions, starting, stopping. */
@Injectable()
export class FlowOperationService {
  constructor(
    private readonly clock: Clock,
    private readonly acts: FlowActs,
    private readonly duties: DutiesService,
    private readonly flows: DataFlowsRepository,
    private readonly decisions: FlowDecisionsRepository,
    private readonly references: References,
  ) {}

  fulfil(
    { id, conditionId }: { id: string; conditionId: string },
    expected: Expected,
    fulfilment: Fulfilment,
    by: Principal,
  ): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, flow) => {
      if (!isApproved(flow.status) && flow.status !== 'stale')
        refuse('data_flow.cannot_move', `A data flow that is ${flow.status} has no conditions to fulfil.`, {
          flowStatus: flow.status,
        });
      const conditions = await this.decisions.conditionsOf(await this.decisions.chain(flow.decisionId));
      const condition = conditions.find((one) => one.id === conditionId);
      if (!condition) return refuse('condition.not_found', `The approval has no condition ${conditionId}.`);
      await this.assertKnown('/evidenceId', fulfilment.evidenceId);
      await this.recordFulfilment(tx, condition, { fulfilment, by });
      return this.flows.register.record(tx, {
        before: flow,
        after: { ...flow, openConditions: flow.openConditions - 1 },
        action: flowConditionFulfilled,
        reason: fulfilment.note,
      });
    });
  }

  activate(id: string, expected: Expected, note: string | null): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      if (before.status === 'suspended')
        refuse('data_flow.cannot_move', 'A suspended data flow is resumed by the data protection officer.', {
          flowStatus: before.status,
        });
      this.acts.assertCanMove(before, 'active');
      await this.acts.assertReady(before, 'flow_activation', 'activation');
      const activatedAt = before.activatedAt ?? this.clock.now();
      const after: DataFlow = { ...before, status: 'active', activatedAt };
      return this.flows.register.record(tx, { before, after, action: flowActivated, reason: note });
    });
  }

  suspend(id: string, expected: Expected, reason: string): Promise<DataFlow> {
    return this.acts.perform(id, expected, (tx, before) => {
      this.acts.assertCanMove(before, 'suspended');
      const after: DataFlow = { ...before, status: 'suspended', suspendedBecause: reason };
      return this.flows.register.record(tx, { before, after, action: flowSuspended, reason });
    });
  }

  /** Lifting a suspension is a judgement like the approval: everything is examined afresh, and not by an author. */
  resume(id: string, expected: Expected, reason: string, by: Principal): Promise<DataFlow> {
    return this.acts.perform(id, expected, async (tx, before) => {
      assertNone(await this.duties.ofResumption(before, by));
      if (before.status !== 'suspended')
        refuse('data_flow.cannot_move', `A data flow that is ${before.status} is not suspended.`, {
          flowStatus: before.status,
        });
      await this.acts.assertReady(before, 'flow_activation', 'resumption');
      const after: DataFlow = { ...before, status: 'active', suspendedBecause: null };
      return this.flows.register.record(tx, { before, after, action: flowResumed, reason });
    });
  }

  private async recordFulfilment(
    tx: Tx,
    condition: FlowCondition,
    { fulfilment, by }: { fulfilment: Fulfilment; by: Principal },
  ): Promise<void> {
    if (condition.kind === 'standing') refuse('condition.standing', 'This condition stands for good.');
    if (!isOpen(condition)) refuse('condition.fulfilled', 'This condition was fulfilled before.');
    const { note, evidenceId } = fulfilment;
    await this.decisions.conditions.record(tx, {
      before: condition,
      after: {
        ...condition,
        fulfilledAt: this.clock.now(),
        fulfilledById: by.id,
        fulfilmentNote: note,
        evidenceId,
      },
      action: conditionFulfilled,
      reason: note,
    });
  }

  private async assertKnown(pointer: string, id: string | null): Promise<void> {
    const errors = await this.references.problems([{ pointer, to: 'evidence', id }]);
    if (errors.length > 0) throw invalidFields(errors);
  }
}
