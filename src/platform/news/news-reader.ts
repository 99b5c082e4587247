import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';

/** Reads the sealed ledger beside the relay, at a pace of its own: each entry once, many at a time. */
@Injectable()
export class NewsReader {
  /**
   * Ids of the oldest entries with one of these actions that `reader` has not read, in order; in the transaction that
   * makes something of them. Whoever reads for the first time begins at the end. None while another instance reads.
   */
  async take(tx: Tx, reader: string, actions: readonly string[], most: number): Promise<string[]> {
    const [lock] = await tx.query<{ mine: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
      [`keyholder.news.${reader}`],
    );
    if (!lock?.mine) return [];
    const [end] = await tx.query<{ read: string | null; sealed: string }[]>(
      `SELECT (SELECT position FROM news_cursor WHERE reader = $1) AS read,
              coalesce((SELECT max(position) FROM ledger_leaf), -1) AS sealed`,
      [reader],
    );
    if (!end || end.read === end.sealed) return [];
    if (end.read === null) {
      await this.readUpTo(tx, reader, end.sealed);
      return [];
    }
    const found = await tx.query<{ position: string; id: string }[]>(
      `SELECT leaf.position, entry.id FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id
        WHERE leaf.position > $1 AND leaf.position <= $2 AND entry.action = ANY($3)
        ORDER BY leaf.position LIMIT $4`,
      [end.read, end.sealed, actions, most],
    );
    const isAll = found.length < most;
    await this.readUpTo(tx, reader, isAll ? end.sealed : (found.at(-1)?.position ?? end.sealed));
    return found.map(({ id }) => id);
  }

  private async readUpTo(tx: Tx, reader: string, position: string): Promise<void> {
    await tx.query(
      `INSERT INTO news_cursor (reader, position) VALUES ($1, $2)
       ON CONFLICT (reader) DO UPDATE SET position = excluded.position`,
      [reader, position],
    );
  }
}
