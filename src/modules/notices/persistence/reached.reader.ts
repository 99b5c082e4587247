import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Reached } from '../domain/coverage.js';

export type ReachedFilter = Readonly<{ legalEntityId?: string; vendorId?: string }>;

/** Of flows whose people we have to tell: what goes out, and not where our company only works for others. */
const ours = `f.direction IN ('outbound', 'bidirectional') AND CASE WHEN a.legal_entity_role IS NULL
  THEN e.role <> 'processor' ELSE a.legal_entity_role NOT IN ('PROCESSOR', 'SUB_PROCESSOR') END`;

/** Where the vendor has the data: not where only those have it to whom it passes them on. */
const places = `ARRAY(SELECT l ->> 'country' FROM jsonb_array_elements(f.locations) l UNION
  SELECT t ->> 'toCountry' FROM jsonb_array_elements(f.transfers) t
   WHERE NOT f.recipients @> jsonb_build_array(jsonb_build_object('country', t -> 'toCountry')))`;

@Injectable()
export class ReachedReader {
  constructor(private readonly db: Database) {}

  /** Who gets data of whom, or got them: a row for each company of ours, recipient and group. */
  async all({ legalEntityId, vendorId }: ReachedFilter, most: number): Promise<Reached[]> {
    return this.db.query<Reached>(
      `WITH flow AS (
         SELECT f.*, f.status = 'active' AS running, f.activated_at IS NOT NULL AS ran,
                f.status NOT IN ('closed', 'rejected', 'expired', 'stale') AS open
           FROM data_flow f JOIN agreement a ON a.id = f.agreement_id JOIN legal_entity e ON e.id = f.legal_entity_id
          WHERE ${ours} AND ($1::uuid IS NULL OR f.legal_entity_id = $1) AND ($2::uuid IS NULL OR f.vendor_id = $2)
       ), reached AS (
         SELECT f.id, f.reference, f.legal_entity_id, f.vendor_id, f.subject_categories, f.running, f.ran, f.open,
                NULL AS category, NULL AS name, ${places} AS places
           FROM flow f
         UNION ALL
         SELECT f.id, f.reference, f.legal_entity_id, f.vendor_id, f.subject_categories, f.running, f.ran, f.open,
                r ->> 'category', r ->> 'name', array_remove(ARRAY[r ->> 'country'], NULL)
           FROM flow f CROSS JOIN jsonb_array_elements(f.recipients) r
       ), told AS (
         SELECT r.legal_entity_id, r.vendor_id, r.category, r.name, g AS "group", bool_or(r.running) AS running,
                bool_or(r.open) AS open, bool_or(r.ran) AS ran,
                array_remove(array_agg(DISTINCT c ORDER BY c) FILTER (WHERE r.running), NULL) AS countries,
                count(DISTINCT r.id) FILTER (WHERE r.running) AS flows,
                (array_agg(DISTINCT r.reference) FILTER (WHERE r.running))[1:5] AS examples
           FROM reached r CROSS JOIN unnest(r.subject_categories) g LEFT JOIN unnest(r.places) c ON true
          GROUP BY 1, 2, 3, 4, 5
       )
       SELECT t.legal_entity_id AS "legalEntityId", t.vendor_id AS "vendorId", v.name AS "vendorName",
              v.legal_name AS "vendorLegalName", v.categories AS "vendorCategories", t.category, t.name, t."group",
              t.running, t.open, t.ran, coalesce(t.countries, '{}') AS countries, t.flows::int AS flows,
              coalesce(t.examples, '{}') AS examples
         FROM told t JOIN vendor v ON v.id = t.vendor_id
        WHERE t.ran OR t.open
        ORDER BY v.name, t.vendor_id, t.category NULLS FIRST, t.name, t."group", t.legal_entity_id LIMIT $3`,
      [legalEntityId ?? null, vendorId ?? null, most],
    );
  }
}
