import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { PastTables } from '../../../platform/ledger/past-tables.js';
import type { SharingFacts } from '../domain/public-sharing.js';
import { toldActions } from '../domain/public-change.js';

/** `after`: name and id of the last one that was shown. */
export type SharingQuery = Readonly<{
  q?: string;
  company?: string;
  country?: string;
  role?: string;
  subprocessorsOnly: boolean;
  after: readonly [name: string, id: string] | null;
  limit: number;
  knownAt?: Date;
}>;
export type SharingRow = SharingFacts & Readonly<{ sortName: string }>;
export type ToldEntry = Readonly<{ entryId: string; action: string; recordedAt: Date; hasBegun: boolean }> &
  SharingRow;
/** `saidBefore`: an earlier entry of the same flow said the same. */
export type NewsEntry = ToldEntry &
  Readonly<{ ledgerId: string; vendorId: string; legalEntityId: string; saidBefore: boolean }>;
export type ShownRecipient = Readonly<{ id: string; name: string }>;

/**
 * Each column is named on purpose: what stands here may be read by everybody. A recipient that is not named is searched
 * and sorted by its category. The id is made of the flow's, and leads nobody back to it.
 */
const sharing = `
  SELECT md5('keyholder.sharing.' || f.id)::uuid AS "publicId", f.id AS flow_id, f.status, coalesce(d.mode, 'public') AS mode, d.category,
         coalesce(d.words, '[]') AS words, d.how_to_object AS "howToObject",
         v.name AS "vendorName", v.country AS "vendorCountry", a.vendor_role AS "vendorRole",
         e.name AS "companyName", e.country AS "companyCountry", e.contact AS "companyContact", e.dpo_contact AS "companyDpo",
         f.purposes, f.subject_categories AS "subjectCategories", f.data_categories AS "dataCategories",
         ARRAY(SELECT DISTINCT place FROM (
           SELECT l ->> 'country' AS place FROM jsonb_array_elements(f.locations) l
           UNION ALL SELECT t ->> 'toCountry' FROM jsonb_array_elements(f.transfers) t) places
          WHERE place IS NOT NULL ORDER BY place) AS countries,
         f.recipients AS onward,
         coalesce((SELECT jsonb_agg(jsonb_build_object('name', s.name, 'countries', s.countries) ORDER BY s.name)
                     FROM subprocessor s WHERE s.vendor_id = f.vendor_id), '[]') AS subprocessors,
         f.activated_at AS "activatedAt", f.valid_until::text AS "validUntil",
         lower(CASE WHEN d.mode = 'by_category' THEN d.category ELSE v.name END) AS "sortName",
         CASE WHEN a.legal_entity_role IS NULL THEN e.role = 'processor'
              ELSE a.legal_entity_role IN ('PROCESSOR', 'SUB_PROCESSOR') END AS "asProcessor"
    FROM data_flow f JOIN vendor v ON v.id = f.vendor_id JOIN agreement a ON a.id = f.agreement_id
    JOIN legal_entity e ON e.id = f.legal_entity_id LEFT JOIN flow_disclosure d ON d.data_flow_id = f.id
   WHERE coalesce(f.direction, 'outbound') <> 'inbound'`;
const isShown = `(f.status IN ('active', 'suspended')
   OR (f.status IN ('approved', 'approved_with_conditions') AND f.activated_at IS NULL))`;
const isNotWithheld = `coalesce(d.mode, 'public') <> 'withheld'`;

@Injectable()
export class SharingsReader {
  constructor(
    private readonly db: Database,
    private readonly past: PastTables,
  ) {}

