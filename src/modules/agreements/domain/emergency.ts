import type { FieldError } from '../../../shared/domain-error.js';
import { addDays, type LocalDate } from '../../../shared/local-date.js';
import { isBlocking, type Unmet } from '../../../shared/unmet.js';
import { isApproved, type DataFlow } from './data-flow.js';
import type { GivenDecision } from './decision-rules.js';
import { warning } from './unmet-reason.js';

/** The longest that an emergency approval lasts; until then everything is examined in full, or it ends. */
export const emergencyDays = 14;

/** Why there is no time, and the requirements that were skipped: the only ones that an emergency lifts can be waived. */
export type EmergencyGround = Readonly<{ reason: string; skipped: readonly string[] }>;

/** On a flow: asked for, and from the approval on with the last day for its full review. */
export type Emergency = EmergencyGround & Readonly<{ reviewBy: LocalDate | null }>;

/** Approved in an emergency, and not examined in full since. */
export function isUnreviewed({ emergency }: Pick<DataFlow, 'emergency'>): boolean {
  return emergency !== null && emergency.reviewBy !== null;
}

/** Its full review is a decision like any other, on a flow that goes on meanwhile. */
export function awaitsFullReview(flow: Pick<DataFlow, 'emergency' | 'status'>): boolean {
  return isUnreviewed(flow) && isApproved(flow.status);
}

/** What an emergency cannot wait for. What nobody can waive stays in the way. */
export function skippable(unmet: readonly Unmet[]): string[] {
  return [
    ...new Set(unmet.filter((reason) => isBlocking(reason) && reason.waivable).map(({ code }) => code)),
  ].sort();
}

/** What was skipped is lifted to the last day, for all to see; so is that the full review is to come. */
export function inEmergency({ emergency }: Pick<DataFlow, 'emergency'>, unmet: readonly Unmet[]): Unmet[] {
  const reviewBy = emergency?.reviewBy ?? null;
  if (emergency === null || reviewBy === null) return [...unmet];
  const lifted = unmet.map((reason) =>
    isBlocking(reason) && reason.waivable && emergency.skipped.includes(reason.code)
      ? { ...reason, waivedUntil: reviewBy }
      : reason,
  );
  const skipped = emergency.skipped.join(', ') || 'nothing';
  return [
    ...lifted,
    warning({
      code: 'EMERGENCY_REVIEW_DUE',
      requirement: 'What was approved in an emergency is examined in full',
      message: `It was approved in an emergency (skipped: ${skipped}); the full review is due by ${reviewBy}.`,
      law: 'GDPR Art. 24(1)',
      remedy: 'Meet what was skipped, and decide on it in full (POST …/decision).',
    }),
  ];
}

/** What does not fit in a decision that is taken in an emergency, by field. */
export function emergencyProblems(
  { outcome, validUntil, emergency }: GivenDecision,
  today: LocalDate,
): FieldError[] {
  if (emergency === null) return [];
  const problems: FieldError[] = [];
  if (outcome === 'rejected')
    problems.push({
      pointer: '/emergency',
      code: 'unexpected',
      message: 'leave it out when it is rejected',
    });
  if (validUntil !== null && validUntil > addDays(today, emergencyDays))
    problems.push({
      pointer: '/validUntil',
      code: 'too_late',
      message: `an emergency approval lasts ${emergencyDays} days at most`,
    });
  return problems;
}
