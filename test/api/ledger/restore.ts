import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { openVerified, verifyBundle, type OpenArchive } from '../../../bin/verify.mjs';
import { exportedRegisters } from '../../../src/modules/exports/persistence/registers.js';
import { NotRestored } from '../../../src/modules/exports/index.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { provesConsistency } from '../../../src/platform/ledger/merkle-tree.js';
import { restoreInto } from '../../../src/restore.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { anExport, bundleOf, filesOf, publicKey, zipOf } from '../../support/bundles.js';
import { freshDatabase, sql, type TestDatabase } from '../../support/database.js';
import { populate } from '../../support/population.js';

type Checkpoint = Readonly<{ size: number; rootHash: string; note: string }>;
const whole = { register: 'ledger', wholeLedger: true };
const text = { content: 'What we agreed on.\n', name: 'agreed.txt', type: 'text/plain' };
const about = { title: 'As agreed', kind: 'AUDIT_REPORT' };
const lists = [
  '/vendors',
  '/agreements',
  '/data-flows',
  '/deviations',
  '/audit-scores',
  '/findings',
  '/evidence',
];

/** An archive of these bytes that is read as if it were verified. */
function opened(bundle: Buffer): OpenArchive {
  const files = new Map(filesOf(bundle).map(({ name, content }) => [name, content.toString('utf8')]));
  const content = (name: string) => files.get(name) ?? '';
  return { text: content, lines: (name) => content(name).split('\n').slice(0, -1), close: () => undefined };
}

