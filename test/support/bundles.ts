import { expect } from '@jest/globals';
import { storedZip } from '../../src/platform/files/stored-zip.js';
import type { Body, Caller, TestApp } from './app.js';

/** Asks for an export and has it made. */
export async function anExport(app: TestApp, by: Caller, order: object): Promise<Body> {
  const asked = await by.post('/exports', { format: 'csv', reason: 'A test of exports', ...order });
  expect(asked.body).toMatchObject({ status: 'queued' });
  expect(asked.status).toBe(202);
  await app.settle();
  return (await by.get(`/exports/${asked.body.id}`)).body;
}

export async function bundleOf(by: Caller, { id }: { id: string }): Promise<Buffer> {
  const { status, bytes } = await by.bytes(`/exports/${id}/content`);
  expect(status).toBe(200);
  return bytes;
}

export async function publicKey(app: TestApp): Promise<string> {
  const { text } = await app.anonymous().bare('get', '/ledger/key').buffer(true);
  return text;
}

/** The files of a bundle, in their order; stored, so that they can be cut out. */
export function filesOf(bundle: Buffer): { name: string; content: Buffer }[] {
  const files: { name: string; content: Buffer }[] = [];
  for (let at = 0; bundle.readUInt32LE(at) === 0x04034b50;) {
    const [size, nameLength] = [bundle.readUInt32LE(at + 18), bundle.readUInt16LE(at + 26)];
    const begin = at + 30 + nameLength;
    files.push({
      name: bundle.toString('utf8', at + 30, begin),
      content: bundle.subarray(begin, begin + size),
    });
    at = begin + size;
  }
  return files;
}

/** Those files as a bundle again. */
export function zipOf(files: readonly { name: string; content: Buffer | string }[]): Buffer {
  return Buffer.concat(storedZip(files.map(({ name, content }) => ({ name, bytes: Buffer.from(content) }))));
}
