import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Database, type Tx } from '../database/database.js';
import { signCheckpoint } from './checkpoint.js';
import { leafContent } from './ledger-entry.js';
import { LedgerKeys } from './ledger-keys.js';
import { LedgerCheckpointEntity, LedgerEntryEntity, LedgerLeafEntity } from './ledger.entity.js';
import { leafHash } from './merkle-tree.js';
import { TreeStore } from './tree-store.js';

const batch = 500;
const sealerLock = 'keyholder.sealer';

/**
 * Gives committed entries their place in the tree and signs its head, one instance at a time; writers never wait for it.
 * Leaves, nodes and checkpoint are one transaction: whatever is killed, the tree goes on from its last signed head.
 */
@Injectable()
export class Sealer {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly tree: TreeStore,
    private readonly keys: LedgerKeys,
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
    const size = Number(tree?.size ?? 0);
    const sealedAt = this.clock.now();
    await tx.insert(
      LedgerLeafEntity,
      entries.map((entry, index) => ({
        position: String(size + index),
        entryId: entry.id,
        hash: leafHash(canonicalJson(leafContent(entry))),
        sealedAt,
      })),
    );
    await tx.query('DELETE FROM ledger_pending WHERE seq = ANY($1::bigint[])', [
      entries.map(({ seq }) => seq),
    ]);
    const end = size + entries.length;
    await this.tree.complete(tx, end);
    await this.signHead(tx, end);
  }

  /** Left to another instance where this one does not have the key. */
  private async signHead(tx: Tx, size: number): Promise<void> {
    const signer = await this.keys.signer(tx);
    if (!signer) return;
    const { key, privateKey } = signer;
    const root = await this.tree.root(size, tx);
    const note = signCheckpoint({ origin: key.origin, size, root }, privateKey);
    await tx.insert(LedgerCheckpointEntity, {
      ...{ size: String(size), root, note, keyId: key.id, signedAt: this.clock.now() },
    });
  }
}
