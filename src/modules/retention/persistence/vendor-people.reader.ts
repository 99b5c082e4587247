import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { PersonKind } from '../../../platform/erasable-people.js';
import type { RetainedPosition, RetainedRecord } from '../../../platform/retained-records.js';
import { offboardedBefore } from '../../vendors/index.js';

/** Whoever stands in a row of a vendor, by the kinds of `ErasablePeople`, as far as there is something to erase. */
const people = `
  SELECT 'vendor_contact' AS kind, id, vendor_id FROM vendor_contact WHERE salt IS NOT NULL
  UNION ALL SELECT 'respondent', i.id, a.vendor_id FROM invitation i JOIN assessment a ON a.id = i.assessment_id
   WHERE i.email IS NOT NULL
  UNION ALL SELECT 'signatory', id, vendor_id FROM assessment
   WHERE signatory_name IS NOT NULL OR signatory_title IS NOT NULL
  UNION ALL SELECT 'remediator', id, vendor_id FROM remediation_link WHERE email IS NOT NULL
  UNION ALL SELECT 'reporter', id, vendor_id FROM report_link WHERE email IS NOT NULL
  UNION ALL SELECT 'report_contact', id, vendor_id FROM vendor_report WHERE contact IS NOT NULL`;

@Injectable()
export class VendorPeopleReader {
  constructor(private readonly db: Database) {}

  /** People of vendors that left before that moment. */
  async due(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]> {
    const rows = await this.db.query<RetainedRecord & { kind: PersonKind }>(
      `WITH gone AS (${offboardedBefore}), people AS (${people})
       SELECT p.kind, p.id, g.at AS since, ARRAY[p.vendor_id] AS "vendorIds" FROM people p
         JOIN gone g ON g.id = p.vendor_id
        WHERE NOT EXISTS (SELECT FROM erasure e WHERE e.kind = p.kind AND e.subject_id = p.id)
          AND ($2::timestamptz IS NULL OR (g.at, p.id) > ($2, $3::uuid))
        ORDER BY g.at, p.id LIMIT $4`,
      [before, after?.since ?? null, after?.id ?? null, most],
    );
    return rows.map(({ kind, ...record }) => ({ ...record, person: { kind, id: record.id } }));
  }
}
