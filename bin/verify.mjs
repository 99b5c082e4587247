// Verifies a bundle from its bytes and a public key alone. docs/bundle-format.md describes each step.
import { Archive, fail, Failure, sha256 } from './archive.mjs';
import { checkCompleteness, checkData, checkLeaf, equal, readRows } from './rows.mjs';
import { isConsistent, rootOfLeaves } from './tree.mjs';
import { readTimeStamp } from './time-stamp.mjs';
import { keysTrusted, openNote, rawKey, signerOf } from './trust.mjs';

const formats = ['keyholder-bundle/1'];
const ownFiles = ['manifest.json', 'manifest.jws'];
const stampFiles = ['time-stamp.tsr', 'time-stamp.jws'];

/**
 * `key`: PEM of a public key of the ledger that the reader has from elsewhere. `keys`: what GET /ledger/keys answered,
 * to hear of revocations. `previous`: the bundle that was signed before. `tsa`: PEM of certificates of time-stamp
 * authorities that the reader trusts. What is proven, and what is not, in words.
 */
export function verifyBundle(source, trusted) {
  const { archive, verdict } = openVerified(source, trusted);
  archive.close();
  return verdict;
}

/** The same, and the archive stays open for reading what was verified. */
export function openVerified(source, { key, keys = null, previous = null, tsa = null }) {
  const archive = new Archive(source);
  try {
    return { archive, verdict: verified(archive, { trusted: rawKey(key), keys, previous, tsa }) };
  } catch (error) {
    archive.close();
    if (error instanceof Failure) throw error;
    throw new Failure('bundle', `cannot be read: ${error.message}`);
  }
}

function verified(archive, { trusted, keys, previous, tsa }) {
  const { manifest, signer } = readManifest(archive);
  checkFiles(archive, manifest);
  const published = [...JSON.parse(archive.text('keys.json')), ...(keys?.items ?? []).map(asPublished)];
  const trust = keysTrusted(trusted, published);
  trust.assertTrusted(signer, 'manifest.jws');
  const stamp = readStamp(archive, { trust, tsa });
  checkCheckpoint(archive, manifest, { published, trust, trusted });
  const rows = readRows(archive, manifest);
  checkData(archive, manifest, rows);
  const isComplete = checkLeaves(archive, manifest, rows);
  checkPrevious(manifest, previous);
  return sayings(manifest, { isComplete, knowsRevocations: keys !== null, previous, stamp });
}

function readManifest(archive) {
  const text = archive.text('manifest.json');
  const manifest = JSON.parse(text);
  if (canonical(manifest) !== text) fail('manifest.json', 'is not in the canonical form of RFC 8785');
  if (!formats.includes(manifest.format))
    fail('manifest.json', `has the format ${manifest.format}, which this verifier does not know`);
  const jws = archive.text('manifest.jws');
  if (!jws.endsWith('\n')) fail('manifest.jws', 'does not end with a line end');
  return { manifest, signer: signerOf(jws.slice(0, -1), text, 'manifest') };
}

/** The time-stamp of the manifest, when there is one: bound to the bundle by a key that is trusted, and right in itself. */
function readStamp(archive, { trust, tsa }) {
  if (!isStamped(archive)) return null;
  const stamp = archive.bytesOf('time-stamp.tsr');
  const jws = archive.text('time-stamp.jws');
  if (!jws.endsWith('\n')) fail('time-stamp.jws', 'does not end with a line end');
  trust.assertTrusted(signerOf(jws.slice(0, -1), stamp, 'time-stamp'), 'time-stamp.jws');
  return readTimeStamp(stamp, { content: archive.bytesOf('manifest.json'), trusted: tsa });
}

const isStamped = (archive) => archive.files.some(({ name }) => stampFiles.includes(name));

/** Exactly the files of the manifest, in its order, with its sizes and hashes. */
function checkFiles(archive, { files }) {
  const listed = [...ownFiles, ...(isStamped(archive) ? stampFiles : []), ...files.map(({ name }) => name)];
  const found = archive.files.map(({ name }) => name);
  for (const name of listed) if (!found.includes(name)) fail(name, 'is missing');
  for (const name of found)
    if (!listed.includes(name)) fail(name, 'is in the bundle and not in the manifest');
  equal('archive', 'order of the files', found.join(', '), listed.join(', '));
  for (const { name, size, sha256: hash } of files) {
    equal(name, 'size', archive.file(name).size, size);
    equal(name, 'SHA-256', archive.file(name).sha256, hash);
  }
}

function checkCheckpoint(archive, { checkpoint }, { published, trust, trusted }) {
  const note = archive.text('checkpoint.txt');
  const candidates = new Set([trusted, ...published.map(({ publicKey }) => publicKey)]);
  const signer = [...candidates].find((raw) => openNote(note, checkpoint.origin, raw) !== null);
  if (!signer) fail('checkpoint.txt', `no known key signed it as ${checkpoint.origin}`);
  trust.assertTrusted(signer, 'checkpoint.txt');
  const root = Buffer.from(checkpoint.rootHash, 'hex').toString('base64');
  const expected = `${checkpoint.origin}\n${checkpoint.size}\n${root}\n`;
  if (openNote(note, checkpoint.origin, signer) !== expected)
    fail('checkpoint.txt', 'is not the head that the manifest names');
}