  /** One more than the limit when there are more. */
  page(query: SharingQuery): Promise<SharingRow[]> {
    const { q, company, country, role, subprocessorsOnly, after, limit, knownAt } = query;
    const sql = `WITH shown AS (${sharing} AND ${isShown} AND ${isNotWithheld})
      SELECT * FROM shown
       WHERE ($1::text IS NULL OR position(lower($1) IN "sortName") > 0)
         AND ($2::text IS NULL OR lower("companyName") = lower($2))
         AND ($3::text IS NULL OR $3 = ANY(countries))
         AND ($4::text IS NULL OR "vendorRole" = $4)
         AND (NOT $5::bool OR ("asProcessor" AND "vendorRole" IN ('PROCESSOR', 'SUB_PROCESSOR')))
         AND ($6::text IS NULL OR ("sortName", "publicId") > ($6, $7::uuid))
       ORDER BY "sortName", "publicId" LIMIT $8`;
    return this.db.query<SharingRow>(knownAt ? this.past.statement(sql, { knownAt }) : sql, [
      ...[q ?? null, company ?? null, country ?? null, role ?? null, subprocessorsOnly],
      ...[after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    ]);
  }

  async withheld(knownAt?: Date): Promise<number> {
    const sql = `SELECT count(*)::int AS count FROM data_flow f JOIN flow_disclosure d ON d.data_flow_id = f.id
      WHERE d.mode = 'withheld' AND coalesce(f.direction, 'outbound') <> 'inbound' AND ${isShown}`;
    const [row] = await this.db.query<{ count: number }>(
      knownAt ? this.past.statement(sql, { knownAt }) : sql,
    );
    return row?.count ?? 0;
  }

  /** The newest of what people outside are told. */
  told(limit: number): Promise<ToldEntry[]> {
    return this.db.query<ToldEntry>(
      `WITH shown AS (${sharing} AND ${isNotWithheld})
       SELECT shown.*, md5('keyholder.change.' || entry.id)::uuid AS "entryId", entry.action, entry.recorded_at AS "recordedAt",
              coalesce(jsonb_typeof(entry.state -> 'activatedAt') <> 'null', false) AS "hasBegun"
         FROM ledger_entry entry JOIN shown ON shown.flow_id = entry.subject_id
        WHERE entry.subject_type = 'data_flow' AND entry.action = ANY($1)
        ORDER BY entry.seq DESC LIMIT $2`,
      [toldActions, limit],
    );
  }

  /** Of these entries, what people outside may be told, oldest first. */
  news(entryIds: readonly string[]): Promise<NewsEntry[]> {
    const begun = (entry: string) =>
      `coalesce(jsonb_typeof(${entry}.state -> 'activatedAt') <> 'null', false)`;
    const kind = (entry: string) => `regexp_replace(${entry}.action, '_with_conditions$', '')`;
    return this.db.query<NewsEntry>(
      `WITH shown AS (${sharing} AND ${isNotWithheld})
       SELECT shown.*, md5('keyholder.change.' || entry.id)::uuid AS "entryId", entry.action, entry.recorded_at AS "recordedAt",
              ${begun('entry')} AS "hasBegun", entry.id AS "ledgerId", flow.vendor_id AS "vendorId",
              flow.legal_entity_id AS "legalEntityId",
              EXISTS (SELECT FROM ledger_entry earlier
                       WHERE earlier.subject_id = entry.subject_id AND earlier.revision < entry.revision
                         AND ${kind('earlier')} = ${kind('entry')} AND ${begun('earlier')} = ${begun('entry')}) AS "saidBefore"
         FROM ledger_entry entry JOIN shown ON shown.flow_id = entry.subject_id JOIN data_flow flow ON flow.id = shown.flow_id
        WHERE entry.id = ANY($1) ORDER BY entry.seq`,
      [entryIds],
    );
  }

  /** Recipients that the register names, or the one of this name. */
  recipients(name: string | null, limit: number): Promise<ShownRecipient[]> {
    return this.db.query<ShownRecipient>(
      `WITH shown AS (${sharing} AND ${isShown} AND coalesce(d.mode, 'public') = 'public')
       SELECT v.id, v.name FROM vendor v
        WHERE v.id IN (SELECT f.vendor_id FROM data_flow f JOIN shown ON shown.flow_id = f.id)
          AND ($1::text IS NULL OR lower(v.name) = lower($1))
        ORDER BY v.name, v.id LIMIT $2`,
      [name, limit],
    );
  }

  /** Grows with every change that may show: what a cached page was made of. */
  async newestChange(): Promise<string> {
    const [row] = await this.db.query<{ newest: string | null }>(
      `SELECT max(newest)::text AS newest FROM unnest($1::text[]) type
         CROSS JOIN LATERAL (SELECT max(seq) AS newest FROM ledger_entry WHERE subject_type = type) entries`,
      [['data_flow', 'vendor', 'agreement', 'legal_entity', 'flow_disclosure', 'subprocessor']],
    );
    return row?.newest ?? '0';
  }

  async firstEntryAt(): Promise<Date | null> {
    const [first] = await this.db.query<{ at: Date }>(
      'SELECT recorded_at AS at FROM ledger_entry ORDER BY recorded_at LIMIT 1',
    );
    return first?.at ?? null;
  }
}
