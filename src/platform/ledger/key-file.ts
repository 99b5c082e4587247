import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { rawPublicKey } from './checkpoint.js';

export class KeyFileError extends Error {}

const block = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/g;

/** The private keys of the ledger as this instance has them; one is made where there is no file yet. Only its owner can read it. */
@Injectable()
export class KeyFile {
  /** Oldest first. */
  private readonly keys: readonly KeyObject[];

  constructor(private readonly config: Config) {
    const path = config.KEYHOLDER_LEDGER_KEY_FILE ?? join(config.KEYHOLDER_DATA_DIR, 'ledger-keys.pem');
    if (!existsSync(path)) make(path);
    this.keys = (readFileSync(path, 'utf8').match(block) ?? []).map((pem) => parse(pem));
    if (this.keys.length === 0)
      throw new KeyFileError('The key file of the ledger holds no private key in PEM (PKCS 8).');
  }

  /** The name that a new ledger takes in its checkpoints. */
  originFor(installationId: string): string {
    return this.config.KEYHOLDER_LEDGER_ORIGIN ?? `keyholder/${installationId}`;
  }

  get newest(): KeyObject {
    const newest = this.keys.at(-1);
    if (!newest) throw new Error('a key file holds a key');
    return newest;
  }

  /** The private half of a public key in base64; null when it is not in the file. */
  matching(publicKey: string): KeyObject | null {
    return this.keys.find((key) => publicHalf(key) === publicKey) ?? null;
  }
}

/** 32 bytes in base64. */
export function publicHalf(key: KeyObject): string {
  return rawPublicKey(key).toString('base64');
}

function make(path: string): void {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, privateKey.export({ format: 'pem', type: 'pkcs8' }), {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another instance was first
  }
}

function parse(pem: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new KeyFileError(
      `The key file of the ledger holds a key of type ${String(key.asymmetricKeyType)}: Ed25519 is needed.`,
    );
  return key;
}
