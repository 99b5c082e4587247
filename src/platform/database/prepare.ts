import { randomBytes, randomUUID } from 'node:crypto';
import { DataSource, type DataSourceOptions, type EntityManager } from 'typeorm';
import { DatabaseNotUsable } from './database-not-usable.js';
import { ensureRuntimeLogin, grantRuntime, PrivilegeError } from './privileges.js';

const oldestServer = 150_000;
const preparing = 'keyholder.prepare';

/**
 * Brings a database to this version's schema and answers the address under which requests are served: that of the
 * restricted role. Several instances that start at once wait for each other here.
 */
export async function prepareDatabase(
  options: DataSourceOptions,
  { durable, runtimeUrl }: { durable: boolean; runtimeUrl?: string },
): Promise<string> {
  const owner = await connected(options);
  try {
    const runner = owner.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [preparing]);
      await assertServer(runner.manager, durable);
      await assertNotNewer(runner.manager, owner);
      await owner.runMigrations({ transaction: 'each' });
      return await runner.manager.transaction((tx) => settle(tx, ownerUrl(options), runtimeUrl));
    } finally {
      await runner
        .query('SELECT pg_advisory_unlock(hashtextextended($1, 0))', [preparing])
        .catch(() => undefined);
      await runner.release();
    }
  } catch (error) {
    throw error instanceof PrivilegeError ? new DatabaseNotUsable(error.message) : error;
  } finally {
    await owner.destroy();
  }
}

async function settle(tx: EntityManager, url: URL, givenRuntimeUrl?: string): Promise<string> {
  await tx.query(
    `INSERT INTO installation (id, secret, created_at) SELECT $1, $2, now() WHERE NOT EXISTS (SELECT 1 FROM installation)`,
    [randomUUID(), randomBytes(32)],
  );
  if (givenRuntimeUrl !== undefined) {
    await grantRuntime(tx, decodeURIComponent(new URL(givenRuntimeUrl).username));
    return givenRuntimeUrl;
  }
  const login = await ensureRuntimeLogin(tx, decodeURIComponent(url.pathname.slice(1)) || 'keyholder');
  await grantRuntime(tx, login.role);
  const runtime = new URL(url);
  runtime.username = encodeURIComponent(login.role);
  runtime.password = encodeURIComponent(login.password);
  return runtime.toString();
}

async function connected(options: DataSourceOptions): Promise<DataSource> {
  try {
    return await new DataSource({
      ...options,
      extra: { max: 2, connectionTimeoutMillis: 5_000 },
    }).initialize();
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'no reason given';
    throw new DatabaseNotUsable(`The database of DATABASE_URL cannot be reached: ${reason}`);
  }
}

/** A commit that was acknowledged must survive a crash: the server has to be set so. */
async function assertServer(manager: EntityManager, durable: boolean): Promise<void> {
  const [server] = await manager.query<{ version: number; fsync: string; pages: string; commit: string }[]>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('fsync') AS fsync,
            current_setting('full_page_writes') AS pages, current_setting('synchronous_commit') AS commit`,
  );
  if (!server || server.version < oldestServer)
    throw new DatabaseNotUsable('Keyholder needs PostgreSQL 15 or newer.');
  if (durable && (server.fsync === 'off' || server.pages === 'off' || server.commit === 'off'))
    throw new DatabaseNotUsable(
      'The database server may lose acknowledged writes: turn on fsync, full_page_writes and synchronous_commit.',
    );
}

async function assertNotNewer(manager: EntityManager, source: DataSource): Promise<void> {
  const [table] = await manager.query<{ found: boolean }[]>(
    `SELECT to_regclass('public.migrations') IS NOT NULL AS found`,
  );
  if (!table?.found) return;
  const known = new Set(source.migrations.map(({ name, constructor }) => name ?? constructor.name));
  const applied = await manager.query<{ name: string }[]>('SELECT name FROM migrations ORDER BY id');
  const unknown = applied.filter(({ name }) => !known.has(name)).at(-1);
  if (unknown)
    throw new DatabaseNotUsable(
      `The database was migrated by a newer Keyholder (${unknown.name}): start that version, or restore a copy from before.`,
    );
}

function ownerUrl(options: DataSourceOptions): URL {
  if (options.type !== 'postgres' || typeof options.url !== 'string')
    throw new Error('A postgres:// URL is needed.');
  return new URL(options.url);
}
