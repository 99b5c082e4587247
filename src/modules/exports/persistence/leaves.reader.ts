import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { LedgerEntry } from '../../../platform/ledger/ledger-entry.js';

/** What was known by then, in a tree of that size. */
export type Knowledge = Readonly<{ knownAt: Date; treeSize: number }>;
/** The newest entry of a subject: which revision it made, and where it lies in the tree. */
export type Stand = Readonly<{ subjectId: string; revision: number; position: number }>;

const entryColumns = `entry.id, entry.seq, entry.recorded_at AS "recordedAt", entry.actor_kind AS "actorKind",
  entry.actor_id AS "actorId", entry.request_id AS "requestId", entry.action, entry.subject_type AS "subjectType",
  entry.subject_id AS "subjectId", entry.revision, entry.reason, entry.changed, entry.state`;

/** Leaves of the tree for bundles: many at a time, never all. */
@Injectable()
export class LeavesReader {
  constructor(private readonly db: Database) {}

  /** How each of these subjects stood; one statement, which walks the index for each, however large the ledger is. */
  async standsOf(
    subjectIds: readonly string[],
    { knownAt, treeSize }: Knowledge,
  ): Promise<Map<string, Stand>> {
    const stands = await this.db.query<Omit<Stand, 'position'> & { position: string }>(
      `SELECT subject.id AS "subjectId", stand.revision, stand.position FROM unnest($1::uuid[]) AS subject (id)
        CROSS JOIN LATERAL (
          SELECT entry.revision, leaf.position FROM ledger_entry entry JOIN ledger_leaf leaf ON leaf.entry_id = entry.id
           WHERE entry.subject_id = subject.id AND entry.recorded_at <= $2 AND leaf.position < $3
           ORDER BY entry.revision DESC LIMIT 1) stand`,
      [subjectIds, knownAt, treeSize],
    );
    return new Map(
      stands.map((stand) => [stand.subjectId, { ...stand, position: Number(stand.position) }] as const),
    );
  }

  /** The entries themselves, by where they lie. */
  async entriesAt(positions: readonly number[]): Promise<LedgerEntry[]> {
    return this.db.query<LedgerEntry>(
      `SELECT ${entryColumns} FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id
        WHERE leaf.position = ANY($1::bigint[]) ORDER BY leaf.position`,
      [positions],
    );
  }
}