/** Computes the root from the leaves; true when every leaf of the ledger is there and the register is complete. */
function checkLeaves(archive, manifest, rows) {
  const {
    checkpoint,
    register,
    export: { wholeLedger, knownAt },
  } = manifest;
  const unproven = new Map([...rows.chosen.values()].map(({ subject, revision }) => [subject, revision]));
  const newest = new Map();
  let count = 0;
  function* leaves() {
    for (const line of archive.lines('leaves.txt')) {
      const [, place, content] =
        /^(0|[1-9]\d*) ({.*})$/s.exec(line) ?? fail('leaves.txt', `line ${count + 1} is no leaf`);
      const entry = JSON.parse(content);
      checkLeaf(entry, manifest, unproven);
      if (wholeLedger && entry.subjectType === register.subjectType && entry.recordedAt <= knownAt)
        newest.set(entry.subjectId, Math.max(entry.revision, newest.get(entry.subjectId) ?? 0));
      count++;
      yield [Number(place), content];
    }
  }
  function* hashes() {
    for (const line of archive.lines('hashes.txt'))
      yield /^[0-9a-f]{64}$/.test(line)
        ? Buffer.from(line, 'hex')
        : fail('hashes.txt', 'holds something else than hashes');
  }
  const root = rootOfLeaves(checkpoint.size, leaves(), hashes());
  equal('leaves.txt', 'root of the ledger', root.toString('hex'), checkpoint.rootHash);
  for (const [id] of unproven) fail('leaves.txt', `has no entry that proves the row of ${id}`);
  if (!wholeLedger) return false;
  equal('leaves.txt', 'leaves of the whole ledger', count, checkpoint.size);
  if (register.subjectType === null) return false;
  checkCompleteness(newest, rows);
  return true;
}

function checkPrevious({ checkpoint, previous }, other) {
  if (previous) {
    const heads = [checkpoint, previous.checkpoint]
      .map(({ size, rootHash }) => ({ size, root: Buffer.from(rootHash, 'hex') }))
      .sort((a, b) => a.size - b.size);
    const path = previous.consistency.map((hash) => Buffer.from(hash, 'hex'));
    if (!isConsistent(heads[0], heads[1], path))
      fail('manifest.json', 'the ledger is not the one of the export before');
  }
  if (other === null) return;
  const archive = new Archive(other);
  const hash = sha256(archive.text('manifest.json'));
  archive.close();
  if (hash !== previous?.manifestSha256)
    fail('--previous', 'is not the export that was signed before this one');
}

function sayings(
  { export: order, counts, checkpoint, previous: before, register, files },
  { isComplete, knowsRevocations, previous, stamp },
) {
  const proven = [
    `No byte of the bundle was changed since it was signed at ${order.signedAt}.`,
    `Each of the ${counts.rows} rows names a revision that is on record in the ledger of ${checkpoint.size} entries.`,
    ...(order.sample
      ? [`The sample of ${counts.rows} was drawn from ${counts.population} rows as its seed says.`]
      : []),
    ...(isComplete
      ? [`No ${register.subjectType} that was on record at ${order.knownAt} is missing from the register.`]
      : []),
    ...(before ? [`The ledger is that of export ${before.exportId}, with nothing of either changed.`] : []),
    ...(previous ? ['The export before is the one that was given.'] : []),
    ...(stamp?.isTrusted
      ? [`The bundle existed at ${stamp.genTime}: ${stamp.authority} says so, whom you trust with --tsa.`]
      : []),
  ];
  const notProven = [
    'That what people recorded was true.',
    'That columns which are joined from other records were joined rightly: the software did that.',
    ...(order.rendition
      ? [`That ${renditionIn(files)} shows what data.csv says: the software made it from the same rows.`]
      : []),
    'That nobody who has the key wrote another history, unless somebody outside kept an earlier checkpoint.',
    ...(isComplete
      ? []
      : ['That no record is missing from the register: an export with the whole ledger proves it.']),
    ...(knowsRevocations
      ? []
      : ['That the key was not revoked after the bundle was made: give --keys to know.']),
    ...momentNotProven(stamp),
  ];
  return { proven, notProven };
}

/** It stands after the data. */
const renditionIn = (files) => files[files.findIndex(({ name }) => name.startsWith('data.')) + 1].name;

function momentNotProven(stamp) {
  if (stamp === null) return ['The moment of signing: the signer says it.'];
  if (stamp.isTrusted) return [];
  return [
    `That the bundle existed at ${stamp.genTime}: ${stamp.authority} says so in a time-stamp; give its certificates as --tsa.`,
  ];
}

const asPublished = (key) => ({ ...key, publicKey: rawKey(key.publicKey) });

/** RFC 8785. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map((member) => canonical(member)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(',')}}`;
}
