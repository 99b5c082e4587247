// Whose signatures count: the key that the reader trusts, and those that it leads to.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { fail } from './archive.mjs';

const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const keyOf = (raw) =>
  createPublicKey({
    key: Buffer.concat([derPrefix, Buffer.from(raw, 'base64')]),
    format: 'der',
    type: 'spki',
  });

/** The 32 bytes of an Ed25519 key in PEM, in base64. */
export function rawKey(pem) {
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === 'ed25519')
      return key.export({ format: 'der', type: 'spki' }).subarray(derPrefix.length).toString('base64');
  } catch {
    // said below
  }
  return fail('--key', 'is no Ed25519 public key in PEM');
}

/** The text of a C2SP signed-note that this key signed under that name; null when it did not. */
export function openNote(note, name, raw) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return null;
  const text = note.slice(0, end + 1);
  const hash = createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(1))
    .update(Buffer.from(raw, 'base64'))
    .digest()
    .subarray(0, 4);
  const isSigned = note
    .slice(end + 2, -1)
    .split('\n')
    .some((line) => {
      const coded = line.startsWith(`— ${name} `) ? line.slice(`— ${name} `.length) : '';
      const bytes = Buffer.from(coded, 'base64');
      return (
        bytes.toString('base64') === coded &&
        bytes.length === 68 &&
        bytes.subarray(0, 4).equals(hash) &&
        verify(null, Buffer.from(text), keyOf(raw), bytes.subarray(4))
      );
    });
  return isSigned ? text : null;
}

/**
 * The keys that may be trusted because `trusted` is: a later one when the one before endorsed it, and an earlier one when
 * a trusted one names it as the one before. A revoked key is none of them.
 */
export function keysTrusted(trusted, published) {
  const revoked = new Map(
    published.filter(({ status }) => status === 'revoked').map((key) => [key.publicKey, key]),
  );
  const said = published.map((key) => statementOf(key)).filter((key) => key !== null);
  const accepted = new Set([trusted]);
  for (let before = 0; before < accepted.size;) {
    before = accepted.size;
    for (const { publicKey, previous, endorsement, origin, text } of said) {
      if (previous === null) continue;
      const isEndorsed = endorsement !== null && openNote(endorsement, origin, previous) === text;
      if (isEndorsed && accepted.has(previous)) accepted.add(publicKey);
      if (isEndorsed && accepted.has(publicKey)) accepted.add(previous);
    }
  }
  return {
    assertTrusted(publicKey, where) {
      const key = revoked.get(publicKey);
      if (key) fail(where, `is signed with a key that was revoked at ${key.endedAt}: ${key.endedBecause}`);
      if (!accepted.has(publicKey))
        fail(where, 'is signed with a foreign key: none that the given key leads to');
    },
  };
}

/** What a key said when it took over, when it signed that itself. */
function statementOf({ origin, publicKey, statement, endorsement }) {
  const text = openNote(statement, origin, publicKey);
  if (text === null) return null;
  const { publicKey: own, previous } = JSON.parse(text);
  return own === publicKey ? { origin, publicKey, previous, endorsement, text } : null;
}

/** `payload` signed by a detached JWS (RFC 7515, EdDSA) in `<name>.jws`: the key's 32 bytes in base64. */
export function signerOf(jws, payload, name) {
  const [header = '', nothing, coded = '', ...more] = jws.split('.');
  const where = `${name}.jws`;
  if (nothing !== '' || more.length > 0) fail(where, 'is no detached signature');
  const text = decoded(header, where).toString('utf8');
  const [, kid] =
    /^{"alg":"EdDSA","kid":"([\w-]{43})"}$/.exec(text) ??
    fail(where, 'has another header than EdDSA with a key');
  const raw = decoded(kid, where).toString('base64');
  const input = `${header}.${Buffer.from(payload).toString('base64url')}`;
  if (!verify(null, Buffer.from(input), keyOf(raw), decoded(coded, where)))
    fail(where, `is not a signature over the ${name} by the key that it names`);
  return raw;
}

/** One text for some bytes: whoever changes a letter that decodes to nothing is noticed too. */
function decoded(text, where) {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : fail(where, 'is not in base64url');
}
