import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config/config.js';
import { KeyFile, publicHalf } from './key-file.js';

const pem = (key: ReturnType<typeof generateKeyPairSync>['privateKey']) =>
  key.export({ format: 'pem', type: 'pkcs8' }) as string;
const ed25519 = () => generateKeyPairSync('ed25519').privateKey;
function holding(content: string): KeyFile {
  const path = join(mkdtempSync(join(tmpdir(), 'keyholder-keys-')), 'keys.pem');
  writeFileSync(path, content);
  return new KeyFile(readConfig({ KEYHOLDER_LEDGER_KEY_FILE: path }));
}

describe('the key file', () => {
  it('gives the last of its keys to sign with, and finds each by its public half', () => {
    const [old, now] = [ed25519(), ed25519()];
    const file = holding(`kept by Ines\n${pem(old)}\n${pem(now)}`);
    expect(publicHalf(file.newest)).toBe(publicHalf(now));
    expect(file.matching(publicHalf(old))?.equals(old)).toBe(true);
    expect(file.matching(publicHalf(ed25519()))).toBeNull();
  });
  it.each([
    ['holds no key', 'nothing of use', 'no private key'],
    [
      'holds a key of another kind',
      pem(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
      'type ec',
    ],
  ])('is refused when it %s', (_what, content, words) => {
    expect(() => holding(content)).toThrow(words);
  });
});