describe('a ledger that is restored from its bundle', () => {
  let before: TestApp;
  let after: TestApp;
  let auditor: Caller;
  let admin: Caller;
  let bundle: Buffer;
  let sample: Buffer;
  let vendors: Buffer;
  let key: string;
  let owner: pg.Client;
  let knownAt: string;
  let early: Checkpoint;
  let proofs: string[];
  let restored: Awaited<ReturnType<typeof restoreInto>>;
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-restored-'));
  const config = readConfig({ KEYHOLDER_DATA_DIR: folder, KEYHOLDER_LOG_LEVEL: 'silent' });
  const into = (database: TestDatabase, source: OpenArchive) =>
    restoreInto(config, database.ownerUrl, { bundle: source, durable: false });

  /** What the first installation answered; both cannot be asked at once in one process. */
  const then = new Map<string, Answer>();
  const listed = (path: string) => then.get(`${path}?limit=200`)?.body['items'] as Record<string, unknown>[];

  beforeAll(async () => {
    before = await TestApp.start();
    const by = await before.person('auditor');
    await before.settle();
    early = await newest(by);
    await populate(before);
    const procurement = await before.person('procurement');
    expect((await procurement.upload('/evidence', text, about)).status).toBe(201);
    await before.settle();
    sample = await bundleOf(by, await anExport(before, by, { ...whole, sample: { size: 3, seed: 'x' } }));
    vendors = await bundleOf(by, await anExport(before, by, { register: 'vendors' }));
    const made = await anExport(before, by, whole);
    knownAt = String(made['knownAt']);
    bundle = await bundleOf(by, made);
    key = await publicKey(before);
    const { body } = await by.get('/ledger/entries?limit=200');
    proofs = (body['items'] as { entryId: string }[]).slice(-2).map(({ entryId }) => proofOf(entryId, made));
    const registers = exportedRegisters.map(({ name }) => registerOf(name));
    for (const path of [...registers, ...proofs, ...lists.map((list) => `${list}?limit=200`)])
      then.set(path, await by.get(path));

    const database = await freshDatabase();
    restored = await into(database, openVerified(bundle, { key }).archive);
    owner = await sql(database.ownerUrl);
    after = await TestApp.start({ KEYHOLDER_DATA_DIR: folder }, database);
    admin = await after.admin();
    auditor = await after.person('auditor');
    await after.settle();
  }, 240_000);
  afterAll(async () => {
    await owner.end();
    await after.close();
    await before.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const registerOf = (name: string) => `/registers/${name}.csv?knownAt=${knownAt}`;
  const proofOf = (id: string, { treeSize }: Body) => `/ledger/entries/${id}/proof?size=${String(treeSize)}`;
  const newest = async (by: Caller) =>
    ((await by.get('/ledger/checkpoints')).body['items'] as Checkpoint[])[0] as Checkpoint;
  const items = async (by: Caller, path: string) =>
    (await by.get(`${path}?limit=200`)).body['items'] as Record<string, unknown>[];

  it.each(exportedRegisters.map(({ name }) => name))(
    'gives the register %s byte by byte as it was',
    async (name) => {
      const now = await auditor.get(registerOf(name));
      expect([now.status, now.text]).toEqual([200, then.get(registerOf(name))?.text]);
    },
  );

  it('lists vendors, agreements, flows, deviations and scores as they stood, and finds vendors by their names', async () => {
    for (const path of lists) expect([path, await items(auditor, path)]).toEqual([path, withoutEvents(path)]);
    const [vendor] = listed('/vendors');
    const found = await auditor.get(
      `/vendors?q=${encodeURIComponent(String(vendor?.['name']).toUpperCase())}`,
    );
    expect((found.body['items'] as { id: string }[]).map(({ id }) => id)).toContain(vendor?.['id']);
  });

  /** Sharing events themselves are not in the ledger. */
  const withoutEvents = (path: string) =>
    path === '/deviations'
      ? listed(path).map((row) => ({
          ...row,
          tally: { events: 0, subjects: 0, records: 0, lastAt: row['sentAt'] },
        }))
      : listed(path);

  it('continues the tree: its heads are consistent with those of before, and each entry is proven as it was', async () => {
    const now = await newest(auditor);
    expect(now.size).toBeGreaterThan(restored.entries);
    const { body } = await auditor.get(`/ledger/consistency?from=${early.size}&to=${now.size}`);
    const [first, second] = [early, now].map(({ size, rootHash }) => ({
      size,
      root: Buffer.from(rootHash, 'hex'),
    }));
    const path = (body['path'] as string[]).map((hash) => Buffer.from(hash, 'hex'));
    expect(first && second && provesConsistency(first, second, path)).toBe(true);
    for (const path of proofs) {
      const { leaf, path: hashes } = (await auditor.get(path)).body;
      expect(then.get(path)?.body).toMatchObject({ leaf, path: hashes });
    }
  });

  it('says in the ledger that it was restored, and by which key it goes on', async () => {
    const hashes = new Set(listed('/evidence').map(({ sha256 }) => sha256));
    expect(restored).toMatchObject({ newKey: true, documents: hashes.size });
    const { body } = await auditor.get('/ledger/entries?action=ledger.restored');
    expect(body['items']).toMatchObject([{ actor: { kind: 'system' }, revision: 1 }]);
    const keys = (await after.anonymous().get('/ledger/keys')).body['items'] as object[];
    expect(keys).toMatchObject([
      { status: 'retired', endedBecause: expect.stringContaining('restored from the bundle of export') },
      { status: 'current', endorsement: null },
    ]);
  });

  it('makes bundles under the new key that the key of before does not lead to; those of before stay good', async () => {
    const made = await anExport(after, auditor, { register: 'vendors' });
    expect(made['problem']).toBeNull();
    const next = await bundleOf(auditor, made);
    const { body: keys } = await after.anonymous().get('/ledger/keys');
    expect(verifyBundle(next, { key: await publicKey(after), keys }).proven[0]).toContain('No byte');
    expect(() => verifyBundle(next, { key, keys })).toThrow('signed with a foreign key');
    expect(verifyBundle(bundle, { key, keys }).proven[0]).toContain('No byte');
  });

  it('has nobody who can sign in but a new first administrator, who gives people their names again', async () => {
    const email = 'again@keyholder.test';
    const people = await items(admin, '/users');
    const known = people.find(
      ({ email: address, roles }) => address === null && (roles as string[]).includes('dpo'),
    );
    expect(people.filter(({ email: address }) => address !== null)).toHaveLength(2);
    const path = `/users/${String(known?.['id'])}`;
    const password = 'plum-orbit-cello-91';
    expect((await admin.change(path, { email, displayName: 'Again', password })).status).toBe(200);
    expect((await after.signIn(email)).id).toBe(known?.['id']);
  });

  it('misses the bytes of documents until the same file is uploaded', async () => {
    const procurement = await after.person('procurement');
    const document = (await items(procurement, '/evidence')).find(({ title }) => title === about.title);
    const path = `/evidence/${String(document?.['id'])}/content`;
    expect((await procurement.get(path)).body).toMatchObject({
      code: 'evidence.damaged',
      sha256: document?.['sha256'],
    });
    expect((await procurement.upload('/evidence', text, about)).status).toBe(201);
    expect((await procurement.bare('get', path).buffer(true)).status).toBe(200);
  });

  it('is written on under the same guards as any other', async () => {
    const guards = `SELECT tgrelid::regclass::text AS "table", tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal
       UNION ALL SELECT conrelid::regclass::text, conname, (condeferrable::int + 2 * condeferred::int)::text::"char"
                   FROM pg_constraint WHERE contype = 'f' ORDER BY 1, 2`;
    const other = await sql(before.database.ownerUrl);
    const [{ rows: now }, { rows: then }] = [await owner.query(guards), await other.query(guards)];
    await other.end();
    expect(now).toEqual(then);
    const procurement = await after.person('procurement');
    const [vendor] = await items(procurement, '/vendors');
    const changed = await procurement.change(`/vendors/${String(vendor?.['id'])}`, {
      description: 'Afterwards.',
    });
    expect(changed.body['description']).toBe('Afterwards.');
  });

  describe('is refused, and nothing is written', () => {
    let empty: TestDatabase;
    beforeAll(async () => {
      empty = await freshDatabase();
    });
    afterAll(() => empty.drop());

    const counts = async (database: TestDatabase) => {
      const client = await sql(database.ownerUrl);
      const { rows } = await client.query<object>(
        `SELECT (SELECT count(*) FROM ledger_entry) AS entries, (SELECT count(*) FROM ledger_leaf) AS leaves,
                (SELECT count(*) FROM vendor) AS vendors, (SELECT count(*) FROM app_user) AS people,
                (SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O') AS resting`,
      );
      await client.end();
      return rows[0];
    };

    it('where there is a ledger already', async () => {
      const there = await counts(after.database);
      await expect(into(after.database, opened(bundle))).rejects.toThrow('The database has a ledger already');
      expect(await counts(after.database)).toEqual(there);
    });

    it('from a bundle of another register, and from a sample, with every reason', async () => {
      await expect(into(empty, openVerified(vendors, { key }).archive)).rejects.toThrow(
        'It is of the register vendors: the register ledger is needed. It does not hold the whole ledger',
      );
      await expect(into(empty, openVerified(sample, { key }).archive)).rejects.toThrow('It is a sample');
    });

    it('from a bundle that was altered, or signed with another key', () => {
      const files = filesOf(bundle).map(({ name, content }) => ({
        name,
        content: name === 'leaves.txt' ? content.toString('utf8').replace('vendor', 'vendar') : content,
      }));
      expect(() => openVerified(zipOf(files), { key })).toThrow('leaves.txt: SHA-256');
    });

    it('with the wrong key', async () => {
      const other = await publicKey(after);
      expect(() => openVerified(bundle, { key: other })).toThrow('signed with a foreign key');
    });

    it.each([
      ['an entry differs', (line: string) => line.replace('"revision":1', '"revision":7')],
      ['an entry is missing', () => ''],
    ])(
      'and when what was written is not the signed tree, as %s, all of it is taken back',
      async (_what, altered) => {
        const source = opened(bundle);
        const lines = (name: string) => {
          const all = [...source.lines(name)];
          if (name !== 'leaves.txt') return all;
          const last = all.findLastIndex((line) => line.includes('"subjectType":"export"'));
          return all.map((line, nth) => (nth === last ? altered(line) : line)).filter((line) => line !== '');
        };
        await expect(into(empty, { ...source, lines })).rejects.toThrow(NotRestored);
        expect(await counts(empty)).toEqual({
          entries: '0',
          leaves: '0',
          vendors: '0',
          people: '0',
          resting: '0',
        });
      },
    );
  });
});
