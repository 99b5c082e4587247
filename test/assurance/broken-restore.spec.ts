import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { dataSourceOptions } from '../../src/data-source.js';
import {
  startEmbeddedPostgres,
  type EmbeddedServer,
} from '../../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { TestApp } from '../support/app.js';
import { anExport, bundleOf, publicKey } from '../support/bundles.js';
import { sql } from '../support/database.js';
import { buildOnce, eventually, KeyholderProcess } from '../support/keyholder-process.js';

const vendor = { name: 'Kept Ltd', country: 'IE' };

/** P1 of a restore: it is killed when everything is written and nothing committed. */
describe('a restore that is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-broken-restore-'));
  const [bundle, key] = [join(folder, 'bundle.zip'), join(folder, 'key.pem')];
  let server: EmbeddedServer | undefined;
  let owner: pg.Client;
  let entries: number;
  beforeAll(async () => {
    buildOnce();
    const app = await TestApp.start();
    const procurement = await app.person('procurement');
    expect((await procurement.post('/vendors', vendor)).status).toBe(201);
    const auditor = await app.person('auditor');
    await app.settle();
    const order = await anExport(app, auditor, { register: 'ledger', wholeLedger: true });
    entries = Number(order['treeSize']);
    writeFileSync(bundle, await bundleOf(auditor, order));
    writeFileSync(key, await publicKey(app));
    await app.close();
    server = await startEmbeddedPostgres({ dataDir: join(folder, 'server'), durable: true });
    await prepareDatabase(dataSourceOptions(server.ownerUrl), { durable: true });
    owner = await sql(server.ownerUrl);
  }, 240_000);
  afterAll(async () => {
    await owner.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const restore = () =>
    KeyholderProcess.start(
      { KEYHOLDER_DATA_DIR: join(folder, 'data'), DATABASE_URL: server?.ownerUrl ?? '' },
      { command: [process.execPath, 'scripts/restore.mjs', bundle, '--key', key] },
    );
  const count = async (from: string) => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${from}`);
    return rows[0]?.count ?? 0;
  };
  const others = `pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const waiting = `pg_locks WHERE relation = 'news_cursor'::regclass AND NOT granted`;
  /** The last table that a restore writes before it says that it is done. */
  const holdLast = 'BEGIN; LOCK TABLE news_cursor IN EXCLUSIVE MODE';

  it('leaves nothing behind, and the next one writes the whole', async () => {
    await owner.query(holdLast);
    const broken = restore();
    const isHeld = await eventually(async () => (await count(waiting)) === 1, 30_000);
    expect([isHeld, broken.stderr, broken.stdout]).toEqual([true, '', '']);
    broken.child.kill('SIGKILL');
    expect(await broken.ended()).toBe('SIGKILL');
    await owner.query('ROLLBACK');
    expect(await eventually(async () => (await count(others)) === 0)).toBe(true);
    for (const table of ['ledger_entry', 'ledger_leaf', 'ledger_key', 'vendor', 'app_user'])
      expect([table, await count(table)]).toEqual([table, 0]);

    const whole = restore();
    expect([await whole.ended(), whole.stderr]).toEqual([0, '']);
    expect(whole.stdout).toContain(`Restored: ${entries} entries of the ledger`);
    expect(await count('ledger_leaf')).toBe(entries);
    expect(await count('vendor')).toBe(1);
    expect(await count(`ledger_entry WHERE action = 'ledger.restored'`)).toBe(1);
  }, 120_000);
});
