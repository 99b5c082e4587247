import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Factors, Tier } from '../domain/scoring-model.js';

export type LockedVendor = Readonly<{ id: string; tier: Tier | null }>;
export type Newest = Readonly<{
  vendorId: string;
  /** Of the highest number; the next score has the next one. */
  number: number;
  /** Of the score that stands; null when none does. */
  id: string | null;
  inputsDigest: string | null;
}>;
export type Standing = Readonly<{ vendorId: string; scoreId: string | null; dueOn: LocalDate | null }>;
export type ProfiledFactors = Factors & Readonly<{ vendorId: string }>;

/** What the computation of many scores reads and writes: one statement for all of them. */
@Injectable()
export class VendorScoresRepository {
  constructor(private readonly db: Database) {}

  /** Two computations for one vendor follow one another; who adds something to the vendor need not wait for them. */
  lock(tx: Tx, vendorIds: readonly string[]): Promise<LockedVendor[]> {
    return tx.query('SELECT id, tier FROM vendor WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [
      vendorIds,
    ]);
  }

  async newestOf(vendorIds: readonly string[]): Promise<Map<string, Newest>> {
    const rows = await this.db.query<Newest>(
      `SELECT asked.id AS "vendorId", last.number, score.id, score.inputs_digest AS "inputsDigest"
         FROM unnest($1::uuid[]) AS asked (id)
         JOIN LATERAL (SELECT number FROM audit_score WHERE vendor_id = asked.id ORDER BY number DESC LIMIT 1) last ON true
         LEFT JOIN vendor_score standing ON standing.vendor_id = asked.id
         LEFT JOIN audit_score score ON score.id = standing.score_id`,
      [vendorIds],
    );
    return new Map(rows.map((row) => [row.vendorId, row]));
  }

  async factorsOf(vendorIds: readonly string[]): Promise<Map<string, ProfiledFactors>> {
    const rows = await this.db.query<ProfiledFactors>(
      `SELECT vendor_id AS "vendorId", sensitivity, volume, access, criticality,
              transfer_exposure AS "transferExposure"
         FROM risk_profile WHERE vendor_id = ANY($1)`,
      [vendorIds],
    );
    return new Map(rows.map((row) => [row.vendorId, row]));
  }

  async stand(tx: Tx, standings: readonly Standing[]): Promise<void> {
    await tx.query(
      `INSERT INTO vendor_score (vendor_id, score_id, due_on)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[])
       ON CONFLICT (vendor_id) DO UPDATE SET score_id = excluded.score_id, due_on = excluded.due_on
        WHERE (vendor_score.score_id, vendor_score.due_on) IS DISTINCT FROM (excluded.score_id, excluded.due_on)`,
      [
        standings.map(({ vendorId }) => vendorId),
        standings.map(({ scoreId }) => scoreId),
        standings.map(({ dueOn }) => dueOn),
      ],
    );
  }

  async dueOn(vendorId: string): Promise<LocalDate | null> {
    const [row] = await this.db.query<{ dueOn: LocalDate | null }>(
      'SELECT due_on AS "dueOn" FROM vendor_score WHERE vendor_id = $1',
      [vendorId],
    );
    return row?.dueOn ?? null;
  }

  /** Vendors whose score time has changed, the longest overdue first. */
  async due(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT vendor_id AS id FROM vendor_score WHERE due_on <= $1 ORDER BY due_on, vendor_id LIMIT $2',
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  /** The next vendors in the order of their ids; those that a score can be made for are found when they are computed. */
  async after(vendorId: string | null, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM vendor WHERE $1::uuid IS NULL OR id > $1 ORDER BY id LIMIT $2',
      [vendorId, most],
    );
    return rows.map(({ id }) => id);
  }

  async vendors(): Promise<number> {
    const [row] = await this.db.query<{ count: number }>('SELECT count(*)::int AS count FROM vendor');
    return row?.count ?? 0;
  }
}
