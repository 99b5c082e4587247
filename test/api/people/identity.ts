import { TestApp, adminEmail, password, type Caller } from '../../support/app.js';
import { queriesOfPage } from '../../support/queries.js';

describe('identity', () => {
  let app: TestApp;
  let admin: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
  });
  afterAll(() => app.close());

  const newcomer = (n: string) => ({
    email: `${n}@example.com`,
    displayName: `Person ${n}`,
    roles: ['procurement'],
    password,
  });

  describe('signing in', () => {
    it('answers an access token with its life in seconds and a refresh token', async () => {
      const { status, body } = await app.anonymous().post('/auth/login', { email: adminEmail, password });
      expect(status).toBe(200);
      expect(body).toEqual({
        accessToken: expect.stringMatching(/^kha_[\w-]{43}$/),
        refreshToken: expect.stringMatching(/^khr_[\w-]{43}$/),
        expiresIn: 900,
      });
    });

    it.each([
      ['a wrong password', { email: adminEmail, password: 'something else 9' }],
      ['an unknown address', { email: 'nobody@example.com', password }],
    ])('is refused for %s with the same words', async (_case, credentials) => {
      const { status, body, headers } = await app.anonymous().post('/auth/login', credentials);
      expect(status).toBe(401);
      expect(headers['content-type']).toContain('application/problem+json');
      expect(headers['www-authenticate']).toBe('Bearer');
      expect(body).toMatchObject({
        code: 'auth.bad_credentials',
        detail: 'E-mail address or password is wrong.',
      });
    });

    it('ends at once when signing out', async () => {
      const somebody = await app.person('auditor');
      expect((await somebody.get('/auth/me')).status).toBe(200);
      expect((await somebody.post('/auth/logout')).status).toBe(204);
      expect((await somebody.get('/auth/me')).body).toMatchObject({ status: 401, code: 'auth.required' });
    });

    it('ends at once when the person is removed', async () => {
      const somebody = await app.person('auditor');
      const { headers } = await admin.get(`/users/${somebody.id}`);
      expect((await admin.delete(`/users/${somebody.id}`, { 'if-match': headers['etag'] })).status).toBe(204);
      expect((await somebody.get('/auth/me')).status).toBe(401);
    });

    it('holds changed roles on the very next request', async () => {
      const somebody = await app.person('auditor');
      expect((await somebody.get('/users')).status).toBe(200);
      await admin.change(`/users/${somebody.id}`, { roles: ['requester'] });
      expect((await somebody.get('/users')).body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    });

    it('expires with its access token and goes on with the refresh token', async () => {
      const { body: first } = await app.anonymous().post('/auth/login', { email: adminEmail, password });
      const { status, body: second } = await app
        .anonymous()
        .post('/auth/refresh', { refreshToken: first['refreshToken'] });
      expect(status).toBe(200);
      expect((await app.holding(String(second['accessToken'])).get('/auth/me')).status).toBe(200);
    });

    it('ends the whole session when a refresh token is used twice', async () => {
      const { body: first } = await app.anonymous().post('/auth/login', { email: adminEmail, password });
      const { body: second } = await app
        .anonymous()
        .post('/auth/refresh', { refreshToken: first['refreshToken'] });
      const reuse = await app.anonymous().post('/auth/refresh', { refreshToken: first['refreshToken'] });
      expect(reuse.body).toMatchObject({ status: 401, code: 'auth.refresh_reused' });
      expect((await app.holding(String(second['accessToken'])).get('/auth/me')).status).toBe(401);
      const last = await app.anonymous().post('/auth/refresh', { refreshToken: second['refreshToken'] });
      expect(last.body).toMatchObject({ status: 401, code: 'auth.bad_credentials' });
    });

    it('is slowed down after five failures from one address, and not for the account elsewhere', async () => {
      const { body } = await admin.post('/users', newcomer('slow'));
      const tries = [];
      for (let n = 0; n < 6; n++)
        tries.push(
          (await app.anonymous().post('/auth/login', { email: body['email'], password: 'wrong wrong wrong' }))
            .status,
        );
      expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
      const now = await app.anonymous().post('/auth/login', { email: body['email'], password });
      expect(now.headers['retry-after']).toBe('900');
      app.clock.advance({ minutes: 16 });
      admin = await app.admin();
      expect((await app.anonymous().post('/auth/login', { email: body['email'], password })).status).toBe(
        200,
      );
    });
  });

  describe('a person', () => {
    it('is created, shown with an ETag, changed under If-Match and has a history', async () => {
      const created = await admin.post('/users', newcomer('hana'));
      expect(created.status).toBe(201);
      expect(created.headers['etag']).toBe('"1"');
      expect(created.body).not.toHaveProperty('passwordHash');
      const path = `/users/${created.body.id}`;
      const changed = await admin.patch(path, { displayName: 'Hana Novak' }, { 'if-match': '"1"' });
      expect(changed.body).toMatchObject({ revision: 2, displayName: 'Hana Novak' });
      const { body } = await admin.get(`${path}/history`);
      expect(
        (body['items'] as { action: string; changed: string[]; actor: { name: string } }[]).map(
          ({ action, changed, actor }) => [action, changed, actor.name],
        ),
      ).toEqual([
        ['user.changed', ['displayName'], 'First administrator'],
        [
          'user.created',
          ['createdAt', 'displayName', 'email', 'id', 'passwordHash', 'roles', 'status'],
          'First administrator',
        ],
      ]);
    });

    it('is refused with every bad field at once, and nothing is stored', async () => {
      const { body: before } = await admin.get('/users?count=true');
      const { status, body } = await admin.post('/users', {
        email: 'no',
        displayName: '\u202Egnp.exe',
        roles: ['king'],
        shoe: 42,
      });
      expect(status).toBe(400);
      expect(
        (body['errors'] as { pointer: string; code: string }[])
          .map(({ pointer, code }) => [pointer, code])
          .sort(),
      ).toEqual([
        ['/displayName', 'label'],
        ['/email', 'is_email'],
        ['/password', 'missing'],
        ['/roles', 'unknown_code'],
        ['/shoe', 'unknown_field'],
      ]);
      expect((await admin.get('/users?count=true')).body['total']).toBe(before['total']);
    });

    it('needs If-Match (428), and a current one (412)', async () => {
      const { body } = await admin.post('/users', newcomer('ivo'));
      const path = `/users/${body.id}`;
      expect((await admin.patch(path, { displayName: 'X' })).body).toMatchObject({
        status: 428,
        code: 'request.if_match_required',
      });
      expect((await admin.patch(path, { displayName: 'X' }, { 'if-match': '"7"' })).body).toMatchObject({
        status: 412,
        code: 'request.stale',
      });
      expect((await admin.patch(path, { displayName: 'X' }, { 'if-match': 'W/"1"' })).status).toBe(412);
      expect((await admin.get(path)).body).toMatchObject({ revision: 1, displayName: 'Person ivo' });
    });

    it('is the same after a change that changes nothing', async () => {
      const { body } = await admin.post('/users', newcomer('same'));
      const again = await admin.patch(
        `/users/${body.id}`,
        { displayName: 'Person same' },
        { 'if-match': '"1"' },
      );
      expect(again.status).toBe(200);
      expect(again.headers['etag']).toBe('"1"');
    });

    it('cannot be administrator and decide', async () => {
      const { body } = await admin.post('/users', { ...newcomer('both'), roles: ['admin', 'dpo'] });
      expect(body).toMatchObject({ status: 422, code: 'user.roles_conflict' });
    });

    it('cannot have a password that everybody tries first', async () => {
      const { body } = await admin.post('/users', { ...newcomer('weak'), password: 'passwordpassword' });
      expect(body).toMatchObject({ status: 400, code: 'user.weak_password' });
    });

    it('is the last administrator for ever until there is another', async () => {
      const path = `/users/${admin.id}`;
      const { headers } = await admin.get(path);
      const { body } = await admin.delete(path, { 'if-match': headers['etag'] });
      expect(body).toMatchObject({ status: 409, code: 'user.last_admin' });
    });

    it.each(['/users', '/ledger/entries'])(
      'is listed at %s with a number of queries that rows do not raise',
      async (path) => {
        const { one, many, rows } = await queriesOfPage(app, admin, path);
        expect(rows).toBeGreaterThan(5);
        expect(many).toBe(one);
      },
    );

    it('stands in the ledger without name and address', async () => {
      const { body } = await admin.post('/users', newcomer('secretive'));
      const { body: page } = await admin.get(`/ledger/entries?subjectId=${body.id}`);
      const [entry] = page['items'] as { entryId: string }[];
      const { body: detail } = await admin.get(`/ledger/entries/${entry?.entryId ?? ''}`);
      const text = JSON.stringify(detail['after']);
      expect(text).toMatch(/"email":"sha256:[0-9a-f]{64}"/);
      expect(text).not.toContain('secretive');
      expect(text).not.toContain('argon2');
    });
  });

  describe('an API key', () => {
    const key = { name: 'Ticket system', roles: ['auditor'], expiresAt: '2027-06-01T00:00:00Z' };

    it('shows its secret once, works, and stops when revoked', async () => {
      const { status, body } = await admin.post('/api-keys', key);
      expect(status).toBe(201);
      expect(body['secret']).toMatch(/^kh_[\w-]{43}$/);
      const holder = app.holding(String(body['secret']));
      expect((await holder.get('/users')).status).toBe(200);
      const { body: shown } = await admin.get(`/api-keys/${body.id}`);
      expect(shown).not.toHaveProperty('secret');
      expect(shown['lastUsedAt']).toEqual(expect.any(String));
      expect((await admin.delete(`/api-keys/${body.id}`, { 'if-match': '"1"' })).status).toBe(204);
      expect((await holder.get('/users')).status).toBe(401);
    });

    it('cannot do what only a person may do, and the attempt is on record', async () => {
      const { body } = await admin.post('/api-keys', { ...key, roles: ['admin'] });
      const refused = await app.holding(String(body['secret'])).post('/users', newcomer('by-key'));
      expect(refused.body).toMatchObject({ status: 403, code: 'auth.person_needed' });
      const { body: page } = await admin.get(`/ledger/entries?action=access.refused&actorId=${body.id}`);
      expect(page['items']).toEqual([expect.objectContaining({ action: 'access.refused' })]);
    });
  });

  describe('a legal entity', () => {
    const entity = {
      name: 'Example Retail GmbH',
      country: 'DE',
      contact: 'Am Markt 1, Hamburg',
      role: 'controller',
    };

    it('is shown as it was at a moment', async () => {
      const { body } = await admin.post('/legal-entities', entity);
      const between = app.clock.now().toISOString();
      app.clock.advance({ minutes: 1 });
      admin = await app.admin();
      await admin.change(`/legal-entities/${body.id}`, { country: 'AT' });
      expect((await admin.get(`/legal-entities/${body.id}`)).body).toMatchObject({
        country: 'AT',
        revision: 2,
      });
      const { body: then } = await admin.get(`/legal-entities/${body.id}?at=${between}`);
      expect(then).toEqual({ ...body });
      const before = await admin.get(`/legal-entities/${body.id}?at=2020-01-01T00:00:00Z`);
      expect(before.body).toMatchObject({ status: 404, code: 'legal_entity.not_found' });
    });

    it('is created once for one Idempotency-Key, whatever is retried', async () => {
      const one = { ...entity, name: 'Retried AG' };
      const headers = { 'idempotency-key': 'retry-1' };
      const first = await admin.post('/legal-entities', one, headers);
      const second = await admin.post('/legal-entities', one, headers);
      expect(second.status).toBe(201);
      expect(second.headers['idempotency-replayed']).toBe('true');
      expect(second.headers['etag']).toBe('"1"');
      expect(second.body).toEqual(first.body);
      const other = await admin.post('/legal-entities', { ...one, country: 'FR' }, headers);
      expect(other.body).toMatchObject({ status: 422, code: 'idempotency.other_request' });
    });
  });
});
