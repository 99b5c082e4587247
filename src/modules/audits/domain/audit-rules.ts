import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Role } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import {
  auditLifecycle,
  auditStep,
  restsOn,
  type Audit,
  type AuditOpinion,
  type AuditStatus,
} from './audit.js';
import { refuse } from './audit-errors.js';
import { samplingProblems } from './sampled-control.js';

export type AuditStep = Readonly<{
  to: AuditStatus;
  reason: string | null;
  performedOn?: LocalDate | undefined;
  opinion?: AuditOpinion | undefined;
  conclusion?: string | undefined;
}>;
export type Stepper = Readonly<{ id: string; roles: readonly Role[] }>;

/** The audit after the step. Reasons of a refusal come all at once. */
export function stepped(audit: Audit, step: AuditStep, by: Stepper, now: Date): Audit {
  const { to } = step;
  if (!canMove(auditLifecycle, audit.status, to))
    refuse('audit.cannot_move', `An audit that is ${audit.status} cannot become ${to}.`);
  const roles = audit.status === 'concluded' ? auditStep.concluded : auditStep[to];
  if (!by.roles.some((role) => roles.some((allowed) => allowed === role)))
    refuse('audit.not_by_role', `This needs one of the roles ${roles.join(', ')}.`);
  const after = { ...audit, ...given(step), ...ending(to, by.id, now), status: to };
  assertSound('audit.cannot_step', [
    ...reasonProblems(audit.status, step),
    ...fieldProblems(after, dayOf(now)),
    ...(to === 'concluded' ? conclusionProblems(after) : []),
  ]);
  return after;
}

/** Corrections: a concluded audit is fixed, a cancelled one did not take place. */
export function assertCorrectable({ status }: Audit): void {
  if (status === 'concluded' || status === 'cancelled')
    refuse('audit.fixed', `An audit that is ${status} does not change.`);
}

/** What does not fit together in an audit, whatever its state. */
export function fieldProblems(audit: Audit, today: LocalDate): FieldError[] {
  const done = audit.status === 'performed' || audit.status === 'concluded';
  return [
    ...(done ? doneProblems(audit, today) : toComeProblems(audit)),
    ...samplingProblems(audit.sampledControls),
  ];
}

function doneProblems({ performedOn }: Audit, today: LocalDate): FieldError[] {
  const message = 'give the day on which it was done';
  if (performedOn === null) return [problem('/performedOn', 'missing', message)];
  return performedOn > today ? [problem('/performedOn', 'in_future', message)] : [];
}

function toComeProblems({ plannedFor, performedOn, opinion, conclusion }: Audit): FieldError[] {
  return [
    ...(performedOn === null
      ? []
      : [problem('/performedOn', 'unexpected', 'is given with the step to performed')]),
    ...(plannedFor === null ? [problem('/plannedFor', 'missing', 'give the planned day')] : []),
    ...(opinion === null ? [] : [problem('/opinion', 'unexpected', 'an audit to come has none')]),
    ...(conclusion === null ? [] : [problem('/conclusion', 'unexpected', 'an audit to come has none')]),
  ];
}

/** Everything that an audit still lacks before it can be concluded. */
export function conclusionProblems(audit: Audit): FieldError[] {
  const { kind, opinion, conclusion, sampledControls, evidenceIds } = audit;
  const exceptions = sampledControls.some(({ result }) => result === 'exception');
  return [
    ...(opinion === null ? [problem('/opinion', 'missing', 'say what the audit comes to')] : []),
    ...(conclusion === null ? [problem('/conclusion', 'missing', 'give the reasons')] : []),
    ...(restsOn[kind] === 'controls' && sampledControls.length === 0
      ? [problem('/sampledControls', 'missing', `an audit that is ${kind} names the controls that it tested`)]
      : []),
    ...(restsOn[kind] === 'report' && evidenceIds.length === 0
      ? [problem('/evidenceIds', 'missing', 'store the report as evidence and name it')]
      : []),
    ...(opinion === 'satisfactory' && exceptions
      ? [problem('/opinion', 'has_exceptions', 'with exceptions it is satisfactory_with_findings at best')]
      : []),
  ];
}

/** Whoever audits a vendor is not the one who answers for it here. */
export function assertIndependent(auditorIds: readonly (string | null)[], ownerId: string | null): void {
  if (ownerId !== null && auditorIds.includes(ownerId))
    refuse('audit.not_independent', 'The owner of the vendor cannot audit it.');
}

export function assertSound(
  code: 'audit.cannot_step' | 'audit.not_acceptable',
  problems: readonly FieldError[],
): void {
  if (problems.length === 0) return;
  const future = problems.some(({ code: found }) => found === 'in_future');
  refuse(future ? 'audit.in_future' : code, problems.map(({ message }) => message).join('; '), {
    errors: problems,
  });
}

function given({ performedOn, opinion, conclusion }: AuditStep): Partial<Audit> {
  return {
    ...(performedOn === undefined ? {} : { performedOn }),
    ...(opinion === undefined ? {} : { opinion }),
    ...(conclusion === undefined ? {} : { conclusion }),
  };
}

function ending(to: AuditStatus, by: string, now: Date): Pick<Audit, 'concludedById' | 'concludedAt'> {
  return to === 'concluded'
    ? { concludedById: by, concludedAt: now }
    : { concludedById: null, concludedAt: null };
}

function reasonProblems(from: AuditStatus, { to, reason }: AuditStep): FieldError[] {
  const needed = from === 'concluded' || to === 'cancelled';
  return needed && reason === null ? [problem('/reason', 'missing', 'say why')] : [];
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
const dayOf = (now: Date): LocalDate => now.toISOString().slice(0, 10) as LocalDate;
