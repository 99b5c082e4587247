import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Config } from './platform/config/config.js';
import { DatabaseNotUsable } from './platform/database/database-not-usable.js';
import {
  EmbeddedPostgresError,
  startEmbeddedPostgres,
  type EmbeddedServer,
} from './platform/database/embedded/embedded-postgres.js';
import { DomainError } from './shared/domain-error.js';

const portInUse = 'EADDRINUSE';
/** Swept before it grows by more, so that what passes through by the million leaves it as small as before. */
const heapGrowthPercent = 50;
const shutdownPatienceMs = 15_000; // for requests and event streams that are still open

/** Starts everything; whatever keeps it from starting is one clear line and exit code 1. */
export async function run(config: Config): Promise<void> {
  setFlagsFromString(`--heap-growing-percent=${heapGrowthPercent}`);
  let server: EmbeddedServer | undefined;
  let app: NestExpressApplication | undefined;
  try {
    const application = import('./serve.js'); // read while PostgreSQL starts
    server = config.DATABASE_URL === undefined ? await embedded(config) : undefined;
    const { announce, serve } = await application;
    app = await serve(config, config.DATABASE_URL ?? server?.ownerUrl ?? '');
    endOnSignal(app, server);
    await announce(app);
  } catch (error) {
    await app?.close();
    await server?.stop();
    if (!isExpected(error)) throw error;
    process.stderr.write(`${lineOf(error)}\n`);
    process.exitCode = 1;
  }
}

/** A server of our own, in the data folder. */
export function embedded(config: Config): Promise<EmbeddedServer> {
  return startEmbeddedPostgres({
    dataDir: resolve(config.KEYHOLDER_DATA_DIR),
    durable: true,
    binDir: config.KEYHOLDER_PG_BIN,
    log: (line) => process.stdout.write(`${line}\n`),
    lost: (line) => {
      process.stderr.write(`${line}\n`);
      process.exit(1); // nothing can be answered any more: whoever supervises us starts both again
    },
  });
}

/** SIGINT and SIGTERM: finish open requests, close the pool, then stop the embedded server. A second signal changes nothing. */
function endOnSignal(app: NestExpressApplication, server: EmbeddedServer | undefined): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    const http = app.getHttpServer();
    setInterval(() => http.closeIdleConnections(), 50); // a connection that is kept alive would keep us alive
    setTimeout(() => http.closeAllConnections(), shutdownPatienceMs);
    await app.close();
    await server?.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof DatabaseNotUsable ||
    error instanceof EmbeddedPostgresError ||
    error instanceof DomainError ||
    (error instanceof Error && 'code' in error && error.code === portInUse)
  );
}

function lineOf(error: Error): string {
  if (error instanceof DomainError) return `The first administrator cannot be made: ${error.message}`;
  if (!('code' in error && error.code === portInUse)) return error.message;
  const port = 'port' in error ? String(error.port) : '';
  return `Port ${port} is in use: stop what listens there, or set PORT to another one.`;
}
