import { addDays } from '../../../src/shared/local-date.js';
import type { StaffRole } from '../../../src/shared/roles.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  anAgreementInForce,
  aReadyFlow,
  aSubmittedFlow,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

describe('delegations', () => {
  let app: TestApp;
  let cast: Cast;
  let admin: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.admin();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const inDays = (days: number) => addDays(app.clock.today(), days);
  const ask = (from: Caller, toId: string, more: object = {}) =>
    from.post('/delegations', {
      ...{ toId, role: 'dpo', validFrom: inDays(0), validTo: inDays(7), reason: 'On leave.' },
      ...more,
    });
  const given = (from: Caller, to: Caller, more: object = {}) => done(ask(from, to.id, more));
  const acts = (by: Caller, { id }: Body, what: string, body: object = {}) =>
    act(by, `/data-flows/${id}`, what, body);
  const decide = (by: Caller, flow: Body, delegation?: Body, body: object = {}) =>
    acts(by, flow, 'decision', {
      ...{ outcome: 'approved', rationale: 'Fine.', ...body },
      ...(delegation && { delegationId: delegation.id }),
    });
  const approval = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}/approval`)).body;
  const expectRefused = async (answer: Promise<{ body: Body }>, flow: Body, code: string) => {
    expect((await answer).body).toMatchObject({ code });
    const { status, revision } = (await cast.auditor.get(`/data-flows/${flow.id}`)).body;
    expect([status, revision]).toEqual([flow['status'], flow.revision]);
  };
  const count = async () => (await cast.auditor.get('/delegations?count=true')).body['total'];
  const roles = (id: string, now: StaffRole[]) => done(admin.change(`/users/${id}`, { roles: now }));

  it('let somebody decide who may not otherwise, in the name of both', async () => {
    const deputy = await app.person('requester');
    const flow = await aSubmittedFlow(app, cast);
    await expectRefused(decide(deputy, flow), flow, 'auth.forbidden');
    const delegation = await given(cast.dpo, deputy);
    expect(delegation).toMatchObject({
      fromId: cast.dpo.id,
      toId: deputy.id,
      state: 'in_force',
      revision: 1,
    });
    await expectRefused(decide(deputy, flow), flow, 'delegation.unnamed');
    expect(await done(decide(deputy, flow, delegation))).toMatchObject({ status: 'approved' });
    expect((await approval(flow))['decision']).toMatchObject({
      decidedById: deputy.id,
      onBehalfOfId: cast.dpo.id,
      delegationId: delegation.id,
    });
    const { body: history } = await cast.auditor.get(`/delegations/${delegation.id}/history`);
    expect(history['items']).toMatchObject([{ action: 'delegation.given', reason: 'On leave.' }]);
  });

  it('let somebody advise, and then neither of both decides', async () => {
    const deputy = await app.person('approver');
    const flow = await aSubmittedFlow(app, cast);
    const delegation = await given(cast.dpo, deputy);
    const opinion = { opinion: 'favourable', reasons: 'Little data.', delegationId: delegation.id };
    await done(acts(deputy, flow, 'opinion', opinion));
    expect((await approval(flow))['opinions']).toMatchObject([
      { givenById: deputy.id, onBehalfOfId: cast.dpo.id, delegationId: delegation.id },
    ]);
    await expectRefused(decide(cast.dpo, flow), flow, 'data_flow.own_opinion');
    await expectRefused(decide(deputy, flow, delegation), flow, 'data_flow.own_opinion');
    expect(await done(decide(cast.secondDpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('lift nothing that separates duties, of either of both', async () => {
    const drafter = await app.person('procurement');
    const agreement = await anAgreementInForce(app, cast);
    const draft = await done(drafter.post('/data-flows', wholeContent(agreement.id)));
    const flow = await done(acts(cast.procurement, draft, 'submission'));
    const delegation = await given(cast.dpo, drafter);
    await expectRefused(decide(drafter, flow, delegation), flow, 'data_flow.own_submission');

    const both = await app.person('procurement', 'dpo');
    const own = await done(both.post('/data-flows', wholeContent(agreement.id)));
    const theirs = await done(acts(cast.procurement, own, 'submission'));
    const deputy = await app.person('approver');
    const lent = await given(both, deputy);
    const refused = await decide(deputy, theirs, lent);
    expect(refused.body).toMatchObject({
      code: 'data_flow.own_submission',
      conflicts: [{ part: 'author', personId: both.id }],
    });
  });

  it('are one person where two are needed', async () => {
    const flow = await aReadyFlow(app, cast);
    const factors = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
    const profile = `/vendors/${String(flow['vendorId'])}/risk-profile`;
    await done(cast.procurement.put(profile, { ...factors, rationale: 'Everything hangs on it.' }));
    await done(acts(cast.procurement, flow, 'submission'));
    const deputy = await app.person('approver');
    const delegation = await given(cast.dpo, deputy);
    const first = await done(decide(deputy, flow, delegation));
    await expectRefused(decide(cast.dpo, first), first, 'data_flow.second_decider');
    await expectRefused(decide(deputy, first), first, 'data_flow.second_decider');
    expect(await done(decide(cast.approver, first))).toMatchObject({ status: 'approved' });
  });

  it('count from their first to their last day, by themselves', async () => {
    const deputy = await app.person('requester');
    const delegation = await given(cast.dpo, deputy, { validFrom: inDays(1), validTo: inDays(2) });
    expect(delegation).toMatchObject({ state: 'planned' });
    const flow = await aSubmittedFlow(app, cast);
    await expectRefused(decide(deputy, flow, delegation), flow, 'auth.forbidden');
    const other = await given(cast.dpo, deputy);
    await expectRefused(decide(deputy, flow, delegation), flow, 'delegation.not_in_force');
    await done(act(cast.dpo, `/delegations/${other.id}`, 'revocation', { reason: 'Not yet.' }));
    const state = async () => (await cast.auditor.get(`/delegations/${delegation.id}`)).body['state'];
    const rejecting = { outcome: 'rejected' };
    for (const [days, now] of [
      [2, 'in_force'],
      [1, 'ended'],
    ] as const) {
      app.clock.advance({ days });
      cast = await aCast(app);
      admin = await app.admin();
      expect(await state()).toBe(now);
    }
    const again = await app.person('dpo');
    expect((await decide(again, flow, delegation, rejecting)).body).toMatchObject({
      code: 'delegation.not_yours',
    });
  });

  it('are over once they are revoked, or whoever gave them has the role no more', async () => {
    const officer = await app.person('dpo');
    const deputy = await app.person('requester');
    const flow = await aSubmittedFlow(app, cast);
    const delegation = await given(officer, deputy);
    await roles(officer.id, ['requester']);
    await expectRefused(decide(deputy, flow, delegation), flow, 'auth.forbidden');
    const other = await given(cast.dpo, deputy);
    await expectRefused(decide(deputy, flow, delegation), flow, 'delegation.not_in_force');
    const path = `/delegations/${other.id}`;
    const stale = await cast.dpo.post(`${path}/revocation`, { reason: 'x' }, { 'if-match': '"9"' });
    expect(stale.status).toBe(412);
    expect(await done(act(cast.secondDpo, path, 'revocation', { reason: 'Back again.' }))).toMatchObject({
      state: 'revoked',
      revokedById: cast.secondDpo.id,
    });
    expect((await act(cast.dpo, path, 'revocation', { reason: 'x' })).body).toMatchObject({
      status: 409,
      code: 'delegation.over',
    });
    await expectRefused(decide(deputy, flow, other), flow, 'auth.forbidden');
  });

  it('are about one flow, or about decisions alone, where that is said', async () => {
    const deputy = await app.person('requester');
    const [one, two] = [await aSubmittedFlow(app, cast), await aSubmittedFlow(app, cast)];
    const narrow = await given(cast.dpo, deputy, { dataFlowId: one.id });
    await expectRefused(decide(deputy, two, narrow), two, 'delegation.other_act');
    const deciding = await given(cast.approver, deputy, { role: 'approver' });
    const advised = acts(deputy, one, 'opinion', {
      opinion: 'favourable',
      reasons: 'x',
      delegationId: deciding.id,
    });
    await expectRefused(advised, one, 'delegation.other_act');
    await expectRefused(decide(deputy, one, deciding), one, 'data_flow.first_decider');
    expect(await done(decide(deputy, one, narrow))).toMatchObject({ status: 'approved' });
    const other = await app.person('approver');
    await expectRefused(decide(other, two, narrow), two, 'delegation.not_yours');
    const unknown = { id: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' } as Body;
    expect((await decide(other, two, unknown)).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/delegationId', code: 'not_found' }],
    });
  });

  it('are not given to whom duties bar, to oneself, in a circle, or on', async () => {
    const deputy = await app.person('requester');
    const auditor = await app.person('auditor', 'requester');
    const flow = await aSubmittedFlow(app, cast);
    await given(cast.dpo, cast.secondDpo);
    await given(cast.secondDpo, cast.approver);
    const before = await count();
    for (const [from, to, more, code] of [
      [cast.dpo, auditor, {}, 'delegation.barred'],
      [cast.dpo, admin, {}, 'delegation.barred'],
      [cast.dpo, cast.procurement, { dataFlowId: flow.id }, 'delegation.barred'],
      [cast.dpo, cast.dpo, {}, 'delegation.self'],
      [cast.secondDpo, cast.dpo, {}, 'delegation.loop'],
      [cast.approver, cast.dpo, { role: 'approver' }, 'delegation.loop'],
      [cast.approver, deputy, {}, 'delegation.not_own_role'],
      [deputy, cast.requester, {}, 'auth.forbidden'],
    ] as const)
      expect([code, (await ask(from, to.id, more)).body['code']]).toEqual([code, code]);
    for (const [more, pointer] of [
      [{ validFrom: inDays(-1) }, '/validFrom'],
      [{ validTo: inDays(-1) }, '/validTo'],
      [{ validTo: inDays(367) }, '/validTo'],
      [{ dataFlowId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' }, '/dataFlowId'],
      [{ role: 'admin' }, '/role'],
    ] as const)
      expect((await ask(cast.dpo, deputy.id, more)).body).toMatchObject({
        status: 400,
        errors: [{ pointer }],
      });
    expect(await count()).toBe(before);
  });

  it('are listed by who, for whom, and whether they count', async () => {
    const deputy = await app.person('requester');
    const now = await given(cast.dpo, deputy);
    const then = await given(cast.dpo, deputy, { validFrom: inDays(5), validTo: inDays(6) });
    const ids = async (query: string) =>
      ((await cast.auditor.get(`/delegations?toId=${deputy.id}&${query}`)).body['items'] as Body[]).map(
        ({ id }) => id,
      );
    expect(await ids('')).toEqual([then.id, now.id]);
    expect(await ids('inForce=true')).toEqual([now.id]);
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/delegations');
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });
});
