import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Clamd } from '../../../test/support/clamd.js';
import { clamdPlace, instream } from './clamd.js';

const chunksOf = (...chunks: Buffer[]) => Readable.from(chunks) as AsyncIterable<Buffer>;

describe('clamd', () => {
  let clamd: Clamd;
  beforeEach(async () => {
    clamd = await Clamd.start();
  });
  afterEach(() => clamd.stop());

  it('is sent the command, each chunk behind its length, and a chunk of none', async () => {
    const reply = await instream(clamd.address, chunksOf(Buffer.from('abc'), Buffer.from('defgh')), 5_000);
    expect(reply).toBe('stream: OK\0');
    expect(clamd.received[0]?.toString('latin1')).toBe('zINSTREAM\0\0\0\0\x03abc\0\0\0\x05defgh\0\0\0\0');
  });

  it('gets megabytes as they are', async () => {
    const chunks = Array.from({ length: 40 }, () => randomBytes(65_536));
    await instream(clamd.address, chunksOf(...chunks), 20_000);
    expect(clamd.streams[0]?.equals(Buffer.concat(chunks))).toBe(true);
  });

  it('may refuse before the end', async () => {
    clamd.limit = 100_000;
    const chunks = Array.from({ length: 200 }, () => Buffer.alloc(65_536));
    expect(await instream(clamd.address, chunksOf(...chunks), 20_000)).toBe(
      'INSTREAM size limit exceeded. ERROR\0',
    );
  });

  it('that says nothing, hangs up or is not there is an error', async () => {
    clamd.reply = null;
    await expect(instream(clamd.address, chunksOf(Buffer.from('a')), 50)).rejects.toThrow(
      'no answer in time',
    );
    clamd.reply = '';
    await expect(instream(clamd.address, chunksOf(Buffer.from('a')), 5_000)).rejects.toThrow(
      'closed without an answer',
    );
    await expect(instream('127.0.0.1:1', chunksOf(Buffer.from('a')), 5_000)).rejects.toThrow('ECONNREFUSED');
  });

  it('is not answered for by a file that cannot be read', async () => {
    function* broken() {
      yield Buffer.from('a');
      throw new Error('disk');
    }
    await expect(instream(clamd.address, Readable.from(broken()), 5_000)).rejects.toThrow();
    expect(clamd.streams).toEqual([]);
  });

  it('may listen on a socket of the file system', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-clamd-'));
    const local = await Clamd.start(join(folder, 'clamd.ctl'));
    try {
      expect(await instream(local.address, chunksOf(Buffer.from('a')), 5_000)).toBe('stream: OK\0');
    } finally {
      await local.stop();
      rmSync(folder, { recursive: true });
    }
  });

  it.each([
    ['/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['scanner.local:3310', { host: 'scanner.local', port: 3310 }],
    ['[::1]:3310', { host: '::1', port: 3310 }],
  ])('is found at %s', (address, place) => {
    expect(clamdPlace(address)).toEqual(place);
  });
});
