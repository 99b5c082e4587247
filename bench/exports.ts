import pg from 'pg';
import type { ApiClient } from '../scripts/api-client.js';
import type { ChildServer } from '../scripts/child-server.js';
import { exportedRegisters } from '../src/modules/exports/persistence/registers.js';
import { memory, onDemonstration, say } from './at-size.js';
import { makeFlows } from './made-rows.js';
import { busyness } from './machine.js';
import { bundle, copyOut, download, growth, median, ms, type Read } from './measures.js';

/**
 * `node dist/bench/exports.js [flows]`: how fast registers go out with so many data flows (100,000 unless told otherwise),
 * each format beside `COPY (the register's query) TO STDOUT` as CSV in the same run, by turns. A ratio of 1 is as fast as
 * COPY. Plain streams are medians of three; bundles, which also prove each row, are made once.
 */
const flows = Number(process.argv[2] ?? 100_000);
const turns = 3;
const goals = { csv: 0.7, bundle: 0.4, firstMs: 50, growthMb: 50 };

type Stage = Readonly<{ server: ChildServer; client: pg.Client; auditor: ApiClient }>;

const queryOf = (name: string) => exportedRegisters.find((one) => one.name === name)?.sql ?? '';
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
const seconds = (milliseconds: number) => `${(milliseconds / 1_000).toFixed(1)} s`;
const verdict = (isMet: boolean) => (isMet ? '' : ' (goal NOT met)');

async function rowsOf({ client }: Stage, register: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM (${queryOf(register)}) r`);
  return Number(rows[0]?.count);
}

/** COPY and the register by turns; what is compared was measured next to each other. */
async function streamed(stage: Stage, register: string, format: 'csv' | 'ndjson'): Promise<void> {
  const { server, client, auditor } = stage;
  const rows = await rowsOf(stage, register);
  const path = `/registers/${register}.${format}`;
  await download(server, auditor, path);
  const [copies, reads, grown]: [Read[], Read[], number[]] = [[], [], []];
  for (let turn = 0; turn < turns; turn++) {
    copies.push(await copyOut(client, queryOf(register)));
    const [read, by] = await growth(server, () => download(server, auditor, path));
    reads.push(read);
    grown.push(by);
  }
  const of = (reads: Read[], what: (read: Read) => number) => median(reads.map(what));
  const ratio = median(reads.map((read, turn) => (copies[turn]?.ms ?? 0) / read.ms));
  const took = of(reads, (read) => read.ms);
  const first = of(reads, (read) => read.firstMs);
  const grew = Math.max(...grown);
  const isFast = format !== 'csv' || ratio >= goals.csv;
  const isMet = isFast && first < goals.firstMs && grew < goals.growthMb;
  say(
    `${register}.${format}: ${rows} rows, COPY ${seconds(of(copies, (read) => read.ms))} (${mb(copies[0]?.bytes ?? 0)}), ` +
      `here ${seconds(took)} (${mb(reads[0]?.bytes ?? 0)}), ratio ${ratio.toFixed(2)}, ${((rows / took) * 1_000).toFixed(0)} rows/s, ` +
      `first byte ${ms([first], 1)}, memory +${grew.toFixed(0)} MB${verdict(isMet)}`,
  );
}

async function bundled(stage: Stage, order: Readonly<{ register: string; format: string }>): Promise<void> {
  const { server, client, auditor } = stage;
  const copy = await copyOut(client, queryOf(order.register));
  const [made, grew] = await growth(server, () => bundle(server, auditor, order));
  const { body } = await auditor.get(`/exports/${made.id}`);
  const ratio = copy.ms / made.ms;
  const rows = Number(body.rowCount);
  say(
    `bundle of ${order.register} as ${order.format}: ${rows} rows, COPY ${seconds(copy.ms)}, ready ${seconds(made.readyMs)}, ` +
      `taken ${seconds(made.ms)} (${mb(made.bytes)}), ratio ${ratio.toFixed(2)}, ${((rows / made.ms) * 1_000).toFixed(0)} rows/s, ` +
      `memory +${grew.toFixed(0)} MB${verdict(order.format !== 'csv' || ratio >= goals.bundle)}`,
  );
}

await onDemonstration(async ({ server, databaseUrl, signIn }) => {
  const { entries, perSecond } = await makeFlows(databaseUrl, flows);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  say(`${entries} entries of made rows sealed at ${perSecond.toFixed(0)}/s; ${busyness()}`);
  const stage = { server, client, auditor: await signIn('auditor') };
  for (const register of ['data-flows', 'transfers', 'recipients', 'vendors']) {
    await streamed(stage, register, 'csv');
    await streamed(stage, register, 'ndjson');
  }
  for (const format of ['csv', 'json', 'xlsx', 'jsonld'])
    await bundled(stage, { register: 'data-flows', format });
  const few = {
    filters: [{ column: 'sourceSystem', values: ['system-1'] }],
    sample: { size: 500, seed: 'few' },
  };
  await bundled(stage, { register: 'data-flows', format: 'pdf', ...few });
  say(`${memory(server)}; ${busyness()}`);
  await client.end();
});
