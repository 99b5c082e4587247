import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { filesBelow } from '../../../../test/support/files.js';
import { ObjectStore } from '../../../../test/support/object-store.js';
import { ContentMissing, type ContentStore, type IncomingContent } from './content-store.js';
import { FolderStore } from './folder-store.js';
import { S3Store } from './s3-store.js';
import { begun, verified } from './verified.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyholder-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function incoming(bytes: Buffer): IncomingContent {
  const path = join(folder, randomBytes(6).toString('hex'));
  writeFileSync(path, bytes);
  return { path, sha256: hashOf(bytes), size: bytes.length };
}

async function readBack(store: ContentStore, content: IncomingContent): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await store.read(content)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the folder', () => {
  let root: string;
  let store: FolderStore;
  beforeEach(() => {
    root = join(folder, 'evidence');
    store = new FolderStore(root);
  });

  it('has each content once, under its hash, readable and not writable, and nothing else', async () => {
    const bytes = randomBytes(3_000_000);
    const content = incoming(bytes);
    expect(await store.put(content)).toBe('made');
    expect(await store.put(incoming(bytes))).toBe('present');
    const { sha256 } = content;
    const path = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    expect(filesBelow(root)).toEqual([path]);
    expect(statSync(join(root, path)).mode & 0o777).toBe(0o400);
    expect((await readBack(store, content)).equals(bytes)).toBe(true);
  });

  it('keeps its file when the received one goes', async () => {
    const content = incoming(Buffer.from('kept'));
    await store.put(content);
    rmSync(content.path);
    expect((await readBack(store, content)).toString()).toBe('kept');
  });

  it('never writes over what is there', async () => {
    const content = incoming(Buffer.from('right'));
    const place = join(root, content.sha256.slice(0, 2), content.sha256.slice(2, 4));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(place, content.sha256), 'wrong');
    expect(await store.put(content)).toBe('present');
    expect(readFileSync(join(place, content.sha256), 'utf8')).toBe('wrong');
  });

  it('puts the same content once when many bring it at once', async () => {
    const bytes = randomBytes(200_000);
    const results = await Promise.all(Array.from({ length: 8 }, () => store.put(incoming(bytes))));
    expect(results.filter((result) => result === 'made')).toHaveLength(1);
    expect(filesBelow(root)).toHaveLength(1);
  });

  it('deletes for good, twice without complaint, and says what is missing', async () => {
    const content = incoming(Buffer.from('leaving'));
    await store.put(content);
    await store.remove(content.sha256);
    await store.remove(content.sha256);
    expect(filesBelow(root)).toEqual([]);
    await expect(store.read(content)).rejects.toThrow(ContentMissing);
  });

  it('clears away what a killed process left half-made, after a day', async () => {
    await store.check();
    const [old, young] = [join(root, 'making', 'old'), join(root, 'making', 'young')];
    writeFileSync(old, 'x');
    writeFileSync(young, 'x');
    utimesSync(old, new Date('2020-01-01'), new Date('2020-01-01'));
    await store.sweep(new Date('2021-01-01'));
    expect(filesBelow(root)).toEqual(['making/young']);
  });

  it('says when it cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    await expect(new FolderStore(join(folder, 'file', 'evidence')).check()).rejects.toThrow('ENOTDIR');
  });
});

describe('the bucket', () => {
  let bucket: ObjectStore;
  let store: S3Store;
  beforeEach(async () => {
    bucket = await ObjectStore.start();
    store = new S3Store(bucket.settings);
  });
  afterEach(() => bucket.stop());

  it('has an object under the hash, signed and compared on its way', async () => {
    const bytes = randomBytes(50_000);
    const content = incoming(bytes);
    expect(await store.put(content)).toBe('made');
    const { sha256 } = content;
    const key = `/evidence/kh/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`;
    expect([...bucket.objects.keys()]).toEqual([key]);
    expect(bucket.seen).toEqual([`HEAD ${key}`, `PUT ${key}?x-id=PutObject`, `HEAD ${key}`]);
    expect((await readBack(store, content)).equals(bytes)).toBe(true);
  });

  it('takes a large file in parts', async () => {
    const bytes = randomBytes(20 * 1024 * 1024 + 17);
    const content = incoming(bytes);
    expect(await store.put(content)).toBe('made');
    expect(bucket.seen.filter((line) => line.includes('partNumber=')).length).toBe(3);
    expect(bucket.seen.filter((line) => line.includes('signature') || line.includes('content'))).toEqual([]);
    expect((await readBack(store, content)).equals(bytes)).toBe(true);
  });

  it('never writes over an object, also when two bring it at once', async () => {
    const bytes = Buffer.from('once');
    expect((await Promise.all([store.put(incoming(bytes)), store.put(incoming(bytes))])).sort()).toEqual([
      'made',
      'present',
    ]);
    expect(await store.put(incoming(bytes))).toBe('present');
  });

  it('deletes for good, and says what is missing', async () => {
    const content = incoming(Buffer.from('leaving'));
    await store.put(content);
    await store.remove(content.sha256);
    expect(bucket.objects.size).toBe(0);
    await expect(store.read(content)).rejects.toThrow(ContentMissing);
  });

  it('is usable when it answers, and not when it refuses', async () => {
    await store.check();
    const stranger = new S3Store({ ...bucket.settings, secretAccessKey: 'other' });
    await expect(stranger.check()).rejects.toThrow();
    await expect(stranger.put(incoming(Buffer.from('x')))).rejects.toThrow();
    expect(bucket.objects.size).toBe(0);
    expect(bucket.seen.at(-1)).toMatch(/wrong signature$/);
  });
});

describe('bytes that are read', () => {
  const bytes = Buffer.from('abcdefghij');
  const key = { sha256: hashOf(bytes), size: bytes.length };
  const refuse = (how: string): never => {
    throw new Error(how);
  };

  const pieces = (...texts: string[]) =>
    Readable.from(texts.map((text) => Buffer.from(text))) as AsyncIterable<Buffer>;
  const inFours = (text: string) => pieces(...(text.match(/.{1,4}/g) ?? []));
  async function read(text: string): Promise<[string, string | null]> {
    let got = '';
    try {
      for await (const chunk of await begun(verified(inFours(text), key, refuse))) got += chunk.toString();
      return [got, null];
    } catch (error) {
      return [got, error instanceof Error ? error.message : ''];
    }
  }

  it.each([
    ['the right ones', 'abcdefghij', ['abcdefghij', null]],
    ['another last byte', 'abcdefghiX', ['abcdefgh', 'another hash']],
    ['another first byte', 'Xbcdefghij', ['Xbcdefgh', 'another hash']],
    ['one too few', 'abcdefghi', ['abcdefgh', '9 of 10 bytes']],
    ['one too many', 'abcdefghijk', ['abcd', 'more than 10 bytes']],
    ['none', '', ['', '0 of 10 bytes']],
  ])('are, to their end, only %s', async (_case, stored, result) => {
    expect(await read(stored)).toEqual(result);
  });

  it('are known to be wrong before the first is given out, when they come in one piece', async () => {
    await expect(begun(verified(pieces('abcdefghiX'), key, refuse))).rejects.toThrow('another hash');
  });
});
