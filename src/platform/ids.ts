import { createHash, randomBytes } from 'node:crypto';

/** UUIDv7 (RFC 9562 5.7): 48 bits of Unix milliseconds, then 74 random bits; sorts by time of making. */
export function uuidv7(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return withHyphens(bytes);
}

/** UUIDv5 (RFC 9562 5.5): the same name in the same namespace has the same one for ever. */
export function uuidv5(name: string, namespace: string): string {
  const within = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const bytes = createHash('sha1').update(within).update(name).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return withHyphens(bytes);
}

function withHyphens(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
