import type { DataFlow } from './data-flow.js';
import { awaitsFullReview } from './emergency.js';
import { decidedStatus, isOpen, type FlowCondition, type FlowDecision } from './flow-decision.js';

type Decided = Readonly<{
  decision: FlowDecision;
  /** By the first of two, in an emergency. */
  skippedBefore: readonly string[];
  /** Of both deciders. */
  conditions: readonly FlowCondition[];
}>;

/** The flow as it is once this was decided; `flow` is as it was before. */
export function afterDecision(flow: DataFlow, decided: Decided): DataFlow {
  const { decision } = decided;
  if (awaitsFullReview(flow)) return decision.complete ? fullyReviewed(flow, decided) : flow;
  if (!decision.complete) return { ...flow, decisionId: decision.id, validUntil: null, openConditions: 0 };
  return { ...flow, ...standing(decided), status: statusOf(decided) };
}

const statusOf = ({ decision, conditions }: Decided) => decidedStatus(decision.outcome, conditions.length);

function standing({ decision, skippedBefore, conditions }: Decided) {
  const { id: decisionId, validUntil, emergency } = decision;
  const skipped = [...new Set([...skippedBefore, ...(emergency?.skipped ?? [])])].sort();
  return {
    ...{ decisionId, validUntil, openConditions: conditions.filter(isOpen).length },
    emergency: emergency && { reason: emergency.reason, skipped, reviewBy: validUntil },
  };
}

/** What runs goes on, unless something is to be done before; refused, the approval is over. */
function fullyReviewed(flow: DataFlow, decided: Decided): DataFlow {
  const reviewed: DataFlow = {
    ...{ ...flow, ...standing(decided) },
    ...{ staleFacts: [], loggedFacts: [], reviewDueOn: null },
  };
  if (decided.decision.outcome === 'rejected') return { ...reviewed, ...refused(flow) };
  if (flow.activatedAt === null) return { ...reviewed, status: statusOf(decided) };
  const isHeld = decided.conditions.some((one) => one.kind === 'before_activation' && isOpen(one));
  if (flow.status !== 'active' || !isHeld) return reviewed;
  return {
    ...{ ...reviewed, status: 'suspended' },
    suspendedBecause: 'the full review set conditions that come first',
  };
}

function refused({ status }: DataFlow): Pick<DataFlow, 'status' | 'staleFacts' | 'suspendedBecause'> {
  const fact = {
    fact: 'emergency',
    then: 'approved in an emergency',
    now: 'rejected',
    reaction: 'suspend',
  } as const;
  const because = status === 'active' ? 'the full review refused what was approved in an emergency' : null;
  return { status: 'stale', staleFacts: [fact], suspendedBecause: because };
}
