import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, ifPresent, systemCode } from './embedded-postgres-error.js';
import { eventually, serverProcesses, signal } from './processes.js';

/** What a running postmaster says of itself in `postmaster.pid`. */
export type Postmaster = Readonly<{ pid: number; ready: boolean }>;

export function readPostmaster(pgData: string): Postmaster | undefined {
  const lines = ifPresent(() => readFileSync(join(pgData, 'postmaster.pid'), 'utf8'))?.split('\n') ?? [];
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : undefined;
}

/**
 * Ends a server of this data folder whose application is gone (the caller holds the folder), gently first: everything
 * that was acknowledged is on disk either way. Answers the process number that `postmaster.pid` may still name; by now
 * that is nobody's, a zombie's or another program's.
 */
export async function endServerLeftBehind(
  pgData: string,
  log: (line: string) => void,
): Promise<number | undefined> {
  const postmaster = readPostmaster(pgData)?.pid;
  const running = () => serverProcesses(pgData, postmaster);
  if (running().length > 0) {
    log(
      `Ending the database server that an earlier run left behind (process ${postmaster ?? running()[0] ?? 0})`,
    );
    await end(running, postmaster);
  }
  if (running().length > 0)
    throw new EmbeddedPostgresError(
      `Process ${running().join(', ')} serves ${pgData} and does not end: end it by hand and start again.`,
    );
  return postmaster;
}

/** Signals of PostgreSQL: fast shutdown, immediate shutdown, and then the system's own; with patience in milliseconds. */
const escalation = [
  ['SIGINT', 60_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
] as const;

async function end(running: () => number[], postmaster: number | undefined): Promise<void> {
  for (const [name, patience] of escalation) {
    const all = running();
    const addressees = all.filter((pid) => pid === postmaster); // it ends the others
    for (const pid of addressees.length > 0 ? addressees : all) tell(pid, name);
    if (await eventually(() => running().length === 0, patience)) return;
  }
}

function tell(pid: number, name: NodeJS.Signals): void {
  try {
    signal(pid, name);
  } catch (error) {
    if (systemCode(error) !== 'EPERM') throw error;
    throw new EmbeddedPostgresError(
      `Process ${pid}, started by another user, serves this data folder: end it, or start Keyholder as that user.`,
    );
  }
}
