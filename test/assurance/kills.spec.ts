import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import {
  buildOnce,
  Client,
  eventually,
  kill9,
  KeyholderProcess,
  serversOf,
} from '../support/keyholder-process.js';

const [apiKills = 0, postgresKills = 0] = (process.env['KEYHOLDER_TEST_KILLS'] ?? '2,2')
  .split(',')
  .map(Number);
const writers = 8;
const fewest = 10; // acknowledged writes a kill; fewer would prove nothing
const adminPassword = 'plum-orbit-cello-91';

/** P1: what was acknowledged is stored, whatever is killed; and nothing is stored without its record. */
describe('kill -9', () => {
  let folder: string;
  let dataDir: string;
  let running: KeyholderProcess | undefined;
  const acknowledged = new Set<string>();
  beforeAll(() => {
    buildOnce();
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyholder-kills-')));
    dataDir = join(folder, 'data');
  }, 120_000);
  afterAll(async () => {
    running?.child.kill('SIGKILL');
    await running?.ended();
    await eventually(() => serversOf(dataDir).length === 0);
    rmSync(folder, { recursive: true, force: true });
  });

  /** Creates one thing after another until the server is gone; a lost answer is neither stored nor lost. */
  async function write(client: Client, name: string): Promise<void> {
    for (let n = 0; ; n++) {
      try {
        const body = { name: `${name} ${n}`, country: 'DE', contact: 'Am Markt 1', role: 'controller' };
        const answer = await client.send('POST', '/legal-entities', body);
        if (answer.status === 201) acknowledged.add(String(answer.body['id']));
        else if (answer.status < 500) throw new RangeError(`answered ${answer.status}`);
        else return;
      } catch (error) {
        if (error instanceof RangeError) throw error;
        return;
      }
    }
  }

  async function round(name: string, kill: (one: KeyholderProcess) => void): Promise<number> {
    const before = acknowledged.size;
    const one = KeyholderProcess.start({
      KEYHOLDER_DATA_DIR: dataDir,
      KEYHOLDER_ADMIN_PASSWORD: adminPassword,
    });
    running = one;
    const admin = await new Client(await one.ready()).signIn('admin@keyholder.local', adminPassword);
    const work = Array.from({ length: writers }, (_none, n) => write(admin, `${name} ${n}`));
    const moment = acknowledged.size;
    while (acknowledged.size < moment + fewest) await pause(5);
    await pause(Math.random() * 150);
    kill(one);
    await Promise.all(work);
    await one.ended();
    expect(await eventually(() => serversOf(dataDir).length === 0)).toBe(true);
    return acknowledged.size - before;
  }

  async function lost(): Promise<Record<string, unknown>> {
    const server = await startEmbeddedPostgres({ dataDir, durable: true });
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    const { rows } = await client.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM unnest($1::uuid[]) a(id) WHERE NOT EXISTS (SELECT FROM legal_entity e WHERE e.id = a.id)) AS lost,
              (SELECT count(*)::int FROM legal_entity e WHERE NOT EXISTS
                (SELECT FROM ledger_entry l WHERE l.subject_id = e.id AND l.revision = e.revision)) AS unrecorded,
              (SELECT count(*)::int FROM ledger_entry l WHERE l.subject_type = 'legal_entity' AND NOT EXISTS
                (SELECT FROM legal_entity e WHERE e.id = l.subject_id)) AS "recordedOnly",
              (SELECT count(*)::int FROM ledger_entry l WHERE NOT EXISTS (SELECT FROM ledger_leaf f WHERE f.entry_id = l.id)
                AND NOT EXISTS (SELECT FROM ledger_pending p WHERE p.seq = l.seq)) AS forgotten,
              (SELECT count(*)::int - coalesce(max(position) + 1, 0)::int FROM ledger_leaf) AS gaps`,
      [[...acknowledged]],
    );
    await client.end();
    await server.stop();
    return rows[0] ?? {};
  }
  const nothing = { lost: 0, unrecorded: 0, recordedOnly: 0, forgotten: 0, gaps: 0 };

  it(`loses nothing acknowledged when the process is killed ${apiKills} times and PostgreSQL ${postgresKills} times under ${writers} writers`, async () => {
    const won: number[] = [];
    for (let n = 0; n < apiKills; n++) won.push(await round(`api ${n}`, (one) => one.child.kill('SIGKILL')));
    for (let n = 0; n < postgresKills; n++)
      won.push(
        await round(`postgres ${n}`, () => {
          serversOf(dataDir).forEach(kill9);
        }),
      );
    const found = await lost();
    process.stdout.write(
      `P1: ${apiKills} kills of the process, ${postgresKills} of PostgreSQL, ${acknowledged.size} writes acknowledged, ${String(found['lost'])} lost\n`,
    );
    expect(found).toEqual(nothing);
    expect(Math.min(...won)).toBeGreaterThanOrEqual(fewest);
  }, 600_000);
});
