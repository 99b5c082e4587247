import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { DataFlowStatus } from '../domain/data-flow.js';
import type { OnwardRecipient, SharingWith, VendorPlace } from '../domain/sharing-map.js';

/** Further parties of an agreement that get the data; who represents or advises somebody does not. */
const receivingRoles = [
  'JOINT_CONTROLLER',
  'INDEPENDENT_CONTROLLER',
  'PROCESSOR',
  'SUB_PROCESSOR',
  'RECIPIENT',
  'THIRD_PARTY_GDPR',
  'IMPORTER',
] as const;

export type MapQuestion = Readonly<{
  legalEntityId: string;
  statuses: readonly DataFlowStatus[];
  mostVendors: number;
  /** Of each vendor. */
  mostPlaces: number;
  mostRecipients: number;
}>;

type Counted<Row> = Readonly<{ rows: Row[]; all: number }>;

const flowsAsked = `f AS (SELECT * FROM data_flow WHERE legal_entity_id = $1 AND status = ANY($2))`;

/** What one of our companies shares, taken together by vendor: the vendors with the most flows first. */
@Injectable()
export class SharingMapReader {
  constructor(private readonly db: Database) {}

  async sharing({ legalEntityId, statuses, mostVendors }: MapQuestion) {
    const rows = await this.db.query<SharingWith & Readonly<{ allVendors: number; allFlows: number }>>(
      `WITH ${flowsAsked},
        ranked AS (SELECT vendor_id, count(*) AS flows, (count(*) OVER ())::int AS vendors,
            (sum(count(*)) OVER ())::int AS total
          FROM f GROUP BY vendor_id ORDER BY flows DESC, vendor_id LIMIT $3),
        shown AS (SELECT f.*, coalesce(f.direction, '') AS way FROM f JOIN ranked USING (vendor_id)),
        states AS (SELECT vendor_id, way, status, count(*)::int AS flows FROM shown GROUP BY vendor_id, way, status),
        counted AS (SELECT vendor_id, way, sum(flows)::int AS flows, jsonb_object_agg(status, flows) AS statuses
          FROM states GROUP BY vendor_id, way),
        why AS (SELECT vendor_id, way, array_agg(DISTINCT one ->> 'code') AS codes
          FROM shown, jsonb_array_elements(purposes) one GROUP BY vendor_id, way),
        what AS (SELECT vendor_id, way, array_agg(DISTINCT one ->> 'code') AS codes
          FROM shown, jsonb_array_elements(data_categories) one GROUP BY vendor_id, way)
      SELECT v.id AS "vendorId", v.name, v.country, nullif(c.way, '') AS direction, c.flows, c.statuses,
             coalesce(why.codes, '{}') AS purposes, coalesce(what.codes, '{}') AS "dataCategories",
             ranked.vendors AS "allVendors", ranked.total AS "allFlows"
        FROM ranked JOIN counted c USING (vendor_id) JOIN vendor v ON v.id = c.vendor_id
        LEFT JOIN why USING (vendor_id, way) LEFT JOIN what USING (vendor_id, way)
       ORDER BY ranked.flows DESC, v.id, c.way`,
      [legalEntityId, statuses, mostVendors],
    );
    const { allVendors: vendors = 0, allFlows: flows = 0 } = rows[0] ?? {};
    return { rows: rows.map(withoutTotals), vendors, flows };
  }

  places(question: MapQuestion, vendorIds: readonly string[]): Promise<Counted<VendorPlace>> {
    const { legalEntityId, statuses, mostPlaces } = question;
    return this.counted<VendorPlace>(
      `WITH ${flowsAsked},
        named AS (
          SELECT vendor_id, id, one ->> 'country' AS country, one ->> 'kind' AS kind, NULL AS tool
            FROM f, jsonb_array_elements(locations) one WHERE vendor_id = ANY($3::uuid[])
          UNION ALL
          SELECT vendor_id, id, one ->> 'toCountry', 'transfer', one ->> 'tool'
            FROM f, jsonb_array_elements(transfers) one WHERE vendor_id = ANY($3::uuid[])),
        placed AS (SELECT vendor_id, country, count(DISTINCT id)::int AS flows, array_agg(DISTINCT kind) AS kinds,
            array_agg(DISTINCT tool) FILTER (WHERE tool IS NOT NULL) AS tools
          FROM named GROUP BY vendor_id, country),
        ranked AS (SELECT *, row_number() OVER (PARTITION BY vendor_id ORDER BY flows DESC, country) AS place,
            (count(*) OVER ())::int AS "all" FROM placed)
      SELECT vendor_id AS "vendorId", country, flows, kinds AS places, coalesce(tools, '{}') AS tools, "all"
        FROM ranked WHERE place <= $4 ORDER BY array_position($3::uuid[], vendor_id), place`,
      [legalEntityId, statuses, vendorIds, mostPlaces],
    );
  }

  recipients(question: MapQuestion, vendorIds: readonly string[]): Promise<Counted<OnwardRecipient>> {
    const { legalEntityId, statuses, mostRecipients } = question;
    return this.counted<OnwardRecipient>(
      `WITH ${flowsAsked},
        bound AS (SELECT DISTINCT f.vendor_id, party ->> 'name' AS name, party ->> 'country' AS country,
            party ->> 'role' AS role
          FROM f JOIN agreement a ON a.id = f.agreement_id, jsonb_array_elements(a.parties) party
         WHERE f.vendor_id = ANY($3::uuid[]) AND party ->> 'role' = ANY($4))
      SELECT vendor_id AS "vendorId", name, country, role, (count(*) OVER ())::int AS "all"
        FROM bound ORDER BY array_position($3::uuid[], vendor_id), name, role LIMIT $5`,
      [legalEntityId, statuses, vendorIds, receivingRoles, mostRecipients],
    );
  }

  private async counted<Row extends object>(sql: string, values: unknown[]): Promise<Counted<Row>> {
    const found = await this.db.query<Row & { all?: number }>(sql, values);
    const all = found[0]?.all ?? 0;
    for (const row of found) delete row.all;
    return { rows: found, all };
  }
}

function withoutTotals(row: SharingWith & Readonly<{ allVendors: number; allFlows: number }>): SharingWith {
  const { vendorId, name, country, direction, flows, statuses, purposes, dataCategories } = row;
  return { vendorId, name, country, direction, flows, statuses, purposes, dataCategories };
}
