import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { listOf } from '../../reference-data/codes.js';

/** The fewest people that a volume band stands for; an unknown volume counts nobody. */
const fewest = `CASE f.volume ${listOf('volume_band')
  .items.map(({ code, minPeople }) => `WHEN '${code}' THEN ${minPeople}`)
  .join(' ')} ELSE 0 END`;

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
