import pg from 'pg';
import type { ApiClient } from '../scripts/api-client.js';
import type { ChildServer } from '../scripts/child-server.js';
import { memory, onDemonstration, say, since } from './at-size.js';
import { madeUpVendor } from './load.js';

/**
 * `node dist/bench/recomputation.js [vendors]`: how long a new score of every vendor takes (100,000 unless told
 * otherwise: fifteen minutes, 6 GB of disk), and what readers and writers feel of it meanwhile.
 */
const vendors = Number(process.argv[2] ?? 100_000);
const copied = 'Harbour Mail';

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
    SELECT made.* FROM copy CROSS JOIN ${table} row
     CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, to_jsonb(row) || jsonb_build_object(${changes})) made
     WHERE row.${of} = (SELECT ${of === 'id' ? 'vendor_id' : of} FROM source)`;
  const own = `'id', gen_random_uuid()`;
  const names = `'name', 'Copy ' || n, 'sort_name', 'copy ' || n, 'domains', jsonb_build_array('c' || n || '.example'),
    'folded_names', jsonb_build_array('copy ' || n), 'skeletons', jsonb_build_array('c' || n)`;
  await client.query(copies('vendor', 'id', `'id', copy.vendor_id, ${names}`));
  await client.query(copies('risk_profile', 'vendor_id', `${own}, 'vendor_id', copy.vendor_id`));
  for (const table of ['answer', 'review'])
    await client.query(copies(table, 'assessment_id', `${own}, 'assessment_id', copy.assessment_id`));
  await client.query(`
    INSERT INTO assessment
    SELECT made.* FROM copy CROSS JOIN assessment row
     CROSS JOIN LATERAL jsonb_populate_record(NULL::assessment, to_jsonb(row) ||
                          jsonb_build_object('id', copy.assessment_id, 'vendor_id', copy.vendor_id)) made
     WHERE row.id = (SELECT assessment_id FROM source)`);
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
    felt[kind].push(since(from));
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
    const seconds = (since(from) / 1_000).toFixed(0);
    say(`${seconds} s: ${state} ${JSON.stringify(progress)}; ${memory(server)}; ${during}`);
    running = state === 'queued' || state === 'running';
    if (!running) say(JSON.stringify(result));
  }
}

await onDemonstration(async ({ server, databaseUrl, signIn }) => {
  say(`${vendors} copies of ${copied} …`);
  await copyVendors(databaseUrl);
  await measure(server, await signIn('procurement'));
});
