#!/usr/bin/env node
// keyholder verify BUNDLE.zip --key KEY.pem [--keys KEYS.json] [--previous BUNDLE.zip]
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Failure } from './archive.mjs';
import { verifyBundle } from './verify.mjs';

const usage = `Usage: keyholder verify BUNDLE.zip --key KEY.pem [--keys KEYS.json] [--previous BUNDLE.zip]

  --key       a public key of the ledger that you have from elsewhere than from who sent the bundle (GET /ledger/key)
  --keys      the published history of keys (GET /ledger/keys), to hear of revocations
  --previous  the bundle that was signed before this one`;

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Failure ? `NOT VERIFIED. ${error.message}` : `${error.message}\n\n${usage}`);
  process.exitCode = error instanceof Failure ? 1 : 2;
}

function run(args) {
  const text = { type: 'string' };
  const options = { key: text, keys: text, previous: text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command, bundle, ...more] = positionals;
  if (command !== 'verify' || !bundle || !values.key || more.length > 0)
    throw new Error('A bundle and a key are needed.');
  const { proven, notProven } = verifyBundle(bundle, {
    key: readFileSync(values.key, 'utf8'),
    keys: values.keys ? JSON.parse(readFileSync(values.keys, 'utf8')) : null,
    previous: values.previous ?? null,
  });
  console.log(
    ['VERIFIED.', '', 'Proven:', ...listed(proven), '', 'Not proven:', ...listed(notProven)].join('\n'),
  );
  return 0;
}

function listed(sentences) {
  return sentences.map((sentence) => `- ${sentence}`);
}
