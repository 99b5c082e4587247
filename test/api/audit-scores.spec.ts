import { TestApp, type Answer, type Body, type Caller } from '../support/app.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('audit scores', () => {
  let app: TestApp;
  let procurement: Caller;
  let auditor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  });
  afterAll(() => app.close());

  async function aVendor(name: string): Promise<Body> {
    const { status, body } = await procurement.post('/vendors', { name, country: 'DE' });
    expect(status).toBe(201);
    return body;
  }
  const payroll = {
    sensitivity: 4,
    volume: 2,
    access: 3,
    criticality: 4,
    transferExposure: 1,
    rationale: 'Runs payroll for 4,000 people.',
  };

  describe('a risk profile', () => {
    it('gives inherent risk and tier with the reasons, and the vendor its tier', async () => {
      const { id } = await aVendor('Payroll One');
      const { status, body, headers } = await procurement.put(`/vendors/${id}/risk-profile`, payroll);
      expect(status).toBe(200);
      expect(headers['etag']).toBe('"1"');
      expect(body).toMatchObject({
        ...{ revision: 1, vendorId: id, inherentRisk: 80, tier: 1, setById: procurement.id },
        ...payroll,
        model: { id: 'keyholder-1', version: 1 },
      });
      expect((body['contributions'] as Items).map(({ id: factor, points }) => [factor, points])).toEqual([
        ['sensitivity', 35],
        ['volume', 7.5],
        ['access', 15],
        ['criticality', 20],
        ['transferExposure', 2.5],
      ]);
      expect((body['floors'] as Items).map(({ id: floor }) => floor)).toEqual([
        'SENSITIVE_AT_SCALE',
        'SOLE_PROVIDER',
      ]);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: 1, revision: 2 });
      expect((await auditor.get(`/vendors/${id}/risk-profile`)).body).toEqual(body);
    });

    it('is replaced only by who read it, and shown as it was', async () => {
      const { id } = await aVendor('Newsletter');
      const path = `/vendors/${id}/risk-profile`;
      const early = await procurement.put(path, payroll, { 'if-match': '"1"' });
      expect(early.body).toMatchObject({ status: 412, code: 'request.stale' });
      const { body: first } = await procurement.put(path, payroll);
      const between = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      const newsletter = {
        ...{ sensitivity: 1, volume: 3, access: 1, criticality: 1, transferExposure: 1 },
        rationale: 'Addresses and opens only.',
      };
      expect((await procurement.put(path, newsletter)).body).toMatchObject({
        status: 428,
        code: 'request.if_match_required',
      });
      expect((await procurement.put(path, newsletter, { 'if-match': '"7"' })).status).toBe(412);
      expect((await auditor.get(path)).body).toEqual(first);
      const { body: second } = await procurement.put(path, newsletter, { 'if-match': '"1"' });
      expect(second).toMatchObject({ revision: 2, inherentRisk: 32.5, tier: 3, floors: [] });
      expect((await procurement.put(path, newsletter, { 'if-match': '"2"' })).body).toEqual(second);
      expect((await auditor.get(`${path}?at=${between}`)).body).toEqual(first);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: 3 });
      const history = items(await auditor.get(`${path}/history`));
      expect(history.map(({ action, reason }) => [action, reason])).toEqual([
        ['risk_profile.set', newsletter.rationale],
        ['risk_profile.set', payroll.rationale],
      ]);
    });

    it('is not there for a vendor without one, nor for no vendor', async () => {
      const { id } = await aVendor('Unprofiled');
      expect((await auditor.get(`/vendors/${id}/risk-profile`)).body).toMatchObject({
        status: 404,
        code: 'risk_profile.not_found',
      });
      const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
      for (const ask of [
        auditor.get(`/vendors/${nowhere}/risk-profile`),
        procurement.put(`/vendors/${nowhere}/risk-profile`, payroll),
      ])
        expect((await ask).body).toMatchObject({ status: 404, code: 'vendor.not_found' });
    });

    it('is refused with every bad factor at once, and the tier stays unknown', async () => {
      const { id } = await aVendor('Badly profiled');
      const { body } = await procurement.put(`/vendors/${id}/risk-profile`, {
        ...payroll,
        sensitivity: 5,
        volume: 1.5,
        access: null,
      });
      expect((body['errors'] as Items).map(({ pointer }) => pointer).sort()).toEqual([
        '/access',
        '/sensitivity',
        '/volume',
      ]);
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: null, revision: 1 });
    });

    it('is set by procurement only', async () => {
      const { id } = await aVendor('Guarded');
      for (const role of ['assessor', 'dpo', 'auditor', 'admin', 'approver', 'requester'] as const) {
        const caller = await app.person(role);
        expect((await caller.put(`/vendors/${id}/risk-profile`, payroll)).body).toMatchObject({
          status: 403,
          code: 'auth.forbidden',
        });
      }
      expect((await auditor.get(`/vendors/${id}`)).body).toMatchObject({ tier: null });
    });
  });

  describe('scoring models', () => {
    it('say how a score is made', async () => {
      const [model] = items(await auditor.get('/scoring-models'));
      expect(model).toMatchObject({ id: 'keyholder-1', version: 1, greatestReduction: 0.9 });
      expect((await auditor.get('/scoring-models/keyholder-1')).body).toEqual(model);
      expect((await auditor.get('/scoring-models/other')).body).toMatchObject({
        status: 404,
        code: 'scoring_model.not_found',
      });
    });
  });
});
