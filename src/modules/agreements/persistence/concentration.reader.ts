import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { listOf } from '../../reference-data/codes.js';
import type { SubprocessorShare } from '../../vendors/index.js';

/** The fewest people that a volume band stands for; an unknown volume counts nobody. */
const fewest = `CASE f.volume ${listOf('volume_band')
  .items.map(({ code, minPeople }) => `WHEN '${code}' THEN ${minPeople}`)
  .join(' ')} ELSE 0 END`;

/** Ranks of a chain of sub-processors, as many as are kept. */
const deepest = 10;

/** What is active now, counted by what it hangs on. */
@Injectable()
export class ConcentrationReader {
  constructor(private readonly db: Database) {}

  async whole(): Promise<{ flows: number; people: number }> {
    const [row] = await this.db.query<{ flows: number; people: number }>(
      `SELECT count(*)::int AS flows, coalesce(sum(${fewest}), 0)::float8 AS people
         FROM data_flow f WHERE f.status = 'active'`,
    );
    return row ?? { flows: 0, people: 0 };
  }

  byVendor(most: number): Promise<{ vendorId: string; flows: number; people: number }[]> {
    return this.db.query(
      `SELECT f.vendor_id AS "vendorId", count(*)::int AS flows, sum(${fewest})::float8 AS people
         FROM data_flow f WHERE f.status = 'active'
        GROUP BY f.vendor_id ORDER BY flows DESC, people DESC, f.vendor_id LIMIT $1`,
      [most],
    );
  }

  /** A company counts once for each flow, wherever in the chain it is; one that is linked goes by the vendor's name. */
  bySubprocessor(most: number): Promise<SubprocessorShare[]> {
    return this.db.query(
      `WITH RECURSIVE reached (root_id, vendor_id, rank) AS (
           SELECT DISTINCT f.vendor_id, f.vendor_id, 1 FROM data_flow f WHERE f.status = 'active'
         UNION
           SELECT r.root_id, s.linked_vendor_id, r.rank + 1 FROM reached r JOIN subprocessor s ON s.vendor_id = r.vendor_id
            WHERE r.rank < $2 AND s.linked_vendor_id IS NOT NULL AND NOT s.removed AND s.status = 'ACTIVE'),
       used AS (
         SELECT r.root_id, coalesce(v.folded_names[1], s.folded_name) AS key, min(coalesce(v.name, s.name)) AS name,
             min(s.linked_vendor_id::text) AS linked_vendor_id
           FROM reached r JOIN subprocessor s ON s.vendor_id = r.vendor_id LEFT JOIN vendor v ON v.id = s.linked_vendor_id
          WHERE NOT s.removed AND s.status = 'ACTIVE' GROUP BY 1, 2)
       SELECT min(u.name) AS name, min(u.linked_vendor_id) AS "linkedVendorId", count(*)::int AS flows,
           count(DISTINCT f.vendor_id)::int AS vendors, sum(${fewest})::float8 AS people
         FROM used u JOIN data_flow f ON f.vendor_id = u.root_id AND f.status = 'active'
        GROUP BY u.key ORDER BY flows DESC, people DESC, u.key LIMIT $1`,
      [most, deepest],
    );
  }

  byCountry(most: number): Promise<{ country: string; flows: number; vendors: number; people: number }[]> {
    return this.db.query(
      `SELECT place.country, count(*)::int AS flows, count(DISTINCT f.vendor_id)::int AS vendors,
              sum(${fewest})::float8 AS people
         FROM data_flow f CROSS JOIN LATERAL (
           SELECT DISTINCT location ->> 'country' AS country FROM jsonb_array_elements(f.locations) location) place
        WHERE f.status = 'active'
        GROUP BY place.country ORDER BY flows DESC, people DESC, place.country LIMIT $1`,
      [most],
    );
  }
}
