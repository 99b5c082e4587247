import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

type Unmet = { code: string; message: string };

const retail = {
  ...{ name: 'Northwind Retail', country: 'DE', contact: 'privacy@northwind.example' },
  ...{ representative: null, dpoContact: 'dpo@northwind.example', processing: ['Printing of letters'] },
};
const agencies = {
  ...{ category: 'Credit agencies', name: null, role: 'INDEPENDENT_CONTROLLER', country: 'DE' },
  why: 'Arrears are reported by law.',
};
const factors = [
  'A6_4_A_LINK',
  'A6_4_B_CONTEXT',
  'A6_4_C_NATURE',
  'A6_4_D_CONSEQUENCES',
  'A6_4_E_SAFEGUARDS',
].map((code) => ({ code, note: 'It fits.' }));

describe('the record of a data flow', () => {
  let app: TestApp;
  let cast: Cast;
  let agreementId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    agreementId = (await anAgreementInForce(app, cast)).id;
  });
  afterAll(() => app.close());

  const drafted = (changes: object = {}, under = agreementId) =>
    done(cast.procurement.post('/data-flows', { ...wholeContent(under), ...changes }));
  const unmet = async ({ id }: Body) =>
    (await cast.auditor.get(`/data-flows/${id}/readiness`)).body['unmet'] as Unmet[];
  const codes = async (flow: Body) => (await unmet(flow)).map(({ code }) => code);
  const change = ({ id }: Body, changes: object) =>
    done(cast.procurement.change(`/data-flows/${id}`, changes));
  const decided = async ({ id }: Body) => {
    await done(act(cast.procurement, `/data-flows/${id}`, 'submission', {}));
    return done(act(cast.dpo, `/data-flows/${id}`, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
  };
  const factsOf = (flow: Body) => (flow['staleFacts'] as { fact: string }[]).map(({ fact }) => fact);

  describe('where our company is a processor itself', () => {
    let processing: Body;
    beforeAll(async () => {
      const admin = await app.admin();
      const ours = await aLegalEntity(app);
      await done(admin.change(`/legal-entities/${ours.id}`, { role: 'processor' }));
      processing = await anAgreementInForce(app, cast, {
        ...{ legalEntityId: ours.id, vendorRole: 'SUB_PROCESSOR' },
      });
    });

    it('names each controller, or is not submitted', async () => {
      const flow = await drafted({}, processing.id);
      const refused = await act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {});
      expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
      expect(await codes(flow)).toContain('FLOW_CONTROLLERS_MISSING');
      await change(flow, { onBehalfOf: [{ ...retail, contact: null }] });
      expect((await unmet(flow)).map(({ message }) => message)).toContain(
        'Contact or processing is missing of Northwind Retail.',
      );
      const whole = await change(flow, { onBehalfOf: [retail] });
      expect(whole['onBehalfOf']).toEqual([retail]);
      expect(await codes(flow)).not.toContain('FLOW_CONTROLLERS_MISSING');
    });

    it('is decided anew when it processes for somebody else, and not when an address is mended', async () => {
      const flow = await drafted({ onBehalfOf: [retail] }, processing.id);
      expect(await decided(flow)).toMatchObject({ status: 'approved' });
      const mended = await change(flow, { onBehalfOf: [{ ...retail, contact: 'office@northwind.example' }] });
      expect(mended).toMatchObject({ status: 'approved', staleFacts: [] });
      const more = await change(flow, { onBehalfOf: [retail, { ...retail, name: 'Southwind' }] });
      expect(more).toMatchObject({ status: 'stale' });
      expect(factsOf(more)).toEqual(['flow.onBehalfOf']);
    });

    it('is in the register with its controllers and what is done for them', async () => {
      const { text } = await cast.auditor.get('/registers/data-flows.csv');
      expect(text).toContain('Northwind Retail (DE)');
      expect(text).toContain('Northwind Retail: Printing of letters');
    });
  });

  describe('of data that the vendor passes on', () => {
    it('names who gets them, and where: another country needs a ground', async () => {
      const flow = await drafted({ recipients: [{ ...agencies, country: null }] });
      expect(await codes(flow)).toEqual(['FLOW_RECIPIENT_COUNTRY_MISSING']);
      await change(flow, { recipients: [{ ...agencies, country: 'IN' }] });
      expect(await codes(flow)).toEqual(['TRANSFERS_ALLOWED']);
      const { body } = await cast.auditor.get('/transfers?toCountry=IN');
      expect(body['items']).toMatchObject([{ toCountry: 'IN', allowed: false }]);
      await change(flow, { recipients: [agencies] });
      expect(await codes(flow)).toEqual([]);
    });

    it('ends when they go to somebody else, and not when it is one fewer', async () => {
      const insurers = { ...agencies, category: 'Insurers' };
      const flow = await drafted({ recipients: [agencies, insurers] });
      await decided(flow);
      expect(await change(flow, { recipients: [agencies] })).toMatchObject({ status: 'approved' });
      const more = await change(flow, { recipients: [agencies, { ...agencies, category: 'Data brokers' }] });
      expect(more).toMatchObject({ status: 'stale' });
      expect(factsOf(more)).toEqual(['flow.recipients']);
    });

    it('names nobody twice, and no role that is none', async () => {
      const twice = { recipients: [agencies, agencies], onBehalfOf: [retail, retail] };
      const refused = await cast.procurement.post('/data-flows', { ...wholeContent(agreementId), ...twice });
      expect(refused.body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/recipients/1/category' }, { pointer: '/onBehalfOf/1/name' }],
      });
      const odd = { recipients: [{ ...agencies, role: 'DPO' }] };
      const answer = await cast.procurement.post('/data-flows', { ...wholeContent(agreementId), ...odd });
      expect(answer.body).toMatchObject({ status: 400, errors: [{ pointer: '/recipients/0/role' }] });
    });
  });

  describe('of a further use', () => {
    const purposes = [{ ...wholeContent('').purposes[0], lawfulBasis: 'A6_1_F_LEGITIMATE_INTERESTS' }];

    it('holds the whole test of Art. 6(4), or is not submitted', async () => {
      const flow = await drafted({ purposes, compatibility: { furtherUse: true, compatible: true } });
      expect(await unmet(flow)).toMatchObject([
        {
          code: 'FLOW_COMPATIBILITY_INCOMPLETE',
          message: expect.stringContaining('A6_4_E_SAFEGUARDS') as string,
        },
      ]);
      const test = { furtherUse: true, originalPurpose: 'To deliver orders.', compatible: true, factors };
      expect(await change(flow, { compatibility: test })).toMatchObject({ compatibility: test });
      expect(await codes(flow)).toEqual([]);
      await change(flow, { compatibility: { ...test, compatible: false } });
      expect(await codes(flow)).toEqual(['FURTHER_USE_COMPATIBLE']);
    });
  });

  it('shows the screening as it was answered, and as the record shows it', async () => {
    const dpia = { outcome: 'NOT_REQUIRED', criteria: ['WP248_6_MATCHING'] };
    const flow = await drafted({ dpia });
    expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body['dpiaScreening']).toEqual({
      ...{ required: false, triggers: [], criteria: ['WP248_6_MATCHING'] },
    });
    expect(await codes(flow)).toEqual(['FLOW_DPIA_REASONS_MISSING']);
    await change(flow, { volume: 'V4', dpia: { ...dpia, reasons: 'One only.' } });
    expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body['dpiaScreening']).toMatchObject({
      ...{ required: true, criteria: ['WP248_5_LARGE_SCALE', 'WP248_6_MATCHING'] },
    });
    expect(await codes(flow)).toEqual(['DPIA_DONE']);
  });

  it('sends a high risk that is left to the authority first', async () => {
    const dpia = { outcome: 'DONE', residualRisk: 'HIGH', dpoAdvice: 'Ask the authority.' };
    const flow = await drafted({ dpia });
    expect(await codes(flow)).toEqual(['FLOW_PRIOR_CONSULTATION_MISSING']);
    const refused = await cast.procurement.change(`/data-flows/${flow.id}`, {
      dpia: { ...dpia, consultedOn: '2199-01-01' },
    });
    expect(refused.body).toMatchObject({
      ...{ status: 400, errors: [{ pointer: '/dpia/consultedOn', code: 'in_future' }] },
    });
    expect(await change(flow, { dpia: { ...dpia, consultedOn: '2026-01-15' } })).toMatchObject({
      dpia: { residualRisk: 'HIGH', consultedOn: '2026-01-15' },
    });
    expect(await codes(flow)).toEqual([]);
  });

  it('lets words be mended: the purpose stands until its words are reviewed', async () => {
    const flow = await drafted();
    await decided(flow);
    const [purpose] = wholeContent(agreementId).purposes;
    const reworded = await change(flow, {
      purposes: [{ ...purpose, why: 'To send you our monthly letter.' }],
    });
    expect(reworded).toMatchObject({
      status: 'approved',
      staleFacts: [{ fact: 'flow.purposes', reaction: 'review_30_days' }],
    });
    const other = await change(flow, { purposes: [{ ...purpose, code: 'ADVERTISING_PROFILES' }] });
    expect(other).toMatchObject({ status: 'stale' });
  });
});
