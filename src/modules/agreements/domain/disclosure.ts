import type { DataFlow } from './data-flow.js';

/**
 * Whether people must be told of its recipients by us: of what goes out, and not where our company only processes for
 * others, whose notice it then is (GDPR Arts. 13(1)(e), 14(1)(e)).
 */
export function isOursToTell(
  { direction, status }: Pick<DataFlow, 'direction' | 'status'>,
  asProcessor: boolean,
): boolean {
  return !asProcessor && status !== 'closed' && (direction === 'outbound' || direction === 'bidirectional');
}
