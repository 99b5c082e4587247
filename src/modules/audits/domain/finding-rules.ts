import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Role } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import { refuse } from './audit-errors.js';
import {
  claimableFrom,
  closedStatuses,
  findingLifecycle,
  moversTo,
  type Finding,
  type HandStatus,
} from './finding.js';

export type Move = Readonly<{
  to: HandStatus;
  acceptedUntil: LocalDate | null;
  /** How it was verified. */
  method: string | null;
  evidenceIds: readonly string[];
}>;
export type Mover = Readonly<{ id: string; roles: readonly Role[] }>;
export type Surroundings = Readonly<{
  today: LocalDate;
  longestAcceptanceDays: number;
  vendorOwnerId: string | null;
}>;

/** The finding after the move. Two people see every finding before it is settled. */
export function moved(finding: Finding, move: Move, by: Mover, around: Surroundings): Finding {
  const { to } = move;
  if (!canMove(findingLifecycle, finding.status, to))
    refuse('finding.cannot_move', `A finding that is ${finding.status} cannot become ${to}.`);
  if (!by.roles.some((role) => moversTo[to].some((allowed) => allowed === role)))
    refuse('finding.not_by_role', `This needs one of the roles ${moversTo[to].join(', ')}.`);
  assertNothingElse(move);
  switch (to) {
    case 'risk_accepted':
      return accepted(finding, move.acceptedUntil, by.id, around);
    case 'verified':
      return verified(finding, move, by.id);
    case 'resolved':
      return { ...finding, status: to, resolvedById: by.id };
    case 'in_remediation':
    case 'open':
      return { ...finding, ...unresolved, status: to, acceptedById: null, acceptedUntil: null };
  }
}

/** The answer that it rested on counts as good after all. */
export function withdrawn(finding: Finding): Finding {
  return { ...finding, ...unresolved, status: 'withdrawn', acceptedById: null, acceptedUntil: null };
}

/** The vendor says that it is mended. */
export function claimedResolved(finding: Finding, linkId: string): Finding {
  if (!claimableFrom.includes(finding.status))
    refuse('finding.cannot_move', `A finding that is ${finding.status} cannot become resolved.`);
  return { ...finding, ...unresolved, status: 'resolved', resolvedByLinkId: linkId };
}

/** The vendor's plan brings an open finding into remediation. */
export function planned(
  finding: Finding,
  { text, plannedFor }: Readonly<{ text: string; plannedFor: LocalDate }>,
  today: LocalDate,
): Finding {
  assertChangeable(finding);
  if (plannedFor < today)
    refuse('finding.bad_plan', `${plannedFor} has passed.`, {
      errors: [{ pointer: '/plannedFor', code: 'in_past', message: `give a day from ${today} on` }],
    });
  const status = finding.status === 'open' ? 'in_remediation' : finding.status;
  return { ...finding, status, plan: text, plannedFor };
}

/** The finding with other words, owner, day or severity; what is asked by when changes only with a reason. */
export function changed(before: Finding, fields: Partial<Finding>, reason: string | null): Finding {
  assertChangeable(before);
  const after = { ...before, ...fields };
  if ((after.dueOn !== before.dueOn || after.severity !== before.severity) && reason === null)
    refuse('finding.reason_needed', 'Another due day or severity needs a reason.', {
      errors: [{ pointer: '/reason', code: 'missing', message: 'say why' }],
    });
  return { ...after, extensions: before.extensions + (after.dueOn > before.dueOn ? 1 : 0) };
}

export function assertChangeable({ status }: Finding): void {
  if (closedStatuses.includes(status))
    refuse('finding.closed', `A finding that is ${status} does not change any more.`);
}

export function assertRoom(updates: number, most: number): void {
  if (updates >= most)
    refuse('finding.too_many_updates', `There are ${updates} messages on it; ${most} is the most.`);
}

const unresolved = { resolvedById: null, resolvedByLinkId: null };

/** What belongs to another move is refused, not dropped. */
function assertNothingElse({ to, acceptedUntil, method, evidenceIds }: Move): void {
  if (to !== 'risk_accepted' && acceptedUntil !== null)
    refuse('finding.bad_acceptance', 'Only the acceptance of a risk has an end.', {
      errors: [endProblem('leave it out')],
    });
  if (to !== 'verified' && (method !== null || evidenceIds.length > 0))
    refuse('finding.bad_verification', 'Only a verification names its method and evidence.', {
      errors: [
        {
          pointer: method === null ? '/evidenceIds' : '/method',
          code: 'unexpected',
          message: 'leave it out',
        },
      ],
    });
}

function verified(finding: Finding, { method, evidenceIds }: Move, by: string): Finding {
  if (finding.resolvedById === by) refuse('finding.own_resolution', 'You resolved this finding yourself.');
  if (finding.resolvedByLinkId !== null && method === null && evidenceIds.length === 0)
    refuse('finding.bad_verification', 'The vendor says that it is resolved; say how that was verified.', {
      errors: [{ pointer: '/method', code: 'missing', message: 'give the method, or evidenceIds' }],
    });
  return {
    ...finding,
    status: 'verified',
    verifiedById: by,
    verificationMethod: method,
    verificationEvidenceIds: evidenceIds,
  };
}

function accepted(finding: Finding, until: LocalDate | null, by: string, around: Surroundings): Finding {
  if (finding.raisedById === by) refuse('finding.own_finding', 'You raised this finding yourself.');
  if (finding.ownerId === by || around.vendorOwnerId === by)
    refuse('finding.own_finding', 'You own this finding or its vendor.');
  const latest = addDays(around.today, around.longestAcceptanceDays);
  if (until === null || until < around.today || until > latest)
    return refuse('finding.bad_acceptance', 'The acceptance of a risk needs its last day.', {
      errors: [endProblem(`give a day from ${around.today} to ${latest}`)],
    });
  return { ...finding, status: 'risk_accepted', acceptedById: by, acceptedUntil: until };
}

function endProblem(message: string): FieldError {
  return { pointer: '/acceptedUntil', code: 'bad_day', message };
}
