import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { setUp } from '../../src/app.setup.js';
import { FirstAdmin } from '../../src/modules/identity/index.js';
import { Background } from '../../src/platform/background.js';
import { readConfig } from '../../src/platform/config/config.js';
import { makeLog, PinoLogger } from '../../src/platform/logging/logger.js';
import { Clock } from '../../src/shared/clock.js';
import type { StaffRole } from '../../src/shared/roles.js';
import { freshDatabase, type TestDatabase } from './database.js';

export const adminEmail = 'root@keyholder.test';
export const password = 'plum-orbit-cello-91';

/** Real time, moved forward by hand. */
export class TestClock extends Clock {
  private offsetMs = 0;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }): void {
    this.offsetMs += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  }
}

export type Body = Record<string, unknown> & { id: string; revision: number };
export type Answer = Omit<request.Response, 'body'> & { body: Body };
type Method = 'get' | 'head' | 'post' | 'put' | 'patch' | 'delete';

export type BytesAnswer = Readonly<{
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
  text: string;
}>;

/** Somebody who makes requests. Their token is sent with each; `ifMatch` and other headers go into `headers`. */
export class Caller {
  constructor(
    private readonly app: NestExpressApplication,
    readonly token: string | null,
    readonly id = '',
  ) {}

  get = (path: string, headers = {}) => this.send('get', path, undefined, headers);
  post = (path: string, body?: object, headers = {}) => this.send('post', path, body, headers);
  put = (path: string, body?: object, headers = {}) => this.send('put', path, body, headers);
  patch = (path: string, body: object, headers = {}) => this.send('patch', path, body, headers);
  delete = (path: string, headers = {}) => this.send('delete', path, undefined, headers);

  /** PATCH with the revision that is current now. */
  async change(path: string, body: object): Promise<Answer> {
    const { headers } = await this.get(path);
    return this.patch(path, body, { 'if-match': headers['etag'] });
  }

  upload(
    path: string,
    file: { content: Buffer | string; name: string; type?: string },
    fields: Record<string, string> = {},
  ) {
    const test = this.bare('post', path).attach('file', Buffer.from(file.content), {
      filename: file.name,
      contentType: file.type ?? 'application/octet-stream',
    });
    for (const [name, value] of Object.entries(fields)) void test.field(name, value);
    return test as unknown as Promise<Answer>;
  }

  bare(method: Method, path: string): request.Test {
    const address = /^\/(api\/|healthz|readyz|metrics|public\/)/.test(path) ? path : `/api/v1${path}`;
    const test = request(this.app.getHttpServer())[method](address);
    return this.token === null ? test : test.set('authorization', `Bearer ${this.token}`);
  }

  /** What is not JSON, or is to be read as it came. */
  async bytes(path: string, headers: Record<string, string> = {}): Promise<BytesAnswer> {
    const answer = await this.bare('get', path)
      .set(headers)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
      });
    const bytes = answer.body as Buffer;
    return {
      status: answer.status,
      headers: answer.headers,
      bytes,
      text: bytes.toString(),
    };
  }

  private send(
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string | undefined> = {},
  ): Promise<Answer> {
    const test = this.bare(method, path);
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) void test.set(name, value);
    return body === undefined ? test : test.send(body);
  }
}

/** A whole application on a database of its own. Nothing runs in the background: call `settle`. */
export class TestApp {
  private constructor(
    readonly app: NestExpressApplication,
    readonly database: TestDatabase,
    readonly clock: TestClock,
    readonly folder: string,
    /** What it has logged, a line each; nothing unless KEYHOLDER_LOG_LEVEL says so. */
    readonly logged: string[],
  ) {}

  static async start(environment: Record<string, string> = {}, database?: TestDatabase): Promise<TestApp> {
    const db = database ?? (await freshDatabase());
    const folder = mkdtempSync(join(tmpdir(), 'keyholder-test-'));
    const config = readConfig({
      KEYHOLDER_DATA_DIR: folder,
      KEYHOLDER_ADMIN_EMAIL: adminEmail,
      KEYHOLDER_ADMIN_PASSWORD: password,
      KEYHOLDER_LOG_LEVEL: 'silent',
      ...environment,
    });
    const clock = new TestClock();
    const module = await Test.createTestingModule({
      imports: [AppModule.with(config, db.runtimeUrl, { background: false })],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    const logged: string[] = [];
    const log = makeLog(config.KEYHOLDER_LOG_LEVEL, { write: (line) => void logged.push(line) });
    const app = module.createNestApplication<NestExpressApplication>({
      bodyParser: false,
      logger: new PinoLogger(log),
    });
    setUp(app, log);
    await app.init();
    await app.get(FirstAdmin).ensure();
    return new TestApp(app, db, clock, folder, logged);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Works off jobs, seals the ledger and delivers the news until nothing waits. */
  settle(): Promise<void> {
    return this.app.get(Background).settle();
  }

  anonymous(): Caller {
    return new Caller(this.app, null);
  }

  holding(token: string): Caller {
    return new Caller(this.app, token);
  }

  async signIn(email: string, secret = password): Promise<Caller> {
    const token = await this.tokenOf(email, secret);
    const { body: me } = await this.holding(token).get('/auth/me');
    return new Caller(this.app, token, me.id);
  }

  private async tokenOf(email: string, secret: string): Promise<string> {
    const { body, status } = await this.anonymous().post('/auth/login', { email, password: secret });
    if (status !== 200) throw new Error(`sign-in of ${email} answered ${status}: ${JSON.stringify(body)}`);
    return String(body['accessToken']);
  }

  admin(): Promise<Caller> {
    return this.signIn(adminEmail);
  }

  /** A new person with these roles, signed in. */
  async person(...roles: StaffRole[]): Promise<Caller> {
    const email = `${roles.join('-')}-${++TestApp.people}@keyholder.test`;
    const about = { email, displayName: `Person ${TestApp.people}`, roles, password };
    let made = await this.maker?.post('/users', about);
    if (made === undefined || made.status === 401) {
      this.maker = await this.admin();
      made = await this.maker.post('/users', about);
    }
    const { status, body } = made;
    if (status !== 201) throw new Error(`making ${email} answered ${status}: ${JSON.stringify(body)}`);
    return new Caller(this.app, await this.tokenOf(email, password), body.id);
  }

  /** An administrator who makes people, until their token is over. */
  private maker: Caller | undefined;

  private static people = 0;
}
