import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { RetainedPosition, RetainedRecord } from '../../../platform/retained-records.js';
import { offboardedBefore } from './offboarded.sql.js';

@Injectable()
export class EvidenceOfOffboardedReader {
  constructor(private readonly db: Database) {}

  /** Documents of vendors that left before that moment, as far as their bytes are kept. */
  due(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]> {
    return this.db.query<RetainedRecord>(
      `WITH gone AS (${offboardedBefore})
       SELECT e.id, g.at AS since, ARRAY[e.vendor_id] AS "vendorIds" FROM evidence e JOIN gone g ON g.id = e.vendor_id
        WHERE e.content_state = 'kept' AND ($2::timestamptz IS NULL OR (g.at, e.id) > ($2, $3::uuid))
        ORDER BY g.at, e.id LIMIT $4`,
      [before, after?.since ?? null, after?.id ?? null, most],
    );
  }
}
