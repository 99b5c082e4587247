import type { Agreement } from './agreement.js';
import { ourRole, type Sides } from './agreement-problems.js';
import type { Exporting } from './transfer-legs.js';

type Company = Pick<Sides['legalEntity'], 'country' | 'role'>;
type Known = Pick<Exporting, 'on' | 'changes' | 'entries'> & Readonly<{ exporter: Company }>;

/** What the two sides are to one another under an agreement, and which clauses it carries. */
export function exportingUnder(agreement: Agreement, { exporter, ...known }: Known): Exporting {
  const ours = ourRole(agreement, exporter);
  return {
    ...known,
    exporter: exporter.country,
    roles: { exporter: ours, importer: agreement.vendorRole },
    carried: agreement.sccModules,
  };
}
