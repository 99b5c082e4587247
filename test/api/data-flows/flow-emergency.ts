import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  anActiveFlow,
  aReadyFlow,
  aSubmittedFlow,
  disclosed,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';

type Unmet = { code: string; severity: string; waivedUntil: string | null };

const reason = 'The provider of before fails tonight.';
const unjustified = {
  dataCategories: [{ code: 'EMAIL_ADDRESS', retentionDays: 30, endAction: 'DELETE' }],
};
const justified = {
  dataCategories: [
    { code: 'EMAIL_ADDRESS', justification: 'There it goes.', retentionDays: 30, endAction: 'DELETE' },
  ],
};

describe('an emergency', () => {
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
  const approval = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}/approval`)).body;
  const decide = (by: Caller, flow: Body, body: object = {}) =>
    acts(by, flow, 'decision', { outcome: 'approved', rationale: 'As it must be.', ...body });
  const atOnce = (by: Caller, flow: Body, body: object = {}) =>
    decide(by, flow, { emergency: { reason }, ...body });
  const unmet = ({ body }: Answer) =>
    (body['unmet'] as Unmet[]).map(({ code, severity, waivedUntil }) => [code, severity, waivedUntil]);
  const inDays = (days: number) => addDays(app.clock.today(), days);
  const unchanged = async (flow: Body) =>
    expect(await read(flow)).toMatchObject({ status: flow['status'], revision: flow.revision });
  const later = async (days: number) => {
    app.clock.advance({ days });
    cast = await aCast(app);
    await app.settle();
  };

  const submitted = async () => {
    const draft = await aReadyFlow(app, cast, unjustified);
    expect((await acts(cast.procurement, draft, 'submission')).body).toMatchObject({
      code: 'data_flow.not_ready',
    });
    return done(acts(cast.procurement, draft, 'submission', { emergency: { reason } }));
  };
  const approved = async () => {
    const flow = await submitted();
    await done(atOnce(cast.dpo, flow));
    await disclosed(cast, flow);
    return done(atOnce(cast.approver, flow));
  };
  const active = async () => done(acts(cast.procurement, await approved(), 'activation'));

  it('takes two people, fourteen days at most, and lists what was skipped', async () => {
    const flow = await submitted();
    expect(flow).toMatchObject({
      status: 'submitted',
      emergency: { reason, skipped: ['DATA_MINIMISED'], reviewBy: null },
    });
    expect(unmet(await decide(cast.dpo, flow))).toEqual([['DATA_MINIMISED', 'blocking', null]]);
    expect((await atOnce(cast.dpo, flow, { validUntil: inDays(15) })).body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/validUntil', code: 'too_late' }],
    });
    expect((await atOnce(cast.dpo, flow, { outcome: 'rejected' })).body).toMatchObject({
      errors: [{ pointer: '/emergency', code: 'unexpected' }],
    });
    await unchanged(flow);

    const begun = await done(atOnce(cast.dpo, flow));
    expect(begun).toMatchObject({ status: 'submitted', validUntil: null });
    expect((await atOnce(cast.dpo, flow)).body).toMatchObject({
      status: 403,
      code: 'data_flow.second_decider',
    });
    await unchanged(begun);
    const given = await done(atOnce(cast.approver, flow, { validUntil: inDays(7) }));
    expect(given).toMatchObject({
      status: 'approved',
      validUntil: inDays(7),
      emergency: { reason, skipped: ['DATA_MINIMISED'], reviewBy: inDays(7) },
    });
    expect(await approval(flow)).toMatchObject({
      valid: true,
      decision: { complete: true, emergency: { reason, skipped: ['DATA_MINIMISED'] } },
    });
  });

  it('lifts what was skipped until the full review, for all to see', async () => {
    const flow = await approved();
    const answer = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
    expect(answer.body['ready']).toBe(true);
    expect(unmet(answer)).toEqual([
      ['DATA_MINIMISED', 'blocking', inDays(14)],
      ['EMERGENCY_REVIEW_DUE', 'warning', null],
    ]);
    expect(await done(acts(cast.procurement, flow, 'activation'))).toMatchObject({ status: 'active' });
    const listed = async (query: string) =>
      ((await cast.auditor.get(`/data-flows?limit=200&${query}`)).body['items'] as Body[]).map(
        ({ id }) => id,
      );
    expect(await listed('emergency=true')).toContain(flow.id);
    expect(await listed('emergency=false')).not.toContain(flow.id);
    const vendorId = String(flow['vendorId']);
    const { body: calendar } = await cast.auditor.get(`/calendar?vendorId=${vendorId}`);
    expect(calendar['items']).toMatchObject([{ kind: 'emergency_review', day: inDays(14) }]);
    const record = await cast.auditor.get('/registers/ropa-controller.ndjson');
    const activity = record.text.split('\n').find((line) => line.includes(flow.id)) ?? '{}';
    expect(JSON.parse(activity)).toMatchObject({ emergency: true, emergencyReviewBy: inDays(14) });
    const register = await cast.auditor.get('/registers/data-flows.ndjson');
    const row = register.text.split('\n').find((line) => line.includes(flow.id)) ?? '{}';
    expect(JSON.parse(row)).toMatchObject({
      emergency: true,
      emergencyReason: reason,
      emergencySkipped: ['DATA_MINIMISED'],
      emergencyReviewBy: inDays(14),
    });
  });

  it('lifts nothing that nobody can waive', async () => {
    const draft = await aReadyFlow(app, cast, { ...unjustified, purposes: [{ code: 'DIRECT_MARKETING' }] });
    const refused = await acts(cast.procurement, draft, 'submission', { emergency: { reason } });
    expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
    expect(unmet(refused)).toEqual([['LAWFUL_BASIS', 'blocking', null]]);
    await unchanged(draft);
  });

  it('does not count a first approval of the other kind', async () => {
    const flow = await aSubmittedFlow(app, cast);
    await done(atOnce(cast.dpo, flow));
    expect(await done(decide(cast.secondDpo, flow))).toMatchObject({ status: 'approved', emergency: null });
  });

  it('is over when it was examined in full, while the sharing goes on', async () => {
    const flow = await active();
    expect(unmet(await decide(cast.dpo, flow))).toEqual([['DATA_MINIMISED', 'blocking', null]]);
    expect((await atOnce(cast.dpo, flow)).body).toMatchObject({ status: 409, code: 'data_flow.cannot_move' });
    await unchanged(flow);
    const mended = await done(cast.procurement.change(`/data-flows/${flow.id}`, justified));
    expect(mended).toMatchObject({ status: 'active' });
    const reviewed = await done(decide(cast.dpo, flow));
    expect(reviewed).toMatchObject({ status: 'active', emergency: null, openConditions: 0 });
    expect(String(reviewed['validUntil']) > inDays(300)).toBe(true);
    expect(await approval(flow)).toMatchObject({
      valid: true,
      differences: [],
      decision: { emergency: null },
    });
    expect((await decide(cast.secondDpo, flow)).body).toMatchObject({ code: 'data_flow.cannot_move' });
  });

  it('is examined in full by two where two are needed, and stands until both have', async () => {
    const flow = await active();
    const factors = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
    const profile = `/vendors/${String(flow['vendorId'])}/risk-profile`;
    await done(cast.procurement.change(`/data-flows/${flow.id}`, justified));
    await done(cast.procurement.put(profile, { ...factors, rationale: 'Everything hangs on it.' }));
    await app.settle();
    const begun = await done(decide(cast.dpo, flow));
    expect(begun).toMatchObject({ status: 'active', validUntil: inDays(14), decisionId: flow['decisionId'] });
    expect((await decide(cast.dpo, flow)).body).toMatchObject({ code: 'data_flow.second_decider' });
    const conditions = [{ text: 'Rotate the keys.', kind: 'before_activation' }];
    expect(
      await done(decide(cast.approver, flow, { outcome: 'approved_with_conditions', conditions })),
    ).toMatchObject({ status: 'suspended', emergency: null, openConditions: 1 });
  });

  it('is over at once when the full review refuses it', async () => {
    const flow = await active();
    expect(await done(decide(cast.secondDpo, flow, { outcome: 'rejected' }))).toMatchObject({
      status: 'stale',
      emergency: null,
      suspendedBecause: 'the full review refused what was approved in an emergency',
    });
    expect((await approval(flow))['valid']).toBe(false);
  });

  it('ends by itself when nobody examines it, and is not followed by another', async () => {
    const flow = await active();
    await later(14);
    await unchanged(flow);
    await later(1);
    expect(await read(flow)).toMatchObject({ status: 'expired', emergency: { reviewBy: inDays(-1) } });
    const again = await acts(cast.procurement, flow, 'submission', { emergency: { reason } });
    expect(again.body).toMatchObject({ status: 409, code: 'data_flow.emergency_unreviewed' });
    expect((await read(flow))['status']).toBe('expired');
    await done(cast.procurement.change(`/data-flows/${flow.id}`, justified));
    await done(acts(cast.procurement, flow, 'submission'));
    expect((await atOnce(cast.dpo, flow)).body).toMatchObject({ code: 'data_flow.emergency_unreviewed' });
    expect(await done(decide(cast.dpo, flow))).toMatchObject({ status: 'approved', emergency: null });
  });

  it('leaves others alone', async () => {
    expect(await anActiveFlow(app, cast)).toMatchObject({ status: 'active', emergency: null });
  });
});
