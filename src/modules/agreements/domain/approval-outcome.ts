import { canonicalJson } from '../../../shared/canonical-json.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import { isOverdue, isPast } from './approval-policy.js';
import type { ChangeReaction } from '../../reference-data/codes.js';
import { endsApproval, reviewDays, type ChangedFact } from './change-impact.js';
import type { DataFlow, StaleFact } from './data-flow.js';
import { isUnreviewed } from './emergency.js';
import type { ConditionConsequence, FlowCondition } from './flow-decision.js';

/**
 * `suspended`: a condition was missed that stops what runs. `to_review`: it stands until the day by which it is reviewed. `restored`: what was to be reviewed is again as approved.
 * `other_ground`: its transfers are judged otherwise
 * than before, on a ground that was approved. `noted`: a fact changed without consequence.
 */
export const findings = [
  'stale',
  'expired',
  'suspended',
  'to_review',
  'restored',
  'other_ground',
  'noted',
  'unchanged',
] as const;
export type Finding = (typeof findings)[number];

export type ApprovalOutcome = Readonly<{ found: Finding; after: DataFlow; reason: string }>;

type Found = Readonly<{
  /** Compared with the facts that were decided on, or accepted by a review since. */
  changes: readonly ChangedFact[];
  conditions: readonly FlowCondition[];
  ways: Pick<DataFlow, 'legs' | 'standsOn'>;
  today: LocalDate;
}>;

/** What becomes of an approved flow; `flow` is as it shall be written apart from that. */
export function approvalOutcome(flow: DataFlow, found: Found): ApprovalOutcome {
  const { today, ways } = found;
  const current = { ...flow, ...ways };
  if (isPast(flow.validUntil, today)) {
    const reason = isUnreviewed(flow)
      ? `nobody had examined in full by ${String(flow.validUntil)} what was approved in an emergency`
      : `the approval was valid until ${String(flow.validUntil)}`;
    const after: DataFlow = { ...current, ...nothingPending, status: 'expired' };
    return { found: 'expired', after, reason };
  }
  const facts = [
    ...found.changes.filter(isMaterial).map(staleFact),
    ...missed(found, ({ consequence }) => consequence === 'expire'),
  ];
  const isEnded = facts.some(endsApproval) || (facts.length > 0 && isPast(flow.reviewDueOn, today));
  return isEnded ? ended(current, facts) : standing(flow, current, facts, found);
}

const nothingPending = { staleFacts: [], loggedFacts: [], reviewDueOn: null } as const;

const isMaterial = ({ reaction }: ChangedFact) => reaction !== 'log_only';

const staleFact = ({ fact, then, now, reaction }: ChangedFact): Required<StaleFact> => ({
  ...{ fact, then, now, reaction },
});

const reactionTo: Readonly<Record<ConditionConsequence, ChangeReaction>> = {
  expire: 'block',
  suspend: 'suspend',
  notify: 'log_only',
};

function missed(
  { conditions, today }: Found,
  which: (condition: FlowCondition) => boolean,
): Required<StaleFact>[] {
  return conditions
    .filter((condition) => isOverdue(condition, today) && which(condition))
    .map(({ id, dueOn, consequence }) => ({
      fact: `condition.${id}`,
      then: `due on ${String(dueOn)}`,
      now: 'overdue',
      reaction: reactionTo[consequence],
    }));
}

/** Whatever the reaction, nothing flows on a stale approval; one that suspends says so of what was running. */
function ended(flow: DataFlow, staleFacts: readonly Required<StaleFact>[]): ApprovalOutcome {
  const reason = `changed: ${namesOf(staleFacts)}`;
  const isSuspended = flow.status === 'active' && staleFacts.some(({ reaction }) => reaction === 'suspend');
  const suspendedBecause = isSuspended ? reason : flow.suspendedBecause;
  const after: DataFlow = { ...flow, ...nothingPending, status: 'stale', staleFacts, suspendedBecause };
  return { found: 'stale', after, reason };
}

function standing(
  before: DataFlow,
  current: DataFlow,
  staleFacts: readonly StaleFact[],
  found: Found,
): ApprovalOutcome {
  const reviewDueOn = reviewDay(before, staleFacts, found.today);
  const loggedFacts = [
    ...found.changes.filter((change) => !isMaterial(change)).map(staleFact),
    ...missed(found, ({ consequence }) => consequence !== 'expire'),
  ];
  const stopping = loggedFacts.filter(({ reaction }) => reaction === 'suspend');
  const after: DataFlow = { ...current, staleFacts, loggedFacts, reviewDueOn };
  if (current.status === 'active' && stopping.length > 0) {
    const reason = `missed: ${namesOf(stopping)}`;
    return {
      ...{ found: 'suspended', reason },
      after: { ...after, status: 'suspended', suspendedBecause: reason },
    };
  }
  const differs = (...names: Kept[]) =>
    names.some((name) => canonicalJson(before[name]) !== canonicalJson(after[name]));
  if (differs('staleFacts')) return { after, ...reviewed(before, after) };
  if (differs('standsOn', 'legs')) {
    const reason = `its transfers rely on ${current.standsOn.join(', ') || 'no decision'} now`;
    return { found: 'other_ground', after, reason };
  }
  const reason = `without consequence: ${namesOf(loggedFacts) || 'all is again as approved'}`;
  return { found: differs('loggedFacts') ? 'noted' : 'unchanged', after, reason };
}

/** The earliest that any fact asks for; a day that was given once is not put off by more that changes. */
function reviewDay(before: DataFlow, staleFacts: readonly StaleFact[], today: LocalDate): LocalDate | null {
  const asked = staleFacts
    .filter(({ fact }) => !before.staleFacts.some((known) => known.fact === fact))
    .flatMap(({ reaction }) => reviewDays[reaction ?? 'review_30_days'] ?? [])
    .map((days) => addDays(today, days));
  const days = [...asked, ...(before.reviewDueOn === null ? [] : [before.reviewDueOn])].sort();
  return staleFacts.length > 0 ? (days[0] ?? null) : null;
}

type Kept = 'staleFacts' | 'standsOn' | 'legs' | 'loggedFacts';

function reviewed(before: DataFlow, after: DataFlow): Pick<ApprovalOutcome, 'found' | 'reason'> {
  const { staleFacts, reviewDueOn } = after;
  return reviewDueOn === null
    ? { found: 'restored', reason: `again as approved: ${namesOf(before.staleFacts)}` }
    : { found: 'to_review', reason: `to be reviewed by ${reviewDueOn}: ${namesOf(staleFacts)}` };
}

const namesOf = (facts: readonly StaleFact[]) => facts.map(({ fact }) => fact).join(', ');
