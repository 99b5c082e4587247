import { isBlocking, type Unmet } from '../../../shared/unmet.js';

type Reason = Pick<Unmet, 'code' | 'requirement' | 'message' | 'law' | 'remedy'>;

/** A need of the record itself: nobody can waive it. */
export const blocking = (reason: Reason): Unmet => ({ ...reason, severity: 'blocking', ...byItself });

/** Worth a look, and no obstacle. */
export const warning = (reason: Reason): Unmet => ({ ...reason, severity: 'warning', ...byItself });

export const stands = (unmet: readonly Unmet[]): boolean => unmet.some(isBlocking);

const byItself = { facts: {}, error: null, waivable: false, waivedUntil: null, waiverId: null } as const;
