import autocannon from 'autocannon';
import pg from 'pg';
import { memory, onDemonstration, say } from './at-size.js';

/**
 * `node dist/bench/public-page.js [sharings]`: pages of the public register a second, for a register of so many sharings
 * (1,000 unless told otherwise): the same page again, not sent because it is known, and a search that nobody asked
 * before, so that nothing is kept ready. Ten connections, five seconds each.
 */
const sharings = Number(process.argv[2] ?? 1_000);
const seconds = 5;
const connections = 10;
let asked = 0;

async function copies(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(
    `INSERT INTO data_flow
     SELECT copy.* FROM (SELECT * FROM data_flow WHERE status = 'active' ORDER BY id LIMIT 1) f
      CROSS JOIN generate_series(1, $1::int) n
      CROSS JOIN LATERAL jsonb_populate_record(NULL::data_flow, to_jsonb(f) || jsonb_build_object(
                           'id', gen_random_uuid(), 'reference', 'COPY-' || n)) copy`,
    [sharings],
  );
  await client.query('ANALYZE');
  await client.end();
}

type Case = Readonly<{ name: string; path: string; headers?: Record<string, string>; isNew?: boolean }>;

async function measured(address: string, { name, path, headers = {}, isNew = false }: Case): Promise<number> {
  const result = await autocannon({
    ...{ url: address, connections, duration: seconds, headers },
    requests: [
      {
        path,
        ...(isNew && { setupRequest: (request) => ({ ...request, path: `${path}&q=${String(++asked)}` }) }),
      },
    ],
  });
  const failed = result.errors + result.timeouts + result['4xx'] + result['5xx'];
  if (failed > 0) throw new Error(`${name}: ${failed} requests failed`);
  say(`${name}: ${result.requests.average.toFixed(0)}/s, 99 % within ${result.latency.p99} ms`);
  return result.requests.average;
}

await onDemonstration(
  async ({ server, databaseUrl }) => {
    await copies(databaseUrl);
    const page = '/public/register?lang=en';
    const first = await fetch(`${server.address}${page}`, { headers: { accept: 'text/html' } });
    const { length } = await first.text();
    say(`${sharings} sharings, 50 on a page of ${length} characters`);
    const tag = first.headers.get('etag') ?? '';
    const accept = { accept: 'text/html' };
    const kept = await measured(server.address, { name: 'the same page', path: page, headers: accept });
    await measured(server.address, {
      ...{ name: 'a page that is known (304)', path: page },
      headers: { ...accept, 'if-none-match': tag },
    });
    const made = await measured(server.address, {
      ...{ name: 'a search that is new', path: page, headers: accept, isNew: true },
    });
    say(`kept to new: ${(kept / made).toFixed(1)} to 1; memory of the server ${memory(server)}`);
  },
  { KEYHOLDER_PUBLIC_REQUESTS: '1000000' },
);
