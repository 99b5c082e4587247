import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { dataSourceOptions } from '../../src/data-source.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';

/** Two addresses of one throwaway database: its owner's, and the restricted role's that serves requests. */
export type TestDatabase = Readonly<{
  name: string;
  ownerUrl: string;
  runtimeUrl: string;
  drop(): Promise<void>;
}>;

const run = process.env['KEYHOLDER_TEST_RUN'] ?? 'local';
const adminUrl = process.env['KEYHOLDER_TEST_ADMIN_URL'] ?? '';
const template = `kh_test_${run}_template`;

const urlOf = (database: string) => Object.assign(new URL(adminUrl), { pathname: `/${database}` }).toString();

const newName = () => `kh_test_${run}_${randomBytes(5).toString('hex')}`;

async function asAdmin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Migrated once a run; every spec file gets its own copy. */
async function ensureTemplate(admin: pg.Client): Promise<void> {
  await admin.query('SELECT pg_advisory_lock(20261124)');
  const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
  if (rowCount === 0) {
    await admin.query(`CREATE DATABASE ${template}_making`);
    await prepareDatabase(dataSourceOptions(urlOf(`${template}_making`)), { durable: false });
    await admin.query(`ALTER DATABASE ${template}_making RENAME TO ${template}`);
  }
}

/** Of the role that serves requests: copies of one template have the same. */
let login: URL | undefined;

export async function freshDatabase(): Promise<TestDatabase> {
  const name = newName();
  await asAdmin(async (admin) => {
    await ensureTemplate(admin);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  });
  const ownerUrl = urlOf(name);
  login ??= new URL(await prepareDatabase(dataSourceOptions(ownerUrl), { durable: false }));
  const { username, password } = login;
  const runtimeUrl = Object.assign(new URL(ownerUrl), { username, password }).toString();
  return { name, ownerUrl, runtimeUrl, drop: () => dropped(name) };
}

/** Nothing in it. */
export async function emptyDatabase(): Promise<Pick<TestDatabase, 'name' | 'ownerUrl' | 'drop'>> {
  const name = newName();
  await asAdmin(async (admin) => {
    await admin.query(`CREATE DATABASE ${name}`);
  });
  return { name, ownerUrl: urlOf(name), drop: () => dropped(name) };
}

const dropped = (name: string) =>
  asAdmin(async (admin) => {
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  });

/** One connection for a test that speaks SQL itself. */
export async function sql(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
