import type { FieldError } from '../../../shared/domain-error.js';
import type { Role } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import {
  awarenessOf,
  incidentLifecycle,
  isOpen,
  steppers,
  type Awareness,
  type HandStep,
  type Incident,
  type IncidentFacts,
} from './incident.js';
import { refuse } from './incident-errors.js';
import type { RiskAssessment } from './risk.js';
import { severityProblems, type SeverityAssessment } from './severity.js';

export type Decider = Readonly<{ id: string; roles: readonly Role[] }>;
export type Step = Readonly<{ to: HandStep; reason: string | null; at: Date | null }>;

const mostCorrections = 20;

/** What does not fit together in what is said to have happened, whatever the state. */
export function factProblems(facts: IncidentFacts, awareAt: Date | null, now: Date): FieldError[] {
  const { occurredFrom, occurredTo, vendorDetectedAt, vendorNotifiedAt } = facts;
  const moments = { occurredFrom, occurredTo, vendorDetectedAt, vendorNotifiedAt };
  return [
    ...nobodyNamed(facts),
    ...Object.entries(moments).flatMap(([name, moment]) => futureProblem(`/${name}`, moment, now)),
    ...orderProblem('/occurredTo', occurredTo, occurredFrom, 'occurredFrom'),
    ...orderProblem('/vendorDetectedAt', vendorDetectedAt, occurredFrom, 'occurredFrom'),
    ...orderProblem('/vendorNotifiedAt', vendorNotifiedAt, vendorDetectedAt ?? occurredFrom, 'its detection'),
    ...(awareAt !== null && occurredFrom !== null && occurredFrom > awareAt
      ? [problem('/occurredFrom', 'after_awareness', 'it cannot have begun after we were aware of it')]
      : []),
  ];
}

/** The clock starts once. */
export function aware(incident: Incident, decision: Awareness): Incident {
  if (incident.awareAt !== null)
    refuse('incident.already_aware', `We were aware at ${incident.awareAt.toISOString()}.`);
  if (!canMove(incidentLifecycle, incident.status, 'confirmed'))
    refuse('incident.cannot_move', `An incident that is ${incident.status} cannot become confirmed.`);
  assertCanBe(incident, decision);
  return { ...incident, status: 'confirmed', ...decided(decision) };
}

/** Another moment, for a reason; what was held before is kept. */
export function awareOtherwise(incident: Incident, decision: Awareness): Incident {
  assertUnfixed(incident);
  const before = awarenessOf(incident);
  if (!before) return refuse('incident.not_aware', 'There is no moment to correct.');
  if (incident.earlierAwareness.length >= mostCorrections)
    refuse('incident.too_many_corrections', `It was corrected ${mostCorrections} times.`);
  assertCanBe(incident, decision);
  const { reason, decidedById } = before;
  const earlier = {
    reason,
    decidedById,
    at: before.at.toISOString(),
    decidedAt: before.decidedAt.toISOString(),
  };
  return {
    ...incident,
    ...decided(decision),
    earlierAwareness: [...incident.earlierAwareness, earlier],
  };
}

/** The incident after the step; closing asks for more, which is judged where it is known. */
export function stepped(incident: Incident, step: Step, by: Decider, now: Date): Incident {
  const { to } = step;
  const again = to === 'confirmed';
  if (!canMove(incidentLifecycle, incident.status, to) || (again && incident.awareAt === null))
    refuse('incident.cannot_move', `An incident that is ${incident.status} cannot become ${to} by a step.`);
  if (!by.roles.some((role) => steppers[to].some((allowed) => allowed === role)))
    refuse('incident.not_by_role', `This needs one of the roles ${steppers[to].join(', ')}.`);
  const problems = stepProblems(incident, step, now);
  if (problems.length > 0)
    refuse('incident.bad_step', problems.map(({ message }) => message).join('; '), { errors: problems });
  return { ...incident, ...marks(incident, step, by, now), status: to };
}

