import type { AdequacyChanges } from '../../reference-data/codes.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Agreement } from './agreement.js';
import { ourRole, type Sides } from './agreement-problems.js';
import type { Exporting } from './transfer-legs.js';

type Company = Pick<Sides['legalEntity'], 'country' | 'role'>;
type Known = Readonly<{ exporter: Company; on: LocalDate; changes: AdequacyChanges }>;

/** What the two sides are to one another under an agreement, and which clauses it carries. */
export function exportingUnder(agreement: Agreement, { exporter, on, changes }: Known): Exporting {
  const ours = ourRole(agreement, exporter);
  return {
    ...{ exporter: exporter.country, on, changes },
    roles: { exporter: ours, importer: agreement.vendorRole },
    carried: agreement.sccModules,
  };
}
