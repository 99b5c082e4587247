import { generateKeyPairSync } from 'node:crypto';
import {
  checkpointText,
  keyHash,
  openCheckpoint,
  rawPublicKey,
  signCheckpoint,
  signNote,
  verifierLine,
} from './checkpoint.js';
import { leafHash } from './merkle-tree.js';

const { privateKey } = generateKeyPairSync('ed25519');
const checkpoint = { origin: 'example.org/ledger', size: 42, root: leafHash('root') };
const key = { name: checkpoint.origin, publicKey: rawPublicKey(privateKey) };

describe('a checkpoint', () => {
  it('is three lines, a blank one, and the signature', () => {
    const note = signCheckpoint(checkpoint, privateKey);
    const lines = note.split('\n');
    expect(lines.slice(0, 4)).toEqual(['example.org/ledger', '42', leafHash('root').toString('base64'), '']);
    expect(lines[4]).toMatch(/^— example\.org\/ledger [A-Za-z0-9+/]{91}=$/u);
    expect(note.endsWith('\n')).toBe(true);
    expect(openCheckpoint(note, [key])).toEqual(checkpoint);
  });

  it('counts only with a signature of a known key, of any of several', () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const stranger = { name: key.name, publicKey: rawPublicKey(other) };
    const note = signCheckpoint(checkpoint, privateKey);
    const twice = `${note}${signCheckpoint(checkpoint, other).split('\n').slice(-2).join('\n')}`;
    expect(openCheckpoint(note, [stranger])).toBeNull();
    expect(openCheckpoint(note, [])).toBeNull();
    expect(openCheckpoint(twice, [stranger])).toEqual(checkpoint);
    expect(openCheckpoint(note, [{ ...key, name: 'example.org/other' }])).toBeNull();
  });

  it('counts no more when one character of it is another', () => {
    const note = signCheckpoint(checkpoint, privateKey);
    for (let at = 0; at < note.length; at++) {
      const changed = note.slice(0, at) + (note[at] === 'A' ? 'B' : 'A') + note.slice(at + 1);
      if (changed !== note) expect(openCheckpoint(changed, [key])).toBeNull();
    }
  });

  it('is not made of a text that is none', () => {
    expect(openCheckpoint(signNote(checkpointText(checkpoint), key.name, privateKey), [key])).toEqual(
      checkpoint,
    );
    for (const text of ['', 'a\n', 'a\n1\nAAAA\n', checkpointText(checkpoint).replace('42', '042')])
      expect(openCheckpoint(signNote(text, key.name, privateKey), [key])).toBeNull();
  });

  /** The published example of C2SP signed-note: a key and its hash. */
  it('names its key as the published example does', () => {
    const line = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
    const publicKey = Buffer.from(line.split('+').slice(2).join('+'), 'base64').subarray(1);
    expect(keyHash({ name: 'PeterNeumann', publicKey }).toString('hex')).toBe('c74f20a3');
    expect(verifierLine({ name: 'PeterNeumann', publicKey })).toBe(line);
  });
});
