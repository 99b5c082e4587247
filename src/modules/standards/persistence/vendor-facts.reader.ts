import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { closedStatuses } from '../../audits/index.js';
import type { VendorRecord } from '../vendor-record.js';

/** Only what the facts are made of: the contributions of a hundred controls stay where they are. */
const newestScore = `jsonb_build_object('grade', s.grade, 'inherentRisk', s.inherent_risk,
  'residualRisk', s.residual_risk, 'controlEffectiveness', s.control_effectiveness, 'confidence', s.confidence,
  'coverage', s.coverage, 'knockouts', jsonb_path_query_array(s.knockouts, '$[*].id'),
  'lapsedControls', jsonb_array_length(jsonb_path_query_array(s.contributions,
    '$[*] ? (@.kind == "control" && @.evidenceStrength > 0 && @.freshness < 1)')))`;

/** What the tables of the modules below hold of many vendors, in one statement however many they are. */
@Injectable()
export class VendorFactsReader {
  constructor(private readonly db: Database) {}

  of(ids: readonly string[]): Promise<VendorRecord[]> {
    return this.db.query<VendorRecord>(
      `SELECT v.id, v.name, v.status, v.tier, v.country, v.categories, v.links,
         EXISTS (SELECT 1 FROM risk_profile p WHERE p.vendor_id = v.id) AS "hasRiskProfile",
         EXISTS (SELECT 1 FROM subprocessor u WHERE u.vendor_id = v.id AND NOT u.removed) AS "hasSubprocessors",
         (SELECT coalesce(jsonb_agg(jsonb_build_object('scheme', c.scheme, 'validFrom', c.valid_from, 'validTo', c.valid_to)), '[]')
            FROM certification c WHERE c.vendor_id = v.id AND NOT c.removed) AS certifications,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'source', f.source, 'sourceId', f.source_id,
                   'severity', f.severity, 'status', f.status, 'dueOn', f.due_on, 'acceptedUntil', f.accepted_until)), '[]')
            FROM finding f WHERE f.vendor_id = v.id AND f.status <> ALL ($2)) AS findings,
         (SELECT ${newestScore} FROM audit_score s WHERE s.vendor_id = v.id ORDER BY s.number DESC LIMIT 1) AS score
       FROM vendor v WHERE v.id = ANY($1::uuid[]) ORDER BY v.id`,
      [ids, closedStatuses],
    );
  }

  /** As it was on record at that moment: the ledger's newest state of each row, and the newest score of then. */
  at(ids: readonly string[], moment: Date): Promise<VendorRecord[]> {
    const stateThen = (type: string, of: string) =>
      `SELECT DISTINCT ON (l.subject_id) l.state FROM ledger_entry l
        WHERE l.subject_type = '${type}' AND l.recorded_at <= $2 AND l.subject_id ${of}
        ORDER BY l.subject_id, l.revision DESC`;
    return this.db.query<VendorRecord>(
      `SELECT v.id, t.state ->> 'name' AS name, t.state ->> 'status' AS status, (t.state ->> 'tier')::int AS tier,
         t.state ->> 'country' AS country, t.state -> 'categories' AS categories, t.state -> 'links' AS links,
         EXISTS (${stateThen('risk_profile', 'IN (SELECT p.id FROM risk_profile p WHERE p.vendor_id = v.id)')}) AS "hasRiskProfile",
         EXISTS (SELECT 1
            FROM (${stateThen('subprocessor', 'IN (SELECT u.id FROM subprocessor u WHERE u.vendor_id = v.id)')}) u
           WHERE NOT (u.state ->> 'removed')::boolean) AS "hasSubprocessors",
         (SELECT coalesce(jsonb_agg(c.state), '[]')
            FROM (${stateThen('certification', 'IN (SELECT c.id FROM certification c WHERE c.vendor_id = v.id)')}) c
           WHERE NOT (c.state ->> 'removed')::boolean) AS certifications,
         (SELECT coalesce(jsonb_agg(f.state), '[]')
            FROM (${stateThen('finding', 'IN (SELECT f.id FROM finding f WHERE f.vendor_id = v.id)')}) f
           WHERE f.state ->> 'status' <> ALL ($3)) AS findings,
         (SELECT ${newestScore} FROM audit_score s WHERE s.vendor_id = v.id AND s.computed_at <= $2
           ORDER BY s.number DESC LIMIT 1) AS score
       FROM vendor v CROSS JOIN LATERAL (${stateThen('vendor', '= v.id')}) t
       WHERE v.id = ANY($1::uuid[]) ORDER BY v.id`,
      [ids, moment, closedStatuses],
    );
  }

  /** Vendors that are still with us, after this id in the order of ids. */
  async idsAfter(id: string | null, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT v.id FROM vendor v WHERE ($1::uuid IS NULL OR v.id > $1) AND v.status <> 'offboarded'
        ORDER BY v.id LIMIT $2`,
      [id, most],
    );
    return rows.map(({ id: found }) => found);
  }
}
