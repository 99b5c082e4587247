import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { Database } from '../../../src/platform/database/database.js';
import { runInContext } from '../../../src/platform/http/request-context.js';
import { TestApp, type Caller } from '../../support/app.js';

describe('a job', () => {
  let app: TestApp;
  let asker: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    asker = await app.person('procurement');
    app.app.get(Jobs).handle('count', async (job, save) => {
      const db = app.app.get(Database);
      for (let done = 1; done <= 3; done++) await db.run((tx) => save(tx, done, { done }));
      if (job.input['fails'] === true) throw new Error('a secret of the inside');
      return { counted: 3 };
    });
  });
  afterAll(() => app.close());

  function ask(input: Record<string, unknown> = {}): Promise<string> {
    const principal = { kind: 'user' as const, id: asker.id, roles: [], grant: {} };
    return runInContext({ requestId: 'test-request', principal }, async () => {
      const job = await app.app
        .get(Database)
        .run((tx) => app.app.get(Jobs).enqueue(tx, { kind: 'count', input, total: 3 }));
      return job.id;
    });
  }

  it('waits, runs and shows what came of it', async () => {
    const id = await ask();
    expect((await asker.get(`/jobs/${id}`)).body).toMatchObject({
      state: 'queued',
      progress: { done: 0, total: 3 },
      result: null,
    });
    await app.settle();
    expect((await asker.get(`/jobs/${id}`)).body).toMatchObject({
      state: 'succeeded',
      progress: { done: 3, total: 3 },
      result: { counted: 3 },
      problems: [],
      finishedAt: expect.any(String),
    });
  });

  it('fails without telling anything of the inside', async () => {
    const id = await ask({ fails: true });
    await app.settle();
    expect((await asker.get(`/jobs/${id}`)).body).toMatchObject({
      state: 'failed',
      result: null,
      problems: [
        { code: 'request.unforeseen', detail: 'Something went wrong on our side; nothing was changed.' },
      ],
    });
  });

  it('is seen by who asked, by auditors and admins, and by nobody else', async () => {
    const id = await ask();
    expect((await (await app.person('auditor')).get(`/jobs/${id}`)).status).toBe(200);
    expect((await (await app.person('dpo')).get(`/jobs/${id}`)).body).toMatchObject({
      status: 404,
      code: 'request.not_found',
    });
    await app.settle();
  });

  it('tells its steps as events until it has ended', async () => {
    const id = await ask();
    const watching = asker.get(`/jobs/${id}/events`);
    const stream = watching.then(({ text, headers }) => ({ text, type: headers['content-type'] }));
    const settled = new Promise((done) => setTimeout(done, 100)).then(() => app.settle());
    const [{ text, type }] = await Promise.all([stream, settled]);
    expect(type).toContain('text/event-stream');
    const steps = [...text.matchAll(/^event: (\w+)$/gm)].map(([, state]) => state);
    expect(steps[0]).toBe('queued');
    expect(steps.at(-1)).toBe('succeeded');
    expect(text).toContain('"counted":3');
  });

  it('is cancelled by who asked for it, once, and is not worked off after that', async () => {
    const id = await ask();
    const auditor = await app.person('auditor');
    expect((await auditor.post(`/jobs/${id}/cancellation`)).body).toMatchObject({ code: 'auth.forbidden' });
    expect((await asker.post(`/jobs/${id}/cancellation`)).body).toMatchObject({ state: 'cancelled' });
    expect((await asker.post(`/jobs/${id}/cancellation`)).body).toMatchObject({ code: 'request.conflict' });
    await app.settle();
    expect((await asker.get(`/jobs/${id}`)).body).toMatchObject({
      state: 'cancelled',
      progress: { done: 0 },
    });
  });
});

describe('upkeep', () => {
  it('lets idempotent answers, ended tokens and old sign-in attempts go when their time is over', async () => {
    const app = await TestApp.start();
    try {
      const admin = await app.admin();
      const entity = { name: 'Example GmbH', country: 'DE', contact: 'Hamburg', role: 'controller' };
      await admin.post('/legal-entities', entity, { 'idempotency-key': 'k-1' });
      const rows = async () => {
        const [row] = await app.app.get(Database).query<Record<string, string>>(
          `SELECT (SELECT count(*) FROM idempotency_key) AS keys, (SELECT count(*) FROM access_token) AS tokens,
                  (SELECT count(*) FROM sign_in_attempt) AS attempts`,
        );
        return row;
      };
      await app.settle();
      expect(await rows()).toEqual({ keys: '1', tokens: '1', attempts: '1' });
      app.clock.advance({ hours: 25 });
      await app.settle();
      expect(await rows()).toEqual({ keys: '0', tokens: '0', attempts: '1' });
      app.clock.advance({ days: 90 });
      await app.settle();
      expect(await rows()).toEqual({ keys: '0', tokens: '0', attempts: '0' });
    } finally {
      await app.close();
    }
  });
});
