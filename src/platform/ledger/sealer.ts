import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Database, type Tx } from '../database/database.js';
import { leafContent, type LedgerEntry } from './ledger-entry.js';
import { LedgerEntryEntity, LedgerLeafEntity } from './ledger.entity.js';

const batch = 500;
const sealerLock = 'keyholder.sealer';

/** RFC 6962 2.1: the hash of a leaf is SHA-256(0x00 ‖ content). */
export function leafHash(entry: LedgerEntry): Buffer {
  return createHash('sha256')
    .update(Buffer.of(0))
    .update(canonicalJson(leafContent(entry)))
    .digest();
}

/** Gives committed entries their place in the tree, one instance at a time; writers never wait for it. */
@Injectable()
export class Sealer {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Seals up to 500 waiting entries; how many it sealed. 0 also when another instance is sealing. */
  sealSome(): Promise<number> {
    return this.db.run(async (tx) => {
      const [lock] = await tx.query<{ mine: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS mine',
        [sealerLock],
      );
      if (!lock?.mine) return 0;
      const entries = await this.waiting(tx);
      if (entries.length > 0) await this.seal(tx, entries);
      return entries.length;
    });
  }

  private waiting(tx: Tx): Promise<LedgerEntryEntity[]> {
    return tx
      .createQueryBuilder(LedgerEntryEntity, 'entry')
      .innerJoin('ledger_pending', 'pending', 'pending.entry_id = entry.id')
      .orderBy('pending.seq')
      .limit(batch)
      .getMany();
  }

  private async seal(tx: Tx, entries: LedgerEntryEntity[]): Promise<void> {
    const [tree] = await tx.query<{ size: string }[]>(
      'SELECT coalesce(max(position) + 1, 0) AS size FROM ledger_leaf',
    );
    const size = BigInt(tree?.size ?? '0');
    const sealedAt = this.clock.now();
    await tx.insert(
      LedgerLeafEntity,
      entries.map((entry, index) => ({
        position: String(size + BigInt(index)),
        entryId: entry.id,
        hash: leafHash(entry),
        sealedAt,
      })),
    );
    await tx.query('DELETE FROM ledger_pending WHERE seq = ANY($1::bigint[])', [
      entries.map(({ seq }) => seq),
    ]);
  }
}
