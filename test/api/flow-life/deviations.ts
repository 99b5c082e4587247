import { TestApp, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  aSubmittedFlow,
  anActiveFlow,
  anApprovedFlow,
  done,
  standardForFlows,
  wholeContent,
  anAgreementInForce,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';
import { aReportingKey, deviationsOf, report, sent, type Deviation } from '../../support/sharing.js';

type Unmet = { code: string; severity: string; message: string };

describe('deviations', () => {
  let app: TestApp;
  let cast: Cast;
  let key: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    key = await aReportingKey(app, 'procurement');
  });
  afterAll(() => app.close());

  /** Raised by a key with that one report. */
  async function raised(flow: Body, changes: object, by: Caller = key): Promise<Deviation> {
    const { deviations } = await done(report(by, flow, sent(app, changes)));
    const [deviation] = deviations as Deviation[];
    if (!deviation) throw new Error('nothing was raised');
    return deviation;
  }
  const at = ({ id }: Pick<Body, 'id'>) => `/deviations/${id}`;
  const review = (deviation: Body, by = cast.dpo) => act(by, at(deviation), 'review', { reason: 'Asked.' });
  const resolve = (deviation: Body, outcome: string, by = cast.dpo) =>
    act(by, at(deviation), 'resolution', { outcome, reason: 'As said.' });
  const unmetOf = async ({ id }: Body, gate: string) =>
    ((await done(cast.auditor.get(`/data-flows/${id}/readiness?gate=${gate}`)))['unmet'] as Unmet[]).map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  const stays = async (deviation: Body) =>
    expect((await cast.auditor.get(at(deviation))).body).toMatchObject({
      status: deviation['status'],
      revision: deviation.revision,
    });

  it('go from open over review to resolved, by a data protection officer and with a reason', async () => {
    const deviation = await raised(await anActiveFlow(app, cast), { toCountry: 'IN' });
    expect((await resolve(deviation, 'stopped')).body).toMatchObject({
      status: 409,
      code: 'deviation.cannot_move',
      allowed: ['under_review'],
    });
    await stays(deviation);
    const taken = await done(review(deviation));
    expect(taken).toMatchObject({ status: 'under_review', revision: 2, reviewedById: cast.dpo.id });
    expect((await review(deviation)).body).toMatchObject({
      code: 'deviation.cannot_move',
      allowed: ['resolved'],
    });
    const unreasoned = await act(cast.dpo, at(deviation), 'resolution', { outcome: 'stopped' });
    expect(unreasoned.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
    expect(
      (await cast.dpo.post(`${at(deviation)}/resolution`, { outcome: 'stopped', reason: 'x' })).status,
    ).toBe(428);
    await stays(taken);
    const resolved = await done(resolve(deviation, 'mistaken'));
    expect(resolved).toMatchObject({
      status: 'resolved',
      outcome: 'mistaken',
      resolution: 'As said.',
      resolvedById: cast.dpo.id,
    });
    expect((await resolve(deviation, 'stopped')).body).toMatchObject({ code: 'deviation.cannot_move' });
    const { items } = await done(cast.auditor.get(`${at(deviation)}/history?sort=seq`));
    expect((items as Body[]).map(({ action }) => action)).toEqual([
      'deviation.raised',
      'deviation.taken_up',
      'deviation.resolved',
    ]);
  });

  it('are resolved neither by other roles, nor by a key, nor by who reported or drafted', async () => {
    const both = await app.person('procurement', 'dpo');
    const agreement = await anAgreementInForce(app, cast);
    const flow = await done(both.post('/data-flows', wholeContent(agreement.id)));
    const [byKey, bySecond] = [
      await raised(flow, {}),
      await raised(await anActiveFlow(app, cast), { toCountry: 'IN' }, cast.secondDpo),
    ];
    for (const deviation of [byKey, bySecond]) await done(review(deviation));
    for (const role of ['procurement', 'approver', 'auditor', 'admin'] as const)
      expect((await resolve(byKey, 'stopped', await app.person(role))).status).toBe(403);
    const dpoKey = await aReportingKey(app, 'dpo');
    expect((await resolve(byKey, 'stopped', dpoKey)).status).toBe(403);
    expect((await resolve(byKey, 'stopped', both)).body).toMatchObject({ code: 'deviation.own_report' });
    expect((await resolve(bySecond, 'stopped', cast.secondDpo)).body).toMatchObject({
      code: 'deviation.own_report',
    });
    await stays({ ...byKey, status: 'under_review', revision: 2 });
    expect((await resolve(bySecond, 'stopped')).status).toBe(200);
  });

  it('of purpose, category or country keep a flow from being approved until they are taken up', async () => {
    const flow = await anActiveFlow(app, cast);
    const path = `/data-flows/${flow.id}`;
    const deviation = await raised(flow, { purpose: 'AI_TRAINING' });
    const subjectCategories = ['SUBSCRIBERS', 'PROSPECTS'];
    await done(cast.procurement.change(path, { subjectCategories }));
    const submitted = await done(act(cast.procurement, path, 'submission', {}));
    expect(await unmetOf(flow, 'flow_decision')).toEqual(['DEVIATION_UNRESOLVED blocking']);
    const decide = () => act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'Fine.' });
    expect((await decide()).body).toMatchObject({
      status: 422,
      code: 'data_flow.not_ready',
      unmet: [
        { code: 'DEVIATION_UNRESOLVED', law: 'GDPR Art. 5(1)(b), 6(4)', message: deviation['message'] },
      ],
    });
    expect((await cast.auditor.get(path)).body).toMatchObject({
      status: 'submitted',
      revision: submitted.revision,
    });
    await done(review(deviation));
    expect(await unmetOf(flow, 'flow_decision')).toEqual(['DEVIATION_UNRESOLVED warning']);
    expect(await done(decide())).toMatchObject({ status: 'approved' });
  });

  it('of purpose, category or country keep it from being started and resumed until they are resolved', async () => {
    const flow = await anApprovedFlow(app, cast);
    const path = `/data-flows/${flow.id}`;
    const start = () => act(cast.procurement, path, 'activation', {});
    const deviation = await raised(flow, { toCountry: 'IN' });
    expect((await unmetOf(flow, 'flow_activation')).sort()).toEqual([
      'DEVIATION_UNRESOLVED blocking',
      'DEVIATION_UNRESOLVED warning', // before the start
    ]);
    expect((await start()).status).toBe(422);
    const country = (await deviationsOf(cast.auditor, flow)).find(({ kind }) => kind === 'country');
    if (!country) throw new Error('no deviation of the country');
    expect(country).toMatchObject({ kind: 'country', createdAt: deviation['createdAt'] });
    await done(review(country));
    expect((await start()).status).toBe(422);
    await done(resolve(country, 'stopped'));
    expect((await start()).status).toBe(200);
    await raised(flow, { toCountry: 'IN' });
    await done(act(cast.dpo, path, 'suspension', { reason: 'Look at it.' }));
    const resumption = await act(cast.secondDpo, path, 'resumption', { reason: 'Go on.' });
    expect(resumption.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
  });

  it('of what has no approval yet, of time or of quantity do not stand in the way', async () => {
    const flow = await aSubmittedFlow(app, cast);
    await raised(flow, {});
    expect(await unmetOf(flow, 'flow_decision')).toEqual(['DEVIATION_UNRESOLVED warning']);
    const decision = { outcome: 'approved', rationale: 'Fine.' };
    expect((await act(cast.dpo, `/data-flows/${flow.id}`, 'decision', decision)).status).toBe(200);
  });

  it('are approved later by a decision that covers them, and by no other', async () => {
    const flow = await anActiveFlow(app, cast);
    const path = `/data-flows/${flow.id}`;
    const deviation = await raised(flow, { categories: ['EMAIL_ADDRESS', 'LANGUAGE'] });
    await done(review(deviation));
    expect((await resolve(deviation, 'approved_later')).body).toMatchObject({
      status: 422,
      code: 'deviation.not_approved',
    });
    const [email] = flow['dataCategories'] as object[];
    const dataCategories = [email, { ...email, code: 'LANGUAGE' }];
    await done(cast.procurement.change(path, { dataCategories }));
    await done(act(cast.procurement, path, 'submission', {}));
    const open = await raised(flow, { toCountry: 'IN' });
    expect(open).toMatchObject({ kind: 'no_approval', excess: 'submitted' });
    await done(act(cast.dpo, path, 'decision', { outcome: 'approved', rationale: 'Fine.' }));
    const refused = await act(cast.procurement, path, 'activation', {});
    expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    await done(resolve(deviation, 'approved_later'));
    expect(await done(act(cast.procurement, path, 'activation', {}))).toMatchObject({ status: 'active' });
    await done(report(key, flow, sent(app, { categories: ['LANGUAGE'] })));
    expect((await deviationsOf(cast.auditor, flow)).filter(({ status }) => status === 'open')).toHaveLength(
      1,
    );
  });

  it('are taken up once when two do it at the same time', async () => {
    const deviation = await raised(await anActiveFlow(app, cast), { toCountry: 'IN' });
    const answers = await Promise.all(
      [cast.dpo, cast.secondDpo].map((by) =>
        by.post(`${at(deviation)}/review`, { reason: 'x' }, { 'if-match': '"1"' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('are shown as they stood at a moment', async () => {
    const deviation = await raised(await anActiveFlow(app, cast), { toCountry: 'IN' });
    const then = app.clock.now().toISOString();
    app.clock.advance({ seconds: 2 });
    await done(review(deviation));
    expect((await cast.auditor.get(`${at(deviation)}?at=${then}`)).body).toMatchObject({
      status: 'open',
      revision: 1,
    });
    expect((await cast.auditor.get('/deviations/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f')).body).toMatchObject({
      code: 'deviation.not_found',
    });
  });

  it('are listed over all flows, by state, kind, flow, vendor and lateness, at the same cost', async () => {
    const flow = await anActiveFlow(app, cast);
    const deviation = await raised(flow, { toCountry: 'IN' });
    const found = async (query: string) =>
      ((await done(cast.auditor.get(`/deviations?${query}`)))['items'] as Body[]).map(({ id }) => id);
    for (const query of [
      `dataFlowId=${flow.id}`,
      `vendorId=${String(flow['vendorId'])}`,
      `dataFlowId=${flow.id}&status=open&kind=country&unresolved=true&sort=dueOn`,
    ])
      expect([query, await found(query)]).toEqual([query, [deviation.id]]);
    expect(await found(`dataFlowId=${flow.id}&kind=purpose`)).toEqual([]);
    expect(await found('overdue=true')).toEqual([]);
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/deviations');
    expect(rows).toBeGreaterThan(5);
    expect(many).toBe(one);
    const ofFlow = await queriesOfPage(app, cast.auditor, `/data-flows/${flow.id}/deviations`);
    expect(ofFlow.many).toBe(ofFlow.one);
  });

  it('are in the calendar until they are resolved, and late after their day', async () => {
    const flow = await anActiveFlow(app, cast);
    const deviation = await raised(flow, { toCountry: 'IN' });
    const query = `/calendar?kind=deviation_due&vendorId=${String(flow['vendorId'])}`;
    const entries = async () => (await done(cast.auditor.get(query)))['items'];
    expect(await entries()).toMatchObject([
      { day: deviation['dueOn'], subject: { type: 'deviation', id: deviation.id }, overdue: false },
    ]);
    app.clock.advance({ days: 4 });
    cast = await aCast(app);
    expect(await entries()).toMatchObject([{ overdue: true }]);
    const { items } = await done(cast.auditor.get('/deviations?overdue=true&limit=200'));
    expect((items as Body[]).map(({ id }) => id)).toContain(deviation.id);
    await done(review(deviation));
    await done(resolve(deviation, 'stopped'));
    expect(await entries()).toEqual([]);
  });
});
