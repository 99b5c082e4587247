import type { LocalDate } from '../../../shared/local-date.js';
import type { ApprovalMode, Departure } from './approval-mode.js';
import type { DecisionFacts } from './decision-facts.js';
import type { EmergencyGround, DataFlowStatus, FactDifference } from './data-flow.js';

export const decisionOutcomes = ['approved', 'approved_with_conditions', 'rejected'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const opinions = ['favourable', 'favourable_with_conditions', 'unfavourable'] as const;
export type Opinion = (typeof opinions)[number];

export const conditionKinds = ['before_activation', 'by_date', 'standing'] as const;
export type ConditionKind = (typeof conditionKinds)[number];

/**
 * What a missed condition does. `expire`: the approval is over. `suspend`: what runs is stopped, and goes on once the
 * condition is fulfilled and the suspension lifted. `notify`: everybody can see it, and nothing else.
 */
export const conditionConsequences = ['expire', 'suspend', 'notify'] as const;
export type ConditionConsequence = (typeof conditionConsequences)[number];
/** As long as nobody chose another. */
export const usualConsequence: ConditionConsequence = 'expire';

/** GDPR Art. 39(1)(c): the advice of the data protection officer, on the facts of that moment. */
export type FlowOpinion = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  flowRevision: number;
  opinion: Opinion;
  reasons: string;
  factsHash: string;
  givenById: string;
  /** In whose name, and by which delegation; null where somebody acts for themselves. */
  onBehalfOfId: string | null;
  delegationId: string | null;
  givenAt: Date;
}>;

/** What one person decided, on which facts, by which standard. It never changes; a second approval names the first. */
export type FlowDecision = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  /** The revision of the flow that was decided on. */
  flowRevision: number;
  outcome: DecisionOutcome;
  rationale: string;
  /** The setting approval.mode under which it was given. */
  mode: ApprovalMode;
  /** The newest opinion on the submission; null when there was none. */
  opinionId: string | null;
  /** Why it is not as advised. */
  departure: Departure | null;
  /** Taken in an emergency, with what was skipped; null for one that is taken in full. */
  emergency: EmergencyGround | null;
  validUntil: LocalDate | null;
  /** False for the first of two approvals, until the other person's decision names it in `confirmsId`. */
  complete: boolean;
  confirmsId: string | null;
  /** Canonical JSON of these was hashed with SHA-256. */
  facts: DecisionFacts;
  factsHash: string;
  standardId: string;
  standardVersion: number;
  /** Codes of the warnings that stood when it was decided. */
  warnings: readonly string[];
  decidedById: string;
  /** In whose name, and by which delegation; null where somebody acts for themselves. */
  onBehalfOfId: string | null;
  delegationId: string | null;
  decidedAt: Date;
}>;

export type FlowCondition = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  decisionId: string;
  /** Its place among the conditions of its decision. */
  position: number;
  text: string;
  kind: ConditionKind;
  dueOn: LocalDate | null;
  ownerId: string | null;
  consequence: ConditionConsequence;
  /** When it was found that its day had passed. */
  missedAt: Date | null;
  fulfilledAt: Date | null;
  fulfilledById: string | null;
  fulfilmentNote: string | null;
  evidenceId: string | null;
  createdAt: Date;
}>;

/** Tier 1, or a residual risk of D or F, is not for one person alone to approve. */
export function needsTwoDeciders(standing: { tier: number | null; grade: string | null }): boolean {
  return standing.tier === 1 || standing.grade === 'D' || standing.grade === 'F';
}

/** Months until the next full look at a sharing, by the vendor's tier. */
export function reviewMonths(tier: number | null): number {
  return tier === 3 ? 24 : tier === 4 ? 36 : 12;
}

/** The state that a complete decision leads to: conditions of either decider bind. */
export function decidedStatus(outcome: DecisionOutcome, conditions: number): DataFlowStatus {
  if (outcome === 'rejected') return 'rejected';
  return conditions > 0 ? 'approved_with_conditions' : 'approved';
}

/** Of two approvals the earlier end holds. */
export function earlier(a: LocalDate | null, b: LocalDate | null): LocalDate | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** Still to be fulfilled; a standing condition holds for as long as the approval and is never done with. */
export function isOpen({ kind, fulfilledAt }: Pick<FlowCondition, 'kind' | 'fulfilledAt'>): boolean {
  return kind !== 'standing' && fulfilledAt === null;
}

/** reopened: what changed was too much, so that the approval is stale at once. */
export const reviewOutcomes = ['confirmed', 'reopened'] as const;
export type ReviewOutcome = (typeof reviewOutcomes)[number];

/** Somebody looked at facts that had changed since the decision; confirmed, they count instead of those decided on. */
export type FlowReview = Readonly<{
  id: string;
  revision: number;
  dataFlowId: string;
  decisionId: string;
  flowRevision: number;
  outcome: ReviewOutcome;
  reasons: string;
  facts: readonly FactDifference[];
  factsHash: string;
  reviewedById: string;
  reviewedAt: Date;
}>;
