import type { LocalDate } from '../../../shared/local-date.js';
import { limitsInForce } from './approved-limits.js';
import type { DataFlowStatus } from './data-flow.js';
import type { FlowDecision, FlowReview } from './flow-decision.js';
import type { Standing } from './sharing-check.js';

/** How a flow stood from a moment on, by its ledger entries. */
export type RecordedStanding = Readonly<{
  from: Date;
  status: DataFlowStatus;
  validUntil: LocalDate | null;
  decisionId: string | null;
}>;

/** The flow's states and what was approved in each, the oldest first; a review that accepts a change begins one of its own. */
export function standingsOf(
  recorded: readonly RecordedStanding[],
  decisions: readonly Pick<FlowDecision, 'id' | 'facts'>[],
  reviews: readonly FlowReview[],
): Standing[] {
  const byId = new Map(decisions.map((decision) => [decision.id, decision]));
  const steps = [
    ...recorded.map((standing) => ({ from: standing.from, standing })),
    ...reviews.map(({ reviewedAt: from }) => ({ from, standing: null })),
  ].sort((a, b) => a.from.getTime() - b.from.getTime());
  let current: RecordedStanding | null = null;
  return steps.flatMap(({ from, standing }) => {
    current = standing ?? current;
    if (current === null) return [];
    const { status, validUntil, decisionId } = current;
    const decision = byId.get(decisionId ?? '');
    const known = reviews.filter(({ reviewedAt }) => reviewedAt <= from);
    return [{ from, status, validUntil, limits: decision ? limitsInForce(decision, known) : null }];
  });
}
