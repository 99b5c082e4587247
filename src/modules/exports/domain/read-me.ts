import { dataFormatOf, renditionFile, renditionOf, type Export, type RenditionFormat } from './export.js';

const asWhat: Readonly<Record<RenditionFormat, string>> = {
  xlsx: 'the same rows for people',
  pdf: 'the same rows for people',
  jsonld: 'the same rows in terms of the Data Privacy Vocabulary',
  'xbrl-csv': 'the register of information as it is filed (xBRL-CSV)',
  oscal: 'what stands behind the same rows, as OSCAL assessment results',
};

/** What somebody reads who was sent the bundle and knows nothing of it. Depends on the order only. */
export function readMe({ id, register, format, asOf, knownAt, sample, wholeLedger, reason }: Export): string {
  const true_ = asOf === null ? 'whatever is on record' : `what was true on ${asOf}`;
  const drawn = sample === null ? 'every row' : `a sample of ${sample.size} rows (seed "${sample.seed}")`;
  const rendition = renditionOf(format);
  const lines = [
    `Export ${id} of the register "${register}"`,
    '',
    `Taken: ${true_}, as it was known at ${knownAt.toISOString()}; ${drawn}.`,
    `Asked for because: ${reason}`,
    '',
    'Files',
    `  ${`data.${dataFormatOf(format)}`.padEnd(14)} the register`,
    ...(rendition
      ? [
          `  ${renditionFile(rendition).padEnd(14)} ${asWhat[rendition]}; what is proven of rows is proven of data.csv`,
        ]
      : []),
    '  rows.ndjson    which revision of which record each row of the register is, and whether it is in data',
    '  leaves.txt     the ledger entries that those revisions come from: place in the ledger, and what is hashed',
    '  hashes.txt     the hashes that lead from these entries to the root of the ledger (RFC 6962)',
    '  checkpoint.txt the signed head of the ledger (C2SP tlog-checkpoint, Ed25519)',
    '  keys.json      the public keys of this ledger and how they followed one another',
    '  manifest.json  what was asked for, all files with size and SHA-256 (RFC 8785)',
    '  manifest.jws   the signature over it (RFC 7515, detached, EdDSA)',
    '',
    'To verify it without us and without our server:',
    '  npx keyholder verify BUNDLE.zip --key KEY.pem',
    'Take the verifier and the key from somewhere else than from whoever sent you this bundle. The format is written',
    'down in docs/bundle-format.md of Keyholder, so that you can write a verifier of your own.',
    '',
    'Proven when it verifies: no byte was changed since it was signed; each row names a revision that is on record in',
    'the ledger under the signed head; a sample was drawn as it says.',
    wholeLedger
      ? 'Every entry of the ledger is in it, so that a record which is missing from the register would be noticed.'
      : 'Not proven: that no record is missing from the register. An export with the whole ledger proves it.',
    'Not proven: that what people recorded was true; that nobody with the key wrote another history before somebody',
    'outside kept a checkpoint; that columns which are joined from other records are joined rightly.',
    '',
  ];
  return lines.join('\n');
}
