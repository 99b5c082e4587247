import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { Agreement } from './domain/agreement.js';
import { isOverdue, isPast } from './domain/approval-policy.js';
import { isApproved, type DataFlow, type FactDifference } from './domain/data-flow.js';
import { reliedOn } from './domain/transfer-legs.js';
import { flowChanged, flowExpired, flowRelianceChanged, flowStale } from './events.js';
import { FlowReadinessService, type Approval, type Known } from './flow-readiness.service.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

/** What an examination found; `other_ground`: the approval stands, on another ground that was approved. */
export type Examined = 'not_approved' | 'ended' | 'other_ground' | 'unchanged';

type Ending = Readonly<{ status: 'stale' | 'expired'; facts: readonly FactDifference[]; reason: string }>;

/** Compares approved flows with the facts that they were approved on, and ends the approvals that those no longer carry. */
@Injectable()
export class FlowReviews {
  constructor(
    private readonly flows: DataFlowsRepository,
    private readonly readiness: FlowReadinessService,
  ) {}

  /** In the transaction in which the agreement changed; drafts follow it to its new parties. */
  async examineUnder(tx: Tx, agreement: Agreement, cause: string): Promise<void> {
    for (const id of await this.flows.approvedIds({ agreementId: agreement.id }))
      await this.examine(tx, id, cause);
    for (const flow of await this.flows.elsewhere(agreement)) await this.follow(tx, flow, agreement);
  }

  async examineOf(
    tx: Tx,
    of: { vendorId: string } | { legalEntityId: string },
    cause: string,
  ): Promise<void> {
    for (const id of await this.flows.approvedIds(of)) await this.examine(tx, id, cause);
  }

  async examine(tx: Tx, id: string, cause: string | null): Promise<Examined> {
    const flow = await this.flows.register.lock(tx, id);
    if (!isApproved(flow.status)) return 'not_approved';
    const known = await this.readiness.gather(flow);
    const ending = endingOf(known, await this.readiness.approvalOf(known));
    const standsOn = reliedOn(known.legs);
    if (ending) {
      const { status, facts, reason } = ending;
      await this.flows.register.record(tx, {
        before: flow,
        after: { ...flow, status, staleFacts: facts, standsOn },
        action: status === 'stale' ? flowStale : flowExpired,
        reason: withCause(reason, cause),
      });
      return 'ended';
    }
    if (standsOn.join() === flow.standsOn.join()) return 'unchanged';
    await this.flows.register.record(tx, {
      before: flow,
      after: { ...flow, standsOn },
      action: flowRelianceChanged,
      reason: withCause(`its transfers rely on ${standsOn.join(', ') || 'no decision'} now`, cause),
    });
    return 'other_ground';
  }

  private async follow(
    tx: Tx,
    flow: DataFlow,
    { vendorId, legalEntityId, reference }: Agreement,
  ): Promise<void> {
    const before = await this.flows.register.lock(tx, flow.id);
    const moved = { ...before, vendorId, legalEntityId };
    const { legs } = await this.readiness.gather(moved);
    await this.flows.register.record(tx, {
      before,
      after: { ...moved, standsOn: reliedOn(legs) },
      action: flowChanged,
      reason: `agreement ${reference} has other parties`,
    });
  }
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
