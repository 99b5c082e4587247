import { rmSync } from 'node:fs';
import pg from 'pg';

/** Leaves nothing behind: the embedded server goes with its folder, a given one loses what this run made. */
export default async function globalTeardown() {
  const started = globalThis.keyholderTestServer;
  globalThis.keyholderTestServer = undefined;
  if (started) {
    await started.server.stop();
    rmSync(started.folder, { recursive: true, force: true });
  } else if (process.env.TEST_DATABASE_URL && process.env.KEYHOLDER_TEST_ADMIN_URL) {
    await cleanServer(process.env.KEYHOLDER_TEST_ADMIN_URL, `kh_test_${process.env.KEYHOLDER_TEST_RUN}_`);
  }
  delete process.env.KEYHOLDER_TEST_ADMIN_URL;
}

async function cleanServer(url, prefix) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const databases = await client.query(
      'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { name } of databases.rows)
      await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    const roles = await client.query('SELECT rolname AS name FROM pg_roles WHERE starts_with(rolname, $1)', [
      prefix,
    ]);
    for (const { name } of roles.rows) await client.query(`DROP ROLE IF EXISTS "${name}"`);
  } finally {
    await client.end();
  }
}
