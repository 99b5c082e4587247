import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Change } from '../../platform/ledger/register.js';
import { byId, required } from '../../shared/by-id.js';
import type { Agreement } from './domain/agreement.js';
import { isOverdue, isPast } from './domain/approval-policy.js';
import { isApproved, type DataFlow, type FactDifference } from './domain/data-flow.js';
import { reliedOn } from './domain/transfer-legs.js';
import { flowChanged, flowExpired, flowRelianceChanged, flowStale } from './events.js';
import { FlowReadinessService, type Approval, type Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

/** What an examination found; `other_ground`: the approval stands, on another ground that was approved. */
export type Examined = 'not_approved' | 'ended' | 'other_ground' | 'unchanged';

/** Why flows are looked at; it ends the reason in the ledger. */
type CauseOf = (flow: DataFlow) => string | null;
type Ending = Readonly<{ status: 'stale' | 'expired'; facts: readonly FactDifference[]; reason: string }>;

/** Bounds what is in memory; a batch of a job is as large. */
const flowsAtOnce = 250;

/** Compares approved flows with the facts that they were approved on, and ends the approvals that those no longer carry. */
@Injectable()
export class FlowReviews {
  constructor(
    private readonly flows: DataFlowsRepository,
    private readonly readiness: FlowReadinessService,
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
    const approved = await this.readiness.gatherAll(flows.filter(({ status }) => isApproved(status)));
    const found = (await this.readiness.approvalsOf(approved)).map(({ known, approval }) =>
      outcomeOf(known, approval, causeOf(known.flow)),
    );
    await this.flows.register.recordAll(
      tx,
      found.flatMap(({ change }) => change ?? []),
    );
    const outcomes = new Map(found.map(({ id, outcome }) => [id, outcome]));
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
        after: { ...flow, standsOn: reliedOn(legs) },
        action: flowChanged,
        reason: `agreement ${reference} has other parties`,
      })),
    );
  }
}

type Outcome = Readonly<{ id: string; outcome: Examined; change?: Change<DataFlow> }>;

function outcomeOf(known: Known, approval: Approval, cause: string | null): Outcome {
  const { flow, legs } = known;
  const { id } = flow;
  const ending = endingOf(known, approval);
  const standsOn = reliedOn(legs);
  if (ending) {
    const { status, facts, reason } = ending;
    const after = { ...flow, status, staleFacts: facts, standsOn };
    const action = status === 'stale' ? flowStale : flowExpired;
    return {
      id,
      outcome: 'ended',
      change: { before: flow, after, action, reason: withCause(reason, cause) },
    };
  }
  if (standsOn.join() === flow.standsOn.join()) return { id, outcome: 'unchanged' };
  const reason = withCause(`its transfers rely on ${standsOn.join(', ') || 'no decision'} now`, cause);
  const change = { before: flow, after: { ...flow, standsOn }, action: flowRelianceChanged, reason };
  return { id, outcome: 'other_ground', change };
}

function withCause(reason: string, cause: string | null): string {
  return cause === null ? reason : `${reason} (${cause})`;
}

/** Why the approval ends, the plainest reason first; null while it stands. */
function endingOf({ flow, today }: Known, { conditions, voiding }: Approval): Ending | null {
  if (isPast(flow.validUntil, today))
    return {
      status: 'expired',
      facts: [],
      reason: `the approval was valid until ${String(flow.validUntil)}`,
    };
  const overdue = conditions.filter((condition) => isOverdue(condition, today));
  const facts = [
    ...voiding,
    ...overdue.map(({ id, dueOn }) => ({
      fact: `condition.${id}`,
      then: `due on ${String(dueOn)}`,
      now: 'overdue',
    })),
  ];
  if (facts.length === 0) return null;
  return { status: 'stale', facts, reason: `changed: ${facts.map(({ fact }) => fact).join(', ')}` };
}
