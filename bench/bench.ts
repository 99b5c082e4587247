import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ApiClient } from '../scripts/api-client.js';
import { projectRoot, startChildServer } from '../scripts/child-server.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { autosave } from './autosave.js';
import { load, madeUpVendor, medians, type Figures, type Scenario } from './load.js';
import { busyness, descendantsOf, machine, memoryOf } from './machine.js';
import { report, withAtSize, type Results } from './report.js';

/**
 * `npm run bench`: Keyholder and a hand-written baseline, one after the other on the same PostgreSQL server (embedded,
 * durable), on this machine's loopback. About three minutes. `--write` also writes docs/benchmark.md.
 */
const warmUpSeconds = 2;
const seconds = 3;
const rounds = 3;
const seeded = 1_000;
const imported = 10_000;
const admin = { email: 'admin@keyholder.local', password: 'seven-quiet-harbours-12' };
const people = { email: 'procurement@keyholder.local', password: 'plum-orbit-cello-91' };
const environment = {
  KEYHOLDER_ADMIN_EMAIL: admin.email,
  KEYHOLDER_ADMIN_PASSWORD: admin.password,
  KEYHOLDER_ACCESS_TOKEN_MINUTES: '120',
  KEYHOLDER_LOG_LEVEL: 'error',
};
const say = (line: string) => process.stdout.write(`${line}\n`);
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function startUp(folder: string): Promise<Results['startUp']> {
  const env = { ...environment, KEYHOLDER_DATA_DIR: join(folder, 'start') };
  say('start-up, the first time and again …');
  const first = await startChildServer(env);
  await first.stop();
  const second = await startChildServer(env);
  await pause(5_000);
  const own = memoryOf(second.pid);
  const database = descendantsOf(second.pid)
    .map((pid) => memoryOf(pid)?.pss ?? 0)
    .reduce((sum, pss) => sum + pss, 0);
  await second.stop();
  return {
    firstMs: first.readyAfterMs,
    secondMs: second.readyAfterMs,
    memory: own && { node: own.rss, database },
  };
}

/** A person of procurement, and vendors enough for lists to have pages. */
async function seed(address: string): Promise<void> {
  const root = await ApiClient.signIn(address, admin.email, admin.password);
  await root.post('/users', { ...people, displayName: 'Paula Purchaser', roles: ['procurement'] });
  const client = await ApiClient.signIn(address, people.email, people.password);
  for (let made = 0; made < seeded; made += 10)
    await Promise.all(Array.from({ length: 10 }, () => client.post('/vendors', madeUpVendor())));
}

async function importVendors(address: string, rows: number): Promise<number> {
  const client = await ApiClient.signIn(address, people.email, people.password);
  const lines = Array.from({ length: rows }, () => madeUpVendor()).map(
    ({ name, country, website, domains, categories }) =>
      [name, country, website, domains.join(' '), categories.join(' ')].join(','),
  );
  const content = `name,country,website,domains,categories\n${lines.join('\n')}\n`;
  const startedAt = performance.now();
  await client.finished(
    await client.upload('/vendors/import', { name: 'vendors.csv', type: 'text/csv', content }),
  );
  const perSecond = rows / ((performance.now() - startedAt) / 1000);
  const { body } = await client.get('/vendors?limit=1&count=true');
  if (body.total < rows) throw new Error(`${rows} vendors were imported and ${body.total} are there`);
  return perSecond;
}

async function startBaseline(databaseUrl: string): Promise<{ address: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/bench/baseline.js')], {
    env: { ...process.env, BASELINE_DATABASE_URL: databaseUrl, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { address: line.toString().trim(), child };
}

async function compare(
  serverUrl: string,
  folder: string,
): Promise<Pick<Results, 'compared' | 'autosave' | 'importPerSecond'>> {
  const urlOf = (database: string) =>
    Object.assign(new URL(serverUrl), { pathname: `/${database}` }).toString();
  const env = { ...environment, DATABASE_URL: urlOf('bench'), KEYHOLDER_DATA_DIR: join(folder, 'compare') };
  await asOwner(serverUrl, 'CREATE DATABASE bench');
  const seeding = await startChildServer(env);
  await seed(seeding.address);
  await pause(2_000); // the ledger is sealed
  await seeding.stop();
  await asOwner(serverUrl, 'CREATE DATABASE baseline TEMPLATE bench');
  const keyholder = await startChildServer(env);
  const baseline = await startBaseline(urlOf('baseline'));
  try {
    const client = await ApiClient.signIn(keyholder.address, people.email, people.password);
    await copySessions(urlOf('bench'), urlOf('baseline'));
    const { body } = await client.get('/vendors?limit=1');
    const compared: Results['compared'] = [];
    for (const scenario of scenarios(String(body.items[0].id))) {
      say(`${scenario.name} …`);
      const [bare, ours] = await inTurn(scenario, client.bearer, [baseline.address, keyholder.address]);
      say(`  baseline ${Math.round(bare.perSecond)}/s, Keyholder ${Math.round(ours.perSecond)}/s`);
      compared.push({ name: scenario.name, baseline: bare, keyholder: ours });
      await pause(1_000);
    }
    say('autosave …');
    const saved = await autosave(keyholder.address, client);
    say(`import of ${imported} vendors …`);
    return {
      compared,
      autosave: saved,
      importPerSecond: await importVendors(keyholder.address, imported),
    };
  } finally {
    baseline.child.kill('SIGTERM');
    await keyholder.stop();
  }
}

function scenarios(id: string): Scenario[] {
  return [
    { name: 'get one vendor', method: 'GET', path: `/vendors/${id}` },
    { name: 'list 50 vendors by name', method: 'GET', path: '/vendors?limit=50&sort=name' },
    { name: 'register a vendor', method: 'POST', path: '/vendors', body: madeUpVendor },
  ];
}

/** Both warmed up, then by turns, so that whatever else the machine does meets both; the medians. */
async function inTurn(
  scenario: Scenario,
  token: string,
  addresses: readonly [string, string],
): Promise<[Figures, Figures]> {
  const measured: [Figures[], Figures[]] = [[], []];
  for (const address of addresses) await load(address, token, scenario, warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    measured[0].push(await load(addresses[0], token, scenario, seconds));
    measured[1].push(await load(addresses[1], token, scenario, seconds));
  }
  return [medians(measured[0]), medians(measured[1])];
}

/** The baseline knows the same token. */
async function copySessions(from: string, to: string): Promise<void> {
  const source = new pg.Client({ connectionString: from });
  const target = new pg.Client({ connectionString: to });
  await Promise.all([source.connect(), target.connect()]);
  for (const table of ['session', 'access_token']) {
    const { rows } = await source.query<{ row: unknown }>(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    for (const { row } of rows)
      await target.query(
        `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [row],
      );
  }
  await Promise.all([source.end(), target.end()]);
}

async function asOwner(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const before = busyness();
const folder = mkdtempSync(join(tmpdir(), 'keyholder-bench-'));
try {
  const begun = await startUp(folder);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'server'), durable: true });
  try {
    const compared = await compare(server.ownerUrl, folder);
    const text = report({
      startUp: begun,
      ...compared,
      imported,
      seeded,
      seconds,
      rounds,
      postgres: server.version,
      machine: machine(),
      busyness: before,
    });
    say(`\n${text}`);
    const page = join(projectRoot(), 'docs/benchmark.md');
    if (process.argv.includes('--write')) writeFileSync(page, withAtSize(text, readFileSync(page, 'utf8')));
  } finally {
    await server.stop();
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
