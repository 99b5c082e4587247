import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiClient, Refused } from '../api-client.js';
import { startChildServer } from '../child-server.js';
import { demonstrate } from './demonstration.js';
import { cast } from './people.js';

/**
 * `npm run demo`: fills an installation with an organisation that does not exist, through the public API.
 *
 * With KEYHOLDER_URL, KEYHOLDER_ADMIN_EMAIL and KEYHOLDER_ADMIN_PASSWORD: a running one. Without: a new one, on DATABASE_URL or in
 * KEYHOLDER_DATA_DIR (./data), which is stopped again in the end.
 */
type SignIns = Readonly<{ admin: { email: string; password: string }; password: string }>;

const worthALook = [
  'Worth a look, under /api/v1:',
  '  GET /audit-scores                              who stands where; grades with their reasons',
  '  GET /findings?status=open                      what the weak answers of Tidewater Audience raised',
  '  GET /data-flows?sort=reference                 a flow in every state that can be reached in a day',
  '  GET /data-flows/{id}/readiness of DF-SURVEY    everything that a draft lacks, with law and remedy',
  '  GET /data-flows/{id}/approval of DF-EXPENSES   the facts then and now: why it is stale',
  '  GET /vendors/concentration                     on whom most of it hangs',
  '  GET /registers/data-flows.csv                  as the auditor takes it away',
  '  GET /ledger/entries                            who did what, when and why',
];
const say = (line: string) => process.stdout.write(`${line}\n`);
const newPassword = () => randomBytes(15).toString('base64url');

async function running(url: string): Promise<void> {
  const email = process.env['KEYHOLDER_ADMIN_EMAIL'];
  const password = process.env['KEYHOLDER_ADMIN_PASSWORD'];
  if (email === undefined || password === undefined)
    throw new Error(
      'Name an administrator of that installation in KEYHOLDER_ADMIN_EMAIL and KEYHOLDER_ADMIN_PASSWORD.',
    );
  const signIns = { admin: { email, password }, password: newPassword() };
  const made = await demonstrate({ address: url.replace(/\/+$/, ''), ...signIns, say });
  if (made) tell(signIns, [`All of them have the password  ${signIns.password}`]);
}

async function own(): Promise<void> {
  const dataDir = process.env['KEYHOLDER_DATA_DIR'] ?? './data';
  const file = join(dataDir, 'demo-sign-ins.json');
  const signIns = remembered(file) ?? fresh();
  const server = await startChildServer({
    DATABASE_URL: process.env['DATABASE_URL'] ?? '',
    KEYHOLDER_DATA_DIR: dataDir,
    KEYHOLDER_ADMIN_EMAIL: signIns.admin.email,
    KEYHOLDER_ADMIN_PASSWORD: signIns.admin.password,
    KEYHOLDER_LOG_LEVEL: 'error',
  });
  try {
    await assertOurs(server.address, signIns, dataDir);
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    writeFileSync(file, `${JSON.stringify(signIns, null, 2)}\n`, { mode: 0o600 });
    await demonstrate({ address: server.address, ...signIns, say });
  } finally {
    await server.stop();
  }
  tell(signIns, [
    `All of them have the password  ${signIns.password}`,
    `The administrator is  ${signIns.admin.email}  with  ${signIns.admin.password}`,
    `Both stand in ${file} too: a demonstration, not for real data.`,
    '',
    `Start it with  npm start${dataDir === './data' ? '' : `  and KEYHOLDER_DATA_DIR=${dataDir}`}, then open http://127.0.0.1:3000/api/docs`,
  ]);
}

function fresh(): SignIns {
  const email = process.env['KEYHOLDER_ADMIN_EMAIL'] ?? 'admin@nordlicht.example';
  const password = process.env['KEYHOLDER_ADMIN_PASSWORD'] ?? newPassword();
  return { admin: { email, password }, password: newPassword() };
}

function remembered(file: string): SignIns | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SignIns) : undefined;
}

/** An installation that was there before has an administrator of its own, whom we do not know. */
async function assertOurs(address: string, { admin }: SignIns, dataDir: string): Promise<void> {
  try {
    await ApiClient.signIn(address, admin.email, admin.password);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    throw new Error(
      `There is an installation in ${process.env['DATABASE_URL'] ? 'that database' : dataDir} already. Name its administrator in ` +
        'KEYHOLDER_ADMIN_EMAIL and KEYHOLDER_ADMIN_PASSWORD, or choose another KEYHOLDER_DATA_DIR.',
      { cause: error },
    );
  }
}

function tell(signIns: SignIns, how: readonly string[]): void {
  const people = Object.values(cast).map(({ email, roles }) => `  ${email.padEnd(34)}${roles.join(', ')}`);
  say(['', 'Sign in with POST /api/v1/auth/login as', ...people, ...how, '', ...worthALook].join('\n'));
}

try {
  const url = process.env['KEYHOLDER_URL'];
  await (url === undefined ? own() : running(url));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
