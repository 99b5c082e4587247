import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../src/shared/canonical-json.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  anActiveFlow,
  anAgreementInForce,
  anApprovedFlow,
  aReadyFlow,
  aSubmittedFlow,
  done,
  standardForFlows,
  transferClauses,
  wholeContent,
  wholeTia,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

type Unmet = {
  code: string;
  requirement: string;
  message: string;
  law: string;
  remedy: string;
  severity: string;
};

describe('data flows', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const flowAt = (id: string, by: Caller = cast.auditor) => by.get(`/data-flows/${id}`);
  const acts = (by: Caller, { id }: Body, what: string, body: object = {}) =>
    act(by, `/data-flows/${id}`, what, body);
  const decide = (by: Caller, flow: Body, decision: object) =>
    acts(by, flow, 'decision', { outcome: 'approved', rationale: 'Fine.', ...decision });
  const codesOf = ({ body }: Answer) => (body['unmet'] as Unmet[]).map(({ code }) => code);
  const unchanged = async ({ id, status, revision }: Body) =>
    expect((await flowAt(id)).body).toMatchObject({ status, revision });

  describe('drafting', () => {
    it('takes an incomplete draft, and readiness names everything that is missing at once', async () => {
      const agreement = await anAgreementInForce(app, cast);
      const { status, body: draft } = await cast.requester.post('/data-flows', {
        agreementId: agreement.id,
        title: 'Something',
      });
      expect(status).toBe(201);
      expect(draft).toMatchObject({
        status: 'draft',
        revision: 1,
        agreementId: agreement.id,
        vendorId: agreement['vendorId'],
        purposes: [],
        direction: null,
        conditions: [],
        reference: expect.stringMatching(/^DF-[0-9A-F]{8}$/),
      });
      const { body } = await cast.auditor.get(`/data-flows/${draft.id}/readiness`);
      expect(body).toMatchObject({ ready: false, standard: { version: 2 }, evaluatedAt: expect.any(String) });
      expect(codesOf({ body } as Answer)).toEqual([
        'FLOW_DIRECTION_MISSING',
        'FLOW_VOLUME_MISSING',
        'FLOW_FREQUENCY_MISSING',
        'RECORD_COMPLETE',
        'SECURITY_MEASURES',
        'DPIA_SCREENED',
      ]);
      for (const reason of body['unmet'] as Unmet[]) {
        expect(reason.law).not.toBe('');
        expect(reason.remedy).not.toBe('');
      }
    });

    it('refuses codes, countries and nested fields that do not exist, all at once', async () => {
      const agreement = await anAgreementInForce(app, cast);
      const { body } = await cast.procurement.post('/data-flows', {
        ...wholeContent(agreement.id),
        purposes: [{ code: 'FUN', lawfulBasis: 'BECAUSE', mood: 'good' }],
        locations: [{ country: 'XX', kind: 'cloud' }],
        dataCategories: [{ code: 'NAME', retentionDays: -1 }],
        transfers: [{ toCountry: 'US', tool: 'HOPE', tia: { conclusion: 'FINE' } }],
      });
      expect(body).toMatchObject({ status: 400, code: 'request.invalid' });
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/dataCategories/0/retentionDays',
        '/locations/0/country',
        '/locations/0/kind',
        '/purposes/0/code',
        '/purposes/0/lawfulBasis',
        '/purposes/0/mood',
        '/transfers/0/tia/assessedOn',
        '/transfers/0/tia/conclusion',
        '/transfers/0/tool',
      ]);
    });

    it('refuses an agreement that does not exist', async () => {
      const { body } = await cast.procurement.post(
        '/data-flows',
        wholeContent('01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f'),
      );
      expect(body).toMatchObject({ status: 400, errors: [{ pointer: '/agreementId', code: 'not_found' }] });
    });

    it('is for requesters and procurement; a requester changes own drafts only', async () => {
      const flow = await aReadyFlow(app, cast);
      for (const role of ['dpo', 'approver', 'auditor', 'admin', 'assessor'] as const) {
        const somebody = await app.person(role);
        expect(
          (await somebody.post('/data-flows', { agreementId: flow['agreementId'], title: 'x' })).status,
        ).toBe(403);
      }
      const refused = await cast.requester.change(`/data-flows/${flow.id}`, { title: 'Mine' });
      expect(refused.body).toMatchObject({ status: 403, code: 'data_flow.not_yours' });
      await unchanged(flow);
    });

    it('knows which adequacy decisions its transfers rely on', async () => {
      const flow = await aReadyFlow(app, cast, {
        locations: [{ country: 'CH', kind: 'storage' }],
        transfers: [{ toCountry: 'US', tool: 'ADEQUACY_ORG_LIST' }],
      });
      expect(flow['standsOn']).toEqual(['EU_CH', 'EU_US_DPF']);
      const { body } = await cast.auditor.get('/data-flows?standsOn=EU_US_DPF');
      expect((body['items'] as Body[]).map(({ id }) => id)).toEqual([flow.id]);
      const unmet = (await cast.auditor.get(`/data-flows/${flow.id}/readiness`)).body['unmet'] as Unmet[];
      expect(unmet).toMatchObject([
        {
          code: 'TRANSFERS_ALLOWED',
          message: expect.stringContaining('record its listing for EU_US') as string,
        },
      ]);
    });
  });

  describe('submitting', () => {
    it('is refused with the same list as readiness gives, and nothing changes', async () => {
      const flow = await aReadyFlow(app, cast, {
        purposes: [],
        locations: [{ country: 'IN', kind: 'storage' }],
      });
      const { body: asked } = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
      const refused = await acts(cast.procurement, flow, 'submission');
      expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
      expect(refused.body['unmet']).toEqual(asked['unmet']);
      expect(codesOf(refused)).toEqual(['RECORD_COMPLETE', 'TRANSFERS_ALLOWED']);
      await unchanged(flow);
    });

    it('is refused while the vendor is not approved', async () => {
      const flow = await aReadyFlow(app, cast);
      const vendor = `/vendors/${String(flow['vendorId'])}`;
      await done(act(cast.procurement, vendor, 'transitions', { to: 'suspended', reason: 'x' }));
      expect(codesOf(await acts(cast.procurement, flow, 'submission'))).toEqual(['VENDOR_APPROVED']);
    });

    it('is refused while the agreement is not in force', async () => {
      const flow = await aReadyFlow(app, cast);
      await done(
        act(cast.dpo, `/agreements/${String(flow['agreementId'])}`, 'transitions', {
          to: 'suspended',
          reason: 'x',
        }),
      );
      expect(codesOf(await acts(cast.procurement, flow, 'submission'))).toEqual(['AGREEMENT_IN_FORCE']);
    });

    it('moves a ready draft, and a material change moves it back', async () => {
      const flow = await aSubmittedFlow(app, cast);
      expect(flow).toMatchObject({ status: 'submitted', submittedById: cast.procurement.id, revision: 2 });
      const path = `/data-flows/${flow.id}`;
      expect(await done(cast.procurement.change(path, { title: 'Better title' }))).toMatchObject({
        status: 'submitted',
        revision: 3,
      });
      expect(await done(cast.procurement.change(path, { volume: 'V1' }))).toMatchObject({
        status: 'draft',
        submittedById: null,
      });
    });

    it('honours If-Match when it is sent', async () => {
      const flow = await aReadyFlow(app, cast);
      const path = `/data-flows/${flow.id}/submission`;
      expect((await cast.procurement.post(path, {}, { 'if-match': '"9"' })).status).toBe(412);
      await unchanged(flow);
      expect((await cast.procurement.post(path)).status).toBe(200);
    });
  });

  describe('deciding', () => {
    it('is not for procurement, and the attempt is on record', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const { body } = await decide(cast.procurement, flow, {});
      expect(body).toMatchObject({ status: 403, code: 'auth.forbidden' });
      await unchanged(flow);
      const admin = await app.admin();
      const { body: page } = await admin.get(
        `/ledger/entries?action=access.refused&actorId=${cast.procurement.id}`,
      );
      expect(page['items']).toHaveLength(1);
    });

    it('is not for whoever drafted or submitted, in whatever role', async () => {
      const both = await app.person('procurement', 'dpo');
      const agreement = await anAgreementInForce(app, cast);
      const draft = await done(both.post('/data-flows', wholeContent(agreement.id)));
      await done(acts(cast.procurement, draft, 'submission'));
      for (const [what, body] of [
        ['decision', { outcome: 'approved', rationale: 'x' }],
        ['opinion', { opinion: 'favourable', reasons: 'x' }],
      ] as const) {
        const refused = await acts(both, draft, what, body);
        expect(refused.body).toMatchObject({ status: 403, code: 'data_flow.own_submission' });
      }
      expect((await flowAt(draft.id)).body).toMatchObject({ status: 'submitted', revision: 2 });
    });

    it('approves a set of facts, whose hash anybody can check', async () => {
      const flow = await anApprovedFlow(app, cast);
      expect(flow).toMatchObject({ status: 'approved', openConditions: 0, validUntil: expect.any(String) });
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(body).toMatchObject({
        valid: true,
        status: 'approved',
        differences: [],
        decision: { outcome: 'approved', complete: true, decidedById: cast.dpo.id, standard: { version: 2 } },
      });
      const hash = createHash('sha256').update(canonicalJson(body['factsThen'])).digest('hex');
      expect((body['decision'] as Body)['factsHash']).toBe(hash);
      expect(body['factsHashNow']).toBe(hash);
      expect(body['factsNow']).toEqual(body['factsThen']);
    });

    it('keeps the opinion apart from the decision', async () => {
      const flow = await aSubmittedFlow(app, cast);
      await done(acts(cast.secondDpo, flow, 'opinion', { opinion: 'unfavourable', reasons: 'Too much.' }));
      await done(decide(cast.dpo, flow, { outcome: 'rejected', rationale: 'As advised.' }));
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(body).toMatchObject({
        status: 'rejected',
        valid: false,
        opinions: [{ opinion: 'unfavourable', givenById: cast.secondDpo.id }],
        decision: { outcome: 'rejected', rationale: 'As advised.' },
      });
      await done(cast.procurement.change(`/data-flows/${flow.id}`, { volume: 'V1' }));
      expect(await done(acts(cast.procurement, flow, 'submission'))).toMatchObject({ status: 'submitted' });
      const { body: again } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(again).toMatchObject({ decision: null, decisions: [{ outcome: 'rejected' }] });
    });

    it('is taken once when two decide at the same time', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const answers = await Promise.all(
        [cast.dpo, cast.secondDpo].map((by, n) =>
          by.post(
            `/data-flows/${flow.id}/decision`,
            { outcome: n === 0 ? 'approved' : 'rejected', rationale: 'x' },
            { 'if-match': `"${flow.revision}"` },
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await flowAt(flow.id)).body.revision).toBe(flow.revision + 1);
    });

    it('needs If-Match, a rationale, and conditions that fit', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const path = `/data-flows/${flow.id}/decision`;
      expect((await cast.dpo.post(path, { outcome: 'approved', rationale: 'x' })).status).toBe(428);
      const pointers = async (decision: object) =>
        ((await decide(cast.dpo, flow, decision)).body['errors'] as { pointer: string }[]).map(
          ({ pointer }) => pointer,
        );
      expect(await pointers({ rationale: undefined })).toEqual(['/rationale']);
      expect(await pointers({ outcome: 'approved_with_conditions' })).toEqual(['/conditions']);
      expect(
        await pointers({
          outcome: 'approved_with_conditions',
          conditions: [{ text: 'x', kind: 'by_date', ownerId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' }],
          validUntil: '2020-01-01',
        }),
      ).toEqual(['/conditions/0/dueOn', '/validUntil', '/conditions/0/ownerId']);
      await unchanged(flow);
    });

    it('is refused for a draft', async () => {
      const flow = await aReadyFlow(app, cast);
      expect((await decide(cast.dpo, flow, {})).body).toMatchObject({
        status: 409,
        code: 'data_flow.cannot_move',
        allowed: ['submitted', 'closed'],
      });
    });

    describe('of tier 1', () => {
      const critical = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
      const submitted = async () => {
        const flow = await aReadyFlow(app, cast);
        const path = `/vendors/${String(flow['vendorId'])}/risk-profile`;
        await done(cast.procurement.put(path, { ...critical, rationale: 'Everything hangs on it.' }));
        return done(acts(cast.procurement, flow, 'submission'));
      };

      it('takes two people, and the conditions of both bind to the earlier end', async () => {
        const flow = await submitted();
        const conditions = [{ text: 'Test the restore.', kind: 'before_activation' }];
        const first = await done(
          decide(cast.dpo, flow, {
            outcome: 'approved_with_conditions',
            conditions,
            validUntil: '2199-06-01',
          }),
        );
        expect(first).toMatchObject({
          status: 'submitted',
          decisionId: expect.any(String),
          validUntil: null,
        });
        expect((await acts(cast.procurement, flow, 'activation')).body).toMatchObject({ status: 409 });
        expect((await decide(cast.dpo, flow, {})).body).toMatchObject({
          status: 403,
          code: 'data_flow.second_decider',
        });
        await unchanged(first);
        const second = await done(decide(cast.approver, flow, { validUntil: '2199-01-01' }));
        expect(second).toMatchObject({
          status: 'approved_with_conditions',
          validUntil: '2199-01-01',
          openConditions: 1,
          conditions: [{ text: 'Test the restore.' }],
        });
        const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
        expect(body).toMatchObject({
          valid: true,
          decision: { decidedById: cast.approver.id, complete: true, confirmsId: first['decisionId'] },
        });
        expect(body['decisions']).toHaveLength(2);
      });

      it('begins anew when the facts change between the two', async () => {
        const flow = await submitted();
        await done(decide(cast.dpo, flow, {}));
        const vendor = `/vendors/${String(flow['vendorId'])}`;
        await done(cast.procurement.change(vendor, { legalName: 'Renamed Ltd', allowDuplicate: true }));
        expect(await done(decide(cast.secondDpo, flow, {}))).toMatchObject({ status: 'submitted' });
        expect(await done(decide(cast.dpo, flow, {}))).toMatchObject({ status: 'approved' });
      });

      it('is refused by one alone', async () => {
        const flow = await submitted();
        await done(decide(cast.dpo, flow, {}));
        expect(await done(decide(cast.secondDpo, flow, { outcome: 'rejected' }))).toMatchObject({
          status: 'rejected',
        });
      });
    });

    it('is not left to an approver alone', async () => {
      const flow = await aSubmittedFlow(app, cast);
      expect((await decide(cast.approver, flow, {})).body).toMatchObject({
        status: 403,
        code: 'data_flow.first_decider',
      });
      await unchanged(flow);
    });
  });

  describe('conditions', () => {
    const before = { text: 'Rotate the keys.', kind: 'before_activation' };
    const conditional = (...conditions: object[]) =>
      anApprovedFlow(app, cast, { outcome: 'approved_with_conditions', conditions });
    const conditionsOf = (flow: Body) => flow['conditions'] as Body[];
    const fulfil = (flow: Body, at: number, note = 'Done.') =>
      acts(cast.procurement, flow, `conditions/${conditionsOf(flow)[at]?.id ?? ''}/fulfilment`, { note });

    it('before the start block it until they are fulfilled; standing ones do not', async () => {
      const flow = await conditional(before, { text: 'No profiling.', kind: 'standing' });
      expect(flow).toMatchObject({ status: 'approved_with_conditions', openConditions: 1 });
      const refused = await acts(cast.procurement, flow, 'activation');
      expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
      expect(refused.body['unmet']).toMatchObject([
        { code: 'CONDITION_OPEN', requirement: 'Rotate the keys.' },
      ]);
      await unchanged(flow);

      const fulfilled = await done(fulfil(flow, 0));
      expect(fulfilled).toMatchObject({ openConditions: 0, revision: flow.revision + 1 });
      expect(conditionsOf(fulfilled)[0]).toMatchObject({ fulfilledById: cast.procurement.id, note: 'Done.' });
      expect((await fulfil(flow, 0)).body).toMatchObject({ status: 409, code: 'condition.fulfilled' });
      expect((await fulfil(flow, 1)).body).toMatchObject({ status: 409, code: 'condition.standing' });
      expect(await done(acts(cast.requester, flow, 'activation'))).toMatchObject({
        status: 'active',
        activatedAt: expect.any(String),
      });
    });

    it('of another approval are not found', async () => {
      const [one, two] = [await conditional(before), await conditional(before)];
      const { body } = await fulfil({ ...one, conditions: two['conditions'] }, 0);
      expect(body).toMatchObject({ status: 404, code: 'condition.not_found' });
    });

    it('are shown as they were at a moment', async () => {
      const flow = await conditional(before);
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      await done(fulfil(flow, 0));
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}?at=${then}`);
      expect(body).toMatchObject({ openConditions: 1, conditions: [{ fulfilledAt: null, note: null }] });
    });
  });

  describe('a changed fact', () => {
    it('of the flow itself makes it stale in the same transaction, by name', async () => {
      const flow = await anActiveFlow(app, cast);
      const path = `/data-flows/${flow.id}`;
      const stale = await done(
        cast.procurement.change(path, { locations: [{ country: 'US', kind: 'storage' }] }),
      );
      expect(stale).toMatchObject({ status: 'stale', suspendedBecause: null, revision: flow.revision + 1 });
      expect((stale['staleFacts'] as { fact: string }[]).map(({ fact }) => fact)).toEqual([
        'flow.locations',
        'transfer.legs',
      ]);
      const { body } = await cast.auditor.get(`${path}/approval`);
      expect(body).toMatchObject({ valid: false, status: 'stale' });
      expect(body['differences']).toMatchObject([
        {
          fact: 'flow.locations',
          then: [
            { country: 'DE', kind: 'storage' },
            { country: 'IE', kind: 'remote_access' },
          ],
          now: [{ country: 'US', kind: 'storage' }],
          ...{ voids: true, impact: 'PLACE_ADDED', reaction: 'block' },
        },
        { fact: 'transfer.legs', voids: true },
      ]);
      const { body: history } = await cast.auditor.get(`${path}/history?limit=1`);
      expect(history['items']).toMatchObject([
        { action: 'data_flow.became_stale', reason: 'changed: flow.locations, transfer.legs' },
      ]);
      expect(codesOf(await acts(cast.procurement, flow, 'submission'))).toEqual(['TRANSFERS_ALLOWED']);
      expect((await acts(cast.procurement, flow, 'activation')).body).toMatchObject({
        code: 'data_flow.cannot_move',
      });
    });

    it('that is only a name leaves the approval alone', async () => {
      const flow = await anActiveFlow(app, cast);
      const renamed = await done(cast.procurement.change(`/data-flows/${flow.id}`, { title: 'Other' }));
      expect(renamed).toMatchObject({ status: 'active', title: 'Other', staleFacts: [] });
    });

    it('of the agreement makes its flows stale in the same transaction', async () => {
      const flow = await anActiveFlow(app, cast);
      const agreement = `/agreements/${String(flow['agreementId'])}`;
      await done(cast.procurement.change(agreement, { governingLaw: 'Irish law' }));
      await unchanged(flow);
      await done(
        cast.procurement.change(agreement, { clauses: [{ code: 'A28_3_H_AUDIT', status: 'MISSING' }] }),
      );
      const { body } = await flowAt(flow.id);
      expect(body).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'agreement.clauses', reaction: 'suspend' }],
      });
    });

    it('of the vendor makes its flows stale with the news', async () => {
      const flow = await anActiveFlow(app, cast);
      const vendor = `/vendors/${String(flow['vendorId'])}`;
      await done(cast.procurement.change(vendor, { description: 'Sends letters.' }));
      await app.settle();
      await unchanged(flow);
      await done(act(cast.procurement, vendor, 'transitions', { to: 'suspended', reason: 'Insolvent.' }));
      const { body: approval } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(approval).toMatchObject({ status: 'active', valid: false });
      await app.settle();
      const { body } = await flowAt(flow.id);
      expect(body).toMatchObject({
        status: 'stale',
        suspendedBecause: 'changed: vendor.status',
        staleFacts: [{ fact: 'vendor.status', then: 'approved', now: 'suspended', reaction: 'suspend' }],
      });
    });

    it('of our own company makes its flows stale with the news', async () => {
      const flow = await anActiveFlow(app, cast);
      const admin = await app.admin();
      await done(admin.change(`/legal-entities/${String(flow['legalEntityId'])}`, { country: 'GB' }));
      await app.settle();
      expect((await flowAt(flow.id)).body).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'exporter.country', then: 'DE', now: 'GB' }, { fact: 'transfer.legs' }],
      });
    });
  });

  describe('stopping', () => {
    it('suspends with a reason and resumes only by the DPO, examined afresh', async () => {
      const flow = await anActiveFlow(app, cast);
      expect((await acts(cast.dpo, flow, 'suspension', {})).status).toBe(400);
      const suspended = await done(acts(cast.dpo, flow, 'suspension', { reason: 'A breach.' }));
      expect(suspended).toMatchObject({ status: 'suspended', suspendedBecause: 'A breach.' });
      expect((await acts(cast.procurement, flow, 'activation')).body).toMatchObject({
        code: 'data_flow.cannot_move',
      });
      expect((await acts(cast.procurement, flow, 'resumption', { reason: 'x' })).status).toBe(403);
      const resumed = await done(acts(cast.dpo, flow, 'resumption', { reason: 'Mended.' }));
      expect(resumed).toMatchObject({ status: 'active', suspendedBecause: null });
      expect((await acts(cast.dpo, flow, 'resumption', { reason: 'x' })).body).toMatchObject({ status: 409 });
    });
  });

  describe('lists', () => {
    it('filter by state, vendor, agreement, country, category, purpose and text', async () => {
      const flow = await aReadyFlow(app, cast, {
        title: 'Zebra letters',
        locations: [{ country: 'IS', kind: 'storage' }],
        dataCategories: [{ code: 'VEHICLE' }],
        purposes: [{ code: 'RESEARCH' }],
      });
      const found = async (query: string) =>
        ((await cast.auditor.get(`/data-flows?${query}`)).body['items'] as Body[]).map(({ id }) => id);
      for (const query of [
        'q=zebra',
        'country=IS',
        'dataCategory=VEHICLE',
        'purpose=RESEARCH',
        `vendorId=${String(flow['vendorId'])}`,
        `agreementId=${String(flow['agreementId'])}`,
        `legalEntityId=${String(flow['legalEntityId'])}&status=draft`,
      ])
        expect([query, await found(query)]).toEqual([query, [flow.id]]);
      expect(await found('country=IS&status=active')).toEqual([]);
      expect((await cast.auditor.get('/data-flows?standsOn=EU_XX')).status).toBe(400);
    });

    it('cost the same number of queries however many rows there are', async () => {
      const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/data-flows');
      expect(rows).toBeGreaterThan(5);
      expect(many).toBe(one);
    });
  });

  it('counts where most active flows hang', async () => {
    const { body } = await cast.auditor.get('/data-flows?status=active&count=true');
    const { SharingConcentration } = await import('../../../src/modules/vendors/index.js');
    const answer = await app.app.get(SharingConcentration, { strict: false }).concentration(2);
    expect(answer.flows).toBe(body['total']);
    expect(answer.people).toBe(Number(body['total']) * 1000);
    expect(answer.countries.slice(0, 2).map(({ country, flows }) => [country, flows])).toEqual([
      ['DE', answer.flows],
      ['IE', answer.flows],
    ]);
    expect(answer.vendors).toHaveLength(2);
  });

  describe('as days pass', () => {
    const later = async (days: number) => {
      app.clock.advance({ days });
      cast = await aCast(app);
    };

    it('an approval ends after its last day, and an overdue condition ends it sooner', async () => {
      const today = app.clock.today();
      const short = await anApprovedFlow(app, cast, { validUntil: today });
      const overdue = await anApprovedFlow(app, cast, {
        outcome: 'approved_with_conditions',
        conditions: [{ text: 'Report.', kind: 'by_date', dueOn: today }],
      });
      const lasting = await anActiveFlow(app, cast);
      await app.settle();
      for (const flow of [short, overdue, lasting]) await unchanged(flow);

      await later(1);
      expect(codesOf(await acts(cast.procurement, short, 'activation'))).toEqual(['APPROVAL_EXPIRED']);
      expect(codesOf(await acts(cast.procurement, overdue, 'activation'))).toEqual(['CONDITION_OVERDUE']);
      await app.settle();
      expect((await flowAt(short.id)).body).toMatchObject({ status: 'expired', staleFacts: [] });
      expect((await flowAt(overdue.id)).body).toMatchObject({
        status: 'stale',
        staleFacts: [{ then: `due on ${today}`, now: 'overdue' }],
      });
      await unchanged(lasting);
    });

    it('an approval that rests on a lapsed assessment goes stale', async () => {
      const tia = { ...wholeTia, nextReviewOn: app.clock.today() };
      const agreement = await anAgreementInForce(app, cast, transferClauses);
      const draft = await done(
        cast.procurement.post('/data-flows', {
          ...wholeContent(agreement.id),
          locations: [{ country: 'IN', kind: 'storage' }],
          transfers: [{ toCountry: 'IN', tool: 'SCC_M2', tia }],
        }),
      );
      await done(acts(cast.procurement, draft, 'submission'));
      const flow = await done(decide(cast.dpo, draft, {}));
      await app.settle();
      await unchanged(flow);
      await later(1);
      await app.settle();
      expect((await flowAt(flow.id)).body).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'transfer.legs' }],
      });
    });
  });
});
