import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import { Clamd } from '../../support/clamd.js';
import { freshDatabase, sql } from '../../support/database.js';
import { filesBelow, pdf } from '../../support/files.js';
import { ObjectStore } from '../../support/object-store.js';

const about = { title: 'Report', kind: 'PENETRATION_TEST' };
const upload = (caller: Caller, content: Buffer, name = 'report.pdf') =>
  caller.upload('/evidence', { content, name }, about);
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const content = (caller: Caller, { id }: { id: string }) =>
  caller.bare('get', `/evidence/${id}/content`).responseType('blob');

describe('a folder of evidence', () => {
  let app: TestApp;
  let procurement: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_LOG_LEVEL: 'warn', KEYHOLDER_UPLOAD_MEGABYTES: '3' });
    procurement = await app.person('procurement');
    owner = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });
  const fileOf = ({ sha256 }: Record<string, unknown>) => {
    const name = String(sha256);
    return join(app.folder, 'evidence', name.slice(0, 2), name.slice(2, 4), name);
  };
  const security = () => app.logged.filter((line) => line.includes('"context":"Security"'));

  it('never gives out bytes that are not what was recorded, and says so where security is watched', async () => {
    const bytes = pdf('true');
    const { body } = await upload(procurement, bytes);
    const damaged = { status: 503, code: 'evidence.damaged', sha256: body['sha256'] };
    const file = fileOf(body);
    chmodSync(file, 0o600);
    writeFileSync(file, pdf('fals'));
    const { status, body: problem } = await procurement.get(`/evidence/${body.id}/content`);
    expect([status, problem]).toEqual([503, expect.objectContaining(damaged)]);
    expect((await upload(procurement, bytes)).body).toMatchObject(damaged);
    rmSync(file);
    expect((await procurement.get(`/evidence/${body.id}/content`)).body).toMatchObject(damaged);
    expect(security()).toHaveLength(3);
    expect((await upload(procurement, bytes)).status).toBe(201);
    expect((await procurement.get(`/evidence/${body.id}/content`)).status).toBe(200);
  });

  it('breaks the connection when what is wrong comes late, so that half a file never looks like a whole one', async () => {
    const bytes = Buffer.concat([pdf(), randomBytes(2_500_000)]);
    const { body } = await upload(procurement, bytes);
    const file = fileOf(body);
    chmodSync(file, 0o600);
    writeFileSync(file, Buffer.concat([bytes.subarray(0, -1), Buffer.from('X')]));
    await expect(content(procurement, body)).rejects.toThrow(/aborted|hang up|ECONNRESET/);
  });

  it('refuses a file over the limit by name, and keeps nothing of it', async () => {
    const before = filesBelow(app.folder);
    const { body } = await upload(procurement, Buffer.alloc(3 * 1024 * 1024 + 1, 'a'), 'a.txt');
    expect(body).toMatchObject({ status: 413, code: 'request.too_large', limitMegabytes: 3 });
    expect(filesBelow(app.folder)).toEqual(before);
  });

  it('loses what no document came to speak of after a day, and nothing else', async () => {
    const kept = await upload(procurement, pdf('kept'));
    const bytes = pdf('orphan');
    const refused = await procurement.upload(
      '/evidence',
      { content: bytes, name: 'a.pdf' },
      { ...about, vendorId: procurement.id },
    );
    expect(refused.body).toMatchObject({ status: 409, code: 'request.conflict' });
    const orphan = fileOf({ sha256: hashOf(bytes) }).slice(app.folder.length + 1);
    const incoming = join(app.folder, 'incoming', 'left-by-a-kill');
    writeFileSync(incoming, 'x');
    app.clock.advance({ hours: 23 });
    await app.settle();
    expect(filesBelow(app.folder)).toEqual(expect.arrayContaining([orphan, 'incoming/left-by-a-kill']));
    app.clock.advance({ hours: 2 });
    await app.settle();
    const files = filesBelow(app.folder);
    expect(files).not.toContain(orphan);
    expect(files).not.toContain('incoming/left-by-a-kill');
    expect(files).toContain(fileOf(kept.body).slice(app.folder.length + 1));
    procurement = await app.person('procurement');
    expect((await content(procurement, kept.body)).status).toBe(200);
    expect((await upload(procurement, bytes)).status).toBe(201);
  });

  it('is not served for what the database was told to forget by accident', async () => {
    const { body } = await upload(procurement, pdf('guarded'));
    const runtime = await sql(app.database.runtimeUrl);
    const on = (statement: string) => runtime.query(statement, [body['sha256']]);
    try {
      for (const state of ['leaving', 'gone'])
        await expect(
          on(`UPDATE evidence_content SET state = '${state}' WHERE sha256 = $1`),
        ).rejects.toMatchObject({
          code: '23001',
        });
      for (const change of [`size = 1`, `sha256 = repeat('a', 64)`, `location = 'database'`])
        await expect(on(`UPDATE evidence_content SET ${change} WHERE sha256 = $1`)).rejects.toMatchObject({
          code: '23001',
        });
      await expect(on('DELETE FROM evidence_content WHERE sha256 = $1')).rejects.toMatchObject({
        code: '42501',
      });
      for (const change of [`sha256 = repeat('a', 64)`, 'size = 1', `file_name = 'b'`])
        await expect(
          owner.query(`UPDATE evidence SET revision = 2, ${change} WHERE id = $1`, [body.id]),
        ).rejects.toMatchObject({ code: '23001' });
    } finally {
      await runtime.end();
    }
  });

  it('that cannot be used is named by /readyz, and nothing is stored', async () => {
    expect((await procurement.get('/readyz')).status).toBe(200);
    const folder = join(app.folder, 'file');
    writeFileSync(folder, '');
    const other = await TestApp.start(
      { KEYHOLDER_EVIDENCE_FOLDER: join(folder, 'evidence'), KEYHOLDER_LOG_LEVEL: 'error' },
      await freshDatabase(),
    );
    try {
      const ready = await other.anonymous().get('/readyz');
      expect([ready.status, ready.body['detail']]).toEqual([
        503,
        'Not usable: evidence store. The log of this instance says why.',
      ]);
      const person = await other.person('procurement');
      expect((await upload(person, pdf())).body).toMatchObject({
        status: 503,
        code: 'evidence.store_unusable',
      });
      expect((await person.get('/evidence?count=true')).body['total']).toBe(0);
      expect(other.logged.some((line) => line.includes('Documents cannot be stored in folder'))).toBe(true);
    } finally {
      await other.close();
    }
  });
});

