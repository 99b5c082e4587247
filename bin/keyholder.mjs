#!/usr/bin/env node
// keyholder verify BUNDLE.zip --key KEY.pem …, keyholder mirror ADDRESS --key KEY.pem --folder FOLDER
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Failure } from './archive.mjs';
import { mirror } from './mirror.mjs';
import { verifyBundle } from './verify.mjs';

const usage = `Usage: keyholder verify BUNDLE.zip --key KEY.pem [--keys KEYS.json] [--previous BUNDLE.zip] [--tsa CERTIFICATES.pem]
       keyholder mirror ADDRESS --key KEY.pem --folder FOLDER

  --key       a public key of the ledger that you have from elsewhere than from who sent the bundle (GET /ledger/key)
  --keys      the published history of keys (GET /ledger/keys), to hear of revocations
  --previous  the bundle that was signed before this one
  --tsa       certificates (PEM) of the time-stamp authority, to learn when the bundle existed
  --folder    where the checkpoints of the installation at ADDRESS are kept; call it again for those that are new`;

const commands = { verify, mirror: follow };

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Failure ? `NOT VERIFIED. ${error.message}` : `${error.message}\n\n${usage}`);
  process.exitCode = error instanceof Failure ? 1 : 2;
}

async function run(args) {
  const text = { type: 'string' };
  const options = { key: text, keys: text, previous: text, tsa: text, folder: text };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [command = '', subject, ...more] = positionals;
  if (!Object.hasOwn(commands, command)) throw new Error('There are two commands: verify and mirror.');
  if (!subject || !values.key || more.length > 0)
    throw new Error(`${command === 'verify' ? 'A bundle' : 'An address'} and a key are needed.`);
  await commands[command](subject, values);
}

function verify(bundle, { key, keys, previous, tsa }) {
  const { proven, notProven } = verifyBundle(bundle, {
    key: readFileSync(key, 'utf8'),
    keys: keys ? JSON.parse(readFileSync(keys, 'utf8')) : null,
    previous: previous ?? null,
    tsa: tsa ? readFileSync(tsa, 'utf8') : null,
  });
  console.log(
    ['VERIFIED.', '', 'Proven:', ...listed(proven), '', 'Not proven:', ...listed(notProven)].join('\n'),
  );
}

async function follow(address, { key, folder }) {
  if (!folder) throw new Error('A folder is needed.');
  const { kept, size } = await mirror(address, { key: readFileSync(key, 'utf8'), folder });
  console.log(
    `${kept} new checkpoints kept; the ledger has ${size} entries, and continues what you kept before.`,
  );
}

function listed(sentences) {
  return sentences.map((sentence) => `- ${sentence}`);
}
