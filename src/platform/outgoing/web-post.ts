import { lookup as resolve, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';
import { bareHost } from './webhook-target.js';

/** `status` 0: no answer; then `problem` says why in one word. */
export type PostAnswer = Readonly<{
  status: number;
  body: string;
  retryAfterSeconds: number | null;
  problem: string | null;
}>;
export type Post = Readonly<{ url: URL; loopback: boolean; headers: Record<string, string>; body: string }>;

const mostMs = 15_000;
const mostBytes = 64 * 1024;

type Resolve = (host: string, done: (error: Error | null, addresses: LookupAddress[]) => void) => void;
const resolveAll: Resolve = (host, done) =>
  resolve(host, { all: true }, (error, addresses) => done(error, addresses));

/** Node connects to what this answers: only to addresses that were checked, and to none when one of them lies within. */
export function guardedLookup(resolved: Resolve = resolveAll): LookupFunction {
  return (host, options, done) =>
    resolved(host, (error, addresses) => {
      const first = error ? undefined : addresses[0];
      if (!first) done(error ?? new Refused('no_address'), '', 0);
      else if (!addresses.every(({ address }) => isPublicAddress(address)))
        done(new Refused('not_public'), '', 0);
      else if (options.all) done(null, addresses);
      else done(null, first.address, first.family);
    });
}

class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** One POST: no redirect is followed, no proxy and no connection of before is used; bounded in time and size. */
export function postTo({ url, loopback, headers, body }: Post): Promise<PostAnswer> {
  const host = bareHost(url);
  if (!loopback && isIP(host) > 0 && !isPublicAddress(host)) return Promise.resolve(noAnswer('not_public'));
  const options = {
    ...{ method: 'POST', agent: false, signal: AbortSignal.timeout(mostMs) },
    headers: { ...headers, 'content-length': Buffer.byteLength(body), connection: 'close' },
    ...(loopback ? {} : { lookup: guardedLookup() }),
  } as const;
  return new Promise((done) => {
    const failed = (error: Error) => done(noAnswer(wordOf(error)));
    const request = (loopback ? http : https).request(url, options, (response) => {
      void read(response).then(done, failed);
    });
    request.on('error', failed).end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<PostAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > mostBytes) return noAnswer('too_large'); // leaving the loop ends the connection
    parts.push(part);
  }
  const after = response.headers['retry-after'] ?? '';
  return {
    status: response.statusCode ?? 0,
    body: Buffer.concat(parts).toString('utf8'),
    retryAfterSeconds: /^\d{1,6}$/.test(after) ? Number(after) : null,
    problem: null,
  };
}

const noAnswer = (problem: string): PostAnswer => ({ status: 0, body: '', retryAfterSeconds: null, problem });

function wordOf(error: Error): string {
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'timeout';
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && /^[A-Za-z_]{1,40}$/.test(code) ? code.toLowerCase() : 'no_connection';
}
