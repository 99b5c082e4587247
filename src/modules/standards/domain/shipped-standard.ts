import type { Requirement } from './requirement.js';
import { lawfulness } from './shipped-lawfulness.js';
import { safeguards } from './shipped-safeguards.js';
import { vettingRequirements } from './shipped-vetting.js';

export type ShippedStandard = Readonly<{
  /** Counts up with each release that changes a requirement; it is what an installation knows a newer one by. */
  edition: number;
  title: string;
  note: string;
  requirements: readonly Requirement[];
}>;

/** What Keyholder ships: one set of strict rules, the same for every vendor. An installation publishes its own after it. */
export const shippedStandard: ShippedStandard = {
  edition: 3,
  title: 'Data-handling standard',
  note: 'Shipped with Keyholder, third edition: a breach at a vendor or in its chain is settled before it is forgotten.',
  requirements: [...vettingRequirements, ...lawfulness, ...safeguards],
};

const indispensable = ['VENDOR_RISK_PROFILE', 'VENDOR_SCORED'];

/** Asked under every version, also one that leaves them out: what is not known passes no gate. */
export function withIndispensable(requirements: readonly Requirement[]): readonly Requirement[] {
  const named = new Set(requirements.map(({ id }) => id));
  const added = vettingRequirements.filter(({ id }) => indispensable.includes(id) && !named.has(id));
  return [...added, ...requirements];
}