describe('a bucket of evidence, a virus scanner before it, and the database before both', () => {
  let bucket: ObjectStore;
  let clamd: Clamd;
  let first: TestApp;
  let app: TestApp;
  let procurement: Caller;
  let before: { bytes: Buffer; answer: Answer };
  beforeAll(async () => {
    [bucket, clamd] = await Promise.all([ObjectStore.start(), Clamd.start()]);
    first = await TestApp.start({ KEYHOLDER_EVIDENCE_STORE: 'database' });
    const bytes = Buffer.concat([pdf(), randomBytes(2_500_000)]);
    before = { bytes, answer: await upload(await first.person('procurement'), bytes) };
    app = await TestApp.start(
      {
        ...bucket.environment,
        KEYHOLDER_EVIDENCE_STORE: 's3',
        KEYHOLDER_CLAMD: clamd.address,
        KEYHOLDER_CLAMD_SECONDS: '30',
        KEYHOLDER_LOG_LEVEL: 'warn',
      },
      first.database,
    );
    procurement = await app.person('procurement');
  });
  afterAll(async () => {
    await first.app.close();
    await app.close();
    rmSync(first.folder, { recursive: true, force: true });
    await bucket.stop();
    await clamd.stop();
  });
  afterEach(() => {
    bucket.failing = null;
    clamd.reply = 'stream: OK\0';
    clamd.limit = Infinity;
  });

  it('keeps what was stored in the database readable where it lies, and stores it nowhere twice', async () => {
    const answer = await content(procurement, before.answer.body);
    expect((answer.body as Buffer).equals(before.bytes)).toBe(true);
    const again = await upload(procurement, before.bytes);
    expect(again.body['sameBytesAs']).toEqual([before.answer.body.id]);
    expect(bucket.objects.size).toBe(0);
    expect(filesBelow(first.folder)).toEqual(['ledger-keys.pem', 'secrets-key']);
  });

  it('stores and gives back objects, each scanned first, and deletes one that is erased', async () => {
    const bytes = Buffer.concat([pdf(), randomBytes(9_000_000)]);
    const { body, status } = await upload(procurement, bytes);
    expect(status).toBe(201);
    expect(clamd.streams.at(-1)?.equals(bytes)).toBe(true);
    const sha256 = hashOf(bytes);
    const key = `/evidence/kh/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    expect(bucket.objects.get(key)?.equals(bytes)).toBe(true);
    expect(((await content(procurement, body)).body as Buffer).equals(bytes)).toBe(true);
    const dpo = await app.person('dpo');
    const why = { reason: 'It names patients.', legalGround: 'GDPR Art. 17(1)(d)' };
    await dpo.post(`/evidence/${body.id}/erasure`, why, { 'if-match': '"1"' });
    bucket.failing = 500;
    await app.settle();
    expect((await dpo.get(`/evidence/${body.id}`)).body['contentState']).toBe('erasing');
    bucket.failing = null;
    await app.settle();
    expect((await dpo.get(`/evidence/${body.id}`)).body['contentState']).toBe('erased');
    expect(bucket.objects.has(key)).toBe(false);
  });

  it('deletes parts in the database for a legal reason, and for no other', async () => {
    const dpo = await app.person('dpo');
    const runtime = await sql(app.database.runtimeUrl);
    const parts = async () =>
      (await runtime.query('SELECT 1 FROM evidence_content_part WHERE sha256 = $1', [hashOf(before.bytes)]))
        .rowCount;
    try {
      await expect(runtime.query('DELETE FROM evidence_content_part')).rejects.toMatchObject({
        code: '23001',
      });
      await expect(runtime.query(`UPDATE evidence_content_part SET bytes = ''`)).rejects.toMatchObject({
        code: '42501',
      });
      expect(await parts()).toBe(3);
      const { body } = await dpo.get(`/evidence?sha256=${hashOf(before.bytes)}`);
      for (const { id } of body['items'] as { id: string }[])
        await dpo.post(
          `/evidence/${id}/erasure`,
          { reason: 'Ordered by a court.', legalGround: 'Order 7 O 12/26' },
          { 'if-match': '*' },
        );
      await app.settle();
      expect(await parts()).toBe(0);
    } finally {
      await runtime.end();
    }
  });

  it.each([
    [
      'an infected file',
      () => (clamd.reply = 'stream: Eicar-Test-Signature FOUND\0'),
      { status: 422, code: 'evidence.infected', signature: 'Eicar-Test-Signature' },
    ],
    ['one too large to scan', () => (clamd.limit = 10), { status: 413, code: 'evidence.too_large_to_scan' }],
    ['no answer', () => (clamd.reply = ''), { status: 503, code: 'evidence.scanner_unreachable' }],
    ['no sense', () => (clamd.reply = 'what?\0'), { status: 503, code: 'evidence.scanner_unreachable' }],
    ['a bucket that fails', () => (bucket.failing = 500), { status: 503, code: 'evidence.store_unusable' }],
  ])('stores nothing for %s', async (_case, arrange, problem) => {
    const objects = bucket.objects.size;
    const total = async () => (await procurement.get('/evidence?count=true')).body['total'];
    const documents = await total();
    arrange();
    const { body } = await upload(procurement, pdf('refused'));
    expect(body).toMatchObject(problem);
    bucket.failing = null;
    expect([bucket.objects.size, await total()]).toEqual([objects, documents]);
  });

  it('fails closed when the scanner is gone, and says what to do', async () => {
    await clamd.stop();
    const { body } = await upload(procurement, pdf('no scanner'));
    expect(body).toMatchObject({ status: 503, code: 'evidence.scanner_unreachable' });
    expect(body['remedy']).toMatch(/KEYHOLDER_CLAMD/);
    expect(app.logged.filter((line) => line.includes('"context":"Security"')).join('\n')).toMatch(
      /Eicar-Test-Signature/,
    );
    clamd = await Clamd.start();
  });
});
