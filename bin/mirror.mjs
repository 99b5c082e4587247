// Keeps the signed heads of a ledger elsewhere, so that whoever holds its key cannot write another history unseen.
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from './archive.mjs';
import { isConsistent } from './tree.mjs';
import { keysTrusted, openNote, rawKey } from './trust.mjs';

const patienceMs = 30_000;

/**
 * Fetches what is new at `address` (of the installation) and adds it to `folder`/checkpoints.ndjson, one line for each
 * head: at most 200 heads lie between two that are kept. `key`: PEM of a public key that the reader has from elsewhere.
 * Fails when a head is not signed, or does not continue the one before; then nothing is added.
 */
export async function mirror(address, { key, folder }) {
  const api = async (path) => answerOf(new URL(`/api/v1/ledger/${path}`, address));
  const path = join(folder, 'checkpoints.ndjson');
  const keys = (await api('keys')).items.map((each) => ({ ...each, publicKey: rawKey(each.publicKey) }));
  const trust = keysTrusted(rawKey(key), keys);
  let last = lastIn(path);
  let kept = 0;
  for (;;) {
    const { items } = await api(`checkpoints/feed?after=${last?.size ?? 0}&limit=200`);
    const head = items.at(-1);
    if (!head) break;
    checkSignature(head, { keys, trust });
    if (last) await checkContinues(last, head, api);
    mkdirSync(folder, { recursive: true });
    const { size, rootHash, note, signedAt, timeStamp } = head;
    appendFileSync(path, `${JSON.stringify({ size, rootHash, note, signedAt, timeStamp })}\n`);
    last = head;
    kept++;
  }
  return { kept, size: last?.size ?? 0 };
}

async function answerOf(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) fail(url.pathname, `answers with ${response.status}`);
  return response.json();
}

function lastIn(path) {
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean);
  return lines.length > 0 ? JSON.parse(lines.at(-1)) : null;
}

function checkSignature({ note, size, rootHash }, { keys, trust }) {
  const where = `checkpoint of ${size} entries`;
  const signer = keys.find(({ origin, publicKey }) => openNote(note, origin, publicKey) !== null);
  if (!signer) return fail(where, 'is signed by none of the published keys');
  trust.assertTrusted(signer.publicKey, where);
  const root = Buffer.from(rootHash, 'hex').toString('base64');
  if (openNote(note, signer.origin, signer.publicKey) !== `${signer.origin}\n${size}\n${root}\n`)
    fail(where, 'is not the head that its text names');
}

async function checkContinues(last, head, api) {
  const { path } = await api(`consistency?from=${last.size}&to=${head.size}`);
  const [from, to] = [last, head].map(({ size, rootHash }) => ({ size, root: Buffer.from(rootHash, 'hex') }));
  const hashes = path.map((hash) => Buffer.from(hash, 'hex'));
  if (!isConsistent(from, to, hashes))
    fail(
      `checkpoint of ${head.size} entries`,
      `does not continue the one of ${last.size} that you keep: the ledger was rewritten`,
    );
}
