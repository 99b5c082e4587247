import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Tx } from '../../../platform/database/database.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { FlowCondition, FlowDecision, FlowOpinion } from '../domain/flow-decision.js';
import { FlowConditionEntity, FlowDecisionEntity, FlowOpinionEntity } from './flow-decision.entity.js';

/** What was said of a flow: opinions, decisions and their conditions. */
@Injectable()
export class FlowDecisionsRepository {
  readonly opinions: Register<FlowOpinion>;
  readonly decisions: Register<FlowDecision>;
  readonly conditions: Register<FlowCondition>;

  constructor(registers: Registers) {
    this.opinions = registers.open<FlowOpinion>({ type: 'data_flow_opinion', entity: FlowOpinionEntity });
    this.decisions = registers.open<FlowDecision>({ type: 'data_flow_decision', entity: FlowDecisionEntity });
    this.conditions = registers.open<FlowCondition>({ type: 'condition', entity: FlowConditionEntity });
  }

  /** The decision and the one that it confirms: the newest first. */
  async chain(decisionId: string | null): Promise<FlowDecision[]> {
    if (decisionId === null) return [];
    const decision = await this.decisions.get(decisionId);
    return [decision, ...(await this.chain(decision.confirmsId))];
  }

  /** The conditions of all deciders of an approval, as they were given. */
  async conditionsOf(decisions: readonly FlowDecision[]): Promise<FlowCondition[]> {
    const conditions = await this.conditions.list({ decisionId: In(decisions.map(({ id }) => id)) });
    return conditions.sort(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.position - b.position,
    );
  }

  opinionsOn(dataFlowId: string): Promise<FlowOpinion[]> {
    return this.opinions.list({ dataFlowId });
  }

  decisionsOn(dataFlowId: string): Promise<FlowDecision[]> {
    return this.decisions.list({ dataFlowId });
  }

  async addConditions(tx: Tx, conditions: readonly FlowCondition[]): Promise<void> {
    await this.conditions.recordAll(
      tx,
      conditions.map((after) => ({ before: null, after, action: 'condition.imposed' })),
    );
  }
}
