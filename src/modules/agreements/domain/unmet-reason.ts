import type { Unmet } from '../../../shared/unmet.js';

type Reason = Pick<Unmet, 'code' | 'requirement' | 'message' | 'law' | 'remedy'>;

/** A need of the record itself: nobody can waive it. */
export const blocking = (reason: Reason): Unmet => ({ ...reason, severity: 'blocking', ...unwaived });

/** Worth a look, and no obstacle. */
export const warning = (reason: Reason): Unmet => ({ ...reason, severity: 'warning', ...unwaived });

export const stands = (unmet: readonly Unmet[]): boolean =>
  unmet.some(({ severity, waivedUntil }) => severity === 'blocking' && waivedUntil === null);

const unwaived = { waivable: false, waivedUntil: null } as const;
