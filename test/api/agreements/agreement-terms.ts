import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  aLegalEntity,
  anAgreementInForce,
  aVendor,
  done,
  standardForFlows,
  termsOf,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

type Wrong = { pointer: string; code: string };

describe('what an agreement says', () => {
  let app: TestApp;
  let cast: Cast;
  let vendor: Body;
  let entity: Body;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    vendor = await aVendor(cast);
    entity = await aLegalEntity(app);
  });
  afterAll(() => app.close());

  const draft = (fields: object = {}) =>
    cast.procurement.post('/agreements', { ...termsOf(vendor.id, entity.id), ...fields });
  const wrongIn = ({ body }: { body: Body }) =>
    ((body['errors'] ?? []) as Wrong[]).map(({ pointer, code }) => [pointer, code]);
  const count = async () => (await cast.auditor.get('/agreements?count=true')).body['total'];
  const historyOf = async (path: string) => {
    const { body } = await cast.auditor.get(`${path}/history`);
    return (body['items'] as { action: string; reason: string | null }[]).map(({ action, reason }) => [
      action,
      reason,
    ]);
  };

  it.each([
    ['ends before it starts', { effectiveTo: '2025-12-31' }, [['/effectiveTo', 'before_start']]],
    [
      'needs a longer notice than it lasts',
      { effectiveTo: '2026-03-31', noticePeriodDays: 90 },
      [['/noticePeriodDays', 'longer_than_term']],
    ],
    [
      'needs a longer notice than its renewals last',
      { effectiveTo: '2027-12-31', autoRenewal: true, renewalMonths: 1, noticePeriodDays: 31 },
      [['/noticePeriodDays', 'longer_than_term']],
    ],
    ['renews nothing', { renewalMonths: 12 }, [['/renewalMonths', 'renews_nothing']]],
    [
      'renews without an end',
      { autoRenewal: true, renewalMonths: 12 },
      [['/renewalMonths', 'renews_nothing']],
    ],
    [
      'renews for ten thousand years',
      { autoRenewal: true, renewalMonths: 120_000 },
      [['/renewalMonths', 'max']],
    ],
    ['lasts ten thousand years', { effectiveTo: '12026-01-01' }, [['/effectiveTo', 'day']]],
    ['gives a vendor negative hours', { breachNoticeHours: -1 }, [['/breachNoticeHours', 'min']]],
    ['was given notice tomorrow', { noticeGivenOn: '2099-01-01' }, [['/noticeGivenOn', 'in_future']]],
    [
      'was given notice before it began',
      { noticeGivenOn: '2025-06-01' },
      [['/noticeGivenOn', 'before_start']],
    ],
    ['has days to do nothing', { deletionDays: 30 }, [['/deletionDays', 'nothing_to_do']]],
    [
      'binds somebody in a country that is gone',
      { parties: [{ name: 'Old Works', role: 'REPRESENTATIVE', country: 'YU' }] },
      [['/parties/0/country', 'known']],
    ],
    [
      'names somebody twice',
      {
        parties: [
          { name: 'Example Holding', role: 'JOINT_CONTROLLER' },
          { name: 'EXAMPLE HOLDING', role: 'JOINT_CONTROLLER' },
        ],
      },
      [['/parties/1', 'named_twice']],
    ],
    [
      'carries a module for other roles',
      { sccModules: ['SCC_M2', 'SCC_M1'] },
      [['/sccModules/1', 'other_roles']],
    ],
    [
      'fills in what its modules do not ask',
      {
        sccModules: ['SCC_M2'],
        sccChoices: [
          { code: 'SCC_9A', value: 'general' },
          { code: 'SCC_17', value: 'Irish law' },
          { code: 'SCC_17', value: 'German law' },
        ],
      },
      [
        ['/sccChoices/0/value', 'unknown'],
        ['/sccChoices/2', 'named_twice'],
      ],
    ],
    [
      'fills in clauses that it does not carry',
      { sccChoices: [{ code: 'SCC_17', value: 'x' }] },
      [['/sccChoices/0', 'other_module']],
    ],
  ])('is refused when it %s', async (_case, fields, expected) => {
    const before = await count();
    const answer = await draft(fields);
    expect(answer.status).toBe(400);
    expect(wrongIn(answer)).toEqual(expected);
    expect(await count()).toBe(before);
  });

  it('names all that is wrong with it at once', async () => {
    const parties = [{ name: String(vendor['name']).toUpperCase(), role: 'PROCESSOR' }];
    const answer = await draft({
      effectiveTo: '2025-01-01',
      parties,
      sccModules: ['SCC_M3'],
      deletionDays: 1,
    });
    expect(wrongIn(answer)).toEqual([
      ['/effectiveTo', 'before_start'],
      ['/parties/0', 'named_twice'],
      ['/sccModules/0', 'other_roles'],
      ['/deletionDays', 'nothing_to_do'],
    ]);
  });

  it('says what both sides are: ours is what our company is', async () => {
    const admin = await app.admin();
    const processor = await done(
      admin.post('/legal-entities', {
        name: 'Example Services',
        country: 'DE',
        contact: 'x',
        role: 'processor',
      }),
    );
    expect((await draft()).body).toMatchObject({ vendorRole: 'PROCESSOR', legalEntityRole: 'CONTROLLER' });
    const under = { legalEntityId: processor.id, vendorRole: 'SUB_PROCESSOR', sccModules: ['SCC_M3'] };
    expect((await draft(under)).body).toMatchObject({ legalEntityRole: 'PROCESSOR', sccModules: ['SCC_M3'] });
    const joint = { kind: 'joint_controllership', vendorRole: 'JOINT_CONTROLLER' };
    expect((await draft(joint)).body).toMatchObject({ legalEntityRole: 'JOINT_CONTROLLER' });
  });

  it('stands under an agreement of the same parties, and never under itself', async () => {
    const { body: master } = await draft();
    const { body: schedule } = await draft({ parentId: master.id });
    const { body: order } = await draft({ parentId: schedule.id });
    const ring = await cast.procurement.change(`/agreements/${master.id}`, { parentId: order.id });
    expect(wrongIn(ring)).toEqual([['/parentId', 'cycle']]);
    const own = await cast.procurement.change(`/agreements/${master.id}`, { parentId: master.id });
    expect(wrongIn(own)).toEqual([['/parentId', 'own_parent']]);
    const other = await aVendor(cast);
    expect(wrongIn(await draft({ parentId: master.id, vendorId: other.id }))).toEqual([
      ['/parentId', 'other_parties'],
    ]);
    const torn = await cast.procurement.change(`/agreements/${master.id}`, { vendorId: other.id });
    expect(wrongIn(torn)).toEqual([['/vendorId', 'has_children']]);
    const company = await aLegalEntity(app);
    expect(wrongIn(await draft({ parentId: master.id, legalEntityId: company.id }))).toEqual([
      ['/parentId', 'other_parties'],
    ]);
    expect((await cast.auditor.get(`/agreements/${master.id}`)).body).toMatchObject({
      revision: 1,
      parentId: null,
    });
  });

  it('is not put into a ring by two who do it at once', async () => {
    const [{ body: one }, { body: two }] = [await draft(), await draft()];
    const under = (child: Body, parent: Body) =>
      cast.procurement.patch(`/agreements/${child.id}`, { parentId: parent.id }, { 'if-match': '"1"' });
    const answers = await Promise.all([under(one, two), under(two, one)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  });

  it('names what its transfer clauses and its sub-processors leave open', async () => {
    const { body } = await draft({
      sccModules: ['SCC_M2'],
      sccChoices: [{ code: 'SCC_9A', value: 'OPTION_1' }],
      clauses: [],
    });
    const check = body['clauseCheck'] as { missing: { code: string }[] };
    expect(check.missing.map(({ code }) => code)).toContain('SCC_ANNEX_II');
    for (const to of ['in_review', 'signed'])
      await done(act(cast.dpo, `/agreements/${body.id}`, 'transitions', { to, reason: 'as agreed' }));
    const { body: readiness } = await cast.auditor.get(`/agreements/${body.id}/readiness`);
    const codes = (readiness['unmet'] as { code: string }[]).map(({ code }) => code);
    expect(codes.filter((code) => code === 'SCC_CHOICE_MISSING')).toHaveLength(10);
    expect(codes).toContain('SCC_9A_DIFFERS');
    const refused = await act(cast.dpo, `/agreements/${body.id}`, 'transitions', {
      to: 'in_force',
      reason: 'x',
    });
    expect(refused.body).toMatchObject({ status: 422, code: 'agreement.not_ready' });
  });

  it('makes the vendor what its CCPA terms make it', async () => {
    const { body } = await draft({ coversCcpa: true });
    const path = `/agreements/${body.id}`;
    expect(body['ccpa']).toMatchObject({
      ccpaRole: 'THIRD_PARTY',
      disclosureKind: 'SALE',
      optOutApplies: true,
    });
    expect(body['clauses']).toHaveLength(31);
    const terms = (body['clauses'] as { code: string }[]).filter(({ code }) => code.startsWith('CC_'));
    const clauses = terms.map(({ code }) => ({ code, status: 'PRESENT' }));
    const whole = await done(cast.procurement.change(path, { clauses }));
    expect(whole['ccpa']).toMatchObject({
      ccpaRole: 'SERVICE_PROVIDER',
      disclosureKind: 'BUSINESS_PURPOSE',
      missing: [],
    });
    const typed = await cast.procurement.change(path, { ccpa: { ccpaRole: 'BUSINESS' } });
    expect(wrongIn(typed)).toEqual([['/ccpa', 'unknown_field']]);
    const advertising = await done(cast.procurement.change(path, { crossContextAdvertising: true }));
    expect(advertising['ccpa']).toMatchObject({ ccpaRole: 'THIRD_PARTY', disclosureKind: 'SHARE' });
    expect((await done(cast.procurement.change(path, { coversCcpa: false })))['ccpa']).toBeNull();
  });

  describe('its calendar', () => {
    it('shows the term of a day, its notice day and the terms that follow', async () => {
      const { body } = await draft({
        ...{ effectiveFrom: '2026-01-01', effectiveTo: '2026-12-31', noticePeriodDays: 90 },
        ...{ autoRenewal: true, renewalMonths: 12 },
      });
      const { body: terms } = await cast.auditor.get(`/agreements/${body.id}/terms?on=2027-10-03`);
      expect(terms).toMatchObject({
        on: '2027-10-03',
        currentTerm: { number: 1, from: '2027-01-01', to: '2027-12-31', noticeOn: '2027-10-02' },
        noticeOn: '2028-10-02',
        lastDay: null,
        lastDayToObject: '2027-11-02',
      });
      expect((terms['renewals'] as { to: string }[]).map(({ to }) => to)).toEqual([
        '2028-12-31',
        '2029-12-31',
        '2030-12-31',
        '2031-12-31',
        '2032-12-31',
      ]);
      expect((await cast.auditor.get(`/agreements/${body.id}/terms?on=soon`)).status).toBe(400);
    });

    it('announces the notice day once for each term, renews at its end, and expires after notice', async () => {
      const effectiveTo = app.clock.today();
      const agreement = await anAgreementInForce(app, cast, {
        ...{
          effectiveFrom: '2026-01-01',
          effectiveTo,
          noticePeriodDays: 10,
          autoRenewal: true,
          renewalMonths: 2,
        },
      });
      const path = `/agreements/${agreement.id}`;
      await app.settle();
      const quiet = (await historyOf(path)).length;
      app.clock.advance({ days: 1 });
      await app.settle();
      await app.settle();
      cast = await aCast(app);
      const { body: renewed } = await cast.auditor.get(path);
      expect(renewed).toMatchObject({ status: 'in_force', currentTerm: { number: 1 }, effectiveTo });
      expect(await historyOf(path)).toHaveLength(quiet + 1);
      expect((await historyOf(path))[0]?.[0]).toBe('agreement.renewed');

      const { noticeOn } = renewed['currentTerm'] as { noticeOn: string };
      const daysTo = (Date.parse(noticeOn) - Date.parse(app.clock.today())) / 86_400_000;
      app.clock.advance({ days: daysTo - 31 });
      await app.settle();
      cast = await aCast(app);
      expect(await historyOf(path)).toHaveLength(quiet + 1);
      app.clock.advance({ days: 1 });
      await app.settle();
      await app.settle();
      cast = await aCast(app);
      expect((await historyOf(path))[0]).toEqual([
        'agreement.notice_due',
        `notice for ${(renewed['currentTerm'] as { to: string }).to} can be given to ${noticeOn}`,
      ]);
      expect(await historyOf(path)).toHaveLength(quiet + 2);

      const noticed = await done(cast.procurement.change(path, { noticeGivenOn: app.clock.today() }));
      const last = (renewed['currentTerm'] as { to: string }).to;
      expect(noticed).toMatchObject({ lastDay: last, noticeOn: null, status: 'in_force' });
      app.clock.advance({ days: 41 });
      await app.settle();
      cast = await aCast(app);
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'expired', endedOn: last });
    });

    it('of one that has ended names no notice day and no renewal', async () => {
      const terms = { effectiveTo: '2027-12-31', noticePeriodDays: 90, autoRenewal: true, renewalMonths: 12 };
      const { id } = await anAgreementInForce(app, cast, terms);
      const path = `/agreements/${id}`;
      await done(act(cast.dpo, path, 'transitions', { to: 'terminated', reason: 'Moved away.' }));
      const ended = { lastDay: app.clock.today(), noticeOn: null, currentTerm: { number: 0 } };
      expect((await cast.auditor.get(path)).body).toMatchObject(ended);
      const { body } = await cast.auditor.get(`${path}/terms?on=2029-01-01`);
      expect(body).toMatchObject({ ...ended, renewals: [] });
    });

    it('leaves approvals as they are when it renews itself, and ends them with its own end', async () => {
      const effectiveTo = app.clock.today();
      const terms = {
        effectiveFrom: '2026-01-01',
        effectiveTo,
        noticePeriodDays: 10,
        autoRenewal: true,
        renewalMonths: 1,
      };
      const { id } = await anAgreementInForce(app, cast, terms);
      const flow = await done(cast.procurement.post('/data-flows', wholeContent(id)));
      const path = `/data-flows/${flow.id}`;
      await done(act(cast.procurement, path, 'submission', {}));
      await done(act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
      app.clock.advance({ days: 1 });
      await app.settle();
      cast = await aCast(app);
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'approved', staleFacts: [] });
      await done(cast.procurement.change(`/agreements/${id}`, { noticeGivenOn: app.clock.today() }));
      expect((await cast.auditor.get(path)).body).toMatchObject({ status: 'approved' });
      app.clock.advance({ days: 40 });
      await app.settle();
      cast = await aCast(app);
      expect((await cast.auditor.get(path)).body).toMatchObject({
        status: 'stale',
        staleFacts: [{ fact: 'agreement.status', then: 'in_force', now: 'expired' }],
      });
    });

    it('puts every term on record, also when several passed unseen', async () => {
      const agreement = await anAgreementInForce(app, cast, {
        ...{
          effectiveFrom: '2026-01-01',
          effectiveTo: app.clock.today(),
          autoRenewal: true,
          renewalMonths: 1,
        },
      });
      app.clock.advance({ days: 100 });
      await app.settle();
      cast = await aCast(app);
      const actions = (await historyOf(`/agreements/${agreement.id}`)).map(([action]) => action);
      expect(actions.filter((action) => action === 'agreement.renewed')).toHaveLength(4);
      expect((await cast.auditor.get(`/agreements/${agreement.id}`)).body).toMatchObject({
        currentTerm: { number: 4 },
      });
    });
  });
});
