import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, ifPresent } from './embedded-postgres-error.js';
import { programPath, type ServerPrograms } from './server-programs.js';
import { giveTo, run, type ServerUser } from './server-user.js';

export const superuser = 'keyholder';

export const pgDataOf = (dataDir: string): string => join(dataDir, 'pg');

/** The major version that made the database in this folder; undefined when there is none yet. */
export function majorOf(dataDir: string): number | undefined {
  const pgData = pgDataOf(dataDir);
  const version = ifPresent(() => readFileSync(join(pgData, 'PG_VERSION'), 'utf8'));
  if (version !== undefined) return Number.parseInt(version, 10);
  if (!existsSync(pgData)) return undefined;
  throw new EmbeddedPostgresError(
    `${pgData} is not a PostgreSQL data folder: move it away, or set KEYHOLDER_DATA_DIR.`,
  );
}

/** The superuser's password, 256 random bits; made before the database, so that there is never a database without one. */
export function ownerPassword(dataDir: string): string {
  const file = join(dataDir, 'owner-password');
  const known = ifPresent(() => readFileSync(file, 'utf8').trim());
  if (known) return known;
  if (existsSync(pgDataOf(dataDir)))
    throw new EmbeddedPostgresError(`${file} is missing: put it back from your backup of the data folder.`);
  const password = randomBytes(32).toString('base64url');
  const draft = `${file}.new`;
  writeFileSync(draft, `${password}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  return password;
}

/** Makes the database next to its place and moves it there when it is whole; a start that was killed leaves no half. */
export async function createCluster(
  dataDir: string,
  {
    user,
    programs,
    password,
    durable,
  }: Readonly<{ user: ServerUser; programs: ServerPrograms; password: string; durable: boolean }>,
): Promise<void> {
  const draft = join(dataDir, `making-${randomBytes(6).toString('hex')}`);
  const passwordFile = join(draft, 'password');
  mkdirSync(draft, { mode: 0o700 });
  giveTo(user.owner, draft);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveTo(user.owner, passwordFile);
  const made = join(draft, 'pg');
  const make = (...locale: string[]) =>
    run(user, programPath(programs, 'initdb'), ...initdbOptions(made, passwordFile, durable), ...locale);
  try {
    // Sorted by code point everywhere; upper and lower case of all scripts where the system knows C.UTF-8.
    let { ok, output } = await make('--locale=C', '--lc-ctype=C.UTF-8');
    if (!ok && /locale/.test(output)) ({ ok, output } = await make('--locale=C'));
    if (!ok)
      throw new EmbeddedPostgresError(`initdb could not make the database in ${dataDir}: ${reason(output)}`);
    renameSync(made, pgDataOf(dataDir));
    if (durable) flush(dataDir);
  } finally {
    sweepDrafts(dataDir);
  }
}

/** What starts that were killed left behind. Only for the holder of the folder. */
export function sweepDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir))
    if (/^(making-[0-9a-f]{12}|server-.+\.new|owner-password\.new)$/.test(name))
      rmSync(join(dataDir, name), { recursive: true, force: true, maxRetries: 5 });
}

function initdbOptions(pgData: string, passwordFile: string, durable: boolean): string[] {
  return [
    ...[`--pgdata=${pgData}`, `--username=${superuser}`, `--pwfile=${passwordFile}`],
    ...['--auth-local=scram-sha-256', '--auth-host=scram-sha-256', '--encoding=UTF8', '--data-checksums'],
    ...(durable ? [] : ['--no-sync']),
  ];
}

function reason(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}

/** A rename survives a power cut once its folder is on disk. Windows has no such call. */
function flush(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
