import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { approvedStatuses, type DataFlow } from '../domain/data-flow.js';
import { declaredBeyondFact } from '../domain/declared-beyond.js';

/** An approved flow with what was known at its decision of the vendor's declaration. */
export type ComparedFlow = Pick<
  DataFlow,
  'id' | 'reference' | 'status' | 'vendorId' | 'purposes' | 'dataCategories' | 'decisionId'
> &
  Readonly<{ knownThen: unknown; tier: number | null }>;

const mostCompared = 5_000;

@Injectable()
export class ComparedFlowsReader {
  constructor(private readonly db: Database) {}

  /** `more`: how many there are besides. */
  async approvedWith(vendorIds: readonly string[]): Promise<{ flows: ComparedFlow[]; more: number }> {
    const rows = await this.db.query<ComparedFlow & Readonly<{ all: number }>>(
      `SELECT f.id, f.reference, f.status, f.vendor_id AS "vendorId", f.purposes,
              f.data_categories AS "dataCategories", f.decision_id AS "decisionId",
              d.facts -> $3 AS "knownThen", v.tier, (count(*) OVER ())::int AS "all"
         FROM data_flow f JOIN vendor v ON v.id = f.vendor_id LEFT JOIN data_flow_decision d ON d.id = f.decision_id
        WHERE f.vendor_id = ANY($1::uuid[]) AND f.status = ANY($2) ORDER BY f.id LIMIT $4`,
      [vendorIds, approvedStatuses, declaredBeyondFact, mostCompared],
    );
    return { flows: rows, more: (rows[0]?.all ?? 0) - rows.length };
  }
}
