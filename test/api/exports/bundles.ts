import { spawnSync } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jest } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import { verifyBundle } from '../../../bin/verify.mjs';
import { BundleMaker } from '../../../src/modules/exports/bundle-maker.service.js';
import { BundleStore } from '../../../src/modules/exports/bundle-store.js';
import { ExportWork } from '../../../src/modules/exports/export-work.service.js';
import { exportedRegisters } from '../../../src/modules/exports/persistence/registers.js';
import { Spool } from '../../../src/platform/files/spool.js';
import { canonicalJson } from '../../../src/shared/canonical-json.js';
import { TestApp, type Body } from '../../support/app.js';
import { anExport, bundleOf, filesOf, publicKey, zipOf } from '../../support/bundles.js';
import {
  aCast,
  anActiveFlow,
  aReadyFlow,
  aVendor,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

const dayMs = 86_400_000;
const fileNames = [
  'manifest.json',
  'manifest.jws',
  'README.txt',
  'checkpoint.txt',
  'keys.json',
  'data.csv',
  'rows.ndjson',
  'leaves.txt',
  'hashes.txt',
];

/** A run of an export, and what it does when it fails: a killed one does not. */
type Work = { run: (id: string, alive: () => Promise<void>) => Promise<unknown>; fail: () => Promise<void> };

describe('exports', () => {
  let app: TestApp;
  let cast: Cast;
  let flow: Body;
  let key: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    flow = await anActiveFlow(app, cast);
    await aReadyFlow(app, cast, { title: '=cmd|\'/c calc\'!A1, "quoted"' });
    for (const name of ['شركة المثال', '例え株式会社', 'Ümlaut 🚀 AG']) await aVendor(cast, { name });
    await app.settle();
    key = await publicKey(app);
  });
  afterAll(() => app.close());

  /** What lies in the folder of bundles and is none. */
  const unfinished = () => readdirSync(join(app.folder, 'exports')).filter((name) => !name.endsWith('.zip'));
  const manifestOf = (made: Body) => JSON.parse(String(made['manifest'])) as Record<string, never>;

  describe('a bundle', () => {
    let made: Body;
    let bundle: Buffer;
    beforeAll(async () => {
      made = await anExport(app, cast.auditor, { register: 'data-flows' });
      bundle = await bundleOf(cast.auditor, made);
    });

    it('is made by a job and says what is in it', () => {
      expect(made).toMatchObject({ status: 'ready', rowCount: 2, populationCount: 2, problem: null });
      expect(made['sha256']).toBe(createHash('sha256').update(bundle).digest('hex'));
      expect(made['bytes']).toBe(bundle.length);
      const files = filesOf(bundle);
      expect(files.map(({ name }) => name)).toEqual(fileNames);
      expect(String(files[0]?.content)).toBe(made['manifest']);
      expect(manifestOf(made)).toMatchObject({
        format: 'keyholder-bundle/1',
        counts: { rows: 2, population: 2 },
        export: { register: 'data-flows', requestedBy: { kind: 'user', id: cast.auditor.id } },
      });
    });

    it('is verified from its bytes and the public key alone, in words', () => {
      const { proven, notProven } = verifyBundle(bundle, { key });
      expect(proven[0]).toContain('No byte of the bundle was changed');
      expect(proven[1]).toContain('Each of the 2 rows names a revision that is on record');
      expect(notProven.join(' ')).toContain('no record is missing from the register');
    });

    it('holds the entry of each row as the ledger shows it', async () => {
      const leaves = String(filesOf(bundle).find(({ name }) => name === 'leaves.txt')?.content)
        .trimEnd()
        .split('\n');
      const [, leaf = ''] = leaves.find((line) => line.includes(flow.id))?.split(/ (.*)/s) ?? [];
      const { id } = JSON.parse(leaf) as { id: string };
      const { body } = await cast.auditor.get(`/ledger/entries/${id}/proof`);
      expect(body['leaf']).toBe(leaf);
    });

    it('is refused, saying where, with a file missing, added, swapped, renamed or cut', () => {
      const files = filesOf(bundle);
      const refused = (changed: typeof files) => () => verifyBundle(zipOf(changed), { key });
      for (const { name } of files)
        expect(refused(files.filter((file) => file.name !== name))).toThrow(`${name}: is missing`);
      const more = { name: 'more.txt', content: Buffer.from('more') };
      expect(refused([...files, more])).toThrow('more.txt: is in the bundle and not in the manifest');
      const [first, second, third, fourth, ...rest] = files;
      if (!first || !second || !third || !fourth) throw new Error('files are missing');
      expect(refused([first, second, fourth, third, ...rest])).toThrow('order of the files');
      const swapped = [
        first,
        second,
        { ...third, content: fourth.content },
        { ...fourth, content: third.content },
      ];
      expect(refused([...swapped, ...rest])).toThrow('README.txt: size');
      expect(() => verifyBundle(bundle.subarray(0, -1), { key })).toThrow('archive: its directory');
      expect(() => verifyBundle(Buffer.concat([bundle, Buffer.of(0)]), { key })).toThrow('its directory');
      expect(() => verifyBundle(Buffer.alloc(0), { key })).toThrow('archive: its directory');
    });

    it('is refused with a foreign key, and with one that was revoked', async () => {
      const foreign = generateKeyPairSync('ed25519').publicKey.export({
        format: 'pem',
        type: 'spki',
      }) as string;
      expect(() => verifyBundle(bundle, { key: foreign })).toThrow('signed with a foreign key');
      const { body: keys } = await app.anonymous().get('/ledger/keys');
      expect(verifyBundle(bundle, { key, keys }).notProven.join(' ')).not.toContain('give --keys');
      const items = keys['items'] as object[];
      const revoked = items.map((item) => ({
        ...item,
        status: 'revoked',
        endedAt: '2026-01-01',
        endedBecause: 'lost',
      }));
      expect(() => verifyBundle(bundle, { key, keys: { items: revoked } })).toThrow(
        'was revoked at 2026-01-01: lost',
      );
      expect(() => verifyBundle(bundle, { key: 'no key' })).toThrow('--key: is no Ed25519 public key');
    });

    /** Whoever holds another key and writes a whole bundle of his own. */
    it('is refused when somebody signs other contents anew with a key of his own', () => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const files = filesOf(bundle).map(({ name, content }) => ({ name, content: String(content) }));
      const data = files.find(({ name }) => name === 'data.csv');
      const manifest = JSON.parse(files[0]?.content ?? '') as {
        files: { name: string; size: number; sha256: string }[];
      };
      if (!data) throw new Error('no data');
      data.content = data.content.replace('active', 'closed');
      const listed = manifest.files.find(({ name }) => name === 'data.csv');
      if (!listed) throw new Error('not listed');
      listed.size = Buffer.byteLength(data.content);
      listed.sha256 = createHash('sha256').update(data.content).digest('hex');
      const text = canonicalJson(manifest);
      const raw = privateKey.export({ format: 'jwk' }).x ?? '';
      const header = Buffer.from(canonicalJson({ alg: 'EdDSA', kid: raw })).toString('base64url');
      const input = `${header}.${Buffer.from(text).toString('base64url')}`;
      const jws = `${header}..${sign(null, Buffer.from(input), privateKey).toString('base64url')}\n`;
      const [, , ...others] = files;
      const forged = [
        { name: 'manifest.json', content: text },
        { name: 'manifest.jws', content: jws },
        ...others,
      ];
      expect(() => verifyBundle(zipOf(forged), { key })).toThrow(
        'manifest.jws: is signed with a foreign key',
      );
    });
  });

  it('notices every byte that is changed, wherever it stands', async () => {
    const made = await anExport(app, cast.auditor, { register: 'waivers' });
    const bundle = await bundleOf(cast.auditor, made);
    expect(verifyBundle(bundle, { key }).proven.length).toBeGreaterThan(0);
    const unnoticed: number[] = [];
    for (let at = 0; at < bundle.length; at++) {
      const changed = Buffer.from(bundle);
      changed.writeUInt8((bundle.readUInt8(at) + 1 + (at % 255)) % 256, at);
      try {
        verifyBundle(changed, { key });
        unnoticed.push(at);
      } catch (error) {
        expect((error as Error).message).toMatch(/^[\w .,-]+: ./);
      }
    }
    expect(unnoticed).toEqual([]);
  });

  it.each(['csv', 'ndjson', 'json'])('hold every register as %s, and each is verified', async (format) => {
    for (const { name: register } of exportedRegisters) {
      const made = await anExport(app, cast.auditor, { register, format });
      expect(made).toMatchObject({ register, status: 'ready' });
      const { proven } = verifyBundle(await bundleOf(cast.auditor, made), { key });
      expect(proven.join(' ')).toContain(`Each of the ${String(made['rowCount'])} rows`);
    }
  });

  it.each(['xlsx', 'pdf'])(
    'show the same rows as %s beside the proven data, and each is verified',
    async (format) => {
      for (const register of ['data-flows', 'ledger', 'recipients', 'ropa-controller', 'transfers']) {
        const made = await anExport(app, cast.auditor, { register, format });
        expect(made).toMatchObject({ register, format, status: 'ready' });
        const bundle = await bundleOf(cast.auditor, made);
        const names = filesOf(bundle).map(({ name }) => name);
        expect(names.slice(5, 7)).toEqual(['data.csv', `data.${format}`]);
        const { notProven } = verifyBundle(bundle, { key });
        expect(notProven).toContain(
          `That data.${format} shows what data.csv says: the software made it from the same rows.`,
        );
      }
    },
  );

  it('hold as a workbook what they hold as data, with types and without formulas', async () => {
    const bundle = await bundleOf(
      cast.auditor,
      await anExport(app, cast.auditor, { register: 'data-flows', format: 'xlsx' }),
    );
    const content = (name: string) =>
      filesOf(bundle).find((file) => file.name === name)?.content ?? Buffer.of();
    const read = await readSheet(content('data.xlsx'), 'data-flows');
    const [names = [], ...rows] = read as unknown[][];
    const records = parse(content('data.csv'));
    expect([names, rows.length]).toEqual([records[0], records.length - 1]);
    const cells = (column: string) => rows.map((row) => row[names.indexOf(column)]);
    expect(cells('title')).toContain('=cmd|\'/c calc\'!A1, "quoted"');
    expect(cells('revision')).toEqual(records.slice(1).map(([, revision]) => Number(revision)));
    expect(cells('createdAt')).toEqual([expect.any(Date), expect.any(Date)]);
    const about = (await readSheet(content('data.xlsx'), 'About')) as unknown[][];
    expect(about).toEqual(
      expect.arrayContaining([
        ['Register', 'data-flows'],
        ['Rows', '2'],
      ]),
    );
  });

  it('are verified by the command, which says what is proven and ends as it should', async () => {
    const made = await anExport(app, cast.auditor, { register: 'vendors' });
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-bundle-'));
    const at = (name: string) => join(folder, name);
    const command = fileURLToPath(new URL('../../../bin/keyholder.mjs', import.meta.url));
    const run = (...args: string[]) => spawnSync(process.execPath, [command, ...args], { encoding: 'utf8' });
    const bundle = await bundleOf(cast.auditor, made);
    writeFileSync(at('bundle.zip'), bundle);
    writeFileSync(at('cut.zip'), bundle.subarray(0, 5_000));
    writeFileSync(at('key.pem'), key);
    const good = run('verify', at('bundle.zip'), '--key', at('key.pem'));
    expect(good).toMatchObject({ status: 0, stderr: '' });
    expect(good.stdout).toMatch(
      /^VERIFIED\.\n\nProven:\n- No byte .*\n\nNot proven:\n- That what people recorded/s,
    );
    const bad = run('verify', at('cut.zip'), '--key', at('key.pem'));
    expect(bad).toMatchObject({ status: 1, stdout: '' });
    expect(bad.stderr).toMatch(/^NOT VERIFIED\. archive: /);
    expect(run('verify', at('bundle.zip'))).toMatchObject({ status: 2, stdout: '' });
    rmSync(folder, { recursive: true });
  });

  it('keep any script, quotes and formulas as they are, but harmless in CSV', async () => {
    const csv = await bundleOf(cast.auditor, await anExport(app, cast.auditor, { register: 'data-flows' }));
    const data = (bundle: Buffer, name: string) =>
      String(filesOf(bundle).find((file) => file.name === name)?.content);
    expect(data(csv, 'data.csv')).toContain(`"'=cmd|'/c calc'!A1, ""quoted"""`);
    const order = { register: 'vendors', format: 'json' };
    const json = await bundleOf(cast.auditor, await anExport(app, cast.auditor, order));
    const names = (JSON.parse(data(json, 'data.json')) as { name: string }[]).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['شركة المثال', '例え株式会社', 'Ümlaut 🚀 AG']));
  });

  it('prove with the whole ledger that no record is missing, for auditors only', async () => {
    const order = { register: 'vendors', wholeLedger: true };
    const made = await anExport(app, cast.auditor, order);
    const bundle = await bundleOf(cast.auditor, made);
    expect(verifyBundle(bundle, { key }).proven.join(' ')).toContain('No vendor that was on record');
    const refused = await cast.dpo.post('/exports', { ...order, format: 'csv', reason: 'Not for the DPO' });
    expect(refused.body).toMatchObject({ status: 403, code: 'register.forbidden' });
  });

  it('name the export before, whose ledger theirs continues', async () => {
    const first = await anExport(app, cast.auditor, { register: 'vendors' });
    await aVendor(cast, { name: 'Between two exports' });
    const second = await anExport(app, cast.auditor, { register: 'vendors' });
    expect(second['previousId']).toBe(first.id);
    const previous = await bundleOf(cast.auditor, first);
    const bundle = await bundleOf(cast.auditor, second);
    expect(verifyBundle(bundle, { key, previous }).proven.join(' ')).toContain(
      'The export before is the one',
    );
    expect(() => verifyBundle(previous, { key, previous: bundle })).toThrow('--previous: is not the export');
  });

  it('give the same rows for the same moment, whatever was changed since', async () => {
    const knownAt = app.clock.now().toISOString();
    const order = { register: 'vendors', knownAt };
    const before = await anExport(app, cast.auditor, order);
    await aVendor(cast, { name: 'Came later' });
    const after = await anExport(app, cast.auditor, order);
    const data = async (made: Body) =>
      String(filesOf(await bundleOf(cast.auditor, made)).find(({ name }) => name === 'data.csv')?.content);
    expect(await data(after)).toBe(await data(before));
    expect(await data(after)).not.toContain('Came later');
  });

  it('draw a sample that anybody can draw again', async () => {
    const order = { register: 'vendors', sample: { size: 3, seed: 'audit 2026', strata: ['country'] } };
    const made = await anExport(app, cast.auditor, order);
    expect(made).toMatchObject({ rowCount: 3, sample: { size: 3, seed: 'audit 2026', strata: ['country'] } });
    expect(made['populationCount']).toBeGreaterThan(3);
    const { proven } = verifyBundle(await bundleOf(cast.auditor, made), { key });
    expect(proven.join(' ')).toContain('was drawn from');
  });

  it('keep to filters and to the day', async () => {
    const active = await anExport(app, cast.auditor, {
      register: 'data-flows',
      filters: [{ column: 'status', values: ['active'] }],
    });
    expect(active).toMatchObject({ rowCount: 1 });
    const yesterday = new Date(app.clock.now().getTime() - dayMs).toISOString().slice(0, 10);
    expect(await anExport(app, cast.auditor, { register: 'data-flows', asOf: yesterday })).toMatchObject({
      rowCount: 0,
      populationCount: 0,
      asOf: yesterday,
    });
  });

  describe('are refused with nothing written', () => {
    const tomorrow = () => new Date(app.clock.now().getTime() + dayMs).toISOString();
    it.each([
      ['an unknown register', { register: 'nothing' }, 404, 'register.not_found'],
      [
        'a moment before the first entry',
        { knownAt: '1999-01-01T00:00:00.000Z' },
        422,
        'register.before_records',
      ],
      ['an unknown column', { filters: [{ column: 'nope', values: ['x'] }] }, 400, 'export.bad_order'],
      ['an unknown stratum', { sample: { size: 1, seed: 's', strata: ['nope'] } }, 400, 'export.bad_order'],
      ['a sample of nothing', { sample: { size: 0, seed: 's' } }, 400, 'request.invalid'],
      ['an unknown format', { format: 'doc' }, 400, 'request.invalid'],
      ['a format that the register lacks', { format: 'jsonld' }, 400, 'export.bad_order'],
      ['no reason', { reason: '' }, 400, 'request.invalid'],
    ])('for %s', async (_name, order, status, code) => {
      const count = async () => (await cast.auditor.get('/exports?limit=200')).body['items'];
      const before = await count();
      const given = { register: 'vendors', format: 'csv', reason: 'Why', ...order };
      const { body } = await cast.auditor.post('/exports', given);
      expect(body).toMatchObject({ status, code });
      expect(await count()).toEqual(before);
    });

    it('for a moment to come, and for who may not read the register', async () => {
      const order = { register: 'vendors', format: 'csv', reason: 'Why' };
      const ahead = await cast.auditor.post('/exports', { ...order, knownAt: tomorrow() });
      expect(ahead.body).toMatchObject({ status: 400, code: 'register.ahead' });
      const day = await cast.auditor.post('/exports', { ...order, asOf: tomorrow().slice(0, 10) });
      expect(day.body).toMatchObject({ status: 400, code: 'register.ahead' });
      const { body } = await cast.dpo.post('/exports', { ...order, register: 'ledger' });
      expect(body).toMatchObject({ status: 403, code: 'register.forbidden' });
    });
  });

  it('fail in plain words when the sample is larger than the population, and leave no file', async () => {
    const made = await anExport(app, cast.auditor, {
      register: 'vendors',
      sample: { size: 5_000, seed: 's' },
    });
    expect(made).toMatchObject({ status: 'failed', problem: { code: 'export.sample_too_large' } });
    const { body } = await cast.auditor.get(`/exports/${made.id}/content`);
    expect(body).toMatchObject({ status: 409, code: 'export.not_ready' });
    const left = readdirSync(join(app.folder, 'exports'));
    expect(left.filter((name) => !name.endsWith('.zip'))).toEqual([]);
    expect(left).not.toContain(`${made.id}.zip`);
  });

  it('end with their job when that is cancelled before it begins', async () => {
    const order = { register: 'vendors', format: 'csv', reason: 'Changed my mind' };
    const { body: asked } = await cast.auditor.post('/exports', order);
    await cast.auditor.post(`/jobs/${String(asked['jobId'])}/cancellation`);
    await app.settle();
    await app.settle();
    const { body } = await cast.auditor.get(`/exports/${asked.id}`);
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'request.conflict' } });
  });

  it('end with their job when that is cancelled while it runs, and leave no file', async () => {
    const order = { register: 'vendors', format: 'csv', reason: 'Changed my mind later' };
    const { body: asked } = await cast.auditor.post('/exports', order);
    const maker = app.app.get(BundleMaker, { strict: false });
    const write = maker.make.bind(maker);
    const making = jest.spyOn(maker, 'make').mockImplementation(async (...given) => {
      await cast.auditor.post(`/jobs/${String(asked['jobId'])}/cancellation`);
      return write(...given);
    });
    await app.settle();
    making.mockRestore();
    const { body } = await cast.auditor.get(`/exports/${asked.id}`);
    expect(body).toMatchObject({ status: 'failed', problem: { code: 'request.conflict' } });
    expect(existsSync(join(app.folder, 'exports', `${asked.id}.zip`))).toBe(false);
    expect(unfinished()).toEqual([]);
  });

  it('fail in plain words when the disk is full, and leave no file', async () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const spy = jest.spyOn(Spool.prototype, 'end').mockRejectedValue(full);
    const made = await anExport(app, cast.auditor, { register: 'vendors' });
    spy.mockRestore();
    expect(made).toMatchObject({ status: 'failed', problem: { code: 'export.no_room' } });
    expect(unfinished()).toEqual([]);
    const again = await anExport(app, cast.auditor, { register: 'vendors' });
    expect(again).toMatchObject({ status: 'ready' });
  });

  it('are made again, the same, where a run was killed after signing', async () => {
    const { body: asked } = await cast.auditor.post('/exports', {
      ...{ register: 'vendors', format: 'csv', reason: 'Killed on the way' },
    });
    const work = app.app.get<Work>(ExportWork, { strict: false });
    const kept = jest.spyOn(BundleStore.prototype, 'keep').mockRejectedValue(new Error('killed'));
    const dead = jest.spyOn(work, 'fail').mockResolvedValue(undefined);
    await expect(work.run(asked.id, () => Promise.resolve())).rejects.toThrow('killed');
    kept.mockRestore();
    dead.mockRestore();
    const { body: half } = await cast.auditor.get(`/exports/${asked.id}`);
    expect(half).toMatchObject({ status: 'running' });
    await app.settle();
    const { body: made } = await cast.auditor.get(`/exports/${asked.id}`);
    expect(made).toMatchObject({ status: 'ready', manifest: half['manifest'], signature: half['signature'] });
    expect(verifyBundle(await bundleOf(cast.auditor, made), { key }).proven[0]).toContain('No byte');
  });

  it('are given to who may read the register, and each download is on record', async () => {
    const made = await anExport(app, cast.auditor, { register: 'ledger' });
    const refused = await cast.dpo.get(`/exports/${made.id}/content`);
    expect(refused.body).toMatchObject({ status: 403, code: 'register.forbidden' });
    await bundleOf(cast.auditor, made);
    await app.settle();
    const { body } = await cast.auditor.get('/ledger/entries?action=export.downloaded&sort=-seq&limit=1');
    expect(body['items']).toMatchObject([{ actor: { id: cast.auditor.id } }]);
  });

  it('are listed with a constant number of statements', async () => {
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/exports');
    expect(rows).toBeGreaterThan(5);
    expect(many).toBe(one);
  });

  it('go after their days; the manifest stays', async () => {
    const made = await anExport(app, cast.auditor, { register: 'vendors' });
    const path = join(app.folder, 'exports', `${made.id}.zip`);
    expect(existsSync(path)).toBe(true);
    app.clock.advance({ days: 31 });
    await app.settle();
    const auditor = await app.person('auditor');
    const { body } = await auditor.get(`/exports/${made.id}`);
    expect(body).toMatchObject({ status: 'removed', manifest: made['manifest'] });
    expect(existsSync(path)).toBe(false);
    const gone = await auditor.get(`/exports/${made.id}/content`);
    expect(gone.body).toMatchObject({ status: 410, code: 'export.removed' });
  });
});
