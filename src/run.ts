import { resolve } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUp } from './app.setup.js';
import { dataSourceOptions } from './data-source.js';
import { FirstAdmin } from './modules/identity/index.js';
import { ConfigError, readEnvironment, type Config } from './platform/config/config.js';
import { DatabaseNotUsable, prepareDatabase } from './platform/database/prepare.js';
import {
  EmbeddedPostgresError,
  startEmbeddedPostgres,
  type EmbeddedServer,
} from './platform/database/embedded/embedded-postgres.js';
import { makeLog, PinoLogger } from './platform/logging/logger.js';
import { DomainError } from './shared/domain-error.js';

const portInUse = 'EADDRINUSE';
const shutdownPatienceMs = 15_000; // for requests and event streams that are still open
const longestRequestMs = 3_600_000; // a large file over a slow line; its headers still have a minute
const keepAliveMs = 65_000; // longer than a proxy's, so that no connection is closed under a request

/** Starts everything; whatever keeps it from starting is one clear line and exit code 1. */
export async function run(): Promise<void> {
  let server: EmbeddedServer | undefined;
  let app: NestExpressApplication | undefined;
  try {
    const config = readEnvironment();
    server = config.DATABASE_URL === undefined ? await embedded(config) : undefined;
    const ownerUrl = config.DATABASE_URL ?? server?.ownerUrl ?? '';
    const runtimeUrl = await prepareDatabase(dataSourceOptions(ownerUrl), {
      durable: true,
      runtimeUrl: config.KEYHOLDER_RUNTIME_DATABASE_URL,
    });
    app = await serve(config, runtimeUrl);
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

function embedded(config: Config): Promise<EmbeddedServer> {
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

async function serve(config: Config, databaseUrl: string): Promise<NestExpressApplication> {
  const log = makeLog(config.KEYHOLDER_LOG_LEVEL);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, databaseUrl), {
    bodyParser: false,
    abortOnError: false,
    logger: new PinoLogger(log),
  });
  try {
    setUp(app, log);
    await app.listen(config.PORT, config.HOST);
    app.getHttpServer().keepAliveTimeout = keepAliveMs;
    app.getHttpServer().requestTimeout = longestRequestMs;
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Once nothing can go wrong any more: a password that was made and not shown would be lost. */
async function announce(app: NestExpressApplication): Promise<void> {
  const admin = await app.get(FirstAdmin).ensure();
  const address = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(
    [
      `Keyholder is ready at ${address}`,
      `API documentation:    ${address}/api/docs`,
      ...(admin ? [`First administrator:  ${admin.email}`] : []),
      ...(admin?.password
        ? [`One-time password:    ${admin.password}   (shown once; change it after signing in)`]
        : []),
      '',
    ].join('\n'),
  );
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
    error instanceof ConfigError ||
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
