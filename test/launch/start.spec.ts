import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import {
  buildOnce,
  Client,
  eventually,
  guardOf,
  KeyholderProcess,
  projectRoot,
  kill9,
  serversOf,
} from '../support/keyholder-process.js';

const adminEmail = 'admin@keyholder.local';
const entity = { name: 'Kept GmbH', country: 'DE', contact: 'Am Markt 1, Hamburg', role: 'controller' };

describe('npm start', () => {
  const started: KeyholderProcess[] = [];
  const folders: string[] = [];
  beforeAll(buildOnce, 120_000);
  afterAll(async () => {
    for (const one of started) {
      one.child.kill('SIGKILL');
      await one.ended();
    }
    for (const folder of folders.splice(0)) await remove(folder);
  });
  const remove = async (folder: string) => {
    expect(await eventually(() => serversOf(join(folder, 'data')).length === 0)).toBe(true);
    rmSync(folder, { recursive: true, force: true });
  };

  const start = (...args: Parameters<typeof KeyholderProcess.start>) => {
    const one = KeyholderProcess.start(...args);
    started.push(one);
    return one;
  };
  /** A place for a data folder that only its owner can enter. */
  const newFolder = () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyholder-launch-')));
    folders.push(folder);
    return { folder, dataDir: join(folder, 'data') };
  };
  const inFolder = (dataDir: string) => ({ KEYHOLDER_DATA_DIR: dataDir });

  describe('through the life of one data folder', () => {
    const { dataDir } = newFolder();
    let password = '';
    let kept: Record<string, unknown>;
    let now: KeyholderProcess;

    const admin = async (one: KeyholderProcess) => new Client(await one.ready()).signIn(adminEmail, password);
    const everythingIsThere = async (one: KeyholderProcess) =>
      expect((await (await admin(one)).send('GET', `/legal-entities/${String(kept['id'])}`)).body).toEqual(
        kept,
      );
    const noServer = () => eventually(() => serversOf(dataDir).length === 0);
    /** A claim is emptied only by a process that ends in order. */
    const claims = () =>
      readdirSync(join(dataDir, 'keyholder.lock')).map((name) =>
        readFileSync(join(dataDir, 'keyholder.lock', name), 'utf8'),
      );

    it('refuses a first password that everybody tries, in one line', async () => {
      const one = start({ ...inFolder(dataDir), KEYHOLDER_ADMIN_PASSWORD: 'passwordpassword' });
      expect(await one.ended()).toBe(1);
      expect(one.complaints).toEqual([
        'The first administrator cannot be made: This password is among the first that an attacker tries.',
      ]);
      expect(one.stdout).not.toContain('ready');
      expect(serversOf(dataDir)).toEqual([]);
    });

    it('tells address, documentation and a one-time password the first time', async () => {
      now = start(inFolder(dataDir));
      const address = await now.ready();
      expect(now.stdout).toContain(`API documentation:    ${address}/api/docs\n`);
      expect(now.stdout).toContain(`First administrator:  ${adminEmail}\n`);
      expect(now.stderr).toBe('');
      password = now.password ?? '';
      expect(password).toMatch(/^[\w-]{43}$/);
      expect((await fetch(`${address}/readyz`)).status).toBe(200);
      expect((await fetch(`${address}/api/docs/`)).status).toBe(200);
      kept = (await (await admin(now)).send('POST', '/legal-entities', entity)).body;
    });

    it('refuses a second process on the same folder in one line, and leaves the first alone', async () => {
      const second = start(inFolder(dataDir));
      expect(await second.ended()).toBe(1);
      expect(second.complaints).toEqual([
        `The data folder ${dataDir} is in use by process ${now.pid}; stop that one, or give this one another KEYHOLDER_DATA_DIR.`,
      ]);
      expect((await fetch(`${await now.ready()}/readyz`)).status).toBe(200);
    });

    it('ends with code 0 at Ctrl-C, and its PostgreSQL with it', async () => {
      expect(await now.stop('SIGINT')).toBe(0);
      expect(serversOf(dataDir)).toEqual([]);
      expect(claims()).toEqual(['']);
    });

    it('says in one line that the port is in use, and leaves no server behind', async () => {
      const other = createServer().listen(0, '127.0.0.1');
      await new Promise((done) => other.once('listening', done));
      const { port } = other.address() as { port: number };
      const one = start({ ...inFolder(dataDir), PORT: String(port) });
      expect(await one.ended()).toBe(1);
      expect(one.complaints).toEqual([
        `Port ${port} is in use: stop what listens there, or set PORT to another one.`,
      ]);
      expect(serversOf(dataDir)).toEqual([]);
      await new Promise((done) => other.close(done));
    });

    it('finds everything the second time, prints no password, and ends in order when Ctrl-C reaches npm and all below it', async () => {
      const all = start(inFolder(dataDir), { command: ['npm', 'start', '--silent'], detached: true });
      await everythingIsThere(all);
      expect(all.stdout).not.toMatch(/administrator|password/);
      process.kill(-all.pid, 'SIGINT');
      await all.ended();
      expect(await noServer()).toBe(true);
      expect(await eventually(() => claims().join('') === '')).toBe(true);
    });

    it('has its PostgreSQL ended by a guard when it is killed itself', async () => {
      now = start(inFolder(dataDir));
      await everythingIsThere(now);
      expect(await now.stop('SIGKILL')).toBe('SIGKILL');
      expect(await noServer()).toBe(true);
    });

    it('ends a server that was left behind, when even the guard was killed', async () => {
      const killed = start(inFolder(dataDir));
      await killed.ready();
      process.kill(guardOf(killed.pid) ?? 0, 'SIGKILL');
      await killed.stop('SIGKILL');
      expect(serversOf(dataDir).length).toBeGreaterThan(0);
      now = start(inFolder(dataDir));
      await everythingIsThere(now);
      expect(now.stdout).toMatch(
        /^Ending the database server that an earlier run left behind \(process \d+\)$/m,
      );
    });

    it('ends with one line when its PostgreSQL is killed', async () => {
      serversOf(dataDir).forEach(kill9);
      expect(await now.ended()).toBe(1);
      expect(now.complaints).toEqual([
        `The embedded PostgreSQL ended by itself; see ${join(dataDir, 'pg.log')} and restart Keyholder`,
      ]);
    });

    it('refuses data of a newer version in one line', async () => {
      const server = await startEmbeddedPostgres({ dataDir, durable: true });
      const client = new pg.Client({ connectionString: server.ownerUrl });
      await client.connect();
      const { rows } = await client.query<{ id: string }>('SELECT id FROM legal_entity');
      expect(rows).toEqual([{ id: kept['id'] }]); // nothing was lost by all that killing
      await client.query(
        `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture9999999999999')`,
      );
      await client.end();
      await server.stop();
      const one = start(inFolder(dataDir));
      expect(await one.ended()).toBe(1);
      expect(one.complaints).toEqual([
        'The database was migrated by a newer Keyholder (FromTheFuture9999999999999): start that version, or restore a copy from before.',
      ]);
      expect(serversOf(dataDir)).toEqual([]);
    });

    it('refuses the folder of a newer PostgreSQL in one line', async () => {
      writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '99\n');
      const one = start(inFolder(dataDir));
      expect(await one.ended()).toBe(1);
      expect(one.complaints).toEqual([
        expect.stringMatching(/^The database was made by PostgreSQL 99, but the server programs found are /),
      ]);
    });
  });

  it.each([
    ['a port that is no number', { PORT: 'eighty' }, /^Configuration refused\. PORT: /],
    ['a port that does not exist', { PORT: '70000' }, /^Configuration refused\. PORT: /],
    ['an address of another database', { DATABASE_URL: 'mysql://root:pass-7f3a@db/x' }, /DATABASE_URL: /],
    ['an unknown variable', { KEYHOLDER_PROT: 'pass-7f3a' }, /KEYHOLDER_PROT: there is no such variable/],
    ['a short password', { KEYHOLDER_ADMIN_PASSWORD: 'pass-7f3a' }, /KEYHOLDER_ADMIN_PASSWORD: /],
    ['several at once', { PORT: '-1', KEYHOLDER_LOG_LEVEL: 'loud' }, /PORT: .*KEYHOLDER_LOG_LEVEL: /],
    [
      'a database that cannot be reached',
      { DATABASE_URL: 'postgres://keyholder:pass-7f3a@127.0.0.1:9/keyholder' },
      /^The database of DATABASE_URL cannot be reached: .*ECONNREFUSED/,
    ],
    [
      'no server programs',
      { KEYHOLDER_PG_BIN: '/nowhere' },
      /no working PostgreSQL 15 or later in \/nowhere/,
    ],
    [
      'a data folder that is a file',
      { KEYHOLDER_DATA_DIR: '/etc/passwd' },
      /^The data folder \/etc\/passwd cannot be used/,
    ],
  ])('refuses %s in one line that does not repeat secrets', async (_what, environment, line) => {
    const { dataDir } = newFolder();
    const one = start({ ...inFolder(dataDir), ...environment });
    expect(await one.ended()).toBe(1);
    expect(one.complaints).toEqual([expect.stringMatching(line)]);
    expect(one.stdout + one.stderr).not.toContain('pass-7f3a');
    expect(one.stdout).toBe('');
  });

  it('can be stopped while it is still starting', async () => {
    const { dataDir } = newFolder();
    const one = start(inFolder(dataDir));
    expect(await eventually(() => serversOf(dataDir).length > 0 || one.stdout !== '', 30_000)).toBe(true);
    one.child.kill('SIGINT');
    expect([0, 130, 'SIGINT']).toContain(await one.ended());
    expect(await eventually(() => serversOf(dataDir).length === 0)).toBe(true);
    const next = start(inFolder(dataDir));
    await next.ready();
    expect(await next.stop()).toBe(0);
  });

  it('runs twice against one server of DATABASE_URL, with one first administrator', async () => {
    const { dataDir } = newFolder();
    const server = await startEmbeddedPostgres({ dataDir, durable: true });
    const both = [1, 2].map(() => start({ DATABASE_URL: server.ownerUrl, ...inFolder(`${dataDir}-unused`) }));
    await Promise.all(both.map((one) => one.ready()));
    expect(both.filter((one) => one.password !== undefined)).toHaveLength(1);
    expect(await Promise.all(both.map((one) => one.stop()))).toEqual([0, 0]);
    await server.stop();
  });

  const nobody = nobodyWhoCanRead(join(projectRoot, 'dist/src/main.js'));
  (nobody ? it : it.skip)('works as an ordinary user', async () => {
    const { folder, dataDir } = newFolder();
    const { uid, gid } = nobody ?? { uid: 0, gid: 0 };
    chownSync(folder, uid, gid);
    chmodSync(folder, 0o700);
    const one = start(inFolder(dataDir), { uid, gid });
    const address = await one.ready();
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    expect(await one.stop()).toBe(0);
  });
});

/** When we are root: another user to try it as, if that user can reach the project at all. */
function nobodyWhoCanRead(file: string): { uid: number; gid: number } | undefined {
  if (userInfo().uid !== 0) return undefined;
  const who = { uid: 65_534, gid: 65_534 };
  const { status } = spawnSync(
    process.execPath,
    ['-e', `require('fs').readFileSync(${JSON.stringify(file)})`],
    {
      ...who,
      cwd: '/',
    },
  );
  return status === 0 ? who : undefined;
}
