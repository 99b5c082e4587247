import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Keyholder as people run it: a process of its own. `readyAfterMs` counts from the start of the process to its address. */
export type ChildServer = Readonly<{
  address: string;
  pid: number;
  readyAfterMs: number;
  stop(): Promise<void>;
}>;

const starter = 'scripts/start.mjs';
const patience = 120_000; // milliseconds
export const projectRoot = (): string => fileURLToPath(new URL(`${upwards()}/`, import.meta.url));

/** Starts on a free port and waits for the line that says where. Throws what the program itself said when it ends before. */
export async function startChildServer(environment: Readonly<Record<string, string>>): Promise<ChildServer> {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('KEYHOLDER_'));
  const env = { ...Object.fromEntries(inherited), DATABASE_URL: '', PORT: '0', ...environment };
  const startedAt = performance.now();
  const child = spawn(process.execPath, [starter], {
    cwd: projectRoot(),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let said = '';
  const address = new Promise<string>((found, failed) => {
    const timer = setTimeout(
      () => failed(new Error(`Keyholder is not ready after ${patience / 1000} s`)),
      patience,
    );
    const listen = (text: string) => {
      said = (said + text).slice(-20_000);
      const at = /Keyholder is ready at (\S+)/.exec(said)?.[1];
      if (at !== undefined) found(at);
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    void ended.then(() => failed(new Error(`Keyholder did not start: ${said.trim()}`)));
    void ended.finally(() => clearTimeout(timer));
    timer.unref();
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  try {
    return { address: await address, pid: child.pid ?? 0, readyAfterMs: performance.now() - startedAt, stop };
  } catch (error) {
    if (child.exitCode === null) await stop();
    throw error;
  }
}

/** From dist/scripts as from scripts. */
function upwards(): string {
  return import.meta.url.includes('/dist/scripts/') ? '../..' : '..';
}
