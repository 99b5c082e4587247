import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { Installation } from '../../platform/database/installation.js';
import { openCheckpoint } from '../../platform/ledger/checkpoint.js';
import { LedgerKeys } from '../../platform/ledger/ledger-keys.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { loosely } from '../../platform/ledger/restoring/loose-constraints.js';
import { rememberNumbers, writeLeaves } from '../../platform/ledger/restoring/restored-entries.js';
import { RestoredTables } from '../../platform/ledger/restoring/restored-tables.js';
import { TreeStore } from '../../platform/ledger/tree-store.js';
import { Clock } from '../../shared/clock.js';
import { unmetForRestoring } from './domain/restorable.js';
import { ledgerRestored } from './events.js';
import { RestoredBundle, type OpenBundle } from './restored-bundle.js';

/** Why nothing was restored, in one line. */
export class NotRestored extends Error {}

export type Restored = Readonly<{ entries: number; rows: number; documents: number; newKey: boolean }>;

/** Writes a ledger from a verified bundle into a database that has none: all of it in one transaction, or nothing. */
@Injectable()
export class Restoration {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly tree: TreeStore,
    private readonly keys: LedgerKeys,
    private readonly ledger: Ledger,
    private readonly tables: RestoredTables,
    private readonly installation: Installation,
  ) {}

  /** Needs the connection of the owner of the database. */
  async restore(source: OpenBundle): Promise<Restored> {
    const bundle = new RestoredBundle(source);
    const unmet = unmetForRestoring(bundle.manifest, this.clock.now());
    if (unmet.length > 0) throw new NotRestored(`This bundle cannot be restored. ${unmet.join(' ')}`);
    return this.db.run(async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      await tx.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await this.assertEmpty(tx);
      const counts = { entries: 0, rows: 0 };
      await loosely(tx, ['ledger_entry', ...this.tables.names], async () => {
        counts.entries = await this.writeEntries(tx, bundle);
        counts.rows = await this.tables.write(tx);
        await this.writeHead(tx, bundle);
      });
      const newKey = await this.announce(tx, bundle);
      return { ...counts, newKey, documents: await this.missingDocuments(tx) };
    });
  }

  /** Nobody else can begin a ledger meanwhile. */
  private async assertEmpty(tx: Tx): Promise<void> {
    await this.keys.takeTurn(tx);
    await tx.query('LOCK TABLE ledger_entry IN ACCESS EXCLUSIVE MODE');
    const [known] = await tx.query<{ isEmpty: boolean }[]>(
      `SELECT NOT EXISTS (SELECT 1 FROM ledger_entry) AS "isEmpty"`,
    );
    if (!known?.isEmpty)
      throw new NotRestored(
        'The database has a ledger already: restore into a new one, before the server has started on it.',
      );
  }

  private async writeEntries(tx: Tx, bundle: RestoredBundle): Promise<number> {
    const { checkpoint, export: order } = bundle.manifest;
    await rememberNumbers(tx, bundle.numbered());
    const count = await writeLeaves(tx, bundle.leaves(), new Date(order.signedAt));
    await this.tree.complete(tx, count);
    const root = await this.tree.root(count, tx);
    if (count !== checkpoint.size || root.toString('hex') !== checkpoint.rootHash)
      throw new NotRestored('What was written is not the tree of the checkpoint.');
    return count;
  }

  /** The signed head of the bundle; our own listeners have read so far. */
  private async writeHead(tx: Tx, { manifest, note }: RestoredBundle): Promise<void> {
    const { checkpoint, export: order } = manifest;
    const keys = await tx.query<{ id: string; publicKey: string }[]>(
      'SELECT id, public_key AS "publicKey" FROM ledger_key ORDER BY id',
    );
    const signer = keys.find(({ publicKey }) =>
      openCheckpoint(note, [{ name: checkpoint.origin, publicKey: Buffer.from(publicKey, 'base64') }]),
    );
    if (!signer) throw new NotRestored('The ledger does not know the key that signed its checkpoint.');
    await tx.query(
      `INSERT INTO ledger_checkpoint (size, root, key_id, note, signed_at) VALUES ($1, $2, $3, $4, $5)`,
      [checkpoint.size, Buffer.from(checkpoint.rootHash, 'hex'), signer.id, note, order.signedAt],
    );
    await tx.query(`INSERT INTO news_cursor (reader, position) VALUES ('modules', $1)`, [
      checkpoint.size - 1,
    ]);
  }

  private async announce(tx: Tx, { manifest }: RestoredBundle): Promise<boolean> {
    const { checkpoint, export: order } = manifest;
    const reason = `restored from the bundle of export ${order.id}`;
    await this.ledger.append(tx, [
      {
        ...{
          action: ledgerRestored,
          subjectType: 'installation',
          subjectId: await this.installation.idIn(tx),
        },
        ...{ revision: 1, reason, changed: [], state: { exportId: order.id, ...checkpoint } },
      },
    ]);
    return this.keys.takeOver(tx, reason);
  }

  private async missingDocuments(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(DISTINCT sha256)::int AS count FROM evidence WHERE content_state = 'kept'`,
    );
    return row?.count ?? 0;
  }
}
