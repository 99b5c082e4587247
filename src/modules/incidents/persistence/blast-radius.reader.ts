import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../../../platform/database/lists.js';
import type { BlastFigures } from '../domain/blast-radius.js';
import type { Incident } from '../domain/incident.js';
import { affected } from './affected.sql.js';
import { seedsOf } from './affected.reader.js';
import { blastRadius } from './blast-radius.sql.js';

/** What may make data unintelligible to whoever got them, GDPR Art. 34(3)(a). */
const protecting = [
  ...['ENCRYPTION_E2E', 'ENCRYPTION_REST', 'ENCRYPTION_TRANSIT'],
  ...['KEY_MANAGEMENT', 'PSEUDONYMISATION'],
];

export type TouchedFlow = Readonly<{
  id: string;
  reference: string;
  title: string;
  status: string;
  vendorId: string;
  agreementId: string;
  legalEntityId: string;
  volume: string | null;
  activatedAt: Date;
  closedAt: Date | null;
  certificateMissing: boolean;
  protectedBy: string[];
}>;

export type TouchedFlowFilter = Readonly<{
  vendorId?: string;
  legalEntityId?: string;
  certificateMissing?: boolean;
}>;

@Injectable()
export class BlastRadiusReader {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  /**
   * By indexes alone: where one vendor has most flows, the average of all would have the whole register read for one that
   * has few, and by its index the former takes no longer.
   */
  figures(incident: Incident, now: Date): Promise<BlastFigures> {
    return this.db.run(async (tx) => {
      await tx.query('SET LOCAL enable_seqscan = off');
      const [figures] = await tx.query<BlastFigures[]>(blastRadius, seedsOf(incident, now));
      if (!figures) throw new Error('A statement without FROM answers one row.');
      return figures;
    });
  }

  flows(
    incident: Incident,
    now: Date,
    filter: TouchedFlowFilter,
    request: PageRequest,
  ): Promise<Page<TouchedFlow>> {
    return this.lists.page<TouchedFlow>(
      {
        select: `f.id, f.reference, f.title, f.status, f.vendor_id AS "vendorId", f.agreement_id AS "agreementId",
          f.legal_entity_id AS "legalEntityId", f.volume, f.activated_at AS "activatedAt", f.closed_at AS "closedAt",
          f.certificate_missing AS "certificateMissing",
          ARRAY(SELECT m FROM unnest(f.security_measures) m WHERE m = ANY('{${protecting.join(',')}}') ORDER BY m) AS "protectedBy"`,
        from: 'data_flow f',
        where: [
          heldBy(seedsOf(incident, now)),
          ...when(filter.vendorId, 'f.vendor_id = $?'),
          ...when(filter.legalEntityId, 'f.legal_entity_id = $?'),
          ...when(filter.certificateMissing, 'f.certificate_missing = $?'),
        ],
        sorts: { reference: { by: 'f.reference', type: 'text' } },
        id: 'f.id',
      },
      request,
    );
  }
}

/** The flows of `affected`, as a condition of a list, whose values stand in the order in which they are used. */
function heldBy(seeds: readonly unknown[]): Condition {
  const values: unknown[] = [];
  const sql = affected.replace(/\$(\d)/g, (_placeholder, nth: string) => {
    values.push(seeds[Number(nth) - 1]);
    return '$?';
  });
  return { sql: `f.id IN (${sql} SELECT h.id FROM held h)`, values };
}
