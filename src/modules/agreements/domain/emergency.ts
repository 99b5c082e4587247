import { isBlocking, type Unmet } from '../../../shared/unmet.js';
import { isApproved, type DataFlow } from './data-flow.js';
import { warning } from './unmet-reason.js';

/** The longest that an emergency approval lasts; until then everything is examined in full, or it ends. */
export const emergencyDays = 14;

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
