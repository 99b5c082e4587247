import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

/**
 * A signed tree head as text: the tlog-checkpoint of C2SP inside its signed-note, with Ed25519 (RFC 8032). Any tool of
 * that family reads it. Lines: origin, tree size in decimal, root hash in base64; then one line for each signature.
 */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Buffer }>;
/** `name` is the origin; `publicKey` the 32 bytes of RFC 8032. */
export type VerifierKey = Readonly<{ name: string; publicKey: Buffer }>;

const ed25519 = Buffer.of(1);
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const signatureLine = /^— (\S+) (\S+)$/u;

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  return signNote(checkpointText(checkpoint), checkpoint.origin, privateKey);
}

/** The text with the signature of who is called that. */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  const hash = keyHash({ name, publicKey: rawPublicKey(privateKey) });
  const signature = Buffer.concat([hash, sign(null, Buffer.from(text), privateKey)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}

/** The checkpoint that the note holds when one of these keys signed it; null when none did, or the text is not one. */
export function openCheckpoint(note: string, keys: readonly VerifierKey[]): Checkpoint | null {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const signatures = note.slice(end + 2, -1).split('\n');
  return signatures.some((line) => isSignedBy(line, text, keys)) ? read(text) : null;
}

/** The first four bytes of SHA-256(name ‖ LF ‖ algorithm ‖ public key), which tell a signature's key. */
export function keyHash({ name, publicKey }: VerifierKey): Buffer {
  return createHash('sha256').update(`${name}\n`).update(ed25519).update(publicKey).digest().subarray(0, 4);
}

/** The key in one line, as tools of signed notes take it. */
export function verifierLine(key: VerifierKey): string {
  const coded = Buffer.concat([ed25519, key.publicKey]).toString('base64');
  return `${key.name}+${keyHash(key).toString('hex')}+${coded}`;
}

export function rawPublicKey(key: KeyObject): Buffer {
  const open = key.type === 'private' ? createPublicKey(key) : key;
  return open.export({ format: 'der', type: 'spki' }).subarray(derPrefix.length);
}

export function publicKeyOf(raw: Buffer): KeyObject {
  return createPublicKey({ key: Buffer.concat([derPrefix, raw]), format: 'der', type: 'spki' });
}

function isSignedBy(line: string, text: string, keys: readonly VerifierKey[]): boolean {
  const [, name, coded = ''] = signatureLine.exec(line) ?? [];
  const signature = Buffer.from(coded, 'base64');
  if (signature.toString('base64') !== coded) return false; // one text for one signature
  const key = keys.find((each) => each.name === name && keyHash(each).equals(signature.subarray(0, 4)));
  return (
    key !== undefined && verify(null, Buffer.from(text), publicKeyOf(key.publicKey), signature.subarray(4))
  );
}

function read(text: string): Checkpoint | null {
  const [origin = '', size = '', coded = ''] = text.split('\n');
  const root = Buffer.from(coded, 'base64');
  const checkpoint = { origin, size: Number(size), root };
  const isOne = Number.isSafeInteger(checkpoint.size) && root.length === 32;
  return isOne && checkpointText(checkpoint) === text ? checkpoint : null;
}
