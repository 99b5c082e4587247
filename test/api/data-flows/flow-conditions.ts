import type { LocalDate } from '../../../src/shared/local-date.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  anApprovedFlow,
  aReadyFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';

type Unmet = { code: string; severity: string };

describe('conditions of an approval that are missed', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const acts = (by: Caller, { id }: Body, what: string, body: object = {}) =>
    act(by, `/data-flows/${id}`, what, body);
  const read = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;
  const conditionOf = (flow: Body) => (flow['conditions'] as Body[])[0] as Body;
  const fulfil = (flow: Body) =>
    acts(cast.requester, flow, `conditions/${conditionOf(flow).id}/fulfilment`, { note: 'Done at last.' });
  const unmet = (answer: Answer) =>
    (answer.body['unmet'] as Unmet[]).map(({ code, severity }) => [code, severity]);
  const readiness = ({ id }: Body) => cast.auditor.get(`/data-flows/${id}/readiness`);
  const approval = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}/approval`)).body;

  const running = async (condition: object) => {
    const dueOn = app.clock.today();
    const conditions = [
      { text: 'Report.', kind: 'by_date', dueOn, ownerId: cast.requester.id, ...condition },
    ];
    const flow = await anApprovedFlow(app, cast, { outcome: 'approved_with_conditions', conditions });
    return done(acts(cast.procurement, flow, 'activation'));
  };
  const nextDay = async () => {
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
    await app.settle();
  };
  const dayBefore = (): LocalDate =>
    new Date(app.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10) as LocalDate;

  it('act by themselves, each as was decided, once', async () => {
    const [expiring, stopping, noted] = [
      await running({}),
      await running({ consequence: 'suspend' }),
      await running({ consequence: 'notify' }),
    ] as const;
    expect(conditionOf(expiring)).toMatchObject({ consequence: 'expire', missedAt: null });
    await app.settle();
    for (const flow of [expiring, stopping, noted])
      expect(await read(flow)).toMatchObject({ status: 'active', revision: flow.revision });
    await nextDay();

    expect(await read(expiring)).toMatchObject({
      status: 'stale',
      staleFacts: [{ fact: `condition.${conditionOf(expiring).id}`, now: 'overdue', reaction: 'block' }],
    });
    expect(await read(stopping)).toMatchObject({
      status: 'suspended',
      suspendedBecause: `missed: condition.${conditionOf(stopping).id}`,
    });
    expect(await read(noted)).toMatchObject({ status: 'active', staleFacts: [] });
    expect(unmet(await readiness(noted))).toEqual([['CONDITION_OVERDUE', 'warning']]);
    expect([(await approval(expiring))['valid'], (await approval(stopping))['valid']]).toEqual([
      false,
      false,
    ]);
    expect((await approval(noted))['valid']).toBe(true);

    const then = await Promise.all([expiring, stopping, noted].map(read));
    for (const flow of then)
      expect(String(conditionOf(flow)['missedAt']).slice(0, 10)).toBe(app.clock.today());
    await app.settle();
    expect(await Promise.all(then.map(read))).toEqual(then);
    const admin = await app.admin();
    const { body: entries } = await admin.get(
      `/ledger/entries?action=condition.missed&subjectId=${conditionOf(noted).id}`,
    );
    expect(entries['items']).toMatchObject([
      { actor: { kind: 'system' }, reason: `it was due on ${dayBefore()}` },
    ]);
  });

  it('are overdue in the calendar of their owner, until they are fulfilled', async () => {
    const flow = await running({ consequence: 'notify' });
    const vendorId = String(flow['vendorId']);
    await nextDay();
    const entries = async () =>
      (await cast.auditor.get(`/calendar?kind=condition_due&vendorId=${vendorId}`)).body['items'] as Body[];
    expect(await entries()).toMatchObject([{ overdue: true, day: dayBefore() }]);
    await done(fulfil(flow));
    expect(await entries()).toEqual([]);
    expect(unmet(await readiness(flow))).toEqual([]);
  });

  it('let a stopped flow go on once they are fulfilled and it is resumed', async () => {
    const flow = await running({ consequence: 'suspend' });
    await nextDay();
    const refused = await acts(cast.dpo, flow, 'resumption', { reason: 'It is late.' });
    expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    expect(unmet(refused)).toEqual([['CONDITION_OVERDUE', 'blocking']]);
    expect((await read(flow))['status']).toBe('suspended');
    expect(await done(fulfil(flow))).toMatchObject({ status: 'suspended', openConditions: 0 });
    expect(await done(acts(cast.dpo, flow, 'resumption', { reason: 'It came.' }))).toMatchObject({
      status: 'active',
      suspendedBecause: null,
    });
    await app.settle();
    expect((await read(flow))['status']).toBe('active');
  });

  it('do not start what was never started', async () => {
    const dueOn = app.clock.today();
    const conditions = [{ text: 'Report.', kind: 'before_activation', dueOn, consequence: 'notify' }];
    const flow = await anApprovedFlow(app, cast, { outcome: 'approved_with_conditions', conditions });
    await nextDay();
    expect(unmet(await acts(cast.procurement, flow, 'activation'))).toEqual([
      ['CONDITION_OVERDUE', 'blocking'],
    ]);
    expect((await read(flow))['status']).toBe('approved_with_conditions');
  });

  it('are not fulfilled on an approval that waits for its second person', async () => {
    const flow = await aReadyFlow(app, cast);
    const factors = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
    const profile = `/vendors/${String(flow['vendorId'])}/risk-profile`;
    await done(cast.procurement.put(profile, { ...factors, rationale: 'Everything hangs on it.' }));
    await done(acts(cast.procurement, flow, 'submission'));
    const conditions = [{ text: 'Report.', kind: 'before_activation' }];
    const begun = await done(
      acts(cast.dpo, flow, 'decision', {
        outcome: 'approved_with_conditions',
        rationale: 'Fine.',
        conditions,
      }),
    );
    expect((await fulfil(begun)).body).toMatchObject({ status: 409, code: 'data_flow.cannot_move' });
    expect(await read(flow)).toMatchObject({
      status: 'submitted',
      openConditions: 0,
      revision: begun.revision,
    });
  });

  it('have a consequence that exists', async () => {
    const conditions = [{ text: 'x', kind: 'standing', consequence: 'shout' }];
    const flow = await aReadyFlow(app, cast);
    const { body } = await acts(cast.dpo, flow, 'decision', {
      outcome: 'approved_with_conditions',
      rationale: 'x',
      conditions,
    });
    expect(body).toMatchObject({ status: 400, errors: [{ pointer: '/conditions/0/consequence' }] });
  });
});
