import { affected } from './affected.sql.js';

/** In these states a flow ran, or could run on, with the content that it had been approved with. */
const running = `('active', 'suspended')`;

const codesOf = (list: string, member: string) =>
  `ARRAY(SELECT one ->> '${member}' FROM jsonb_array_elements(${list}) one)`;

/**
 * `content`: what a flow held in the window, a row for each revision that then ran. A flow that was not changed since the
 * window began is what its row says; another is read from the ledger, where the newest running revision stands even
 * when the flow had stopped before. `each_flow`: one row for each flow.
 */
const content = `
  since AS MATERIALIZED (
    SELECT h.id, now.recorded_at <= $4::timestamptz AND h.status IN ('active', 'suspended', 'closed') AS unchanged
      FROM held h CROSS JOIN LATERAL (
        SELECT e.recorded_at FROM ledger_entry e WHERE e.subject_id = h.id AND e.revision = h.revision OFFSET 0) now),
  content AS MATERIALIZED (
    SELECT h.id, ${codesOf('f.data_categories', 'code')} AS categories, f.subject_categories AS subjects,
           ${codesOf('f.transfers', 'toCountry')} AS destinations, f.locations, f.volume, f.security_measures AS measures
      FROM since h CROSS JOIN LATERAL (SELECT one.* FROM data_flow one WHERE one.id = h.id OFFSET 0) f
     WHERE h.unchanged
    UNION ALL
    SELECT h.id, ${codesOf('past."dataCategories"', 'code')}, past."subjectCategories",
           ${codesOf('past.transfers', 'toCountry')}, past.locations, past.volume, past."securityMeasures"
      FROM since h
     CROSS JOIN LATERAL (
       SELECT p.* FROM (
         SELECT s.*, e.revision, lead(e.recorded_at) OVER (ORDER BY e.revision) AS until,
                max(e.revision) FILTER (WHERE s.status IN ${running}) OVER () AS last_running
           FROM ledger_entry e CROSS JOIN LATERAL jsonb_to_record(e.state) AS s (status text, "dataCategories" jsonb,
             "subjectCategories" text[], locations jsonb, transfers jsonb, volume text, "securityMeasures" text[])
          WHERE e.subject_id = h.id AND e.recorded_at <= $5::timestamptz) p
        WHERE p.status IN ${running}
          AND (p.until IS NULL OR p.until > $4::timestamptz OR p.revision = p.last_running)) AS past
     WHERE NOT h.unchanged),
  each_flow AS MATERIALIZED (
    SELECT c.id, max(c.volume) AS volume,
           bool_and(c.measures && ARRAY['ENCRYPTION_REST', 'ENCRYPTION_E2E']) AS encrypted,
           bool_and('KEY_MANAGEMENT' = ANY(c.measures)) AS keys_managed,
           bool_or('PSEUDONYMISATION' = ANY(c.measures)) AS pseudonymised,
           bool_or(jsonb_array_length(c.locations) = 0) AS nowhere,
           bool_or(cardinality(c.categories) = 0) AS of_nothing
      FROM content c GROUP BY c.id)`;

const list = (select: string, order: string, most: number) =>
  `(SELECT coalesce(json_agg(r), '[]') FROM (${select} ORDER BY ${order} LIMIT ${most}) r)`;

const mostListed = 100;
const mostCodes = 1_000;

