import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Role } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import { refuse } from './audit-errors.js';
import {
  findingLifecycle,
  longestAcceptanceDays,
  moversTo,
  severities,
  type Finding,
  type FindingStatus,
} from './finding.js';

export type Move = Readonly<{ to: FindingStatus; acceptedUntil: LocalDate | null }>;
export type Mover = Readonly<{ id: string; roles: readonly Role[] }>;

/** The finding after the move. Two people see every finding before it is settled. */
export function moved(finding: Finding, { to, acceptedUntil }: Move, by: Mover, today: LocalDate): Finding {
  if (!canMove(findingLifecycle, finding.status, to))
    refuse('finding.cannot_move', `A finding that is ${finding.status} cannot become ${to}.`);
  if (!by.roles.some((role) => moversTo[to].some((allowed) => allowed === role)))
    refuse('finding.not_by_role', `This needs one of the roles ${moversTo[to].join(', ')}.`);
  if (to !== 'risk_accepted' && acceptedUntil !== null)
    refuse('finding.bad_acceptance', 'Only the acceptance of a risk has an end.', endProblem('leave it out'));
  switch (to) {
    case 'risk_accepted':
      return accepted(finding, acceptedUntil, by.id, today);
    case 'verified':
      return verified(finding, by.id);
    case 'resolved':
      return { ...finding, status: to, resolvedById: by.id };
    case 'in_remediation':
    case 'open':
      return { ...finding, status: to, resolvedById: null, acceptedById: null, acceptedUntil: null };
  }
}

/** Asking less of a vendor than before wants a reason. */
export function assertReasoned(before: Finding, after: Finding, reason: string | null): void {
  const eased =
    after.dueOn > before.dueOn || severities.indexOf(after.severity) < severities.indexOf(before.severity);
  if (eased && reason === null)
    refuse('finding.reason_needed', 'A later due day or a lower severity needs a reason.', {
      errors: [{ pointer: '/reason', code: 'missing', message: 'say why' }],
    });
}

export function assertChangeable({ status }: Finding): void {
  if (status === 'verified') refuse('finding.verified', 'A verified finding does not change any more.');
}

function verified(finding: Finding, by: string): Finding {
  if (finding.resolvedById === by) refuse('finding.own_resolution', 'You resolved this finding yourself.');
  return { ...finding, status: 'verified', verifiedById: by };
}

function accepted(finding: Finding, until: LocalDate | null, by: string, today: LocalDate): Finding {
  if (finding.raisedById === by) refuse('finding.own_finding', 'You raised this finding yourself.');
  const latest = addDays(today, longestAcceptanceDays);
  if (until === null || until < today || until > latest)
    return refuse(
      'finding.bad_acceptance',
      'The acceptance of a risk needs its last day.',
      endProblem(`give a day from ${today} to ${latest}`),
    );
  return { ...finding, status: 'risk_accepted', acceptedById: by, acceptedUntil: until };
}

function endProblem(message: string) {
  return { errors: [{ pointer: '/acceptedUntil', code: 'bad_day', message }] };
}
