import pg from 'pg';
import { memory, onDemonstration, say, since, type Demonstrated } from './at-size.js';
import { load, madeUpVendor } from './load.js';
import { busyness } from './machine.js';
import { makeVendors } from './made-rows.js';
import { bundle, growth, meanwhile, ms, sealed, verified } from './measures.js';

/**
 * `node dist/bench/ledger.js [entries]`: entries a second through the API while they are sealed, and how long sealing takes;
 * then, with so many entries of made vendors in the tree (1,000,000 unless told otherwise), proofs, a bundle of all of them,
 * what others feel of it, and its verification.
 */
const entries = Number(process.argv[2] ?? 1_000_000);
const seconds = 10;
const proofs = 200;
const most = { growthMb: 100 };

async function written({ server, signIn }: Demonstrated, client: pg.Client): Promise<void> {
  const by = await signIn('procurement');
  const scenario = {
    name: 'register a vendor',
    method: 'POST',
    path: '/vendors',
    body: madeUpVendor,
  } as const;
  await load(server.address, by.bearer, scenario, 3);
  await sealed(client);
  const { rows: before } = await client.query<{ seq: string }>('SELECT max(seq) AS seq FROM ledger_entry');
  const { perSecond, p99 } = await load(server.address, by.bearer, scenario, seconds);
  await sealed(client);
  const { rows } = await client.query<{ p50: number; p99: number; slowest: number }>(
    `SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY took) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY took) AS p99,
            max(took) AS slowest
       FROM (SELECT extract(epoch FROM leaf.sealed_at - entry.recorded_at)::float8 * 1000 AS took
               FROM ledger_entry entry JOIN ledger_leaf leaf ON leaf.entry_id = entry.id WHERE entry.seq > $1) t`,
    [before[0]?.seq],
  );
  const [took] = rows;
  say(
    `entries through the API, ten connections, sealing on: ${perSecond.toFixed(0)}/s, 99 % answered within ${p99} ms; ` +
      `from entry to signed head: median ${took?.p50.toFixed(0)} ms, 99 % ${took?.p99.toFixed(0)} ms, slowest ${took?.slowest.toFixed(0)} ms`,
  );
}

async function proven({ signIn }: Demonstrated, client: pg.Client): Promise<void> {
  const auditor = await signIn('auditor');
  const { rows } = await client.query<{ id: string; size: string }>(
    `SELECT entry_id AS id, (SELECT max(size) FROM ledger_checkpoint) AS size
       FROM ledger_leaf ORDER BY md5(position::text) LIMIT $1`,
    [proofs],
  );
  const size = Number(rows[0]?.size);
  const timed = async (paths: readonly string[]) => {
    const [took, lengths]: [number[], number[]] = [[], []];
    for (const path of paths) {
      const from = performance.now();
      const { body } = await auditor.get(path);
      took.push(since(from));
      lengths.push((body.path as unknown[]).length);
    }
    return `median ${ms(took, 0.5)}, 99 % ${ms(took, 0.99)}, at most ${Math.max(...lengths)} hashes (${Math.max(...lengths) * 32} bytes)`;
  };
  say(`a tree of ${size}: inclusion ${await timed(rows.map(({ id }) => `/ledger/entries/${id}/proof`))}`);
  const sizes = rows.map((_row, nth) => Math.max(1, Math.floor((size * (nth + 0.5)) / proofs)));
  say(
    `a tree of ${size}: consistency ${await timed(sizes.map((from) => `/ledger/consistency?from=${from}&to=${size}`))}`,
  );
}

await onDemonstration(async (stage) => {
  const { server, databaseUrl, signIn } = stage;
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await written(stage, client);
  const { perSecond } = await makeVendors(databaseUrl, entries);
  say(
    `${entries} entries of made vendors sealed at ${perSecond.toFixed(0)}/s; ${memory(server)}; ${busyness()}`,
  );
  await proven(stage, client);
  const [auditor, other] = [await signIn('auditor'), await signIn('procurement')];
  const [, quiet] = await meanwhile(other, () => new Promise((done) => setTimeout(done, 10_000)));
  const [[made, felt], grew] = await growth(server, () =>
    meanwhile(other, () => bundle(server, auditor, { register: 'vendors', format: 'csv' })),
  );
  const verdict = grew <= most.growthMb ? 'within' : 'OVER';
  say(
    `bundle of all vendors: ready after ${(made.readyMs / 1_000).toFixed(0)} s, ${(made.bytes / 1e6).toFixed(0)} MB, ` +
      `memory +${grew.toFixed(0)} MB, ${verdict} ${most.growthMb} MB; a page of vendors meanwhile: median ${felt}; before: median ${quiet}`,
  );
  say(await verified(server, auditor, made));
  say(`${memory(server)}; ${busyness()}`);
  await client.end();
});
