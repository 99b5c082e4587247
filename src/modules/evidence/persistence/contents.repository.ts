import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import type { Content, ContentLocation } from '../domain/content.js';
import { ContentEntity } from './content.entity.js';

const columns = 'sha256, size, location, state, touched_at AS "touchedAt"';

@Injectable()
export class ContentsRepository {
  constructor(private readonly db: Database) {}

  find(sha256: string): Promise<Content | null> {
    return this.db.reading.findOne(ContentEntity, { where: { sha256 } });
  }

  /**
   * Says that these bytes are about to be stored, and answers where; commits before a byte is written. What is stored
   * already stays where it is. Null while they are being deleted.
   */
  claim({ sha256, size, location, touchedAt }: Omit<Content, 'state'>): Promise<ContentLocation | null> {
    return this.db.run(async (tx) => {
      const known = await this.find(sha256);
      if (known?.state === 'kept') return known.location;
      const rows = await tx.query<{ location: ContentLocation }[]>(
        `INSERT INTO evidence_content (sha256, size, location, state, touched_at) VALUES ($1, $2, $3, 'arriving', $4)
         ON CONFLICT (sha256) DO UPDATE SET touched_at = excluded.touched_at,
           location = CASE WHEN evidence_content.state = 'gone' THEN excluded.location ELSE evidence_content.location END,
           state = CASE WHEN evidence_content.state = 'kept' THEN 'kept' ELSE 'arriving' END
         WHERE evidence_content.state <> 'leaving' RETURNING location`,
        [sha256, size, location, touchedAt],
      );
      return rows[0]?.location ?? null;
    });
  }

  /** A document speaks of these bytes from now on; false when they left in the meantime. */
  async keep(tx: Tx, sha256: string): Promise<boolean> {
    const [rows] = await tx.query<[unknown[], number]>(
      `UPDATE evidence_content SET state = 'kept' WHERE sha256 = $1 AND state IN ('arriving', 'kept') RETURNING sha256`,
      [sha256],
    );
    return rows.length > 0;
  }

  lock(tx: Tx, sha256: string): Promise<Content | null> {
    return tx.findOne(ContentEntity, { where: { sha256 }, lock: { mode: 'pessimistic_write' } });
  }

  async move(tx: Tx, sha256: string, state: Content['state']): Promise<void> {
    await tx.update(ContentEntity, { sha256 }, { state });
  }

  /** Bytes that were claimed before that moment and that no document has come to speak of. */
  async releaseOrphans(tx: Tx, before: Date): Promise<void> {
    await tx.query(
      `UPDATE evidence_content SET state = 'leaving' WHERE sha256 IN (
         SELECT sha256 FROM evidence_content WHERE state = 'arriving' AND touched_at < $1
          ORDER BY touched_at LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [before],
    );
  }

  /** Bytes to delete, which no other instance is deleting. */
  leaving(tx: Tx, most: number): Promise<Content[]> {
    return tx.query<Content[]>(
      `SELECT ${columns} FROM evidence_content WHERE state = 'leaving'
        ORDER BY touched_at LIMIT $1 FOR UPDATE SKIP LOCKED`,
      [most],
    );
  }
}
