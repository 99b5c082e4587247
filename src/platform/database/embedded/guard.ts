import { spawn, type ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * Asks the server to stop when this process dies, in whatever way: a shell waits at the other end of a pipe, which the
 * system closes with us. Windows has no such shell; there the next start ends the server.
 */
export function stopWithUs(server: ChildProcess): void {
  if (process.platform === 'win32' || server.pid === undefined) return;
  const waitThenStop = 'read -r _; kill -INT "$1"';
  const guard = spawn('/bin/sh', ['-c', waitThenStop, 'keyholder-guard', String(server.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    env: {},
  });
  guard.once('error', () => undefined); // no shell: as on Windows
  server.once('exit', () => guard.kill('SIGKILL'));
  guard.unref();
  if (guard.stdin instanceof Socket) guard.stdin.unref();
}
