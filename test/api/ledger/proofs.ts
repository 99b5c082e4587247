import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { leafHash, provesConsistency, provesInclusion } from '../../../src/platform/ledger/merkle-tree.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { freshDatabase, sql } from '../../support/database.js';
import { queriesOfPage } from '../../support/queries.js';

type Checkpoint = { size: number; rootHash: string; note: string; keyId: string };
type Proof = { position: number; leaf: string; leafHash: string; path: string[]; checkpoint: Checkpoint };
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const wantedKeys = [
  'id',
  'recordedAt',
  'actor',
  'requestId',
  'action',
  'subjectType',
  'subjectId',
  'revision',
];

/** MTH of RFC 6962 2.1, written here a second time on purpose. */
function treeHash(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  const halves = [treeHash(leaves.slice(0, k)), treeHash(leaves.slice(k))];
  return createHash('sha256').update(Buffer.of(1)).update(Buffer.concat(halves)).digest();
}

describe('the ledger can be checked by a stranger', () => {
  let app: TestApp;
  let auditor: Caller;
  let stranger: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    auditor = await app.person('auditor');
    stranger = app.anonymous();
    owner = await sql(app.database.ownerUrl);
    await write(700);
    await write(30);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  /** More than two nodes of 256 leaves, in batches of the sealer's own size. */
  async function write(vendors: number, by = app): Promise<void> {
    const person = await by.person('procurement');
    const lines = Array.from({ length: vendors }, (_none, n) => `Proven ${n} ${by.clock.now().getTime()},DE`);
    await person.upload(
      '/vendors/import',
      { content: `name,country\n${lines.join('\n')}\n`, name: 'vendors.csv', type: 'text/csv' },
      { allowDuplicate: 'true' },
    );
    await by.settle();
  }
  const checkpoints = async (from = app) =>
    (await (await from.person('auditor')).get('/ledger/checkpoints?limit=200')).body['items'] as Checkpoint[];
  const leavesOf = async () => {
    const { rows } = await owner.query<{ hash: Buffer }>('SELECT hash FROM ledger_leaf ORDER BY position');
    return rows.map(({ hash }) => hash);
  };
  const newest = async () => (await checkpoints())[0] as Checkpoint;

  it('with heads that are the root of all leaves before them, signed by the published key', async () => {
    const leaves = await leavesOf();
    const heads = await checkpoints();
    expect(heads.length).toBeGreaterThan(2);
    expect(leaves.length).toBeGreaterThan(700);
    expect(heads[0]?.size).toBe(leaves.length);
    const { text: pem } = await stranger.get('/ledger/key');
    for (const { size, rootHash, note } of heads) {
      expect(rootHash).toBe(treeHash(leaves.slice(0, size)).toString('hex'));
      const [text = '', signatures = ''] = note.split('\n\n');
      const coded = signatures.trim().split(' ').at(-1) ?? '';
      const signature = Buffer.from(coded, 'base64').subarray(4);
      expect(verify(null, Buffer.from(`${text}\n`), createPublicKey(pem), signature)).toBe(true);
      expect(text.split('\n').slice(1)).toEqual([String(size), bytes(rootHash).toString('base64')]);
    }
    const { text, headers } = await stranger.get('/ledger/checkpoint');
    expect(text).toBe(heads[0]?.note);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  it('with a proof for each entry, against the newest head and against an earlier one', async () => {
    const heads = await checkpoints();
    const earlier = heads.at(-1) as Checkpoint;
    const { rows } = await owner.query<{ id: string; position: string }>(
      'SELECT entry_id AS id, position FROM ledger_leaf ORDER BY position',
    );
    const some = rows.filter(({ position }) => Number(position) % 83 === 0 || Number(position) % 256 > 253);
    expect(some.length).toBeGreaterThan(10);
    for (const { id, position } of some) {
      const size = Number(position) < earlier.size ? earlier.size : undefined;
      const { body } = await auditor.get(`/ledger/entries/${id}/proof${size ? `?size=${size}` : ''}`);
      const proof = body as unknown as Proof;
      expect(leafHash(proof.leaf).toString('hex')).toBe(proof.leafHash);
      const place = { index: Number(position), size: proof.checkpoint.size, path: proof.path.map(bytes) };
      expect(provesInclusion(bytes(proof.leafHash), place, bytes(proof.checkpoint.rootHash))).toBe(true);
      expect(JSON.parse(proof.leaf)).toMatchObject({ id });
      for (const name of wantedKeys) expect(proof.leaf).toContain(`"${name}":`);
    }
  });

  it('with a proof that every head extends the one before, and none of a history rewritten', async () => {
    const heads = (await checkpoints()).reverse();
    for (const [nth, before] of heads.slice(0, -1).entries()) {
      const after = heads[nth + 1] as Checkpoint;
      const { body } = await stranger.get(`/ledger/consistency?from=${before.size}&to=${after.size}`);
      const path = (body['path'] as string[]).map(bytes);
      const [old, now] = [before, after].map(({ size, rootHash }) => ({ size, root: bytes(rootHash) }));
      if (!old || !now) throw new Error('no heads');
      expect(provesConsistency(old, now, path)).toBe(true);
      expect(provesConsistency({ ...old, root: leafHash('rewritten') }, now, path)).toBe(false);
    }
  });

  it('at the same cost for the first entry as for the last, and one page of heads as for many', async () => {
    const { many, one, rows } = await queriesOfPage(app, auditor, '/ledger/checkpoints');
    expect(rows).toBeGreaterThan(1);
    expect(many).toBe(one);
  });

  it('but not where it is asked for what is not there', async () => {
    const { size } = await newest();
    const entry = (await auditor.get('/ledger/entries?limit=1')).body['items'] as Body[];
    const person = await app.person('procurement');
    await person.post('/vendors', { name: 'Not sealed yet', country: 'DE' });
    const [fresh] = (await auditor.get('/ledger/entries?limit=1')).body['items'] as { entryId: string }[];
    for (const [path, status, code] of [
      [`/ledger/consistency?from=0&to=${size}`, 400, 'request.invalid'],
      [`/ledger/consistency?from=${size}&to=1`, 400, 'ledger.bad_sizes'],
      [`/ledger/consistency?from=1&to=${size + 1}`, 400, 'ledger.bad_sizes'],
      ['/ledger/consistency?from=1', 400, 'request.invalid'],
      [`/ledger/entries/${fresh?.entryId}/proof`, 409, 'ledger.not_signed_yet'],
      [
        `/ledger/entries/${String(entry[0]?.['entryId'])}/proof?size=${size + 5}`,
        404,
        'ledger.no_such_checkpoint',
      ],
      ['/ledger/entries/01975a5e-0000-7000-8000-000000000000/proof', 404, 'request.not_found'],
    ] as const)
      expect((await auditor.get(path)).body).toMatchObject({ status, code });
    expect((await stranger.get('/ledger/checkpoints')).status).toBe(401);
    await app.settle();
  });

  it('and nobody changes a node or a head, not even the owner of the tables', async () => {
    for (const change of [
      'UPDATE ledger_checkpoint SET note = $$forged$$',
      'DELETE FROM ledger_checkpoint',
      'UPDATE ledger_node SET hash = decode($$00$$, $$hex$$)',
      'TRUNCATE ledger_node',
    ])
      await expect(owner.query(change)).rejects.toThrow('append-only');
  });
});

describe('the key of the ledger', () => {
  const started: TestApp[] = [];
  afterAll(async () => {
    const databases = new Set(started.map(({ database }) => database));
    for (const { app } of started) await app.close();
    for (const database of databases) await database.drop();
  });
  const pem = () =>
    generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  const keyFile = (content: string) => {
    const path = join(mkdtempSync(join(tmpdir(), 'keyholder-keys-')), 'keys.pem');
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const start = async (path: string, database?: TestApp['database']) => {
    const app = await TestApp.start({ KEYHOLDER_LEDGER_KEY_FILE: path }, database);
    started.push(app);
    return app;
  };
  type Key = {
    id: string;
    status: string;
    endorsement: string | null;
    previousId: string | null;
    sinceSize: number;
  };
  const keysOf = async (app: TestApp) => (await app.anonymous().get('/ledger/keys')).body['items'] as Key[];
  const entity = (name: string) => ({ name, country: 'DE', contact: 'Am Markt 1', role: 'controller' });
  const newestKey = async (app: TestApp) => {
    const { body } = await (await app.person('auditor')).get('/ledger/checkpoints?limit=1');
    return (body['items'] as Checkpoint[])[0]?.keyId;
  };

  it('is made at the first start, for its owner alone', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'keyholder-keys-')), 'deeper', 'keys.pem');
    const app = await start(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain('BEGIN PRIVATE KEY');
    expect(await keysOf(app)).toMatchObject([{ status: 'current', endorsement: null, sinceSize: 0 }]);
  });

  it('is followed by the next of the file, which it endorses; both lie in the history', async () => {
    const path = keyFile(pem());
    const first = await start(path);
    await (await first.admin()).post('/legal-entities', entity('Before'));
    await first.settle();
    appendFileSync(path, pem());
    const second = await start(path, first.database);
    await (await second.admin()).post('/legal-entities', entity('After'));
    await second.settle();
    const [old, now] = await keysOf(second);
    expect(old).toMatchObject({ status: 'retired', endorsement: null });
    expect(now).toMatchObject({ status: 'current', previousId: old?.id, endorsement: expect.any(String) });
    expect(now?.sinceSize).toBeGreaterThan(0);
    expect(await newestKey(second)).toBe(now?.id);
    const { body } = await (await second.person('auditor')).get(`/ledger/entries?subjectId=${now?.id}`);
    expect(body['items']).toMatchObject([{ action: 'ledger_key.registered', actor: { kind: 'system' } }]);
  });

  it('is not replaced by a stranger’s: an instance with another file seals and does not sign', async () => {
    const first = await start(keyFile(pem()));
    await first.settle();
    const second = await start(keyFile(pem()), first.database);
    const [key] = await keysOf(second);
    expect(await keysOf(second)).toHaveLength(1);
    await (await second.admin()).post('/legal-entities', entity('Sealed elsewhere'));
    await second.settle();
    const auditor = await second.person('auditor');
    const { body } = await auditor.get('/ledger/entries?limit=1&action=legal_entity.created');
    const [entry] = body['items'] as { entryId: string; position: string | null }[];
    expect(entry?.position).not.toBeNull();
    expect((await auditor.get(`/ledger/entries/${entry?.entryId}/proof`)).status).toBe(409);
    await (await first.admin()).post('/legal-entities', entity('Signed by the first'));
    await first.settle();
    expect((await auditor.get(`/ledger/entries/${entry?.entryId}/proof`)).status).toBe(200);
    expect(await newestKey(second)).toBe(key?.id);
  });

  it('that was lost is revoked by an administrator, and nothing pretends to endorse the next', async () => {
    const first = await start(keyFile(pem()));
    await first.settle();
    const second = await start(keyFile(pem()), first.database);
    const path = '/ledger/keys/replacement';
    for (const role of ['dpo', 'auditor', 'approver'] as const)
      expect((await (await second.person(role)).post(path, { reason: 'Mine.' })).status).toBe(403);
    const admin = await second.admin();
    expect((await admin.post(path, {})).status).toBe(400);
    expect((await (await first.admin()).post(path, { reason: 'Again.' })).body).toMatchObject({
      code: 'ledger.no_newer_key',
    });
    const { status, body } = await admin.post(path, { reason: 'The disk was stolen.' });
    expect({ status, body }).toMatchObject({ status: 201, body: { status: 'current', endorsement: null } });
    expect(await keysOf(second)).toMatchObject([
      { status: 'revoked', endedBecause: 'The disk was stolen.' },
      { status: 'current', id: body.id },
    ]);
    await second.settle();
    expect(await newestKey(second)).toBe(body.id);
    await (await first.admin()).post('/legal-entities', entity('By the old key'));
    await first.settle();
    expect(await newestKey(second)).toBe(body.id);
  });

  it('begins one history when several instances start at once', async () => {
    const database = await freshDatabase();
    const path = keyFile(pem());
    const copy = `${path}.copy`;
    cpSync(path, copy);
    await Promise.all([start(path, database), start(copy, database)]);
    const [app] = started.slice(-1);
    expect(app && (await keysOf(app))).toHaveLength(1);
  });
});