/** Judged anew as often as more is known. */
export function assessed(incident: Incident, assessment: RiskAssessment): Incident {
  assertUnfixed(incident);
  const { risk, reasons, exemption, sectors, assessedById, assessedAt } = assessment;
  const problems = [
    ...(exemption !== null && risk !== 'high'
      ? [problem('/exemption', 'unexpected', 'is for a high risk, GDPR Art. 34(3)')]
      : []),
    ...sectors.flatMap(({ classifiedAt }, nth) =>
      futureProblem(`/sectors/${nth}/classifiedAt`, new Date(classifiedAt), assessedAt),
    ),
  ];
  if (problems.length > 0)
    refuse('incident.bad_assessment', problems.map(({ message }) => message).join('; '), {
      errors: problems,
    });
  return {
    ...incident,
    ...{ risk, riskReasons: reasons, exemption, sectors },
    ...{ riskAssessedById: assessedById, riskAssessedAt: assessedAt },
  };
}

/** Beside the judgement, and as often as more is known: nothing follows from it. */
export function scored(incident: Incident, assessment: SeverityAssessment): Incident {
  assertUnfixed(incident);
  const { inputs: severity, assessedById, assessedAt } = assessment;
  const problems = severityProblems(severity);
  if (problems.length > 0)
    refuse('incident.bad_severity', problems.map(({ message }) => message).join('; '), { errors: problems });
  return { ...incident, severity, severityAssessedById: assessedById, severityAssessedAt: assessedAt };
}

export function assertUnfixed(incident: Incident): void {
  if (!isOpen(incident)) refuse('incident.fixed', `An incident that is ${incident.status} does not change.`);
}

function marks(incident: Incident, { to, reason, at }: Step, by: Decider, now: Date): Partial<Incident> {
  const unended = { closedAt: null, closedById: null, outcome: null };
  switch (to) {
    case 'in_triage':
      return { ...unended, triageStartedAt: at ?? incident.triageStartedAt ?? now };
    case 'confirmed':
      return { ...unended, containedAt: null };
    case 'contained':
      return { containedAt: at ?? now };
    case 'closed':
    case 'dismissed':
      return { closedAt: now, closedById: by.id, outcome: reason };
  }
}

function stepProblems(incident: Incident, { to, reason, at }: Step, now: Date): FieldError[] {
  const back = to === 'confirmed' || (to === 'in_triage' && incident.status === 'dismissed');
  const dated = to === 'in_triage' || to === 'contained';
  return [
    ...((back || to === 'closed' || to === 'dismissed') && reason === null
      ? [problem('/reason', 'missing', 'say why')]
      : []),
    ...(at !== null && !dated
      ? [problem('/at', 'unexpected', `is given with triage and containment only`)]
      : []),
    ...futureProblem('/at', at, now),
    ...orderProblem('/at', at, incident.occurredFrom, 'occurredFrom'),
  ];
}

function assertCanBe({ occurredFrom }: Incident, { at, decidedAt }: Awareness): void {
  const problems = [
    ...futureProblem('/at', at, decidedAt),
    ...orderProblem('/at', at, occurredFrom, 'occurredFrom'),
  ];
  if (problems.length > 0)
    refuse('incident.bad_awareness', problems.map(({ message }) => message).join('; '), { errors: problems });
}

function decided({ at, reason, decidedById, decidedAt }: Awareness) {
  return {
    awareAt: at,
    awareReason: reason,
    awareDecidedById: decidedById,
    awareDecidedAt: decidedAt,
  };
}

function nobodyNamed({ vendorIds, subProcessors, systems, dataFlowIds }: IncidentFacts): FieldError[] {
  return vendorIds.length + subProcessors.length + systems.length + dataFlowIds.length > 0
    ? []
    : [problem('/vendorIds', 'missing', 'name a vendor, a sub-processor, a system or a data flow')];
}

function futureProblem(pointer: string, moment: Date | null, now: Date): FieldError[] {
  return moment !== null && moment > now ? [problem(pointer, 'in_future', 'give a moment up to now')] : [];
}

function orderProblem(pointer: string, moment: Date | null, floor: Date | null, of: string): FieldError[] {
  return moment !== null && floor !== null && moment < floor
    ? [problem(pointer, 'too_early', `give a moment that is not before ${of}`)]
    : [];
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
