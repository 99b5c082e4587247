import { Injectable } from '@nestjs/common';
import { In, MoreThanOrEqual, Not } from 'typeorm';
import type { Tx } from '../../../platform/database/database.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { usualMode, type ApprovalMode } from '../domain/approval-mode.js';
import type { DataFlow } from '../domain/data-flow.js';
import type { Deviation } from '../domain/deviation.js';
import {
  usualConsequence,
  type FlowCondition,
  type FlowDecision,
  type FlowOpinion,
  type FlowReview,
} from '../domain/flow-decision.js';
import { conditionMissed } from '../events.js';
import { DeviationEntity } from './deviation.entity.js';
import { ApprovalModesRepository } from './approval-modes.repository.js';
import { FlowConditionEntity, FlowDecisionEntity, FlowOpinionEntity } from './flow-decision.entity.js';
import { FlowReviewEntity } from './flow-review.entity.js';

/** No decision has more. */
const mostConditions = 50;
/** More than one in a week, in the longest life of an approval. */
const mostReviews = 200;

/** What was said of a flow: opinions, decisions and their conditions, by whom it is decided, and what went beyond them. */
/** The ledger has the deviation and not its events. */
const noEventsCounted = `INSERT INTO deviation_tally (deviation_id, events, subjects, records, last_at)
  SELECT id, 0, 0, 0, sent_at FROM deviation`;

@Injectable()
export class FlowDecisionsRepository {
  readonly opinions: Register<FlowOpinion>;
  readonly decisions: Register<FlowDecision>;
  readonly conditions: Register<FlowCondition>;
  readonly reviews: Register<FlowReview>;
  readonly deviations: Register<Deviation>;

  constructor(
    registers: Registers,
    private readonly modes: ApprovalModesRepository,
  ) {
    this.opinions = registers.open<FlowOpinion>({ type: 'data_flow_opinion', entity: FlowOpinionEntity });
    this.reviews = registers.open<FlowReview>({ type: 'data_flow_review', entity: FlowReviewEntity });
    this.decisions = registers.open<FlowDecision>({
      type: 'data_flow_decision',
      entity: FlowDecisionEntity,
      before: { mode: usualMode },
    });
    this.conditions = registers.open<FlowCondition>({
      type: 'condition',
      entity: FlowConditionEntity,
      before: { consequence: usualConsequence },
    });
    this.deviations = registers.open<Deviation>({
      ...{ type: 'deviation', entity: DeviationEntity, followedBy: [noEventsCounted] },
    });
  }

  /** The decision and the one that it confirms: the newest first. */
  async chain(decisionId: string | null): Promise<FlowDecision[]> {
    return decisionId === null ? [] : chainOf(decisionId, await this.chains([decisionId]));
  }

  /** Each of these decisions and what it confirms, by id: a statement for each step back, and there is one at most. */
  async chains(decisionIds: readonly string[]): Promise<Map<string, FlowDecision>> {
    const found = new Map<string, FlowDecision>();
    for (let ids = [...new Set(decisionIds)]; ids.length > 0;) {
      const decisions = await this.decisions.some(ids);
      for (const decision of decisions) found.set(decision.id, decision);
      ids = decisions.flatMap(({ confirmsId }) => confirmsId ?? []).filter((id) => !found.has(id));
    }
    return found;
  }

  /** The conditions of all deciders of an approval, as they were given. */
  async conditionsOf(decisions: readonly FlowDecision[]): Promise<FlowCondition[]> {
    if (decisions.length === 0) return [];
    const decisionId = In(decisions.map(({ id }) => id));
    const conditions = await this.conditions.list({ decisionId }, mostConditions * decisions.length);
    return conditions.sort(
      (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.position - b.position,
    );
  }

  /** What was said of changed facts since these decisions, the oldest first. */
  async reviewsOf(decisionIds: readonly string[]): Promise<FlowReview[]> {
    if (decisionIds.length === 0) return [];
    return this.reviews.list({ decisionId: In([...decisionIds]) }, mostReviews * decisionIds.length);
  }

  reviewsOn(dataFlowId: string): Promise<FlowReview[]> {
    return this.reviews.list({ dataFlowId });
  }

  opinionsOn(dataFlowId: string): Promise<FlowOpinion[]> {
    return this.opinions.list({ dataFlowId });
  }

  async mode(): Promise<ApprovalMode> {
    return (await this.modes.newest())?.to ?? usualMode;
  }

  /** Until the transaction ends nobody changes who decides. */
  holdMode(tx: Tx): Promise<void> {
    return this.modes.hold(tx);
  }

  /** Those that were given since the flow was submitted, the newest last. */
  opinionsOnSubmission({ id, submittedAt }: Pick<DataFlow, 'id' | 'submittedAt'>): Promise<FlowOpinion[]> {
    if (submittedAt === null) return Promise.resolve([]);
    return this.opinions.list({ dataFlowId: id, givenAt: MoreThanOrEqual(submittedAt) });
  }

  decisionsOn(dataFlowId: string): Promise<FlowDecision[]> {
    return this.decisions.list({ dataFlowId });
  }

  unresolvedDeviations(dataFlowId: string): Promise<Deviation[]> {
    return this.deviations.list({ dataFlowId, status: Not('resolved' as const) });
  }

  /** Said once of each, whatever follows from it. */
  async markMissed(tx: Tx, conditions: readonly FlowCondition[], missedAt: Date): Promise<void> {
    await this.conditions.recordAll(
      tx,
      conditions.map((before) => ({
        ...{ before, after: { ...before, missedAt }, action: conditionMissed },
        reason: `it was due on ${String(before.dueOn)}`,
      })),
    );
  }

  async addConditions(tx: Tx, conditions: readonly FlowCondition[]): Promise<void> {
    await this.conditions.recordAll(
      tx,
      conditions.map((after) => ({ before: null, after, action: 'condition.imposed' })),
    );
  }
}

export function chainOf(
  decisionId: string | null,
  decisions: ReadonlyMap<string, FlowDecision>,
): FlowDecision[] {
  const decision = decisionId === null ? undefined : decisions.get(decisionId);
  return decision ? [decision, ...chainOf(decision.confirmsId, decisions)] : [];
}
