import { randomUUID } from 'node:crypto';
import { RouteRules } from '../../../src/platform/auth/route-rules.js';
import request from 'supertest';
import { TestApp, type Answer, type Caller } from '../../support/app.js';
import { sql } from '../../support/database.js';

/** What an attacker, a broken client or a bad day sends. Each is one clear problem; nothing changes, nothing breaks. */
describe('a hostile request', () => {
  let app: TestApp;
  let admin: Caller;
  let procurement: Caller;
  let vendor: string;
  let entries: () => Promise<number>;
  let end: () => Promise<void>;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '600' });
    admin = await app.admin();
    procurement = await app.person('procurement');
    const { body } = await procurement.post('/vendors', { name: 'Peaceful GmbH', country: 'DE' });
    vendor = `/vendors/${body.id}`;
    const owner = await sql(app.database.ownerUrl);
    entries = async () =>
      (await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM ledger_entry')).rows[0]?.n ?? 0;
    end = () => owner.end();
  });
  afterAll(async () => {
    await end();
    await app.close();
  });

  const raw = (content: string | Buffer, type = 'application/json', path = '/vendors') =>
    procurement.bare('post', path).set('content-type', type).send(content) as unknown as Promise<Answer>;
  const problem = ({ status, body, headers }: Answer) => {
    expect(headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(JSON.stringify(body)).not.toMatch(/node_modules|at \w+ \(|SELECT|INSERT|QueryFailed|typeorm/);
    return [status, body['code']];
  };
  async function refused(request: () => Promise<Answer>, status: number, code: string): Promise<Answer> {
    const before = await entries();
    const answer = await request();
    expect(problem(answer)).toEqual([status, code]);
    expect(await entries()).toBe(before);
    return answer;
  }

  describe('whose body', () => {
    it.each([
      ['is not JSON', '{"name":', 400, 'request.bad_json'],
      ['is two JSON values', '{} {}', 400, 'request.bad_json'],
      ['is a bare string', '"name"', 400, 'request.bad_json'],
      ['is XML', '<vendor/>', 400, 'request.bad_json'],
      ['is a list', '[]', 400, 'request.invalid'],
      ['is nested 4,000 deep', `{"name":${'['.repeat(4_000)}${']'.repeat(4_000)}}`, 400, 'request.too_deep'],
      [
        'is nested 40,000 deep',
        `{"name":${'['.repeat(40_000)}${']'.repeat(40_000)}}`,
        400,
        'request.too_deep',
      ],
      ['is larger than 256 kB', `{"name":"${'x'.repeat(300_000)}"}`, 413, 'request.too_large'],
      ['holds __proto__', '{"name":"A","__proto__":{"admin":true}}', 400, 'request.bad_text'],
      ['holds constructor', '{"name":"A","constructor":{"prototype":{}}}', 400, 'request.bad_text'],
      [
        'holds prototype, deep inside',
        '{"name":"A","externalIds":{"prototype":"x"}}',
        400,
        'request.bad_text',
      ],
      ['holds U+0000', '{"name":"a\\u0000b"}', 400, 'request.bad_text'],
      ['holds a lone surrogate', '{"name":"\\ud800"}', 400, 'request.bad_text'],
      ['names what is unknown', '{"name":"A","admin":true}', 400, 'request.invalid'],
      ['has null where something must be', '{"name":null}', 400, 'request.invalid'],
      [
        'has a list of lists for a list of texts',
        '{"name":"A","domains":[["a.example"]]}',
        400,
        'request.invalid',
      ],
      ['has an object for a text', '{"name":{"$gt":""}}', 400, 'request.invalid'],
      ['has a number for a text', '{"name":7}', 400, 'request.invalid'],
      ['is empty', '', 400, 'request.invalid'],
    ])('%s', async (_what, content, status, code) => {
      await refused(() => raw(content), status, code);
    });

    it.each([
      ['UTF-7', 'application/json; charset=utf-7'],
      ['Latin-1', 'application/json; charset=iso-8859-1'],
      ['a form', 'application/x-www-form-urlencoded'],
      ['text', 'text/plain'],
      ['XML', 'application/xml'],
      ['a multipart form where none is taken', 'multipart/form-data; boundary=x'],
    ])('is sent as %s', async (_what, type) => {
      await refused(() => raw('{"name":"A"}', type), 415, 'request.unsupported_media');
    });

    it('is not UTF-8', async () => {
      const before = await entries();
      const answer = await raw(Buffer.from([...Buffer.from('{"name":"'), 0xff, 0xfe, ...Buffer.from('"}')]));
      expect(answer.status).toBe(400);
      expect(await entries()).toBe(before);
    });

    it('is compressed a thousandfold', async () => {
      const { gzipSync } = await import('node:zlib');
      const bomb = gzipSync(Buffer.from(`{"name":"${'x'.repeat(5_000_000)}"}`));
      const send = procurement
        .bare('post', '/vendors')
        .set('content-type', 'application/json')
        .set('content-encoding', 'gzip');
      const before = await entries();
      const answer = (await send
        .serialize((body: unknown) => body as string)
        .send(bomb)) as unknown as Answer;
      expect([413, 415]).toContain(answer.status);
      expect(await entries()).toBe(before);
    });
  });

  describe('with a name', () => {
    const named = (name: string) =>
      refused(() => procurement.post('/vendors', { name, country: 'DE' }), 400, 'request.invalid');
    it.each([
      ['of 10,000 characters', 'x'.repeat(10_000)],
      ['of nothing but spaces', '   '],
      ['with an escape sequence', 'Acme\u001b[31m'],
      ['with a right-to-left override', 'Acme\u202Egpj.exe'],
      ['with a zero-width space', 'Ac\u200Bme'],
      ['with a zero-width joiner', 'Ac\u200Dme'],
      ['with a private-use character', 'Acme\uE000'],
      ['of tags', 'Acme\u{E0041}'],
    ])('%s', async (_what, name) => {
      const { body } = await named(name);
      expect(body['errors']).toEqual([expect.objectContaining({ pointer: '/name' })]);
    });

    it('that looks like another is taken for a likely duplicate, not for a new vendor', async () => {
      const before = await entries();
      const answer = await procurement.post('/vendors', {
        name: 'Реасеful GmbH', // Cyrillic Р, е, а, с, е
        country: 'DE',
      });
      expect([answer.status, answer.body['code']]).toEqual([409, 'vendor.likely_duplicate']);
      expect(await entries()).toBe(before);
    });

    it('that differs only in how it is composed is the same name', async () => {
      const one = await procurement.post('/vendors', { name: 'Cafe\u0301 Zu\u0308rich', country: 'CH' });
      expect([one.status, one.body['name']]).toEqual([201, 'Caf\u00e9 Z\u00fcrich']);
    });
  });

  describe('to an address', () => {
    it.each([
      '7',
      'abc',
      '..%2F..%2Fetc%2Fpasswd',
      "'%20OR%201=1",
      '%00',
      '00000000-0000-0000-0000-00000000000g',
    ])('whose id is %s', async (id) => {
      const answer = await procurement.get(`/vendors/${id}`);
      expect(answer.status).toBe(400);
      expect(['request.bad_id', 'request.bad_text', 'request.invalid']).toContain(answer.body['code']);
    });

    it('whose id is broken per cent encoding', async () => {
      expect(problem(await procurement.get('/vendors/%E0%A4%A'))[0]).toBe(400);
    });

    it('that does not exist', async () => {
      await refused(() => procurement.get('/nowhere'), 404, 'request.not_found');
      await refused(() => procurement.get(`/vendors/${randomUUID()}`), 404, 'vendor.not_found');
    });

    it.each([
      ['put', '/vendors', 'GET, HEAD, POST'],
      ['delete', '/vendors', 'GET, HEAD, POST'],
      ['post', '/auth/me', 'GET, HEAD'],
      ['patch', '/auth/login', 'POST'],
    ] as const)('with the method %s, where %s does not take it', async (method, path, allow) => {
      const answer = (await procurement.bare(method, path)) as unknown as Answer;
      expect(problem(answer)).toEqual([405, 'request.method_not_allowed']);
      expect(answer.headers['allow']).toBe(allow);
    });

    it('under every address with a method that it does not take: 405 and the methods it does', async () => {
      const routes = app.app.get(RouteRules).all();
      const paths = [...new Set(routes.map(({ path }) => path))];
      for (const path of paths) {
        const address = path.replace(/:(\w+)/g, () => randomUUID());
        const answers = (route: string) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`).test(address);
        const taken = routes.filter((route) => answers(route.path)).map((route) => route.method);
        const method = (['put', 'delete', 'patch', 'post'] as const).find(
          (one) => !taken.includes(one.toUpperCase()),
        );
        if (!method) continue;
        const { status } = await request(app.app.getHttpServer())[method](address);
        expect([path, status]).toEqual([path, 405]);
      }
    });
  });

  describe('with a list query', () => {
    it.each([
      ['limit=0'],
      ['limit=201'],
      ['limit=1e1'],
      ['limit=0x10'],
      ['limit=-1'],
      ['limit=5&limit=6'],
      ['count=yes'],
      ['sort=name;drop table vendor'],
      ['sort=passwordHash'],
      ['colour=red'],
      ['q='],
      ['q[a]=b'],
    ])('%s', async (query) => {
      await refused(() => procurement.get(`/vendors?${query}`), 400, 'request.invalid');
    });

    it.each(['__proto__=x', 'q=%00', 'constructor=x'])('%s', async (query) => {
      const answer = await procurement.get(`/vendors?${query}`);
      expect(answer.status).toBe(400);
    });

    it('whose cursor was tampered with, invented, or belongs to another list', async () => {
      for (let n = 0; n < 2; n++)
        await admin.post('/users', {
          email: `c${n}@example.com`,
          displayName: 'C',
          roles: ['auditor'],
          password: 'plum-orbit-cello-91',
        });
      const { body } = await admin.get('/users?limit=1');
      const cursor = String(body['nextCursor']);
      expect(cursor).toMatch(/\./);
      const other = cursor.startsWith('A') ? 'B' : 'A';
      for (const bad of [
        other + cursor.slice(1),
        cursor.slice(0, -1),
        `${cursor}x`,
        'x',
        '.',
        '%25',
        'x'.repeat(1_999),
      ])
        await refused(() => admin.get(`/users?limit=1&cursor=${bad}`), 400, 'request.bad_cursor');
      await refused(() => admin.get(`/legal-entities?limit=1&cursor=${cursor}`), 400, 'request.bad_cursor');
    });

    it('looks for wildcards as they are', async () => {
      expect((await procurement.get('/vendors?q=%25')).body['items']).toEqual([]);
      expect((await procurement.get('/vendors?q=Peaceful')).body['items']).toHaveLength(1);
    });
  });

  describe('with a credential', () => {
    const me = (authorization: string) => app.anonymous().get('/auth/me', { authorization });
    const unauthenticated = async (request: () => Promise<Answer>) => {
      const answer = await refused(request, 401, 'auth.required');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    };

    it('that is absent, empty, cut, altered, of another kind, twice, or too long', async () => {
      const token = procurement.token ?? '';
      const flipped = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
      await unauthenticated(() => app.anonymous().get('/auth/me'));
      for (const bad of [
        '',
        'Bearer',
        'Bearer ',
        `Bearer ${token.slice(0, -1)}`,
        `Bearer ${flipped}`,
        `Basic ${token}`,
        token,
        `Bearer ${token} ${token}`,
        `Bearer ${token},Bearer ${token}`,
        `Bearer ${'x'.repeat(8_000)}`,
        `Bearer ${token.replace('kha_', 'khr_')}`,
        `Bearer ${token.replace('kha_', 'kh_')}`,
        `Bearer eyJhbGciOiJub25lIn0.e30.`,
      ])
        await unauthenticated(() => me(bad));
      expect((await me(`Bearer ${token}`)).status).toBe(200);
    });

    it('in the address or in the body is not looked at', async () => {
      const token = procurement.token ?? '';
      const inAddress = await app.anonymous().get(`/vendors?access_token=${token}`);
      expect(inAddress.status).toBe(401);
      const inBody = await app.anonymous().post('/vendors', { name: 'A', access_token: token });
      expect(inBody.status).toBe(401);
    });

    it('of somebody who was removed', async () => {
      const somebody = await app.person('auditor');
      const { headers } = await admin.get(`/users/${somebody.id}`);
      await admin.delete(`/users/${somebody.id}`, { 'if-match': headers['etag'] });
      await unauthenticated(() => somebody.get('/vendors'));
    });
  });

  describe('with a header', () => {
    it.each(['', ' ', 'é', 'x'.repeat(256), 'two words'])('Idempotency-Key: %s', async (key) => {
      const before = await entries();
      const { status } = await procurement.post(
        '/vendors',
        { name: 'Header AG', country: 'CH' },
        { 'idempotency-key': encodeURI(key) === key || key === ' ' ? key : 'two words' },
      );
      expect(status).toBe(400);
      expect(await entries()).toBe(before);
    });

    it.each(['W/"1"', '1', '"x"', '"1', '""', '"999999999999"'])('If-Match: %s', async (tag) => {
      await refused(
        () => procurement.patch(vendor, { name: 'Other' }, { 'if-match': tag }),
        412,
        'request.stale',
      );
    });

    it('X-Request-Id that would forge a line of the log is replaced', async () => {
      const { headers } = await procurement.get(vendor, { 'x-request-id': 'a b; level=fatal' });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    });
  });

  it('with half a compressed body is one that cannot be read', async () => {
    const send = procurement
      .bare('post', '/vendors')
      .set('content-type', 'application/json')
      .set('content-encoding', 'gzip');
    const answer = (await send.send('no gzip at all')) as unknown as Answer;
    expect(problem(answer)).toEqual([400, 'request.invalid']);
  });

  it('sees the same protection on every answer, and never what we run on', async () => {
    for (const answer of [
      await procurement.get(vendor),
      await app.anonymous().get('/nowhere'),
      await app.anonymous().get('/healthz'),
    ]) {
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
    }
  });

  it('cannot set what is not the sender’s to set', async () => {
    for (const field of ['id', 'revision', 'createdAt', 'tier', 'status', 'foldedName', 'salt'])
      await refused(
        () => procurement.post('/vendors', { name: 'Mass AG', country: 'CH', [field]: 1 }),
        400,
        'request.invalid',
      );
  });

  /** The last one: a second application in one process takes over how credentials are checked. */
  it('with a token that has ended, or that another installation gave', async () => {
    const somebody = await app.person('auditor');
    expect((await somebody.get('/auth/me')).status).toBe(200);
    app.clock.advance({ hours: 11 });
    expect((await somebody.get('/auth/me')).body).toMatchObject({ status: 401, code: 'auth.required' });
    const other = await TestApp.start();
    const stranger = await other.person('auditor');
    expect((await stranger.get('/auth/me')).status).toBe(200);
    await other.close();
    const again = await TestApp.start();
    expect((await again.holding(stranger.token ?? '').get('/auth/me')).body).toMatchObject({
      status: 401,
      code: 'auth.required',
    });
    await again.close();
  });
});
