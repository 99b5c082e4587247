import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { dataSourceOptions } from '../../src/data-source.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { TestApp, type Caller } from '../support/app.js';
import { emptyDatabase, sql } from '../support/database.js';

type Kept = Readonly<{ table: string; rows: Record<string, unknown>[] }>;

/** The demonstration as it was stored under the first schema; everybody's password is the one of the tests. */
const kept = gunzipSync(readFileSync(new URL('../fixtures/first-schema.jsonl.gz', import.meta.url)))
  .toString('utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Kept);

async function load(client: pg.Client): Promise<void> {
  await client.query('BEGIN');
  await client.query(`SET LOCAL session_replication_role = replica`); // rows of another day: their triggers have run
  for (const { table, rows } of kept)
    await client.query(
      `INSERT INTO "${table}" OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::"${table}", $1)`,
      [JSON.stringify(rows)],
    );
  await client.query(
    `SELECT setval(pg_get_serial_sequence('ledger_entry', 'seq'), (SELECT max(seq) FROM ledger_entry))`,
  );
  await client.query('COMMIT');
}

describe('an installation of the first schema', () => {
  let app: TestApp;
  let owner: pg.Client;
  let auditor: Caller;

  beforeAll(async () => {
    const database = await emptyDatabase();
    const first = new DataSource({
      ...dataSourceOptions(database.ownerUrl),
      migrations: migrations.slice(0, 1),
    });
    await first.initialize();
    await first.runMigrations();
    await first.destroy();
    owner = await sql(database.ownerUrl);
    await load(owner);
    const runtimeUrl = await prepareDatabase(dataSourceOptions(database.ownerUrl), { durable: false });
    app = await TestApp.start({}, { ...database, runtimeUrl });
    auditor = await app.signIn('otto.keller@nordlicht.example');
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  it.each(
    kept
      .map(({ table, rows }) => [table, rows.length] as const)
      .filter(([table]) => !['ledger_pending', 'evidence_part'].includes(table)), // sealed; moved, see below
  )('keeps every row of %s', async (table, before) => {
    const { rows } = await owner.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`);
    expect(rows[0]?.count).toBeGreaterThanOrEqual(before);
  });

  it.each([
    '/vendors',
    '/agreements',
    '/data-flows',
    '/assessments',
    '/audits',
    '/findings',
    '/audit-scores',
    '/evidence',
    '/standards',
    '/questionnaire-templates',
    '/users',
    '/ledger/entries',
  ])('is listed under %s, and each of its rows can be read, with its history', async (path) => {
    const { status, body } = await auditor.get(`${path}?limit=200`);
    expect(status).toBe(200);
    const items = body['items'] as { id: string }[];
    expect(items.length).toBeGreaterThan(0);
    if (path === '/ledger/entries') return;
    for (const { id } of items) {
      expect(await auditor.get(`${path}/${id}`)).toMatchObject({ status: 200, body: { id } });
      const history = await auditor.get(`${path}/${id}/history`);
      expect(history.status).toBe(200);
      expect((history.body['items'] as unknown[]).length).toBeGreaterThan(0);
    }
  });

  it('still has the bytes of its evidence', async () => {
    const { body } = await auditor.get('/evidence');
    const items = body['items'] as { id: string; size: number }[];
    for (const { id, size } of items) {
      const { status, headers } = await auditor.get(`/evidence/${id}/content`);
      expect([status, headers['content-length']]).toEqual([200, String(size)]);
    }
  });

  it.each(['vendors', 'agreements', 'data-flows', 'assessments', 'findings', 'audit-scores', 'ledger'])(
    'is exported: %s',
    async (register) => {
      const { status, text } = await auditor.get(`/registers/${register}.csv`);
      expect(status).toBe(200);
      expect(text.trim().split('\n').length).toBeGreaterThan(1);
    },
  );

  it('goes on being written, and sealed', async () => {
    const procurement = await app.signIn('paula.brandt@nordlicht.example');
    const { body } = await procurement.get('/vendors');
    const [vendor] = body['items'] as { id: string }[];
    const changed = await procurement.change(`/vendors/${vendor?.id}`, {
      description: 'Written afterwards.',
    });
    expect([changed.status, changed.body['description']]).toEqual([200, 'Written afterwards.']);
    await app.settle();
    const { rows } = await owner.query('SELECT 1 FROM ledger_pending');
    expect(rows).toEqual([]);
  });
});
