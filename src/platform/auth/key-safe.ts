import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

export class KeySafeError extends Error {}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keeps secrets that must be read again: AES-256-GCM under a key in a file beside the database, so that a copy of the
 * database tells none of them. `about` is bound in: what was sealed for one row opens for no other.
 */
@Injectable()
export class KeySafe {
  private readonly key: Buffer;

  constructor(config: Config) {
    const path = config.KEYHOLDER_SECRETS_KEY_FILE ?? join(config.KEYHOLDER_DATA_DIR, 'secrets-key');
    if (!existsSync(path)) make(path);
    const text = readFileSync(path, 'utf8').trim();
    if (!/^[0-9a-f]{64}$/.test(text))
      throw new KeySafeError('The key file for secrets must hold 64 hexadecimal digits.');
    this.key = Buffer.from(text, 'hex');
  }

  seal(about: string, text: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** null: it was sealed under another key, or for something else. */
  open(about: string, sealed: Buffer): string | null {
    const [nonce, tag] = [sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes, nonceBytes + tagBytes)];
    try {
      const decipher = createDecipheriv('aes-256-gcm', this.key, nonce, { authTagLength: tagBytes });
      decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
      return (
        decipher.update(sealed.subarray(nonceBytes + tagBytes)).toString('utf8') + decipher.final('utf8')
      );
    } catch {
      return null;
    }
  }

  /** What only this installation can make of a text. */
  mark(text: string): string {
    return createHmac('sha256', this.key).update(`mark\n${text}`).digest('base64url');
  }
}

function make(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another instance was first
  }
}
