import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Change } from '../../platform/ledger/register.js';
import { byId, required } from '../../shared/by-id.js';
import { Clock } from '../../shared/clock.js';
import type { Agreement } from './domain/agreement.js';
import { approvalOutcome, type Finding } from './domain/approval-outcome.js';
import { isOverdue } from './domain/approval-policy.js';
import { isApproved, type DataFlow } from './domain/data-flow.js';
import type { FlowCondition } from './domain/flow-decision.js';
import { waysOf } from './domain/transfer-legs.js';
import {
  flowChanged,
  flowExpired,
  flowFactNoted,
  flowFactsRestored,
  flowRelianceChanged,
  flowReviewDue,
  flowStale,
  flowSuspended,
} from './events.js';
import { FlowReadinessService, type Approval, type Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';
import { FlowDecisionsRepository } from './persistence/flow-decisions.repository.js';

export type Examined = Finding | 'not_approved';

/** Why flows are looked at; it ends the reason in the ledger. */
type CauseOf = (flow: DataFlow) => string | null;
/** Bounds what is in memory; a batch of a job is as large. */
const flowsAtOnce = 250;

/** Compares flows with the facts that they were approved on, and ends the approvals that those no longer carry. */
@Injectable()
export class FlowReviews {
  constructor(
    private readonly flows: DataFlowsRepository,
    private readonly readiness: FlowReadinessService,
    private readonly decisions: FlowDecisionsRepository,
    private readonly clock: Clock,
  ) {}

  /** In the transaction in which the agreement changed; drafts follow it to its new parties. */
  async examineUnder(tx: Tx, agreement: Agreement, cause: string): Promise<void> {
    await this.examineAll(tx, await this.flows.approvedIds({ agreementId: agreement.id }), () => cause);
    await this.follow(tx, await this.flows.elsewhere(agreement), agreement);
  }

  async examineOf(
    tx: Tx,
    of: { vendorId: string } | { agreementId: string } | { legalEntityId: string },
    cause: string,
  ): Promise<void> {
    await this.examineAll(tx, await this.flows.approvedIds(of), () => cause);
  }

  /** One outcome for each flow, in the order of ids. */
  async examineAll(tx: Tx, ids: readonly string[], causeOf: CauseOf = () => null): Promise<Examined[]> {
    const outcomes: Examined[] = [];
    for (let from = 0; from < ids.length; from += flowsAtOnce)
      outcomes.push(...(await this.examineSome(tx, ids.slice(from, from + flowsAtOnce), causeOf)));
    return outcomes;
  }

  /** As many statements for hundreds of flows as for one. */
  private async examineSome(tx: Tx, ids: readonly string[], causeOf: CauseOf): Promise<Examined[]> {
    const flows = await this.flows.register.lockAll(tx, ids);
    const open = await this.readiness.gatherAll(flows.filter(({ status }) => status !== 'closed'));
    const found = (await this.readiness.approvalsOf(open)).map(({ known, approval }) =>
      outcomeOf(known, approval, causeOf(known.flow)),
    );
    await this.flows.register.recordAll(
      tx,
      found.flatMap(({ change }) => change ?? []),
    );
    await this.decisions.markMissed(
      tx,
      found.flatMap(({ missed }) => missed ?? []),
      this.clock.now(),
    );
    const outcomes = new Map(found.map((outcome) => [outcome.id, outcome.found]));
    return flows.map(({ id }) => outcomes.get(id) ?? 'not_approved');
  }

  private async follow(
    tx: Tx,
    flows: readonly DataFlow[],
    { vendorId, legalEntityId, reference }: Agreement,
  ): Promise<void> {
    const before = byId(
      await this.flows.register.lockAll(
        tx,
        flows.map(({ id }) => id),
      ),
    );
    const moved = [...before.values()].map((flow) => ({ ...flow, vendorId, legalEntityId }));
    const known = await this.readiness.gatherAll(moved);
    await this.flows.register.recordAll(
      tx,
      known.map(({ flow, legs }) => ({
        before: required(before, flow.id),
        after: { ...flow, ...waysOf(legs) },
        action: flowChanged,
        reason: `agreement ${reference} has other parties`,
      })),
    );
  }
}

type Outcome = Readonly<{ id: string; found: Examined; change?: Change<DataFlow>; missed?: FlowCondition[] }>;

function outcomeOf(known: Known, { changes, conditions }: Approval, cause: string | null): Outcome {
  const { flow, legs, today } = known;
  const ways = waysOf(legs);
  if (!isApproved(flow.status))
    return { id: flow.id, found: 'not_approved', change: waysChange(flow, ways, cause) };
  const { found, after, reason } = approvalOutcome(flow, { changes, conditions, ways, today });
  const missed = conditions.filter((one) => one.missedAt === null && isOverdue(one, today));
  if (found === 'unchanged') return { id: flow.id, found, missed };
  const action = actionOf[found];
  return {
    id: flow.id,
    found,
    missed,
    change: { before: flow, after, action, reason: withCause(reason, cause) },
  };
}

/** Nothing was approved that could end: that its ways are judged otherwise is all. */
function waysChange(flow: DataFlow, ways: ReturnType<typeof waysOf>, cause: string | null): Change<DataFlow> {
  const reason = withCause('its transfers are judged anew', cause);
  return { before: flow, after: { ...flow, ...ways }, action: flowRelianceChanged, reason };
}

export const actionOf: Readonly<Record<Exclude<Finding, 'unchanged'>, string>> = {
  stale: flowStale,
  expired: flowExpired,
  to_review: flowReviewDue,
  restored: flowFactsRestored,
  suspended: flowSuspended,
  other_ground: flowRelianceChanged,
  noted: flowFactNoted,
};

function withCause(reason: string, cause: string | null): string {
  return cause === null ? reason : `${reason} (${cause})`;
}
