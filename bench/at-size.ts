import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '../scripts/api-client.js';
import { startChildServer, type ChildServer } from '../scripts/child-server.js';
import { demonstrate } from '../scripts/demo/demonstration.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { busyness, machine } from './machine.js';

const admin = { email: 'admin@keyholder.local', password: 'seven-quiet-harbours-12' };
const password = 'plum-orbit-cello-91';
export const say = (line: string) => process.stdout.write(`${line}\n`);
export const since = (from: number) => performance.now() - from;

/** A server of its own with the demonstration in it, on a durable database that a measurement may fill as it likes. */
export type Demonstrated = Readonly<{
  server: ChildServer;
  databaseUrl: string;
  /** Somebody of the demonstration who has the role. */
  signIn(role: string): Promise<ApiClient>;
}>;

/** Sets the stage, measures, and clears everything away. */
export async function onDemonstration(
  measure: (stage: Demonstrated) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  say(`${machine()}. ${busyness()}`);
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-at-size-'));
  const database = await startEmbeddedPostgres({ dataDir: join(folder, 'server'), durable: true });
  try {
    const server = await startChildServer({
      DATABASE_URL: database.ownerUrl,
      KEYHOLDER_DATA_DIR: join(folder, 'data'),
      KEYHOLDER_ADMIN_EMAIL: admin.email,
      KEYHOLDER_ADMIN_PASSWORD: admin.password,
      KEYHOLDER_ACCESS_TOKEN_MINUTES: '240',
      KEYHOLDER_LOG_LEVEL: 'error',
      ...settings,
    });
    try {
      await demonstrate({ address: server.address, admin, password, say: () => undefined });
      const signIn = (role: string) => signedIn(server.address, role);
      await measure({ server, databaseUrl: database.ownerUrl, signIn });
    } finally {
      await server.stop();
    }
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function signedIn(address: string, role: string): Promise<ApiClient> {
  const root = await ApiClient.signIn(address, admin.email, admin.password);
  const { body } = await root.get('/users?limit=100');
  const people = body.items as unknown as { email: string; roles: string[] }[];
  const found = people.find(({ roles }) => roles.includes(role));
  return ApiClient.signIn(address, found?.email ?? '', password);
}

/** Resident now and at its highest, in MB; Linux only. */
export function memory({ pid }: ChildServer): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return `${of('VmRSS')} MB, at most ${of('VmHWM')} MB`;
}
