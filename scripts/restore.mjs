// npm run restore -- BUNDLE.zip --key KEY.pem: verifies the bundle, then writes its ledger into an empty installation.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Failure } from '../bin/archive.mjs';
import { openVerified } from '../bin/verify.mjs';
import { build, BuildError, requireDependencies } from './build.mjs';

const usage = `Usage: npm run restore -- BUNDLE.zip --key KEY.pem [--keys KEYS.json]

  BUNDLE.zip  an export of the register ledger, made with wholeLedger
  --key       a public key of the ledger that you have from elsewhere than from who gave you the bundle
  --keys      the published history of keys (GET /ledger/keys), to hear of revocations

It restores into the database that npm start would start on, which must be new.`;

try {
  const { path, trusted } = asked(process.argv.slice(2));
  const { archive } = openVerified(path, trusted);
  requireDependencies();
  await build();
  const { restore } = await import('../dist/src/restore.js');
  await restore(archive);
} catch (error) {
  if (error instanceof Failure)
    console.error(`Nothing was restored: the bundle is not verified. ${error.message}`);
  else if (error instanceof BuildError) console.error(error.message);
  else if (error.code === 'ENOENT') console.error(`Nothing was restored: there is no file ${error.path}.`);
  else console.error(error.usage ? `${error.message}\n\n${usage}` : error);
  process.exitCode = 1;
}

function asked(args) {
  try {
    const text = { type: 'string' };
    const { values, positionals } = parseArgs({
      args,
      options: { key: text, keys: text },
      allowPositionals: true,
    });
    if (positionals.length !== 1 || !values.key) throw new Error('A bundle and a key are needed.');
    return { path: positionals[0], trusted: filesOf(values) };
  } catch (error) {
    throw Object.assign(error, { usage: error.code !== 'ENOENT' });
  }
}

function filesOf({ key, keys }) {
  return { key: readFileSync(key, 'utf8'), keys: keys ? JSON.parse(readFileSync(keys, 'utf8')) : null };
}
