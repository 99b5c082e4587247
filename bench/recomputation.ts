import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../scripts/api-client.js';
import { startChildServer, type ChildServer } from '../scripts/child-server.js';
import { demonstrate } from '../scripts/demo/demonstration.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { madeUpVendor } from './load.js';
import { busyness, machine } from './machine.js';

/**
 * `node dist/bench/recomputation.js [vendors]`: how long a new score of every vendor takes (100,000 unless told
 * otherwise: fifteen minutes, 6 GB of disk), and what readers and writers feel of it meanwhile.
 */
const vendors = Number(process.argv[2] ?? 100_000);
const copied = 'Harbour Mail';
const admin = { email: 'admin@keyholder.local', password: 'seven-quiet-harbours-12' };
const password = 'plum-orbit-cello-91';
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Copies of one assessed vendor of the demonstration: rows enough to read, without a ledger entry for each. */
async function copyVendors(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(`
    CREATE TEMP TABLE source AS
    SELECT v.id AS vendor_id, a.id AS assessment_id FROM vendor v JOIN assessment a ON a.vendor_id = v.id
     WHERE v.name = '${copied}' AND a.status = 'completed' LIMIT 1`);
  await client.query(
    `CREATE TEMP TABLE copy AS
     SELECT n, gen_random_uuid() AS vendor_id, gen_random_uuid() AS assessment_id FROM generate_series(1, ${vendors}) n`,
  );
  const copies = (table: string, of: string, changes: string) => `
    INSERT INTO ${table}
    SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(row) || jsonb_build_object(${changes}))).*
      FROM ${table} row, copy WHERE row.${of} = (SELECT ${of === 'id' ? 'vendor_id' : of} FROM source)`;
  const own = `'id', gen_random_uuid()`;
  const names = `'name', 'Copy ' || n, 'sort_name', 'copy ' || n, 'domains', jsonb_build_array('c' || n || '.example'),
    'folded_names', jsonb_build_array('copy ' || n), 'skeletons', jsonb_build_array('c' || n)`;
  await client.query(copies('vendor', 'id', `'id', copy.vendor_id, ${names}`));
  await client.query(copies('risk_profile', 'vendor_id', `${own}, 'vendor_id', copy.vendor_id`));
  for (const table of ['answer', 'review'])
    await client.query(copies(table, 'assessment_id', `${own}, 'assessment_id', copy.assessment_id`));
  await client.query(`
    INSERT INTO assessment
    SELECT (jsonb_populate_record(NULL::assessment, to_jsonb(row) ||
             jsonb_build_object('id', copy.assessment_id, 'vendor_id', copy.vendor_id))).*
      FROM assessment row, copy WHERE row.id = (SELECT assessment_id FROM source)`);
  await client.query('ANALYZE');
  await client.end();
}

type Felt = Record<'get' | 'list' | 'create', number[]>;

/** One reader and writer, at a person's pace. */
async function feel(client: ApiClient, ids: readonly string[], seconds: number): Promise<string> {
  const felt: Felt = { get: [], list: [], create: [] };
  const timed = async (kind: keyof Felt, act: () => Promise<unknown>) => {
    const from = performance.now();
    await act();
    felt[kind].push(performance.now() - from);
  };
  const until = performance.now() + seconds * 1_000;
  for (let turn = 0; performance.now() < until; turn++) {
    await timed('get', () => client.get(`/vendors/${ids[turn % ids.length] ?? ''}`));
    await timed('list', () => client.get('/vendors?limit=50&sort=name'));
    await timed('create', () => client.post('/vendors', madeUpVendor()));
    await new Promise((done) => setTimeout(done, 50));
  }
  return Object.entries(felt)
    .map(([kind, took]) => `${kind} ${quantile(took, 0.5)} / ${quantile(took, 0.99)}`)
    .join(', ');
}

function quantile(durations: number[], share: number): string {
  const sorted = [...durations].sort((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
}

/** Resident now and at its highest, in MB; Linux only. */
function memory({ pid }: ChildServer): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return `${of('VmRSS')} MB, at most ${of('VmHWM')} MB`;
}

async function measure(server: ChildServer, client: ApiClient): Promise<void> {
  const { body: page } = await client.get('/vendors?limit=200');
  const ids = (page.items as unknown as { id: string }[]).map(({ id }) => id);
  say(`quiet: ms, median / 99 %: ${await feel(client, ids, 15)}; ${memory(server)}`);
  const from = performance.now();
  const { body: job } = await client.post('/audit-scores/recomputation', {});
  for (let running = true; running;) {
    const during = await feel(client, ids, 20);
    const { body } = await client.get(`/jobs/${String(job.id)}`);
    const { state, progress, result } = body as unknown as {
      state: string;
      progress: object;
      result: object;
    };
    const seconds = ((performance.now() - from) / 1_000).toFixed(0);
    say(`${seconds} s: ${state} ${JSON.stringify(progress)}; ${memory(server)}; ${during}`);
    running = state === 'queued' || state === 'running';
    if (!running) say(JSON.stringify(result));
  }
}

say(`${machine()}. ${busyness()}`);
const folder = mkdtempSync(join(tmpdir(), 'keyholder-recomputation-'));
const database = await startEmbeddedPostgres({ dataDir: join(folder, 'server'), durable: true });
try {
  const server = await startChildServer({
    DATABASE_URL: database.ownerUrl,
    KEYHOLDER_DATA_DIR: join(folder, 'data'),
    KEYHOLDER_ADMIN_EMAIL: admin.email,
    KEYHOLDER_ADMIN_PASSWORD: admin.password,
    KEYHOLDER_ACCESS_TOKEN_MINUTES: '240',
    KEYHOLDER_LOG_LEVEL: 'error',
  });
  try {
    await demonstrate({ address: server.address, admin, password, say: () => undefined });
    say(`${vendors} copies of ${copied} …`);
    await copyVendors(database.ownerUrl);
    const root = await ApiClient.signIn(server.address, admin.email, admin.password);
    const people = (await root.get('/users?limit=100')).body.items as unknown as {
      email: string;
      roles: string[];
    }[];
    const buyer = people.find(({ roles }) => roles.includes('procurement'));
    await measure(server, await ApiClient.signIn(server.address, buyer?.email ?? '', password));
  } finally {
    await server.stop();
  }
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}
