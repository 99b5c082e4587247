import { TestApp, type Body, type Caller } from '../support/app.js';

type Requirement = Record<string, unknown> & { id: string };

describe('the standard', () => {
  let app: TestApp;
  let dana: Caller;
  let kim: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    dana = await app.person('dpo');
    kim = await app.person('dpo');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  const published = async () => {
    const { body } = await auditor.get('/standards?status=published');
    const [standard] = body['items'] as (Body & { version: number; requirements: Requirement[] })[];
    if (!standard) throw new Error('nothing is published');
    return standard;
  };
  const retention = {
    id: 'RETENTION_TEN_YEARS',
    title: 'Nothing is kept longer than ten years',
    law: 'GDPR Art. 5(1)(e)',
    about: 'flow',
    severity: 'blocking',
    appliesWhen: 'true',
    requires: 'flow.dataCategories.all(c, c.retentionDays <= 3653)',
    remedy: 'Shorten the retention.',
    waivable: true,
  };
  const version = (...requirements: object[]) => ({
    title: 'Ours',
    note: 'Retention is bounded',
    requirements,
  });

  it('is there from the start, published once, with its entry in the ledger', async () => {
    const standard = await published();
    expect(standard).toMatchObject({ version: 1, status: 'published', authorId: null, publishedById: null });
    expect(standard.requirements.length).toBeGreaterThanOrEqual(12);
    const { body } = await auditor.get(`/standards/${standard.id}/history`);
    expect(body['items']).toEqual([
      expect.objectContaining({
        action: 'standard.published',
        revision: 1,
        reason: 'shipped with this release',
        actor: { kind: 'system', id: null, name: null },
      }),
    ]);
  });

  it('documents every fact', async () => {
    const { body } = await auditor.get('/standards/facts');
    expect(body['items']).toContainEqual({
      name: 'agreement.breachNoticeHours',
      type: 'double',
      unit: 'hours',
      source: 'the agreement',
      example: 24,
      missing: -1,
    });
  });

  it('is drafted by a data protection officer and published by another', async () => {
    const before = await published();
    const { status, body: draft } = await dana.post('/standards', version(...before.requirements, retention));
    expect(status).toBe(201);
    expect(draft).toMatchObject({
      revision: 1,
      version: before.version + 1,
      status: 'draft',
      authorId: dana.id,
    });
    expect((await published()).id).toBe(before.id);

    const path = `/standards/${draft.id}/publication`;
    const reason = { reason: 'Read in full.' };
    const own = await dana.post(path, reason, { 'if-match': '"1"' });
    expect(own.body).toMatchObject({ status: 422, code: 'standard.own_draft' });
    expect((await kim.post(path, reason)).status).toBe(428);
    expect((await kim.post(path, reason, { 'if-match': '"9"' })).status).toBe(412);
    expect((await published()).id).toBe(before.id);

    const done = await kim.post(path, reason, { 'if-match': '"1"' });
    expect(done.body).toMatchObject({ revision: 2, status: 'published', publishedById: kim.id });
    expect((await published()).id).toBe(draft.id);
    const { body: old } = await auditor.get(`/standards/${before.id}`);
    expect(old).toMatchObject({ status: 'superseded', revision: 2, requirements: before.requirements });
    const again = await kim.post(path, reason, { 'if-match': '"2"' });
    expect(again.body).toMatchObject({ status: 409, code: 'standard.not_draft' });
  });

  it('is not undone by publishing an older draft', async () => {
    const { body: older } = await dana.post('/standards', version(retention));
    const { body: newer } = await dana.post('/standards', version(retention));
    const reason = { reason: 'Read.' };
    expect((await kim.post(`/standards/${newer.id}/publication`, reason, { 'if-match': '"1"' })).status).toBe(
      200,
    );
    const late = await kim.post(`/standards/${older.id}/publication`, reason, { 'if-match': '"1"' });
    expect(late.body).toMatchObject({ status: 409, code: 'standard.overtaken' });
    expect((await auditor.get(`/standards/${older.id}`)).body).toMatchObject({
      status: 'draft',
      revision: 1,
    });
  });

  it('is refused with every bad condition at once, and nothing is stored', async () => {
    const { body: before } = await auditor.get('/standards?count=true');
    const { body } = await dana.post(
      '/standards',
      version(
        { ...retention, requires: 'flow.colour == "red"' },
        { ...retention, appliesWhen: 'flow.criminal &&' },
      ),
    );
    expect(body).toMatchObject({ status: 400, code: 'standard.bad_requirements' });
    expect(
      (body['errors'] as { pointer: string; code: string }[]).map(({ pointer, code }) => [pointer, code]),
    ).toEqual([
      ['/requirements/0/requires', 'unknown_fact'],
      ['/requirements/1/id', 'duplicate'],
      ['/requirements/1/appliesWhen', 'bad_condition'],
    ]);
    expect((await auditor.get('/standards?count=true')).body['total']).toBe(before['total']);
  });

  it.each(['admin', 'procurement', 'assessor', 'approver', 'auditor', 'requester'] as const)(
    'is not drafted by the role %s',
    async (role) => {
      const caller = await app.person(role);
      const { body } = await caller.post('/standards', version(retention));
      expect(body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    },
  );

  describe('the readiness of a vendor', () => {
    it('lists everything that stands in the way at once, and the same list refuses the approval', async () => {
      const procurement = await app.person('procurement');
      const { body: vendor } = await procurement.post('/vendors', { name: 'Unvetted', country: 'DE' });
      const path = `/vendors/${vendor.id}`;
      const { body } = await auditor.get(`${path}/readiness`);
      const current = await published();
      expect(body).toEqual({
        ready: false,
        unmet: [
          {
            code: 'VENDOR_RISK_PROFILE',
            requirement: 'The risk of the relationship is known',
            message: 'Found: vendor.hasRiskProfile is false.',
            law: 'GDPR Art. 24(1), 32(1)',
            severity: 'blocking',
            remedy: expect.stringContaining('/risk-profile'),
            waivable: false,
            waivedUntil: null,
            waiverId: null,
            facts: { 'vendor.hasRiskProfile': false },
            error: null,
          },
          expect.objectContaining({ code: 'VENDOR_SCORED', severity: 'blocking', waivable: false }),
        ],
        standard: { id: current.id, version: current.version },
        evaluatedAt: expect.any(String),
      });
      const step = async (to: string) => {
        const { headers } = await procurement.get(path);
        return procurement.post(
          `${path}/transitions`,
          { to, reason: 'asked' },
          { 'if-match': headers['etag'] },
        );
      };
      expect((await step('vetting')).status).toBe(200);
      expect((await step('approved')).body).toMatchObject({
        status: 422,
        code: 'vendor.not_approvable',
        unmet: body['unmet'],
      });
      expect((await auditor.get(path)).body).toMatchObject({ status: 'vetting' });
    });

    it('is not told of a vendor that is not there', async () => {
      const { body } = await auditor.get('/vendors/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f/readiness');
      expect(body).toMatchObject({ status: 404, code: 'vendor.not_found' });
    });
  });
});
