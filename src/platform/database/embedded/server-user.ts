import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { EmbeddedPostgresError, ifPresent } from './embedded-postgres-error.js';
import { programPath, type ServerPrograms } from './server-programs.js';

/** As whom the server runs. `prefix` is a program that takes the server's command line and becomes it (no fork). */
export type ServerUser = Readonly<{ uid?: number; gid?: number; prefix: readonly string[]; owner?: Owner }>;
type Owner = Readonly<{ uid: number; gid: number }>;

const areRoot = process.getuid?.() === 0;
const self: ServerUser = { prefix: [] };
/**
 * In a user namespace we are an ordinary user to PostgreSQL and still ourselves to the files: nothing has to be moved or
 * given away. initdb wants a user that has a name.
 */
const inNamespace = (owner: Owner): ServerUser => ({
  owner,
  prefix: ['unshare', '--user', `--map-user=${unprivileged()[0]?.uid ?? 1000}`, '--'],
});
const dropped = (owner: Owner): ServerUser => ({ ...owner, owner, prefix: [] });
/**
 * Another user that may nevertheless pass folders closed to it (/root), for containers that forbid user namespaces.
 * Without the securebit access(2), by which the programs look for one another, would not count that right.
 */
const droppedButPassing = (owner: Owner): ServerUser => ({
  owner,
  prefix: [
    ...['setpriv', `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--no-new-privs'],
    ...[
      '--inh-caps=-all,+dac_override',
      '--ambient-caps=-all,+dac_override',
      '--securebits=+no_setuid_fixup',
      '--',
    ],
  ],
});

/**
 * PostgreSQL refuses to run as root, because whoever takes over the server would own the machine. Finds somebody else to
 * run it as, gives that user the data folder, and answers with the programs as that user reaches them. A folder that
 * belongs to another user is served as that user, so that later starts choose the same one again.
 * @throws EmbeddedPostgresError when this system offers nobody.
 */
export async function settleUser(
  dataDir: string,
  programs: ServerPrograms,
): Promise<Readonly<{ user: ServerUser; programs: ServerPrograms }>> {
  for (const user of substitutes(lstatSync(dataDir))) {
    if (!(await canEnter(user, dirname(dataDir)))) continue;
    const reachable = (await canRun(user, programs)) ? programs : copied(programs, dataDir);
    giveTo(user.owner, dataDir);
    if (reachable && (await canRun(user, reachable))) return { user, programs: reachable };
  }
  if (!areRoot) return { user: self, programs };
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and this system offers no other user to run it as: run Keyholder as an ordinary user, or set DATABASE_URL.',
  );
}

/** Who could run the server instead of us, best first; nobody needs to when we are an ordinary user. */
function substitutes({ uid, gid }: Owner): ServerUser[] {
  const owner = { uid, gid };
  if (!areRoot) return haveName() ? [] : [inNamespace(owner)];
  const others = [...(uid === 0 ? [] : [owner]), ...unprivileged()];
  return [
    ...(uid === 0 ? [inNamespace(owner)] : []),
    ...others.map(dropped),
    ...others.map(droppedButPassing),
  ];
}

/** Containers can be started with a user number that no list of users knows. */
function haveName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}

/** Program, arguments and options for spawn. The server sees nothing of our environment, which may hold secrets. */
export function asUser(
  user: ServerUser,
  program: string,
  args: readonly string[],
): Readonly<{ program: string; args: string[]; options: SpawnOptions }> {
  const [first = program, ...rest] = [...user.prefix, program, ...args];
  const { uid, gid } = user;
  if (process.platform === 'win32') return { program: first, args: rest, options: {} };
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
  return { program: first, args: rest, options: { uid, gid, env, cwd: '/' } };
}

/** Runs a program to its end; `output` is everything it wrote, or why it could not even begin. */
export async function run(
  user: ServerUser,
  name: string,
  ...argv: string[]
): Promise<Readonly<{ ok: boolean; output: string }>> {
  const { program, args, options } = asUser(user, name, argv);
  try {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    const [code] = (await once(child, 'close')) as [number | null];
    return { ok: code === 0, output };
  } catch (error) {
    return { ok: false, output: error instanceof Error ? error.message : String(error) };
  }
}

/** Hands a file or a folder with all that is in it to the user who runs the server; the top goes last, so that a start that was cut short is made up for. */
export function giveTo(owner: Owner | undefined, path: string): void {
  if (!owner || !areRoot) return;
  const pgData = join(path, 'pg');
  if (existsSync(pgData) && lstatSync(pgData).uid !== owner.uid) giveAll(owner, pgData);
  chownSync(path, owner.uid, owner.gid);
}

function giveAll(owner: Owner, path: string): void {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveAll(owner, join(path, name));
  lchownSync(path, owner.uid, owner.gid);
}

/** Programs that lie where another user cannot go are copied, once for each version, to where it can. */
function copied(programs: ServerPrograms, dataDir: string): ServerPrograms | undefined {
  if (programs.bundle === undefined) return undefined;
  const bundle = join(dataDir, `server-${programs.version}`);
  if (!existsSync(bundle)) {
    const draft = `${bundle}.new`;
    cpSync(programs.bundle, draft, { recursive: true, verbatimSymlinks: true, force: true });
    renameSync(draft, bundle);
  }
  return { ...programs, bundle, bin: join(bundle, 'bin') };
}

/** And has a name, which initdb asks for. */
async function canEnter(user: ServerUser, folder: string): Promise<boolean> {
  return (await run(user, '/bin/sh', '-c', 'cd -- "$1" && id -un', 'sh', folder)).ok;
}

/** Unlike --version this makes the program find itself and refuse root. */
async function canRun(user: ServerUser, programs: ServerPrograms): Promise<boolean> {
  return (await run(user, programPath(programs, 'postgres'), '--describe-config')).ok;
}

/** Users without rights of their own, as far as this machine has them. */
function unprivileged(): Owner[] {
  const lines = (ifPresent(() => readFileSync('/etc/passwd', 'utf8')) ?? '')
    .split('\n')
    .map((line) => line.split(':'));
  return ['postgres', 'nobody', 'daemon'].flatMap((wanted) => {
    const [, , uid, gid] = lines.find(([name]) => name === wanted)?.map(Number) ?? [];
    return uid !== undefined && gid !== undefined && uid > 0 && gid > 0 ? [{ uid, gid }] : [];
  });
}
