import { jest } from '@jest/globals';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const names = (answer: Answer) => items(answer).map(({ name }) => name);

describe('vendors', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const total = async () => (await auditor.get('/vendors?count=true&limit=1')).body['total'];
  const entries = async () => items(await auditor.get('/ledger/entries?subjectType=vendor&limit=200')).length;
  async function aVendor(fields: object): Promise<Body> {
    const { status, body } = await procurement.post('/vendors', fields);
    expect([status, body]).toEqual([201, expect.anything()]);
    return body;
  }
  const move = (id: string, to: string, reason?: string, who = procurement) =>
    who
      .get(`/vendors/${id}`)
      .then(({ headers }) =>
        who.post(`/vendors/${id}/transitions`, { to, reason }, { 'if-match': headers['etag'] }),
      );

  describe('registering one', () => {
    it('stores it normalised, as proposed, and tells who did it', async () => {
      const { status, body, headers } = await procurement.post('/vendors', {
        name: '  Cafe\u0301   Metrics ',
        legalName: 'Café Metrics B.V.',
        country: 'nl',
        lei: ' 529900t8bm49aursdo55 ',
        website: 'https://cafe-metrics.example/about',
        domains: ['https://WWW.Cafe-Metrics.example/', 'cafe-metrics.test'],
        categories: ['ANALYTICS'],
        externalIds: { erp: 'V-1' },
        links: { privacyPolicy: 'https://cafe-metrics.example/privacy' },
        certificationClaims: ['SOC 2 Type 2'],
      });
      expect(status).toBe(201);
      expect(headers['etag']).toBe('"1"');
      expect(body).toEqual({
        id: body.id,
        revision: 1,
        name: 'Café Metrics',
        legalName: 'Café Metrics B.V.',
        country: 'NL',
        registrationNumber: null,
        lei: '529900T8BM49AURSDO55',
        website: 'https://cafe-metrics.example/about',
        domains: ['cafe-metrics.example', 'cafe-metrics.test'],
        categories: ['ANALYTICS'],
        description: null,
        ownerId: null,
        status: 'proposed',
        tier: null,
        externalIds: { erp: 'V-1' },
        links: { privacyPolicy: 'https://cafe-metrics.example/privacy' },
        certificationClaims: ['SOC 2 Type 2'],
        createdAt: expect.any(String),
        createdBy: procurement.id,
        nameWarnings: [],
      });
      expect((await auditor.get(`/vendors/${body.id}`)).body).toEqual(body);
    });

    it('is refused with every bad field at once, and nothing is stored', async () => {
      const before = [await total(), await entries()];
      const { status, body } = await procurement.post('/vendors', {
        name: 'x'.repeat(10_000),
        legalName: 'Acme\u202Egnp',
        country: 'DD',
        lei: '529900T8BM49AURSDO56',
        website: 'javascript:alert(1)',
        domains: ['not a domain'],
        categories: ['SOMETHING'],
        links: { privacyPolicy: 'http://user:pw@acme.example' },
        externalIds: { erp: 5 },
        status: 'approved',
        tier: 1,
      });
      expect(status).toBe(400);
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/categories',
        '/country',
        '/domains',
        '/externalIds',
        '/legalName',
        '/lei',
        '/links',
        '/name',
        '/status',
        '/tier',
        '/website',
      ]);
      expect([await total(), await entries()]).toEqual(before);
    });

    it('takes an owner who is one of us, and nobody else', async () => {
      expect((await aVendor({ name: 'Owned', ownerId: procurement.id }))['ownerId']).toBe(procurement.id);
      const ownerId = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      const { body } = await procurement.post('/vendors', { name: 'Disowned', ownerId });
      expect(body).toMatchObject({
        status: 400,
        code: 'vendor.owner_unknown',
        errors: [{ pointer: '/ownerId' }],
      });
    });

    it.each([
      ['mixed scripts', 'P\u0430ypal Payments', 'mixed_scripts'],
      ['only Cyrillic letters that look Latin', '\u0421\u0430\u0440\u0430', 'looks_latin'],
      ['full-width letters', 'ＡＣＭＥ Wide', 'unusual_letters'],
    ])('warns of %s in its name', async (_case, name, code) => {
      const { nameWarnings } = await aVendor({ name });
      expect(nameWarnings).toEqual([{ field: 'name', code, message: expect.any(String) }]);
    });
  });

  describe('a likely duplicate', () => {
    let acme: Body;
    beforeAll(async () => {
      acme = await aVendor({
        name: 'Acme',
        legalName: 'Acme Analytics, B.V.',
        country: 'NL',
        lei: '5493001KJTIIGC8Y1R12',
        domains: ['acme.example'],
      });
    });

    it.each([
      ['the same LEI', { name: 'Other', lei: '5493001KJTIIGC8Y1R12' }, ['same_lei']],
      ['a shared domain', { name: 'Other', domains: ['www.acme.example', 'x.test'] }, ['shared_domain']],
      ['the same folded legal name and country', { name: 'ACME ANALYTICS BV', country: 'NL' }, ['same_name']],
      ['the same name without a country', { name: 'Ácme' }, ['same_name']],
      ['a name that looks the same', { name: '\u0410cme', country: 'FR' }, ['look_alike_name']],
      [
        'several at once',
        { name: 'acme', country: 'NL', domains: ['acme.example'] },
        ['shared_domain', 'same_name'],
      ],
    ])('by %s is 409 with the candidate, and nothing is stored', async (_case, fields, reasons) => {
      const before = [await total(), await entries()];
      const { status, body } = await procurement.post('/vendors', fields);
      expect(status).toBe(409);
      expect(body).toMatchObject({
        code: 'vendor.likely_duplicate',
        candidates: [{ id: acme.id, name: 'Acme', reasons }],
      });
      expect([await total(), await entries()]).toEqual(before);
    });

    it('is none with the same name in another country', async () => {
      await aVendor({ name: 'Acme', legalName: 'Acme Analytics BV', country: 'BE' });
    });

    it('is registered when that is wanted, and the ledger says so', async () => {
      const { status, body } = await procurement.post('/vendors', {
        name: 'Acme Two',
        lei: '5493001KJTIIGC8Y1R12',
        allowDuplicate: true,
      });
      expect(status).toBe(201);
      const [entry] = items(await auditor.get(`/vendors/${body.id}/history`));
      expect(entry).toMatchObject({
        action: 'vendor.created',
        reason: `allowDuplicate: looks like Acme (${acme.id})`,
      });
    });

    it('is also found when a change makes one', async () => {
      const { id } = await aVendor({ name: 'Innocent' });
      const refused = await procurement.patch(
        `/vendors/${id}`,
        { domains: ['acme.example'] },
        { 'if-match': '"1"' },
      );
      expect(refused.body).toMatchObject({ status: 409, code: 'vendor.likely_duplicate' });
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ revision: 1, domains: [] });
    });

    it('wins nothing when two people register the same at once: exactly one is stored', async () => {
      const other = await app.person('procurement');
      const fields = { name: 'Simultaneous', country: 'DE', domains: ['simultaneous.example'] };
      const attempts = Array.from({ length: 6 }, (_, n) =>
        (n % 2 === 0 ? procurement : other).post('/vendors', {
          ...fields,
          name: n < 3 ? fields.name : `Other ${n}`,
        }),
      );
      const statuses = (await Promise.all(attempts)).map(({ status }) => status).sort();
      expect(statuses).toEqual([201, 409, 409, 409, 409, 409]);
      expect(items(await auditor.get('/vendors?q=simultaneous.example'))).toHaveLength(1);
    });
  });

  describe('the list', () => {
    beforeAll(async () => {
      for (const [at, name] of ['Zeppelin Zahlungen', 'zeta', 'Ärzte Zoll', 'Ozon 100%'].entries())
        await aVendor({
          name,
          country: 'AT',
          categories: at % 2 === 0 ? ['PAYMENTS'] : ['IT'],
          domains: [`z${at}.zett.example`],
          registrationNumber: `FN ${at}55z`,
        });
    });

    it.each([
      ['part of a name', 'zahlung', ['Zeppelin Zahlungen']],
      ['a name without its accents', 'arzte', ['Ärzte Zoll']],
      ['a name with accents that are not there', 'zéta', ['zeta']],
      ['a domain', 'z1.zett', ['zeta']],
      ['a register number', 'fn 255z', ['Ärzte Zoll']],
      ['a sign that means any text elsewhere', '100%', ['Ozon 100%']],
      ['a text that nobody has', 'zz%zz', []],
    ])('finds by %s', async (_case, q, expected) => {
      expect(names(await auditor.get(`/vendors?q=${encodeURIComponent(q)}`))).toEqual(expected);
    });

    it('finds by LEI', async () => {
      expect(names(await auditor.get('/vendors?q=5493001KJTIIGC8Y1R12'))).toContain('Acme');
    });

    it('is filtered, sorted by folded name and cut into pages that fit together', async () => {
      const path = '/vendors?country=AT&sort=name&limit=3&count=true';
      const first = await auditor.get(path);
      expect([names(first), first.body['total']]).toEqual([
        ['Ärzte Zoll', 'Ozon 100%', 'Zeppelin Zahlungen'],
        4,
      ]);
      expect(first.headers['link']).toMatch(/rel="next"/);
      const second = await auditor.get(`${path}&cursor=${String(first.body['nextCursor'])}`);
      expect([names(second), second.body['nextCursor']]).toEqual([['zeta'], null]);
      expect(names(await auditor.get('/vendors?country=AT&category=IT&sort=-name'))).toEqual([
        'zeta',
        'Ozon 100%',
      ]);
      expect(names(await auditor.get('/vendors?country=AT&status=approved'))).toEqual([]);
      expect(names(await auditor.get(`/vendors?ownerId=${procurement.id}`))).toEqual(['Owned']);
    });

    it('refuses a cursor of another list and a tampered one', async () => {
      const { body } = await auditor.get('/vendors?country=AT&limit=1');
      const cursor = String(body['nextCursor']);
      for (const path of [
        `/vendors?limit=1&cursor=${cursor}`,
        `/vendors?country=AT&limit=1&cursor=x${cursor}`,
      ])
        expect((await auditor.get(path)).body).toMatchObject({ status: 400, code: 'request.bad_cursor' });
    });

    it('costs the same number of queries whatever its length', async () => {
      const { one, many, rows } = await queriesOfPage(app, auditor, '/vendors');
      expect(rows).toBeGreaterThan(3);
      expect(many).toBe(one);
    });
  });

  describe('changing one', () => {
    it('takes null to clear, keeps what is not named, and has a history with what changed', async () => {
      const { id } = await aVendor({ name: 'Mutable', description: 'Old', country: 'SE' });
      const changed = await procurement.patch(
        `/vendors/${id}`,
        { description: null, categories: ['IT'] },
        { 'if-match': '"1"' },
      );
      expect(changed.body).toMatchObject({ revision: 2, name: 'Mutable', description: null, country: 'SE' });
      const [newest, oldest] = items(await auditor.get(`/vendors/${id}/history`));
      expect(newest).toMatchObject({ action: 'vendor.changed', changed: ['categories', 'description'] });
      expect(oldest).toMatchObject({ action: 'vendor.created', actor: { id: procurement.id } });
      expect(oldest?.['changed']).not.toContain('searchText');
    });

    it('does nothing when nothing changes', async () => {
      const { id } = await aVendor({ name: 'Stable', externalIds: { a: '1', b: '2' } });
      const same = await procurement.patch(
        `/vendors/${id}`,
        { name: ' Stable ', externalIds: { b: '2', a: '1' } },
        { 'if-match': '"1"' },
      );
      expect([same.status, same.body.revision]).toEqual([200, 1]);
    });

    it('needs If-Match (428), and a current one (412)', async () => {
      const { id } = await aVendor({ name: 'Guarded' });
      const path = `/vendors/${id}`;
      expect((await procurement.patch(path, { name: 'X' })).body).toMatchObject({ status: 428 });
      expect((await procurement.patch(path, { name: 'X' }, { 'if-match': '"2"' })).body).toMatchObject({
        status: 412,
        code: 'request.stale',
      });
      expect((await auditor.get(path)).body).toMatchObject({ revision: 1, name: 'Guarded' });
    });

    it('loses nothing when two people change it at once: one gets 412', async () => {
      const { id } = await aVendor({ name: 'Contended' });
      const answers = await Promise.all(
        ['NO', 'FI'].map((country) =>
          procurement.patch(`/vendors/${id}`, { country }, { 'if-match': '"1"' }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await auditor.get(`/vendors/${id}`)).body.revision).toBe(2);
    });

    it('can be looked at as it was', async () => {
      const { id, ...before } = await aVendor({ name: 'Historic', country: 'PT' });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 5 });
      await procurement.change(`/vendors/${id}`, { country: 'ES' });
      expect((await auditor.get(`/vendors/${id}?at=${then}`)).body).toEqual({ id, ...before });
      expect((await auditor.get(`/vendors/${id}?at=2020-01-01T00:00:00Z`)).body).toMatchObject({
        status: 404,
        code: 'vendor.not_found',
      });
    });

    it('is for procurement only', async () => {
      const { id } = await aVendor({ name: 'Private' });
      for (const role of ['requester', 'assessor', 'dpo', 'approver', 'auditor', 'admin'] as const) {
        const somebody = await app.person(role);
        expect((await somebody.get(`/vendors/${id}`)).status).toBe(200);
        expect((await somebody.patch(`/vendors/${id}`, { name: 'X' }, { 'if-match': '"1"' })).status).toBe(
          403,
        );
        expect((await somebody.post('/vendors', { name: `By ${role}` })).status).toBe(403);
      }
      expect((await auditor.get(`/vendors/${id}`)).body.revision).toBe(1);
    });
  });

  describe('the lifecycle', () => {
    it('says which steps are open when one is not', async () => {
      const { id } = await aVendor({ name: 'Hasty' });
      const { body } = await move(id, 'approved');
      expect(body).toMatchObject({
        status: 409,
        code: 'vendor.cannot_move',
        detail: 'A vendor that is proposed cannot become approved; the next steps are vetting, offboarding.',
        from: 'proposed',
        allowed: ['vetting', 'offboarding'],
      });
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ status: 'proposed', revision: 1 });
    });

    it('needs a reason for a step that somebody will ask about', async () => {
      const { id } = await aVendor({ name: 'Unexplained' });
      await move(id, 'vetting');
      expect((await move(id, 'rejected')).body).toMatchObject({
        status: 400,
        code: 'vendor.reason_required',
        errors: [{ pointer: '/reason', code: 'missing' }],
      });
      expect((await move(id, 'rejected', 'No answers in time')).body).toMatchObject({ status: 'rejected' });
      const [newest] = items(await auditor.get(`/vendors/${id}/history`));
      expect(newest).toMatchObject({
        action: 'vendor.moved',
        reason: 'No answers in time',
        changed: ['status'],
      });
    });

    it('ends with offboarded, after which nothing changes', async () => {
      const { id } = await aVendor({ name: 'Leaving' });
      await move(id, 'offboarding', 'Contract ends');
      expect((await move(id, 'offboarded', 'Data deleted')).body).toMatchObject({ status: 'offboarded' });
      expect((await move(id, 'vetting')).body).toMatchObject({ status: 409, allowed: [] });
      expect((await procurement.change(`/vendors/${id}`, { name: 'Back' })).body).toMatchObject({
        status: 409,
        code: 'vendor.offboarded',
      });
    });

    it.each([
      ['approved', undefined],
      ['conditionally_approved', 'Until the audit'],
    ])(
      'is not %s while the standard has something against it, and every reason is listed',
      async (to, reason) => {
        const { id } = await aVendor({ name: `Unready ${to}` });
        await move(id, 'vetting');
        const { status, body } = await move(id, to, reason);
        expect([status, body['code']]).toEqual([422, 'vendor.not_approvable']);
        const unmet = body['unmet'] as Record<string, unknown>[];
        expect(unmet.length).toBeGreaterThan(1);
        for (const one of unmet)
          expect(one).toEqual({
            code: expect.stringMatching(/^[A-Z0-9_]+$/),
            requirement: expect.any(String),
            message: expect.any(String),
            law: expect.any(String),
            severity: 'blocking',
            remedy: expect.any(String),
            waivable: expect.any(Boolean),
            waivedUntil: null,
            waiverId: null,
            facts: expect.any(Object),
            error: null,
          });
        expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ status: 'vetting', revision: 2 });
      },
    );

    it('asks the gate at each approval, also after a suspension, and moves when nothing stands in the way', async () => {
      const { VendorApprovalGate } = await import('../../../src/modules/vendors/index.js');
      const gate = app.app.get(VendorApprovalGate, { strict: false });
      const asked: string[] = [];
      const unmet = jest.spyOn(gate, 'unmet').mockImplementation((vendorId) => {
        asked.push(vendorId);
        return Promise.resolve([]);
      });
      try {
        const { id } = await aVendor({ name: 'Ready' });
        await move(id, 'vetting');
        expect((await move(id, 'conditionally_approved', 'Certificate by March')).body).toMatchObject({
          revision: 3,
        });
        await move(id, 'suspended', 'Breach');
        expect((await move(id, 'approved')).body).toMatchObject({ status: 'approved', revision: 5 });
        expect(asked).toEqual([id, id]);
      } finally {
        unmet.mockRestore();
      }
    });

    it('is taken by people of procurement only, and not on a revision that has passed when one is named', async () => {
      const { id } = await aVendor({ name: 'Decided' });
      const admin = await app.admin();
      const { body: key } = await admin.post('/api-keys', {
        name: 'ERP',
        roles: ['procurement'],
        expiresAt: '2027-06-01T00:00:00Z',
      });
      const byKey = await app
        .holding(String(key['secret']))
        .post(`/vendors/${id}/transitions`, { to: 'vetting' }, { 'if-match': '"1"' });
      expect(byKey.body).toMatchObject({ status: 403, code: 'auth.person_needed' });
      const stale = await procurement.post(
        `/vendors/${id}/transitions`,
        { to: 'vetting' },
        { 'if-match': '"7"' },
      );
      expect(stale.body).toMatchObject({ status: 412, code: 'request.stale' });
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ status: 'proposed', revision: 1 });
      const moved = await procurement.post(`/vendors/${id}/transitions`, { to: 'vetting' });
      expect(moved.body).toMatchObject({ status: 'vetting', revision: 2 });
    });
  });

  describe('concentration', () => {
    it('is empty where nothing is shared', async () => {
      expect((await auditor.get('/vendors/concentration')).body).toEqual({
        flows: 0,
        people: 0,
        vendors: [],
        countries: [],
        subprocessors: [],
      });
      expect((await auditor.get('/vendors/concentration?limit=101')).body).toMatchObject({ status: 400 });
    });
  });
});