/** One statement for the whole answer, so that it is of one moment and costs one way to the database. */
export const blastRadius = `${affected}, ${content}
SELECT
  (SELECT json_build_object(
     'inForce', count(*) FILTER (WHERE NOT h.closed_before),
     'closedBefore', count(*) FILTER (WHERE h.closed_before),
     'encrypted', count(*) FILTER (WHERE e.encrypted), 'keysManaged', count(*) FILTER (WHERE e.encrypted AND e.keys_managed),
     'pseudonymised', count(*) FILTER (WHERE e.pseudonymised),
     'withoutVolume', count(*) FILTER (WHERE e.volume IS NULL), 'withoutCountry', count(*) FILTER (WHERE e.nowhere),
     'withoutCategory', count(*) FILTER (WHERE e.of_nothing), 'withoutContent', count(*) FILTER (WHERE e.id IS NULL))
     FROM held h LEFT JOIN each_flow e ON e.id = h.id) AS flows,
  ${list(`SELECT e.volume AS band, count(*)::int AS flows FROM each_flow e WHERE e.volume IS NOT NULL GROUP BY 1`, 'band', 10)} AS volumes,
  ${list(
    `SELECT code, count(DISTINCT c.id)::int AS flows FROM content c CROSS JOIN LATERAL unnest(c.categories) code GROUP BY 1`,
    'code',
    mostCodes,
  )} AS categories,
  ${list(
    `SELECT code, count(DISTINCT c.id)::int AS flows FROM content c CROSS JOIN LATERAL unnest(c.subjects) code GROUP BY 1`,
    'code',
    mostCodes,
  )} AS subjects,
  ${list(
    `SELECT l.country, array_agg(DISTINCT l.kind ORDER BY l.kind) AS kinds, count(DISTINCT l.id)::int AS flows
       FROM (SELECT c.id, p ->> 'country' AS country, p ->> 'kind' AS kind
               FROM content c CROSS JOIN LATERAL jsonb_array_elements(c.locations) p
             UNION ALL
             SELECT c.id, country, 'transfer' FROM content c CROSS JOIN LATERAL unnest(c.destinations) country) l GROUP BY 1`,
    'country',
    mostCodes,
  )} AS countries,
  ${list(
    `SELECT t.vendor_id AS id, v.name, v.country, t.rank, v.status, coalesce(n.flows, 0)::int AS flows
       FROM touched t JOIN vendor v ON v.id = t.vendor_id
       LEFT JOIN (SELECT h.vendor_id, count(*) AS flows FROM held h GROUP BY 1) n ON n.vendor_id = t.vendor_id`,
    'rank, name, id',
    mostCodes,
  )} AS vendors,
  ${list(
    `SELECT s.vendor_id AS "vendorId", s.name AS "subProcessor", s.linked_vendor_id AS "subProcessorVendorId",
            s.role, s.countries
       FROM subprocessor s JOIN touched t ON t.vendor_id = s.vendor_id
      WHERE (s.linked_vendor_id IN (SELECT u.vendor_id FROM touched u) OR s.folded_name = ANY($2::text[]))
        AND NOT s.removed`,
    '"vendorId", "subProcessor"',
    mostCodes,
  )} AS chain,
  ${list(
    `SELECT l.id, l.name, l.country, l.role, count(*)::int AS flows
       FROM held h JOIN legal_entity l ON l.id = h.legal_entity_id GROUP BY l.id`,
    'name, id',
    mostListed,
  )} AS entities,
  ${list(
    `SELECT a.id AS "agreementId", a.reference, a.vendor_id AS "vendorId", v.name AS "vendorName",
            a.vendor_role AS "vendorRole", a.breach_notice_hours AS "breachNoticeHours", a.parties,
            count(*)::int AS flows
       FROM held h JOIN agreement a ON a.id = h.agreement_id JOIN vendor v ON v.id = a.vendor_id
      GROUP BY a.id, v.name`,
    '"breachNoticeHours" NULLS LAST, reference',
    mostListed,
  )} AS contracts,
  (SELECT count(DISTINCT h.agreement_id)::int FROM held h) AS "contractsInAll",
  (SELECT count(*)::int FROM touched t CROSS JOIN LATERAL (
     SELECT FROM data_flow f WHERE f.vendor_id = t.vendor_id AND f.activated_at > $5::timestamptz OFFSET 0) later) AS "activatedLater",
  ${list(
    `SELECT f.id, f.kind, f.title, f.valid_to AS "validTo", f.vendor_id AS "vendorId"
       FROM evidence f JOIN touched t ON t.vendor_id = f.vendor_id
      WHERE f.kind IN ('SOC2_TYPE_2', 'ISO_CERTIFICATE', 'PENETRATION_TEST', 'ARCHITECTURE', 'AUDIT_REPORT')`,
    'title, id',
    mostListed,
  )} AS documents`;
