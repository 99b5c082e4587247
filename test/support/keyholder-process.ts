import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const projectRoot = resolve(import.meta.dirname, '../..');
const patience = 60_000;
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'USER'];

/** dist is made once, before the first process of a spec starts. */
export function buildOnce(): void {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot, stdio: 'ignore' });
}

/** A Keyholder started as people start it, with nothing of our own environment but what a shell needs. */
export class KeyholderProcess {
  private text = '';
  private errors = '';
  private constructor(readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.text += chunk;
    });
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.errors += chunk;
    });
  }

  static start(
    environment: Readonly<Record<string, string>>,
    {
      command = [process.execPath, 'scripts/start.mjs'],
      ...options
    }: SpawnOptions & { command?: string[] } = {},
  ): KeyholderProcess {
    const kept = Object.fromEntries(
      inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
    );
    const [program = '', ...args] = command;
    const env = { ...kept, PORT: '0', KEYHOLDER_LOG_LEVEL: 'silent', ...environment };
    return new KeyholderProcess(spawn(program, args, { cwd: projectRoot, stdio: 'pipe', ...options, env }));
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }
  get stdout(): string {
    return this.text;
  }
  get stderr(): string {
    return this.errors;
  }
  /** What it wrote to standard error, line by line. */
  get complaints(): string[] {
    return this.errors.split('\n').filter((line) => line !== '');
  }

  /** The address it says it is ready at. */
  async ready(): Promise<string> {
    const end = performance.now() + patience;
    while (performance.now() < end) {
      await pause(25);
      const address = /Keyholder is ready at (\S+)/.exec(this.text)?.[1];
      if (address !== undefined && this.text.endsWith('\n')) return address;
      if (this.child.exitCode !== null || this.child.signalCode !== null) break;
    }
    throw new Error(`It did not become ready. It said: ${this.text}${this.errors}`);
  }

  get password(): string | undefined {
    return /One-time password: +(\S+)/.exec(this.text)?.[1];
  }

  /** Exit code, or the signal that ended it. */
  async ended(): Promise<number | string | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return this.child.exitCode ?? this.child.signalCode;
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<number | string | null> {
    this.child.kill(signal);
    return this.ended();
  }
}

/** Process numbers of the PostgreSQL server of a data folder, by their working directory. */
export function serversOf(dataDir: string): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) && readlinkSync(`/proc/${name}/cwd`) === join(dataDir, 'pg')
        ? [Number(name)]
        : [];
    } catch {
      return []; // gone in the meantime
    }
  });
}

/** The shell that ends the server when its application dies. */
export function guardOf(parent: number): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        return (
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('keyholder-guard') &&
          readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(parent)
        );
      } catch {
        return false;
      }
    });
}

export async function eventually(
  question: () => boolean | Promise<boolean>,
  milliseconds = 10_000,
): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!(await question())) {
    if (performance.now() > end) return false;
    await pause(25);
  }
  return true;
}

/** The API over plain HTTP, for a process of which only the address is known. */
export class Client {
  constructor(
    readonly address: string,
    private readonly token?: string,
  ) {}

  async send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const answer = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === '' ? {} : JSON.parse(text)) as Record<string, unknown> };
  }

  async upload(path: string, content: Buffer, fields: Record<string, string>) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([new Uint8Array(content)]), 'file.pdf');
    const headers = { authorization: `Bearer ${this.token}` };
    const answer = await fetch(`${this.address}/api/v1${path}`, { method: 'POST', headers, body: form });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  async signIn(email: string, password: string): Promise<Client> {
    const { status, body } = await this.send('POST', '/auth/login', { email, password });
    if (status !== 200) throw new Error(`sign-in answered ${status}`);
    return new Client(this.address, String(body['accessToken']));
  }
}

/** A server process whose postmaster was ended a moment before may have gone by itself. */
export function kill9(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
