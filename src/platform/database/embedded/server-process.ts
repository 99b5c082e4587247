import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { EmbeddedPostgresError, ifPresent } from './embedded-postgres-error.js';
import { stopWithUs } from './guard.js';
import { readPostmaster } from './left-behind.js';
import { programPath, type ServerPrograms } from './server-programs.js';
import { asUser, run, type ServerUser } from './server-user.js';

export type Launch = Readonly<{
  programs: ServerPrograms;
  user: ServerUser;
  pgData: string;
  logFile: string;
  durable: boolean;
  log: (line: string) => void;
  /** Told when the server ends without having been asked to. */
  lost: (line: string) => void;
  /** A process number in `postmaster.pid` that is known to be no server of this folder. */
  former?: number;
}>;
export type RunningServer = Readonly<{ port: number; stop(): Promise<void> }>;

const largestLog = 10_000_000; // bytes; one older log is kept beside it
const startPatience = 600_000; // milliseconds: recovery after a crash replays up to a whole checkpoint
const stopPatience = 60_000; // milliseconds
const mostAttempts = 40; // a quarter of a second apart
/** Somebody took the port between choosing and using it, or the last server's memory is not freed yet. */
const passing = /could not bind|pre-existing shared memory block/;

/** Starts the server on a free port of 127.0.0.1 and waits until it takes connections, crash recovery included. */
export async function launch(plan: Launch): Promise<RunningServer> {
  const logSize = () => ifPresent(() => statSync(plan.logFile))?.size ?? 0;
  if (logSize() > largestLog) renameSync(plan.logFile, `${plan.logFile}.1`);
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const before = logSize();
    const child = spawnServer(plan, port);
    stopWithUs(child);
    if (await becomesReady(plan, child)) return { port, stop: stopper(plan, child) };
    const said = ifPresent(() => readFileSync(plan.logFile).subarray(before).toString()) ?? '';
    if (attempt === mostAttempts || !passing.test(said))
      throw new EmbeddedPostgresError(
        `The embedded PostgreSQL did not start: ${gist(said)}; see ${plan.logFile}.`,
      );
    await pause(250);
  }
}

function spawnServer(plan: Launch, port: number): ChildProcess {
  const settings = Object.entries(settingsFor(plan.durable, port)).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const server = programPath(plan.programs, 'postgres');
  const { program, args, options } = asUser(plan.user, server, ['-D', plan.pgData, ...settings]);
  // PostgreSQL takes any living process of that number for a server and refuses to start, save for this one that it is told of.
  const former = plan.former === undefined ? {} : { PG_GRANDPARENT_PID: String(plan.former) };
  const env = options.env && { ...options.env, ...former };
  const log = openSync(plan.logFile, 'a', 0o600);
  try {
    // In a process group of its own: Ctrl-C in the terminal reaches only the application, which then stops the server.
    const child = spawn(program, args, {
      ...options,
      env,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
    child.once('error', () => undefined); // there is no process then: becomesReady says so
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function settingsFor(durable: boolean, port: number): Record<string, string | number> {
  const safe = durable ? 'on' : 'off';
  return {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '', // their paths may not be longer than 107 bytes
    max_connections: 100,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    fsync: safe,
    synchronous_commit: safe,
    full_page_writes: safe,
    // Errors quote rows and statements: personal data, which must not outlive its erasure in a log.
    ...(durable ? { log_error_verbosity: 'terse', log_min_error_statement: 'panic' } : {}),
  };
}

const hasEnded = (child: ChildProcess): boolean =>
  child.pid === undefined || child.exitCode !== null || child.signalCode !== null;

async function becomesReady({ pgData, log }: Launch, child: ChildProcess): Promise<boolean> {
  const begun = performance.now();
  let nextWord = 10_000;
  while (!hasEnded(child)) {
    const postmaster = readPostmaster(pgData);
    if (postmaster?.ready === true && postmaster.pid === child.pid) return true;
    const waited = performance.now() - begun;
    if (waited > startPatience) child.kill('SIGQUIT');
    if (waited > nextWord) {
      log(`The database is still recovering (${Math.round(waited / 1000)} s)`);
      nextWord += 10_000;
    }
    await pause(20);
  }
  return false;
}

function stopper(
  { user, programs, pgData, logFile, lost }: Launch,
  child: ChildProcess,
): () => Promise<void> {
  const unexpected = (): void =>
    lost(`The embedded PostgreSQL ended by itself; see ${logFile} and restart Keyholder`);
  child.once('exit', unexpected);
  const stop = async (): Promise<void> => {
    child.off('exit', unexpected);
    if (hasEnded(child)) return;
    child.ref();
    const ended = once(child, 'exit');
    if (process.platform === 'win32')
      void run(user, programPath(programs, 'pg_ctl'), 'stop', '-D', pgData, '-m', 'fast');
    else child.kill('SIGINT'); // "fast": ends the sessions, writes everything out
    const impatient = setTimeout(() => child.kill('SIGQUIT'), stopPatience);
    await ended;
    clearTimeout(impatient);
  };
  let stopping: Promise<void> | undefined;
  return () => (stopping ??= stop());
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer().once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The sentence of a server log that says why it ended. */
function gist(said: string): string {
  const fatal = /(?:FATAL|PANIC): +(.+)/.exec(said)?.[1];
  return fatal ?? said.trim().split('\n').at(-1) ?? 'no reason given';
}
