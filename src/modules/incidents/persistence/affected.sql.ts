/**
 * What an incident can have touched, as the first part of a statement. $1: vendors that it happened at; $2: folded names
 * of sub-processors; $3: names of systems in lower case; $4 and $5: its window, -infinity for a beginning that is not known;
 * $6: data flows in which it happened.
 *
 * `touched`: the vendors themselves (rank 0) and, upwards, those that used them in the window. `held`: flows that were
 * active before the window ended and, at its beginning, neither closed nor proven to be deleted.
 *
 * Flows are walked to by their indexes (OFFSET 0 keeps the planner from joining otherwise): how many a vendor has differs
 * by orders, and an average would have the whole register read for a vendor with one.
 */
const usedInWindow = `NOT s.removed
  AND (s.valid_from <= $5::timestamptz::date OR (s.valid_from IS NULL AND s.status <> 'ANNOUNCED'))
  AND coalesce(s.valid_to, 'infinity') >= $4::timestamptz::date`;

const deepest = 10;

const columns = `one.id, one.revision, one.status, one.reference, one.title, one.agreement_id, one.vendor_id,
  one.legal_entity_id, one.activated_at, one.closed_at, one.certificate`;

export const affected = `WITH RECURSIVE reached (vendor_id, rank) AS (
    (SELECT named.id, 0 FROM unnest($1::uuid[]) AS named (id)
     UNION
     SELECT s.vendor_id, 1 FROM subprocessor s WHERE s.folded_name = ANY($2::text[]) AND ${usedInWindow})
    UNION
    SELECT s.vendor_id, r.rank + 1 FROM reached r JOIN subprocessor s ON s.linked_vendor_id = r.vendor_id
     WHERE r.rank < ${deepest} AND ${usedInWindow}),
  touched AS MATERIALIZED (SELECT vendor_id, min(rank) AS rank FROM reached GROUP BY vendor_id),
  candidate AS (
    SELECT f.* FROM touched t CROSS JOIN LATERAL (
      SELECT ${columns} FROM data_flow one WHERE one.vendor_id = t.vendor_id OFFSET 0) f
    UNION ALL
    SELECT ${columns} FROM data_flow one
     WHERE lower(one.source_system) = ANY($3::text[]) AND one.vendor_id NOT IN (SELECT t.vendor_id FROM touched t)
    UNION ALL
    SELECT ${columns} FROM data_flow one
     WHERE one.id = ANY($6::uuid[]) AND one.vendor_id NOT IN (SELECT t.vendor_id FROM touched t)
       AND (lower(one.source_system) = ANY($3::text[])) IS NOT TRUE),
  held AS MATERIALIZED (
    SELECT f.*, coalesce(f.closed_at < $4::timestamptz, false) AS closed_before
      FROM candidate f
     WHERE f.activated_at <= $5::timestamptz
       AND (f.closed_at IS NULL OR f.closed_at >= $4::timestamptz OR f.certificate IS NULL
            OR jsonb_typeof(f.certificate) = 'null'
            OR (f.certificate ->> 'issuedOn')::date >= $4::timestamptz::date))`;
