import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { DutyCode } from '../domain/erasure.js';

export type OpenDuty = Readonly<{ code: DutyCode; count: number; ids: string[] }>;

type Source = readonly [code: DutyCode, sql: string];

/** Each answers the ids of what $1 has in hand, from the table that knows. */
const ofUsers: readonly Source[] = [
  ['VENDORS_OWNED', `SELECT id FROM vendor WHERE owner_id = $1 AND status NOT IN ('rejected', 'offboarded')`],
  ['FLOWS_SUBMITTED', `SELECT id FROM data_flow WHERE submitted_by_id = $1 AND status = 'submitted'`],
  [
    'CONDITIONS_OWNED',
    `SELECT c.id FROM data_flow_condition c JOIN data_flow f ON f.id = c.data_flow_id
       JOIN data_flow_decision d ON d.id = f.decision_id AND c.decision_id IN (d.id, d.confirms_id)
      WHERE c.owner_id = $1 AND c.fulfilled_at IS NULL AND c.kind <> 'standing'
        AND f.status NOT IN ('closed', 'rejected', 'expired')`,
  ],
  ['AUDITS_LED', `SELECT id FROM audit WHERE auditor_id = $1 AND status IN ('planned', 'performed')`],
  [
    'FINDINGS_OWNED',
    `SELECT id FROM finding WHERE owner_id = $1 AND status IN ('open', 'in_remediation', 'resolved')`,
  ],
  [
    'INCIDENTS_OWNED',
    `SELECT id FROM incident WHERE owner_id = $1 AND status NOT IN ('closed', 'dismissed')`,
  ],
  ['WAIVERS_REQUESTED', `SELECT id FROM waiver WHERE requested_by_id = $1 AND status = 'requested'`],
  [
    'MODE_CHANGE_PROPOSED',
    `SELECT id FROM approval_mode_change WHERE proposed_by_id = $1 AND status = 'proposed'`,
  ],
  ['REQUESTS_OPEN', `SELECT id FROM intake_request WHERE requested_by = $1 AND status = 'open'`],
  ['API_KEYS', `SELECT id FROM api_key WHERE created_by = $1 AND revoked_at IS NULL AND expires_at > $2`],
];
const ofRespondents: readonly Source[] = [
  [
    'ONLY_RESPONDENT',
    `SELECT a.id FROM invitation i JOIN assessment a ON a.id = i.assessment_id
      WHERE i.id = $1 AND i.revoked_at IS NULL AND i.expires_at > $2
        AND a.status IN ('sent', 'in_progress', 'returned')
        AND NOT EXISTS (SELECT 1 FROM invitation o WHERE o.assessment_id = a.id AND o.id <> i.id
                           AND o.revoked_at IS NULL AND o.expires_at > $2)`,
  ],
];
const ofSignatories: readonly Source[] = [
  [
    'ASSESSMENT_OPEN',
    `SELECT id FROM assessment WHERE id = $1 AND status NOT IN ('completed', 'cancelled', 'declined', 'expired')`,
  ],
];
const sources: Readonly<Record<string, readonly Source[]>> = {
  user: ofUsers,
  respondent: ofRespondents,
  signatory: ofSignatories,
};

@Injectable()
export class DutiesReader {
  constructor(private readonly db: Database) {}

  /** What would lie still without this person, in the order of `sources`. */
  async of(kind: string, id: string, now: Date): Promise<OpenDuty[]> {
    const found = sources[kind] ?? [];
    if (found.length === 0) return [];
    const selects = found.map(
      ([code, sql], nth) => `SELECT ${nth} AS nth, '${code}' AS code, id FROM (${sql}) s`,
    );
    return this.db.query<OpenDuty>(
      `SELECT code, count(*)::int AS count, (array_agg(id ORDER BY id))[1:10] AS ids
         FROM (${selects.join(' UNION ALL ')}) d, (SELECT $2::timestamptz) AS moment GROUP BY nth, code ORDER BY nth`,
      [id, now],
    );
  }
}
