import { createHash, createHmac, randomBytes } from 'node:crypto';

/** 256 random bits with a prefix that says what it opens and lets secret scanners find a leaked one. */
export function newSecret(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** How a secret of 256 random bits is stored and looked up; a fast hash is enough at that strength (ASVS 6.5.2). */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret, 'utf8').digest();
}

export function keyedHash(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
