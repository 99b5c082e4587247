import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mirror } from '../../../bin/mirror.mjs';
import { readTimeStamp } from '../../../bin/time-stamp.mjs';
import { verifyBundle } from '../../../bin/verify.mjs';
import {
  certificatesIn,
  readTimeStamp as read,
  timeStampQuestion,
} from '../../../src/platform/time-stamps/time-stamp-token.js';
import { TestApp, type Caller } from '../../support/app.js';
import { anExport, bundleOf, filesOf, publicKey, zipOf } from '../../support/bundles.js';
import { sql } from '../../support/database.js';
import { hasOpenssl, TestAuthority } from '../../support/time-stamp-authority.js';

type Fed = {
  size: number;
  rootHash: string;
  note: string;
  timeStamp: { genTime: string; answer: string } | null;
};

const needsOpenssl = hasOpenssl ? describe : describe.skip;

needsOpenssl('a clock outside (needs openssl)', () => {
  let authority: TestAuthority;
  let app: TestApp;
  let admin: Caller;
  let auditor: Caller;
  let key: string;
  beforeAll(async () => {
    authority = await TestAuthority.start();
    app = await TestApp.start({
      ...{ KEYHOLDER_TSA_URL: authority.url, KEYHOLDER_TSA_CA_FILE: authority.certificateFile },
      ...{ KEYHOLDER_TSA_MINUTES: '10', KEYHOLDER_LOG_LEVEL: 'warn' },
    });
    admin = await app.admin();
    auditor = await app.person('auditor');
    await app.settle();
    key = await publicKey(app);
  });
  afterAll(async () => {
    await app.close();
    await authority.close();
  });

  const feed = async (query = '') => {
    const { body } = await app.anonymous().get(`/ledger/checkpoints/feed?limit=200${query}`);
    return body as unknown as { items: Fed[]; next: number };
  };
  const write = (name: string) =>
    admin.post('/legal-entities', { name, country: 'DE', contact: 'Am Markt 1', role: 'controller' });
  const stamped = async () => (await feed()).items.filter(({ timeStamp }) => timeStamp !== null);

  it('stamps the newest checkpoint, and the next when its minutes are over', async () => {
    const [first, ...others] = await stamped();
    expect(others).toEqual([]);
    expect(first?.timeStamp).toMatchObject({ authority: new URL(authority.url).host, policy: '1.2.3.4.1' });
    await write('Within ten minutes');
    await app.settle();
    expect(await stamped()).toHaveLength(1);
    app.clock.advance({ minutes: 11 });
    await write('After ten minutes');
    await app.settle();
    const [, second] = await stamped();
    expect(second?.size).toBe((await feed()).next);
  });

  it('is believed by OpenSSL and by the verifier, for the text of the checkpoint alone', async () => {
    const [{ note, timeStamp }] = (await stamped()) as [Fed];
    const answer = Buffer.from(timeStamp?.answer ?? '', 'base64');
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-stamp-'));
    writeFileSync(join(folder, 'note'), note);
    writeFileSync(join(folder, 'answer.tsr'), answer);
    const line = `ts -verify -data note -in answer.tsr -CAfile ${authority.certificateFile}`;
    expect(String(execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' }))).toContain('OK');
    const trusted = authority.certificate;
    expect(readTimeStamp(answer, { content: Buffer.from(note), trusted })).toEqual({
      ...{ genTime: timeStamp?.genTime, authority: 'CN=Clock', isTrusted: true },
    });
    expect(() => readTimeStamp(answer, { content: Buffer.from(`${note} `), trusted })).toThrow(
      'stamps something else',
    );
  });

  it('is fed to whoever keeps checkpoints, from where they are', async () => {
    const { items, next } = await feed();
    expect(items.map(({ size }) => size)).toEqual(items.map(({ size }) => size).toSorted((a, b) => a - b));
    expect(items.at(-1)?.size).toBe(next);
    expect(await feed(`&after=${next}`)).toEqual({ items: [], next });
    expect((await feed(`&after=${items[0]?.size}`)).items).toEqual(items.slice(1));
    expect((await app.anonymous().get('/ledger/checkpoints/feed?after=-1&limit=900')).status).toBe(400);
  });

  describe('in a bundle', () => {
    let bundle: Buffer;
    beforeAll(async () => {
      bundle = await bundleOf(auditor, await anExport(app, auditor, { register: 'waivers' }));
    });

    it('says when it existed, to whom trusts the authority', () => {
      const names = filesOf(bundle).map(({ name }) => name);
      expect(names.slice(0, 4)).toEqual([
        'manifest.json',
        'manifest.jws',
        'time-stamp.tsr',
        'time-stamp.jws',
      ]);
      const alone = verifyBundle(bundle, { key });
      expect(alone.notProven.join('\n')).toMatch(/existed at 20.*CN=Clock says so in a time-stamp; give/);
      const { proven, notProven } = verifyBundle(bundle, { key, tsa: authority.certificate });
      expect(proven.join('\n')).toMatch(/The bundle existed at 20.*CN=Clock says so/);
      expect(notProven.join('\n')).not.toMatch(/existed|moment of signing/);
    });

    it('does not survive a changed byte, a stamp of something else, or one that lost its half', () => {
      const files = filesOf(bundle);
      const unnoticed: number[] = [];
      const stamp = files.find(({ name }) => name === 'time-stamp.tsr')?.content ?? Buffer.of();
      for (let at = 0; at < stamp.length; at += 3) {
        const content = Buffer.from(stamp);
        content.writeUInt8(content.readUInt8(at) ^ 1, at);
        const changed = files.map((file) => (file.name === 'time-stamp.tsr' ? { ...file, content } : file));
        try {
          verifyBundle(zipOf(changed), { key });
          unnoticed.push(at);
        } catch {
          continue;
        }
      }
      expect(unnoticed).toEqual([]);
      const without = (lost: string) => zipOf(files.filter(({ name }) => name !== lost));
      expect(() => verifyBundle(without('time-stamp.jws'), { key })).toThrow('time-stamp.jws: is missing');
      expect(() => verifyBundle(without('time-stamp.tsr'), { key })).toThrow('time-stamp.tsr: is missing');
    });

    it('is made without one, and says so, while the authority does not answer as it should', async () => {
      for (const instead of [503, Buffer.from('no answer'), Buffer.alloc(70_000)]) {
        authority.instead = instead;
        const made = await anExport(app, auditor, { register: 'waivers' });
        const unstamped = await bundleOf(auditor, made);
        expect(verifyBundle(unstamped, { key }).notProven).toContain(
          'The moment of signing: the signer says it.',
        );
      }
      authority.instead = null;
      expect(app.logged.filter((line) => line.includes('no time-stamp')).join('\n')).toMatch(
        /answered with 503[^]*no TimeStampResp[^]*too long/,
      );
    });
  });

  it('is not believed with an answer to another question, of another content, or of another authority', async () => {
    const nonce = randomBytes(15);
    const content = 'what was asked';
    const answer = authority.answer(timeStampQuestion({ content, nonce }));
    const trusted = certificatesIn(authority.certificate);
    expect(await read(answer, { content, nonce, trusted })).toMatchObject({ policy: '1.2.3.4.1' });
    await expect(read(answer, { content, nonce: randomBytes(15), trusted })).rejects.toThrow(
      'another question',
    );
    await expect(read(answer, { content: 'other', nonce, trusted })).rejects.toThrow('something else');
    const other = await TestAuthority.start();
    await expect(
      read(answer, { content, nonce, trusted: certificatesIn(other.certificate) }),
    ).rejects.toThrow('leads to none that is trusted');
    await other.close();
    await expect(read(Buffer.from('3003020102', 'hex'), { content, nonce, trusted })).rejects.toThrow(
      'no TimeStampResp',
    );
  });

  describe('and a mirror of the checkpoints', () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-mirror-'));
    let address: string;
    beforeAll(async () => {
      await app.app.listen(0, '127.0.0.1');
      address = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}`;
    });
    const kept = () => readFileSync(join(folder, 'checkpoints.ndjson'), 'utf8').trim().split('\n');

    it('keeps what is new, time after time', async () => {
      const { next } = await feed();
      expect(await mirror(address, { key, folder })).toEqual({ kept: 1, size: next });
      expect(await mirror(address, { key, folder })).toEqual({ kept: 0, size: next });
      await write('Mirrored');
      await app.settle();
      expect((await mirror(address, { key, folder })).size).toBeGreaterThan(next);
      expect(kept()).toHaveLength(2);
    });

    it('says when the ledger is another than the one it kept, and keeps nothing of it', async () => {
      const before = kept();
      const [last] = before.slice(-1).map((line) => JSON.parse(line) as Fed);
      const rootHash = createHash('sha256').update('another history').digest('hex');
      const forged = [JSON.stringify({ ...last, size: (last?.size ?? 0) - 1, rootHash }), ''].join('\n');
      writeFileSync(join(folder, 'checkpoints.ndjson'), forged);
      await expect(mirror(address, { key, folder })).rejects.toThrow('the ledger was rewritten');
      expect(kept()).toEqual([forged.trim()]);
    });
  });

  it('keeps its stamps even from the owner of the tables', async () => {
    const owner = await sql(app.database.ownerUrl);
    for (const change of [
      'UPDATE time_stamp SET authority = $$x$$',
      'DELETE FROM time_stamp',
      'TRUNCATE time_stamp',
    ])
      await expect(owner.query(change)).rejects.toThrow('append-only');
    await owner.end();
  });
});
