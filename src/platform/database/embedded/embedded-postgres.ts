import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { createCluster, majorOf, ownerPassword, pgDataOf, superuser, sweepDrafts } from './cluster.js';
import { EmbeddedPostgresError, systemCode } from './embedded-postgres-error.js';
import { claimFolder } from './folder-claim.js';
import { endServerLeftBehind } from './left-behind.js';
import { findPrograms } from './server-programs.js';
import { launch } from './server-process.js';
import { settleUser } from './server-user.js';

export { EmbeddedPostgresError } from './embedded-postgres-error.js';

/**
 * A running server. `ownerUrl` opens the database `keyholder` as its superuser, on 127.0.0.1 only; `version` is
 * PostgreSQL's ('18.4'). `stop` waits for an orderly shutdown; close your pools before it.
 */
export type EmbeddedServer = Readonly<{ ownerUrl: string; version: string; stop(): Promise<void> }>;

export type EmbeddedOptions = Readonly<{
  /** Holds the database (`pg/`), its password and its log; made, for its owner only, if it is not there. */
  dataDir: string;
  /** False only for throwaway databases: nothing is flushed to disk. */
  durable: boolean;
  /** A folder with initdb and postgres, instead of the packaged or the machine's ones. */
  binDir?: string;
  /** Told what takes long, one line at a time. */
  log?: (line: string) => void;
  /** Told when the server, once running, ends without having been asked to. */
  lost?: (line: string) => void;
}>;

const database = 'keyholder';
const ignore = (): void => undefined;

/**
 * Starts the PostgreSQL server of a data folder, made at the first start. One process at a time has the folder; a server
 * that a killed process left behind is ended first, and loses nothing that it acknowledged.
 * @throws EmbeddedPostgresError with one line that names the remedy.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedServer> {
  try {
    mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
    const dataDir = realpathSync(options.dataDir);
    const claim = claimFolder(dataDir);
    try {
      const { stop, ...server } = await startIn(dataDir, options);
      return { ...server, stop: () => stop().finally(claim.release) };
    } catch (error) {
      claim.release();
      throw error;
    }
  } catch (error) {
    throw explained(error, options.dataDir);
  }
}

async function startIn(
  dataDir: string,
  { durable, binDir, log = ignore, lost = ignore }: EmbeddedOptions,
): Promise<EmbeddedServer> {
  sweepDrafts(dataDir);
  const major = majorOf(dataDir);
  const { user, programs } = await settleUser(dataDir, findPrograms(binDir, major));
  const password = ownerPassword(dataDir);
  const pgData = pgDataOf(dataDir);
  let former: number | undefined;
  if (major === undefined) {
    log(`Making the database in ${dataDir} (PostgreSQL ${programs.version})`);
    await createCluster(dataDir, { user, programs, password, durable });
  } else {
    former = await endServerLeftBehind(pgData, log);
  }
  const server = await launch({
    programs,
    user,
    pgData,
    logFile: join(dataDir, 'pg.log'),
    durable,
    log,
    lost,
    former,
  });
  try {
    await openDatabase(server.port, password, dataDir);
    const ownerUrl = `postgres://${superuser}:${password}@127.0.0.1:${server.port}/${database}`;
    return { ownerUrl, version: programs.version, stop: server.stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Sees to it that the database is there and that the password opens it. */
async function openDatabase(port: number, password: string, dataDir: string): Promise<void> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: superuser,
    password,
    database: 'postgres',
    ssl: false,
  });
  try {
    await client.connect();
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } catch (error) {
    if (systemCode(error) !== '28P01') throw error;
    throw new EmbeddedPostgresError(
      `The password in ${join(dataDir, 'owner-password')} does not open the database: put that file back from your backup.`,
    );
  } finally {
    await client.end();
  }
}

function explained(error: unknown, dataDir: string): unknown {
  const code = systemCode(error);
  if (code === 'ENOSPC')
    return new EmbeddedPostgresError(
      `The disk is full: make room for ${dataDir}, or set KEYHOLDER_DATA_DIR.`,
    );
  if (code !== undefined && ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOENT', 'ENOTDIR'].includes(code))
    return new EmbeddedPostgresError(
      `The data folder ${dataDir} cannot be used (${error instanceof Error ? error.message : code}): let the user who runs Keyholder own it, or set KEYHOLDER_DATA_DIR or DATABASE_URL.`,
      { cause: error },
    );
  return error;
}
