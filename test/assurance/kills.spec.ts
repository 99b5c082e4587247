import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
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
import { pdf } from '../support/files.js';

const [apiKills = 0, postgresKills = 0] = (process.env['KEYHOLDER_TEST_KILLS'] ?? '2,2')
  .split(',')
  .map(Number);
const writers = 8;
const fewest = 10; // acknowledged writes a kill; fewer would prove nothing
const fewestDocuments = 3;
const adminPassword = 'plum-orbit-cello-91';

/** P1: what was acknowledged is stored, whatever is killed; and nothing is stored without its record. */
describe('kill -9', () => {
  let folder: string;
  let dataDir: string;
  let running: KeyholderProcess | undefined;
  const acknowledged = new Set<string>();
  /** Documents, by id, with the hash under which their bytes have to lie in the folder. */
  const documents = new Map<string, string>();
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

  /** The same with documents, whose bytes lie beside the database. */
  async function store(client: Client, name: string): Promise<void> {
    for (let n = 0; ; n++) {
      const content = pdf(`${name} ${n}`);
      const answer = await client
        .upload('/evidence', content, { title: name, kind: 'OTHER' })
        .catch(() => null);
      if (answer === null || answer.status >= 500) return;
      expect(answer.status).toBe(201);
      documents.set(String(answer.body['id']), createHash('sha256').update(content).digest('hex'));
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
    const person = {
      email: `p-${name.replace(' ', '-')}@keyholder.test`,
      displayName: name,
      roles: ['procurement'],
    };
    await admin.send('POST', '/users', { ...person, password: adminPassword });
    const sender = await new Client(admin.address).signIn(person.email, adminPassword);
    work.push(store(sender, `${name} a`), store(sender, `${name} b`));
    const moment = acknowledged.size;
    const stored = documents.size;
    while (acknowledged.size < moment + fewest || documents.size < stored + fewestDocuments) await pause(5);
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
  /** Acknowledged documents whose bytes are not in the folder as they were sent, and documents of which there are none. */
  async function withoutBytes(): Promise<unknown[]> {
    const lost = [...documents].filter(([, sha256]) => hashIn(dataDir, sha256) !== sha256);
    const server = await startEmbeddedPostgres({ dataDir, durable: true });
    const client = new pg.Client({ connectionString: server.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ id: string; sha256: string; state: string | null }>(
      `SELECT e.id, e.sha256, c.state FROM evidence e LEFT JOIN evidence_content c USING (sha256)`,
    );
    await client.end();
    await server.stop();
    const known = new Set(rows.map(({ id }) => id));
    return [
      ...lost,
      ...[...documents.keys()].filter((id) => !known.has(id)),
      ...rows.filter(({ sha256, state }) => state !== 'kept' || hashIn(dataDir, sha256) !== sha256),
    ];
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
      `P1: ${apiKills} kills of the process, ${postgresKills} of PostgreSQL, ${acknowledged.size} writes and ${documents.size} documents acknowledged, ${String(found['lost'])} lost\n`,
    );
    expect(found).toEqual(nothing);
    expect(documents.size).toBeGreaterThan(0);
    expect(await withoutBytes()).toEqual([]);
    expect(Math.min(...won)).toBeGreaterThanOrEqual(fewest);
  }, 600_000);
});

function hashIn(dataDir: string, sha256: string): string | null {
  const path = join(dataDir, 'evidence', sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : null;
}
