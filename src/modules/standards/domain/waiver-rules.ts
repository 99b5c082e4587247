import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import type { Role, StaffRole } from '../../../shared/roles.js';
import { canMove } from '../../../shared/state-machine.js';
import type { Requirement } from './requirement.js';
import { refuse } from './standards-errors.js';
import { grantors, waiverLifecycle, type Waiver, type WaiverStatus, type WaiverSubject } from './waiver.js';

export type WaiverRequest = Pick<
  Waiver,
  'requirementId' | 'subjectType' | 'subjectId' | 'reason' | 'compensatingMeasure' | 'validUntil'
>;
export const waiverOutcomes = ['granted', 'refused'] as const;
export type WaiverDecision = Readonly<{ outcome: (typeof waiverOutcomes)[number]; rationale: string }>;
type Person = Readonly<{ id: string; roles: readonly Role[] }>;

/** What does not fit in a request, by field; whether the requirement is waivable at all comes after. */
export function requestProblems(
  { subjectType, validUntil }: WaiverRequest,
  requirement: Requirement | null,
  { today, longestDays }: Readonly<{ today: LocalDate; longestDays: number }>,
): FieldError[] {
  const last = addDays(today, longestDays);
  return [
    ...(requirement === null
      ? [problem('/requirementId', 'unknown', 'name a requirement of the published standard')]
      : []),
    ...(requirement !== null && grantorsFor(requirement, subjectType).length === 0
      ? [problem('/subjectType', 'not_for_this', `it is about ${requirement.about}: waive it for that`)]
      : []),
    ...(validUntil < today ? [problem('/validUntil', 'in_past', 'must not lie in the past')] : []),
    ...(validUntil > last
      ? [problem('/validUntil', 'too_far', `at most ${longestDays} days ahead: ${last}`)]
      : []),
  ];
}

export function assertWaivable({ id, waivable }: Requirement): void {
  if (!waivable) refuse('waiver.not_waivable', `${id} cannot be waived by anybody.`);
}

export function grantorsFor(requirement: Requirement, subject: WaiverSubject): readonly StaffRole[] {
  return grantors[requirement.about][subject];
}

/** `requirement` is as it stands now: null when the published standard has it no more. */
export function decided(
  waiver: Waiver,
  { outcome, rationale }: WaiverDecision,
  by: Person,
  now: Readonly<{
    requirement: Requirement | null;
    authorIds: readonly string[];
    /** Everything that the person acts as. */
    identities: ReadonlySet<string>;
    today: LocalDate;
    at: Date;
  }>,
): Waiver {
  assertCanBecome(waiver, outcome);
  if (now.identities.has(waiver.requestedById))
    refuse('waiver.own_request', 'You asked for this waiver, so somebody else decides on it.');
  if (now.authorIds.some((id) => now.identities.has(id)))
    refuse('waiver.own_request', 'You drafted, changed or submitted this flow, so somebody else decides.');
  assertMayGrant(waiver, now.requirement, by);
  if (outcome === 'granted') assertGrantable(waiver, now.requirement, now.today);
  return { ...waiver, status: outcome, decidedById: by.id, decidedAt: now.at, rationale };
}

export function withdrawn(waiver: Waiver, by: Person, reason: string, at: Date): Waiver {
  assertCanBecome(waiver, 'withdrawn');
  if (waiver.requestedById !== by.id) refuse('waiver.not_yours', 'Somebody else asked for this waiver.');
  return { ...waiver, status: 'withdrawn', endedById: by.id, endedAt: at, endReason: reason };
}

export function revoked(
  waiver: Waiver,
  by: Person,
  { requirement, reason, at }: Readonly<{ requirement: Requirement | null; reason: string; at: Date }>,
): Waiver {
  assertCanBecome(waiver, 'revoked');
  assertMayGrant(waiver, requirement, by);
  return { ...waiver, status: 'revoked', endedById: by.id, endedAt: at, endReason: reason };
}

/** Null while its last day has not passed, or when it has ended otherwise. */
export function expired(waiver: Waiver, today: LocalDate, at: Date): Waiver | null {
  if (!canMove(waiverLifecycle, waiver.status, 'expired') || waiver.validUntil >= today) return null;
  return { ...waiver, status: 'expired', endedAt: at, endReason: `its last day was ${waiver.validUntil}` };
}

function assertCanBecome({ status }: Waiver, to: WaiverStatus): void {
  if (!canMove(waiverLifecycle, status, to))
    refuse('waiver.cannot_move', `A waiver that is ${status} cannot become ${to}.`, {
      waiverStatus: status,
      allowed: waiverLifecycle[status],
    });
}

/** A requirement that is no more is judged like the strictest. */
function assertMayGrant({ subjectType }: Waiver, requirement: Requirement | null, { roles }: Person): void {
  const allowed: readonly Role[] = requirement ? grantorsFor(requirement, subjectType) : ['dpo'];
  if (!roles.some((role) => allowed.includes(role)))
    refuse('waiver.wrong_role', `This waiver is decided on by: ${allowed.join(', ') || 'nobody'}.`);
}

function assertGrantable({ validUntil }: Waiver, requirement: Requirement | null, today: LocalDate): void {
  if (!requirement) refuse('waiver.not_waivable', 'The published standard has this requirement no more.');
  else assertWaivable(requirement);
  if (validUntil < today) refuse('waiver.past', `Its last day was ${validUntil}.`);
}

const problem = (pointer: string, code: string, message: string): FieldError => ({ pointer, code, message });
