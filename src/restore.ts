import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { dataSourceOptions } from './data-source.js';
import { NotRestored, Restoration, type OpenBundle, type Restored } from './modules/exports/index.js';
import { ConfigError, readEnvironment, type Config } from './platform/config/config.js';
import { DatabaseNotUsable } from './platform/database/database-not-usable.js';
import { Database } from './platform/database/database.js';
import {
  EmbeddedPostgresError,
  type EmbeddedServer,
} from './platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from './platform/database/prepare.js';
import { KeyFileError } from './platform/ledger/key-file.js';
import { embedded } from './run.js';
import { DomainError } from './shared/domain-error.js';

const expected = [
  ...[ConfigError, DatabaseNotUsable, DomainError, EmbeddedPostgresError, KeyFileError, NotRestored],
];

/** Writes the ledger of a verified bundle into the database of this owner, before any server has started on it. */
export async function restoreInto(
  config: Config,
  ownerUrl: string,
  { bundle, durable = true }: Readonly<{ bundle: OpenBundle; durable?: boolean }>,
): Promise<Restored> {
  await prepareDatabase(dataSourceOptions(ownerUrl), {
    durable,
    runtimeUrl: config.KEYHOLDER_RUNTIME_DATABASE_URL,
  });
  const parts = await NestFactory.create(AppModule.with(config, ownerUrl, { background: false }), {
    abortOnError: false,
    logger: false,
  });
  try {
    return await parts.get(Restoration, { strict: false }).restore(bundle); // nothing of it has begun to work
  } finally {
    await parts.get(Database, { strict: false }).close();
  }
}

/** What the command does once the bundle is verified; whatever keeps it from restoring is one clear line and exit code 1. */
export async function restore(bundle: OpenBundle): Promise<void> {
  let server: EmbeddedServer | undefined;
  try {
    const config = readEnvironment();
    server = config.DATABASE_URL === undefined ? await embedded(config) : undefined;
    const ownerUrl = config.DATABASE_URL ?? server?.ownerUrl ?? '';
    process.stdout.write(`${told(await restoreInto(config, ownerUrl, { bundle }))}\n`);
  } catch (error) {
    if (!expected.some((kind) => error instanceof kind)) throw error;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  } finally {
    await server?.stop();
  }
}

/** What the operator is told. */
function told({ entries, rows, documents, newKey }: Restored): string {
  return [
    `Restored: ${entries} entries of the ledger, and ${rows} records as they last stood.`,
    'Not in a ledger, and empty now: names and addresses of people, passwords and other secrets, single sharing events.',
    'The next start makes a first administrator, who gives people their names and passwords again.',
    `Documents whose bytes are missing: ${documents}. Uploading the same file again puts them back by their hash.`,
    newKey
      ? 'The key that signed before is not here: a new one follows it from now on, which nothing endorses. See GET /ledger/keys.'
      : 'The key that signed before is here, and goes on signing.',
    'Make sure that the installation of before never runs again: there must be one ledger of this name.',
  ].join('\n');
}
