import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';

/** Rows that come and go; everywhere else the runtime role may not DELETE. */
const deletable = [
  'access_token',
  'evidence_content_part', // a trigger lets go of bytes only that no document keeps
  'idempotency_key',
  'ledger_pending',
  'request_quota',
  'sign_in_attempt',
];
/** Rows that are written once; the runtime role may not UPDATE them. */
const appendOnly = [
  'access_record',
  'evidence_content_part',
  'ledger_checkpoint',
  'ledger_entry',
  'ledger_leaf',
  'ledger_node',
  'ledger_pending',
  'sharing_event',
  'time_stamp',
];
/** Only read by the runtime role. */
const readOnly = ['installation', 'migrations'];
/** Not even read: it holds the runtime role's own password. */
const ownersOnly = ['runtime_login'];

export type RuntimeLogin = Readonly<{ role: string; password: string }>;

export class PrivilegeError extends Error {}

/**
 * The role that serves requests. It owns nothing: it cannot change or delete ledger entries, disable triggers or
 * alter tables. Its generated password lies in a table that only the owner can read, so that several instances share it.
 */
export async function ensureRuntimeLogin(owner: EntityManager, database: string): Promise<RuntimeLogin> {
  const [known] = await owner.query<RuntimeLogin[]>('SELECT role, password FROM runtime_login');
  const login = known ?? {
    role: `${database.slice(0, 55)}_runtime`,
    password: randomBytes(32).toString('base64url'),
  };
  const [existing] = await owner.query<unknown[]>('SELECT 1 FROM pg_roles WHERE rolname = $1', [login.role]);
  if (!known)
    await owner.query('INSERT INTO runtime_login (role, password) VALUES ($1, $2)', [
      login.role,
      login.password,
    ]);
  if (known && existing) return login;
  const [may] = await owner.query<{ may: boolean }[]>(
    'SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
  );
  if (!may?.may)
    throw new PrivilegeError(
      'The role of DATABASE_URL may not create the restricted role that serves requests: grant it CREATEROLE, or make ' +
        'a role yourself and name it in KEYHOLDER_RUNTIME_DATABASE_URL.',
    );
  const verb = existing ? 'ALTER' : 'CREATE';
  await owner.query(
    `${verb} ROLE ${quoted(login.role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '${login.password}'`,
  );
  return login;
}

/** Idempotent; run after every migration, so that a new table is never left open or closed by accident. */
export async function grantRuntime(owner: EntityManager, role: string): Promise<void> {
  const tables = await owner.query<{ name: string }[]>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`,
  );
  const name = quoted(role);
  await owner.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${name}`);
  await owner.query(`REVOKE CREATE ON SCHEMA public FROM PUBLIC`);
  await owner.query(`GRANT USAGE ON SCHEMA public TO ${name}`);
  for (const { name: table } of tables) {
    const rights = rightsOn(table);
    if (rights.length > 0) await owner.query(`GRANT ${rights.join(', ')} ON ${quoted(table)} TO ${name}`);
  }
  for (const one of callable) await owner.query(`GRANT EXECUTE ON FUNCTION ${one} TO ${name}`);
}

/** Functions that do as the owner what the runtime role may not do by itself; each has its guard. */
const callable = ['dispose_access_records(timestamptz, int)'];

export function rightsOn(table: string): string[] {
  if (ownersOnly.includes(table)) return [];
  if (readOnly.includes(table)) return ['SELECT'];
  return [
    'SELECT',
    'INSERT',
    ...(appendOnly.includes(table) ? [] : ['UPDATE']),
    ...(deletable.includes(table) ? ['DELETE'] : []),
  ];
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
