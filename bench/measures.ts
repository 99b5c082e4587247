import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import type { ApiClient } from '../scripts/api-client.js';
import { projectRoot, type ChildServer } from '../scripts/child-server.js';
import { since } from './at-size.js';

export const median = (values: readonly number[]) => quantile(values, 0.5);
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export type Read = Readonly<{ ms: number; firstMs: number; bytes: number }>;

/** Reads an answer of the API to its end and keeps nothing of it. */
export function download(server: ChildServer, by: ApiClient, path: string): Promise<Read> {
  const from = performance.now();
  return new Promise((done, failed) => {
    const headers = { authorization: `Bearer ${by.bearer}` };
    const request = get(`${server.address}/api/v1${path}`, { headers }, (response) => {
      if (response.statusCode !== 200) failed(new Error(`${path} answered ${String(response.statusCode)}`));
      let [firstMs, bytes] = [0, 0];
      response.on('data', (part: Buffer) => {
        if (bytes === 0) firstMs = since(from);
        bytes += part.length;
      });
      response.on('end', () => done({ ms: since(from), firstMs, bytes }));
      response.on('error', failed);
    });
    request.on('error', failed);
  });
}

/** `COPY (sql) TO STDOUT` as CSV, read to its end and thrown away: what PostgreSQL gives when nobody works on it. */
export function copyOut(client: pg.Client, sql: string): Promise<Read> {
  const from = performance.now();
  let [firstMs, bytes] = [0, 0];
  return new Promise((done, failed) => {
    client.query({
      submit: (connection: pg.Connection) =>
        connection.query(`COPY (${sql}) TO STDOUT WITH (FORMAT csv, HEADER)`),
      handleCopyData: ({ chunk }: { chunk: Buffer }) => {
        if (bytes === 0) firstMs = since(from);
        bytes += chunk.length;
      },
      handleCommandComplete: () => undefined,
      handleReadyForQuery: () => done({ ms: since(from), firstMs, bytes }),
      handleError: failed,
    } as pg.Submittable);
  });
}

/** By how many MB the resident memory of the server grew at its highest, from where it stood before; Linux only. */
export async function growth<T>({ pid }: ChildServer, work: () => Promise<T>): Promise<[T, number]> {
  const of = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
  writeFileSync(`/proc/${pid}/clear_refs`, '5'); // the highest counts anew
  const before = of('VmRSS');
  const made = await work();
  return [made, of('VmHWM') - before];
}

/** How long others wait for a page of vendors while something else goes on. */
export async function meanwhile<T>(by: ApiClient, work: () => Promise<T>): Promise<[T, string]> {
  const over = new AbortController();
  const took: number[] = [];
  const asking = (async () => {
    while (!over.signal.aborted) {
      const from = performance.now();
      await by.get('/vendors?limit=50');
      took.push(since(from));
      await new Promise((done) => setTimeout(done, 50));
    }
  })();
  try {
    return [await work(), `${ms(took, 0.5)}, 99 % within ${ms(took, 0.99)}, slowest ${ms(took, 1)}`];
  } finally {
    over.abort();
    await asking;
  }
}

export const ms = (values: readonly number[], share: number) =>
  `${quantile(values, share).toFixed(values.length > 0 && quantile(values, share) < 10 ? 1 : 0)} ms`;

export type Sealed = Readonly<{ entries: number; perSecond: number }>;

/** Until every entry has its place in the tree; how many that were, a second. */
export async function sealed(client: pg.Client): Promise<Sealed> {
  const waiting = async () => {
    const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM ledger_pending');
    return Number(rows[0]?.count);
  };
  const from = performance.now();
  const entries = await waiting();
  while ((await waiting()) > 0) await new Promise((done) => setTimeout(done, 250));
  const perSecond = entries / (since(from) / 1_000);
  await client.query('ANALYZE'); // as an installation has it that grew over time
  return { entries, perSecond };
}

export type Ordered = Readonly<{ id: string; readyMs: number; ms: number; bytes: number }>;

/** Orders a bundle, waits until it is signed and takes it away. */
export async function bundle(server: ChildServer, by: ApiClient, order: object): Promise<Ordered> {
  const from = performance.now();
  const { body: asked } = await by.post('/exports', { reason: 'A measurement', ...order });
  for (;;) {
    const { body } = await by.get(`/exports/${String(asked.id)}`);
    if (body.status === 'failed') throw new Error(JSON.stringify(body.problem));
    if (body.status === 'ready') break;
    await new Promise((done) => setTimeout(done, 50));
  }
  const readyMs = since(from);
  const { bytes } = await download(server, by, `/exports/${String(asked.id)}/content`);
  return { id: String(asked.id), readyMs, ms: since(from), bytes };
}

/** Fetches a bundle and has the command verify it, as an auditor would, in a process of its own. */
export async function verified(server: ChildServer, by: ApiClient, { id }: { id: string }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-verified-'));
  try {
    const [file, key] = [join(folder, 'bundle.zip'), join(folder, 'key.pem')];
    const headers = { authorization: `Bearer ${by.bearer}` };
    const { body } = await fetch(`${server.address}/api/v1/exports/${id}/content`, { headers });
    if (!body) throw new Error('the bundle is empty');
    await pipeline(body, createWriteStream(file));
    writeFileSync(key, String((await by.get('/ledger/key')).body));
    const from = performance.now();
    const command = [join(projectRoot(), 'bin', 'keyholder.mjs'), 'verify', file, '--key', key];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    const took = (since(from) / 1_000).toFixed(1);
    const proof = /Each of the \d+ rows/.exec(stdout)?.[0] ?? stderr;
    return `verification: ${took} s, ends with ${String(status)}: ${proof}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
