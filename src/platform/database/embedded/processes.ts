import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ifPresent, systemCode } from './embedded-postgres-error.js';

const hasProc = existsSync('/proc/self/stat');

/**
 * When a living process began, in words that no later process with the same number can repeat; undefined when there is
 * no such process. Where the system does not tell (Windows), every living process answers the same.
 */
export function beginningOf(pid: number): string | undefined {
  if (hasProc) return fromProc(pid);
  if (!answers(pid)) return undefined;
  return process.platform === 'win32' ? 'alive' : fromPs(pid, 'lstart=');
}

/**
 * The processes of a PostgreSQL server whose data folder is `pgData` (a real path). All of them, the postmaster and
 * the backends it may have left behind, keep that folder as their working directory. Without /proc only the postmaster
 * `postmaster` is recognised, by its command line.
 */
export function serverProcesses(pgData: string, postmaster: number | undefined): number[] {
  if (hasProc) return numbersIn('/proc').filter((pid) => isServerProcess(pid, pgData));
  if (postmaster === undefined || !answers(postmaster)) return [];
  if (process.platform === 'win32') return [postmaster];
  const command = fromPs(postmaster, 'command=') ?? '';
  return command.includes('postgres') && command.includes(pgData) ? [postmaster] : [];
}

/** Asks until the answer is yes; false when it is still no after `milliseconds`. */
export async function eventually(question: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!question()) {
    if (performance.now() >= end) return false;
    await pause(20);
  }
  return true;
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  ifPresent(() => process.kill(pid, name));
}

export function numbersIn(folder: string): number[] {
  return readdirSync(folder)
    .filter((name) => /^[1-9]\d*$/.test(name))
    .map(Number);
}

/** Fields of proc_pid_stat(5): the state is the third, the start in clock ticks since boot the twenty-second. */
function fromProc(pid: number): string | undefined {
  const stat = ifPresent(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? [];
  const [state, ticks] = [fields[0], fields[19]];
  if (state === undefined || 'ZX'.includes(state) || ticks === undefined) return undefined;
  return `${ifPresent(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? ''} ${ticks}`;
}

/** Where another user's working directory is hidden (containers without SYS_PTRACE), the postmaster's arguments tell. */
function isServerProcess(pid: number, pgData: string): boolean {
  try {
    if (!/^post(gres|master)$/m.test(readFileSync(`/proc/${pid}/comm`, 'utf8'))) return false;
    const args = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return args[args.indexOf('-D') + 1] === pgData || readlinkSync(`/proc/${pid}/cwd`) === pgData;
  } catch {
    return false; // gone, or none of ours
  }
}

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === 'EPERM'; // alive, but somebody else's
  }
}

function fromPs(pid: number, column: string): string | undefined {
  try {
    const env = { LC_ALL: 'C', TZ: 'UTC', PATH: '/bin:/usr/bin' };
    return (
      execFileSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8', env }).trim() || undefined
    );
  } catch {
    return undefined; // ps exits with 1 when the process is gone
  }
}
