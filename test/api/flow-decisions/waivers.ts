import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { submittedAssessment } from '../../support/assessments.js';
import {
  act,
  aCast,
  anAgreementInForce,
  aVendor,
  disclosed,
  done,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';
import { addDays } from '../../../src/shared/local-date.js';
import { staffRoles, type StaffRole } from '../../../src/shared/roles.js';

const rule = (id: string, about: string, requires: string, rest: object = {}) => ({
  ...{ id, about, requires, title: `Rule ${id}`, law: 'GDPR Art. 24(1)', remedy: 'Mend it.' },
  ...{ severity: 'blocking', appliesWhen: 'true', waivable: true, ...rest },
});

const rules = [
  rule('VENDOR_RISK_PROFILE', 'vendor', 'true'),
  rule('VENDOR_SCORED', 'vendor', 'true'),
  rule('VENDOR_NOT_IN_FRANCE', 'vendor', 'vendor.country != "FR"'),
  rule('VENDOR_NOT_IN_SPAIN', 'vendor', 'vendor.country != "ES"', { waivable: false }),
  rule('ASSESSED_IN_DEPTH', 'assessment', 'assessment.controls > 1000'),
  rule('FEW_PLACES', 'flow', 'size(flow.locations) < 3'),
  rule('NOTICE_IN_A_DAY', 'agreement', 'agreement.breachNoticeHours <= 24.0', {
    gates: ['agreement_signature'],
  }),
];
const places = ['DE', 'IE', 'NL'].map((country) => ({ country, kind: 'storage' }));

describe('waivers', () => {
  let app: TestApp;
  let cast: Cast;
  const people = new Map<StaffRole, Caller>();
  beforeAll(async () => {
    app = await TestApp.start();
    await begin();
    const draft = await done(
      cast.dpo.post('/standards', { title: 'Ours', note: 'Own', requirements: rules }),
    );
    await done(act(cast.secondDpo, `/standards/${draft.id}`, 'publication', { reason: 'Read.' }));
  });
  afterAll(() => app.close());

  const begin = async () => {
    cast = await aCast(app);
  };
  const inRole = async (role: StaffRole) => {
    const known = people.get(role) ?? (await app.person(role));
    people.set(role, known);
    return known;
  };
  const asked = (subject: object, change: object = {}) => ({
    requirementId: 'VENDOR_NOT_IN_FRANCE',
    ...subject,
    reason: 'The move is planned.',
    compensatingMeasure: 'Pseudonymised until then.',
    validUntil: addDays(app.clock.today(), 30),
    ...change,
  });
  const forVendor = ({ id }: Body) => ({ subjectType: 'vendor', subjectId: id });
  const forFlow = ({ id }: Body) => ({
    ...{ requirementId: 'FEW_PLACES', subjectType: 'data_flow', subjectId: id },
  });
  const decide = (by: Caller, { id }: Body, outcome = 'granted') =>
    act(by, `/waivers/${id}`, 'decision', { outcome, rationale: 'The measure covers it.' });
  const granted = async (subject: object) =>
    done(decide(cast.dpo, await done(cast.procurement.post('/waivers', asked(subject)))));
  const readiness = async (path: string) => (await cast.auditor.get(`${path}/readiness`)).body;
  const inVetting = async (country: string) => {
    const vendor = await aVendor(cast, { country });
    return done(act(cast.procurement, `/vendors/${vendor.id}`, 'transitions', { to: 'vetting' }));
  };
  const approve = ({ id }: Body, by = cast.procurement) =>
    act(by, `/vendors/${id}`, 'transitions', { to: 'approved', reason: 'as vetted' });
  const howMany = async () => (await cast.auditor.get('/waivers?count=true')).body['total'];

  describe('for a vendor', () => {
    it('open the gate to its last day, and stay listed beside what they lift', async () => {
      const vendor = await inVetting('FR');
      const path = `/vendors/${vendor.id}`;
      expect(await readiness(path)).toMatchObject({
        ready: false,
        unmet: [{ code: 'VENDOR_NOT_IN_FRANCE', waivable: true, waivedUntil: null, waiverId: null }],
      });
      const waiver = await done(cast.requester.post('/waivers', asked(forVendor(vendor))));
      expect(waiver).toMatchObject({
        ...{ status: 'requested', revision: 1, inForce: false, decidedById: null },
        requestedById: cast.requester.id,
      });
      expect((await approve(vendor)).body).toMatchObject({ code: 'vendor.not_approvable' });

      const decided = await done(decide(cast.approver, waiver));
      expect(decided).toMatchObject({ status: 'granted', inForce: true, decidedById: cast.approver.id });
      expect(await readiness(path)).toMatchObject({
        ready: true,
        unmet: [
          {
            code: 'VENDOR_NOT_IN_FRANCE',
            facts: { 'vendor.country': 'FR' },
            waivedUntil: waiver['validUntil'],
            waiverId: waiver.id,
          },
        ],
      });
      expect(await done(approve(vendor))).toMatchObject({ status: 'approved' });
    });

    it('keep everybody out without one, in every role and with admin rights', async () => {
      const vendor = await inVetting('ES');
      for (const role of staffRoles) {
        const { status, body } = await approve(vendor, await inRole(role));
        expect([role, status, body['code']]).toEqual(
          role === 'procurement' ? [role, 422, 'vendor.not_approvable'] : [role, 403, 'auth.forbidden'],
        );
      }
      const powerful = [
        await app.person('admin', 'procurement'),
        await app.person('procurement', 'dpo', 'approver'),
      ];
      for (const by of powerful)
        expect((await approve(vendor, by)).body).toMatchObject({ code: 'vendor.not_approvable' });
      expect((await cast.auditor.get(`/vendors/${vendor.id}`)).body).toMatchObject({ status: 'vetting' });
    });
  });

  describe('asked for badly are refused, and nothing is stored', () => {
    it.each<[string, () => object, [number, string, ...string[]]]>([
      ['without an end', () => ({ validUntil: undefined }), [400, 'request.invalid', '/validUntil']],
      [
        'ending in the past',
        () => ({ validUntil: addDays(app.clock.today(), -1) }),
        [400, 'waiver.bad_request', '/validUntil'],
      ],
      [
        'ending after the longest time',
        () => ({ validUntil: addDays(app.clock.today(), 367) }),
        [400, 'waiver.bad_request', '/validUntil'],
      ],
      [
        'for nothing that there is, all at once',
        () => ({
          requirementId: 'NO_SUCH_RULE',
          subjectId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f',
          validUntil: '2020-01-01',
        }),
        [400, 'waiver.bad_request', '/requirementId', '/validUntil', '/subjectId'],
      ],
      [
        'for a vendor, of what is about a flow',
        () => ({ requirementId: 'FEW_PLACES' }),
        [400, 'waiver.bad_request', '/subjectType'],
      ],
      [
        'for a data flow that is a vendor',
        () => ({ subjectType: 'data_flow', requirementId: 'FEW_PLACES' }),
        [400, 'waiver.bad_request', '/subjectId'],
      ],
      [
        'of a requirement that cannot be waived',
        () => ({ requirementId: 'VENDOR_NOT_IN_SPAIN' }),
        [422, 'waiver.not_waivable'],
      ],
      [
        'without a measure',
        () => ({ compensatingMeasure: '' }),
        [400, 'request.invalid', '/compensatingMeasure'],
      ],
    ])('%s', async (_case, change, [status, code, ...pointers]) => {
      const vendor = await aVendor(cast);
      const before = await howMany();
      const { body } = await cast.procurement.post('/waivers', asked(forVendor(vendor), change()));
      expect(body).toMatchObject({ status, code });
      expect(((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual(
        pointers,
      );
      expect(await howMany()).toBe(before);
    });

    it('twice for the same, also at once', async () => {
      const vendor = await aVendor(cast, { country: 'FR' });
      const both = await Promise.all(
        [cast.procurement, cast.requester].map((by) => by.post('/waivers', asked(forVendor(vendor)))),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
      const refused = both.find(({ status }) => status === 409);
      expect(refused?.body).toMatchObject({ code: 'waiver.pending' });
    });

    it('by a key, an auditor or an admin', async () => {
      const admin = await app.admin();
      const { body: key } = await admin.post('/api-keys', {
        name: 'Sync',
        roles: ['procurement', 'dpo'],
        expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      });
      const vendor = await aVendor(cast);
      for (const by of [app.holding(String(key['secret'] ?? key['key'])), cast.auditor, admin])
        expect((await by.post('/waivers', asked(forVendor(vendor)))).status).toBe(403);
    });
  });

  describe('decided on', () => {
    const aRequest = async (by: Caller) =>
      done(by.post('/waivers', asked(forVendor(await aVendor(cast, { country: 'FR' })))));
    const unchanged = async ({ id }: Body) =>
      expect((await cast.auditor.get(`/waivers/${id}`)).body).toMatchObject({
        status: 'requested',
        revision: 1,
      });

    it('are not decided by who asked, whatever other roles they have, nor through a key', async () => {
      const both = await app.person('procurement', 'dpo', 'approver');
      const waiver = await aRequest(both);
      for (const outcome of ['granted', 'refused'])
        expect((await decide(both, waiver, outcome)).body).toMatchObject({
          ...{ status: 403, code: 'waiver.own_request' },
        });
      const admin = await app.admin();
      const { body: key } = await admin.post('/api-keys', {
        name: 'Decider',
        roles: ['dpo'],
        expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      });
      const byKey = await decide(app.holding(String(key['secret'] ?? key['key'])), waiver);
      expect(byKey.status).toBe(403);
      await unchanged(waiver);
    });

    it('need If-Match, and a role that may', async () => {
      const waiver = await aRequest(cast.procurement);
      const path = `/waivers/${waiver.id}/decision`;
      const grant = { outcome: 'granted', rationale: 'Fine.' };
      expect((await cast.dpo.post(path, grant)).status).toBe(428);
      expect((await cast.dpo.post(path, grant, { 'if-match': '"7"' })).status).toBe(412);
      for (const role of staffRoles.filter((one) => one !== 'dpo' && one !== 'approver'))
        expect((await decide(await inRole(role), waiver)).status).toBe(403);
      await unchanged(waiver);
    });

    it('are decided once: a second time and a second decider at once are refused', async () => {
      const waiver = await aRequest(cast.procurement);
      const headers = { 'if-match': '"1"' };
      const answers = await Promise.all(
        [cast.dpo, cast.secondDpo].map((by, index) =>
          by.post(
            `/waivers/${waiver.id}/decision`,
            { outcome: index === 0 ? 'granted' : 'refused', rationale: 'Seen.' },
            headers,
          ),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
      expect((await decide(cast.dpo, waiver)).body).toMatchObject({
        status: 409,
        code: 'waiver.cannot_move',
      });
      const { body } = await cast.auditor.get(`/waivers/${waiver.id}/history`);
      expect(body['items']).toHaveLength(2);
    });

    it('are withdrawn by who asked, and only before the decision', async () => {
      const waiver = await aRequest(cast.procurement);
      const end = { reason: 'Not needed any more.' };
      const path = `/waivers/${waiver.id}`;
      expect((await act(cast.requester, path, 'withdrawal', end)).body).toMatchObject({
        code: 'waiver.not_yours',
      });
      expect(await done(act(cast.procurement, path, 'withdrawal', end))).toMatchObject({
        ...{ status: 'withdrawn', endedById: cast.procurement.id, endReason: end.reason },
      });
      expect((await decide(cast.dpo, waiver)).body).toMatchObject({ code: 'waiver.cannot_move' });
    });
  });

  describe('for a data flow', () => {
    const aDraft = async () => {
      const agreement = await anAgreementInForce(app, cast);
      return done(cast.procurement.post('/data-flows', { ...wholeContent(agreement.id), locations: places }));
    };
    const anActive = async (flow: Body) => {
      const path = `/data-flows/${flow.id}`;
      await done(act(cast.procurement, path, 'submission', {}));
      await done(act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'With the waiver.' }));
      await disclosed(cast, flow);
      return done(act(cast.procurement, path, 'activation', {}));
    };
    const flowNow = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;

    it('are granted by the data protection officer alone, and not by an author of the flow', async () => {
      const author = await app.person('procurement', 'dpo');
      const flow = await aDraft();
      await done(author.change(`/data-flows/${flow.id}`, { title: 'Renamed' }));
      const waiver = await done(cast.requester.post('/waivers', asked({ ...forFlow(flow) })));
      expect((await decide(cast.approver, waiver)).body).toMatchObject({
        status: 403,
        code: 'waiver.wrong_role',
      });
      expect((await decide(author, waiver)).body).toMatchObject({ status: 403, code: 'waiver.own_request' });
      expect(await readiness(`/data-flows/${flow.id}`)).toMatchObject({
        ready: false,
        gate: 'flow_submission',
      });
      await done(decide(cast.dpo, waiver));
      expect(await readiness(`/data-flows/${flow.id}`)).toMatchObject({ ready: true });
    });

    it('make the approval stale when they are revoked, naming what they lifted', async () => {
      const flow = await aDraft();
      const refused = await act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {});
      expect(refused.body).toMatchObject({ code: 'data_flow.not_ready', gate: 'flow_submission' });
      const waiver = await granted(forFlow(flow));
      await anActive(flow);
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(body['factsNow']).toMatchObject({ 'standard.waivers': ['FEW_PLACES'] });
      await done(act(cast.dpo, `/waivers/${waiver.id}`, 'revocation', { reason: 'The measure failed.' }));
      await app.settle();
      expect(await flowNow(flow)).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'standard.waivers', then: ['FEW_PLACES'], now: null }],
      });
    });

    it('leave the approval alone when what they lifted is met by then', async () => {
      const flow = await aDraft();
      const other = await granted({ ...forFlow(flow) });
      const path = `/data-flows/${flow.id}`;
      await done(cast.procurement.change(path, { locations: places.slice(0, 2) }));
      await anActive(flow);
      await done(act(cast.dpo, `/waivers/${other.id}`, 'revocation', { reason: 'Not needed.' }));
      await app.settle();
      expect(await flowNow(flow)).toMatchObject({ status: 'active' });
    });

    it('expire by themselves: the gate shuts on the day after, is told of once, and the approval becomes stale', async () => {
      const flow = await aDraft();
      const waiver = await granted(forFlow(flow));
      await anActive(flow);
      const lapsing = await done(
        cast.requester.post('/waivers', asked(forVendor(await aVendor(cast, { country: 'FR' })))),
      );
      await app.settle();
      const then = app.clock.now().toISOString();
      app.clock.advance({ days: 31 });
      await begin();
      const path = `/waivers/${waiver.id}`;
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'granted', inForce: false });
      expect(await readiness(`/data-flows/${flow.id}`)).toMatchObject({
        ready: false,
        gate: 'flow_activation',
      });

      await app.settle();
      await app.settle();
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'expired', endedById: null });
      const entries = async (subject: Body) => {
        const { body } = await cast.auditor.get(`/waivers/${subject.id}/history`);
        return (body['items'] as { action: string }[]).map(({ action }) => action);
      };
      expect(await entries(waiver)).toEqual(['waiver.expired', 'waiver.granted', 'waiver.requested']);
      expect(await entries(lapsing)).toEqual(['waiver.lapsed', 'waiver.requested']);
      expect(await flowNow(flow)).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'standard.waivers', then: ['FEW_PLACES'], now: null }],
      });
      expect((await cast.auditor.get(`${path}?at=${then}`)).body).toMatchObject({ status: 'granted' });
    });
  });

  describe('for an assessment', () => {
    it('the same list answers the question and refuses the completion, beside the reviews that are open', async () => {
      const vendor = await aVendor(cast);
      const { id } = await submittedAssessment(app, vendor.id);
      const path = `/assessments/${id}`;
      const question = await readiness(path);
      const unreviewed = question['unreviewed'] as object[];
      expect(unreviewed.length).toBeGreaterThan(20);
      expect(question).toMatchObject({
        ready: false,
        unmet: [{ code: 'ASSESSED_IN_DEPTH', waivedUntil: null, facts: { 'assessment.controls': 51 } }],
      });
      const assessor = await app.person('assessor');
      await done(act(assessor, path, 'review', {}));
      const refused = await act(assessor, path, 'completion', {});
      expect(refused.body).toMatchObject({
        ...{ status: 422, code: 'assessment.not_reviewed' },
        unmet: [...unreviewed, ...(question['unmet'] as object[])],
      });
      await granted({ ...forVendor(vendor), requirementId: 'ASSESSED_IN_DEPTH' });
      const { unmet } = (await act(assessor, path, 'completion', {})).body;
      expect(unmet).toEqual(unreviewed);
    });
  });

  describe('for an agreement', () => {
    it('the same list answers the question and refuses the signature', async () => {
      const { id } = await anAgreementInForce(app, cast);
      const { vendorId, legalEntityId } = (await cast.auditor.get(`/agreements/${id}`)).body;
      const terms = { vendorId, legalEntityId, kind: 'data_processing', vendorRole: 'PROCESSOR' };
      const draft = await done(
        cast.procurement.post('/agreements', { ...terms, reference: 'DPA-SLOW', breachNoticeHours: 48 }),
      );
      const path = `/agreements/${draft.id}`;
      await done(act(cast.dpo, path, 'transitions', { to: 'in_review', reason: 'Ready.' }));
      const question = await readiness(path);
      expect(question).toMatchObject({
        ready: false,
        to: 'signed',
        unmet: [{ code: 'NOTICE_IN_A_DAY', facts: { 'agreement.breachNoticeHours': 48 } }],
      });
      const sign = (): Promise<Answer> =>
        act(cast.dpo, path, 'transitions', { to: 'signed', reason: 'As agreed.' });
      expect((await sign()).body).toMatchObject({ code: 'agreement.not_ready', unmet: question['unmet'] });
      const subject = { requirementId: 'NOTICE_IN_A_DAY', subjectType: 'vendor', subjectId: vendorId };
      await granted(subject);
      expect(await done(sign())).toMatchObject({ status: 'signed' });
      expect(await readiness(path)).toMatchObject({ to: 'in_force' });
    });
  });

  describe('on the list', () => {
    it('are found by subject, requirement, state and end, a page at a time, and exported', async () => {
      const vendor = await aVendor(cast, { country: 'FR' });
      const waiver = await granted(forVendor(vendor));
      const found = async (query: string) => {
        const { body } = await cast.auditor.get(`/waivers?${query}`);
        return (body['items'] as Body[]).map(({ id }) => id);
      };
      const subject = `subjectId=${vendor.id}`;
      expect(await found(subject)).toEqual([waiver.id]);
      expect(await found(`${subject}&requirementId=FEW_PLACES`)).toEqual([]);
      expect(await found(`${subject}&status=granted&subjectType=vendor`)).toEqual([waiver.id]);
      const end = String(waiver['validUntil']);
      expect(await found(`${subject}&expiringBy=${end}`)).toEqual([waiver.id]);
      expect(await found(`${subject}&expiringBy=${app.clock.today()}`)).toEqual([]);

      const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/waivers?sort=validUntil');
      expect(rows).toBeGreaterThan(5);
      expect(many).toBe(one);

      const exported = await cast.auditor.get('/registers/waivers.ndjson');
      const lines = exported.text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
      expect(lines.find(({ id }) => id === waiver.id)).toMatchObject({
        ...{ requirementId: 'VENDOR_NOT_IN_FRANCE', vendorId: vendor.id, vendorName: vendor['name'] },
        ...{ status: 'granted', validUntil: end, compensatingMeasure: 'Pseudonymised until then.' },
      });
      expect((await cast.auditor.get('/registers/waivers.csv')).text).toContain(waiver.id);
    });
  });
});
