import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  aReadyFlow,
  aSubmittedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

const setting = '/settings/approval.mode';
const changes = `${setting}/changes`;

describe('the setting approval.mode', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const mode = async () => (await done(cast.auditor.get(setting)))['mode'];
  const propose = (by: Caller, to: string) => by.post(changes, { mode: to, reason: 'As resolved.' });
  const confirm = (by: Caller, { id }: Body) =>
    act(by, `${changes}/${id}`, 'confirmation', { reason: 'Agreed.' });
  const change = async (to: string) => {
    if ((await mode()) === to) return;
    const proposed = await done(propose(cast.dpo, to));
    await done(confirm(cast.approver, proposed));
  };
  const acts = (by: Caller, { id }: Body, what: string, body: object) =>
    act(by, `/data-flows/${id}`, what, body);
  const decide = (by: Caller, flow: Body, body: object = {}) =>
    acts(by, flow, 'decision', { outcome: 'approved', rationale: 'Fine.', ...body });
  const opine = async (by: Caller, flow: Body, opinion: string) => {
    await done(acts(by, flow, 'opinion', { opinion, reasons: 'As I see it.' }));
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
    const [newest] = body['opinions'] as Body[];
    return newest?.id ?? '';
  };
  const undecided = async ({ id, revision }: Body) => {
    expect((await cast.auditor.get(`/data-flows/${id}`)).body).toMatchObject({
      status: 'submitted',
      revision,
    });
    expect((await cast.auditor.get(`/data-flows/${id}/approval`)).body['decisions']).toEqual([]);
  };
  const codesOf = ({ body }: Answer) => (body['unmet'] as { code: string }[]).map(({ code }) => code);

  describe('is changed by two people', () => {
    it('a data protection officer and an approver, and only then counts', async () => {
      expect(await done(cast.auditor.get(setting))).toEqual({
        setting: 'approval.mode',
        mode: 'dpo_decides',
        since: null,
        pending: null,
      });
      const before = app.clock.now().toISOString();
      app.clock.advance({ seconds: 1 });
      const proposed = await done(propose(cast.dpo, 'dpo_advises'));
      expect(proposed).toMatchObject({ status: 'proposed', from: 'dpo_decides', mode: 'dpo_advises' });
      expect(await done(cast.auditor.get(setting))).toMatchObject({
        mode: 'dpo_decides',
        pending: { id: proposed.id },
      });

      for (const [by, code] of [
        [cast.dpo, 'approval_mode_change.own'],
        [cast.secondDpo, 'approval_mode_change.wrong_pair'],
      ] as const) {
        expect((await confirm(by, proposed)).body).toMatchObject({ status: 403, code });
        expect(await mode()).toBe('dpo_decides');
      }
      const stale = await cast.approver.post(
        `${changes}/${proposed.id}/confirmation`,
        { reason: 'Agreed.' },
        { 'if-match': '"9"' },
      );
      expect(stale.status).toBe(412);

      const confirmed = await done(confirm(cast.approver, proposed));
      expect(confirmed).toMatchObject({ status: 'confirmed', settledById: cast.approver.id, revision: 2 });
      expect(await done(cast.auditor.get(setting))).toMatchObject({
        mode: 'dpo_advises',
        since: confirmed['settledAt'],
        pending: null,
      });
      expect(await done(cast.auditor.get(`${setting}?at=${before}`))).toMatchObject({
        mode: 'dpo_decides',
        since: null,
      });
      expect((await confirm(cast.approver, proposed)).body).toMatchObject({
        status: 409,
        code: 'approval_mode_change.settled',
      });
      const { body } = await cast.auditor.get(`${changes}/${proposed.id}/history`);
      expect(body['items']).toMatchObject([
        { action: 'approval_mode_change.confirmed', reason: 'Agreed.' },
        { action: 'approval_mode_change.proposed', reason: 'As resolved.' },
      ]);
    });

    it('never by one person alone, whatever their roles', async () => {
      const both = await app.person('dpo', 'approver');
      const proposed = await done(propose(both, 'dpo_decides'));
      expect((await confirm(both, proposed)).body).toMatchObject({ code: 'approval_mode_change.own' });
      await done(act(cast.approver, `${changes}/${proposed.id}`, 'withdrawal', { reason: 'Not so.' }));
      expect(await mode()).toBe('dpo_advises');
    });

    it('not with somebody who lost the role in the meantime', async () => {
      const admin = await app.admin();
      const leaving = await app.person('dpo');
      const proposed = await done(propose(leaving, 'dpo_decides'));
      const { headers } = await admin.get(`/users/${leaving.id}`);
      await admin.delete(`/users/${leaving.id}`, { 'if-match': headers['etag'] });
      expect((await confirm(cast.approver, proposed)).body).toMatchObject({
        status: 403,
        code: 'approval_mode_change.wrong_pair',
      });
      await done(act(cast.dpo, `${changes}/${proposed.id}`, 'withdrawal', { reason: 'They left.' }));
    });

    it('one change at a time, and not into what it is', async () => {
      expect((await propose(cast.dpo, (await mode()) as string)).body).toMatchObject({
        status: 409,
        code: 'approval_mode_change.unchanged',
      });
      const proposed = await done(propose(cast.dpo, 'dpo_decides'));
      expect((await propose(cast.approver, 'dpo_decides')).body).toMatchObject({
        status: 409,
        code: 'approval_mode_change.pending',
        id: proposed.id,
      });
      await done(act(cast.dpo, `${changes}/${proposed.id}`, 'withdrawal', { reason: 'Not yet.' }));
      expect((await propose(cast.dpo, 'somebody_decides')).body).toMatchObject({ status: 400 });
    });

    it('and each change is listed', async () => {
      const { body } = await cast.auditor.get(`${changes}?status=withdrawn`);
      expect((body['items'] as Body[]).length).toBeGreaterThan(2);
      const { one, many, rows } = await queriesOfPage(app, cast.auditor, changes);
      expect(rows).toBeGreaterThan(3);
      expect(many).toBe(one);
    });
  });

  describe('dpo_advises', () => {
    beforeAll(() => change('dpo_advises'));

    it('needs the opinion before an approver decides', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const { body: asked } = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
      expect(codesOf({ body: asked } as Answer)).toContain('OPINION_MISSING');
      const refused = await decide(cast.approver, flow);
      expect(refused.body).toMatchObject({ status: 422, code: 'data_flow.not_ready' });
      expect(codesOf(refused)).toEqual(['OPINION_MISSING']);
      await undecided(flow);
      const opinionId = await opine(cast.dpo, flow, 'favourable');
      expect(await done(decide(cast.approver, flow))).toMatchObject({ status: 'approved' });
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(body['decision']).toMatchObject({ mode: 'dpo_advises', opinionId, departure: null });
    });

    it('needs it on the facts that are decided on', async () => {
      const flow = await aSubmittedFlow(app, cast);
      await opine(cast.dpo, flow, 'favourable');
      const vendor = `/vendors/${String(flow['vendorId'])}`;
      await done(cast.procurement.change(vendor, { legalName: 'Renamed Ltd', allowDuplicate: true }));
      expect(codesOf(await decide(cast.approver, flow))).toEqual(['OPINION_MISSING']);
      await undecided(flow);
      await opine(cast.secondDpo, flow, 'favourable');
      expect(await done(decide(cast.approver, flow))).toMatchObject({ status: 'approved' });
    });

    it('lets nobody decide who is a data protection officer, in whatever other role', async () => {
      const flow = await aSubmittedFlow(app, cast);
      await opine(cast.dpo, flow, 'favourable');
      for (const by of [cast.secondDpo, await app.person('dpo', 'approver')]) {
        expect((await decide(by, flow)).body).toMatchObject({
          status: 403,
          code: 'data_flow.dpo_advises',
          conflicts: [{ part: 'role', personId: by.id }],
        });
        await undecided(flow);
      }
    });

    it('names the conflicts of whoever advised and is an approver too, all at once', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const both = await app.person('dpo', 'approver');
      await opine(both, flow, 'favourable');
      const { body } = await decide(both, flow);
      expect((body['conflicts'] as { code: string }[]).map(({ code }) => code)).toEqual([
        'data_flow.own_opinion',
        'data_flow.dpo_advises',
      ]);
      await undecided(flow);
    });

    it('needs reasons, which name the opinion, to depart from it', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const older = await opine(cast.dpo, flow, 'favourable');
      const opinionId = await opine(cast.secondDpo, flow, 'unfavourable');
      const unreasoned = await decide(cast.approver, flow);
      expect(unreasoned.body).toMatchObject({
        status: 422,
        code: 'data_flow.departure_unreasoned',
        opinion: { id: opinionId, opinion: 'unfavourable' },
        errors: [{ pointer: '/departure', code: 'missing' }],
      });
      await undecided(flow);
      const departure = { opinionId, reasons: 'The contract covers what is feared.' };
      for (const [body, error] of [
        [
          { departure: { ...departure, opinionId: older } },
          { pointer: '/departure/opinionId', code: 'not_newest' },
        ],
        [{ departure: { opinionId } }, { pointer: '/departure/reasons', code: 'missing' }],
        [
          { outcome: 'rejected', departure },
          { pointer: '/departure', code: 'unexpected' },
        ],
      ] as const) {
        expect((await decide(cast.approver, flow, body)).body).toMatchObject({
          status: 400,
          errors: [error],
        });
        await undecided(flow);
      }
      expect(await done(decide(cast.approver, flow, { departure }))).toMatchObject({ status: 'approved' });
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect(body['decision']).toMatchObject({ opinionId, departure });
    });

    it('follows an opinion with conditions by an approval with conditions', async () => {
      const flow = await aSubmittedFlow(app, cast);
      await opine(cast.dpo, flow, 'favourable_with_conditions');
      expect((await decide(cast.approver, flow)).body).toMatchObject({
        code: 'data_flow.departure_unreasoned',
      });
      const conditions = [{ text: 'Rotate the keys.', kind: 'before_activation' }];
      expect(
        await done(decide(cast.approver, flow, { outcome: 'approved_with_conditions', conditions })),
      ).toMatchObject({ status: 'approved_with_conditions' });
    });

    it('may reject without an opinion', async () => {
      const flow = await aSubmittedFlow(app, cast);
      expect(await done(decide(cast.approver, flow, { outcome: 'rejected' }))).toMatchObject({
        status: 'rejected',
      });
    });
  });

  describe('dpo_decides', () => {
    beforeAll(() => change('dpo_decides'));

    it('notes a decision that is not as another officer advised', async () => {
      const flow = await aSubmittedFlow(app, cast);
      await opine(cast.secondDpo, flow, 'unfavourable');
      await done(decide(cast.dpo, flow));
      const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
      expect((body['decision'] as { warnings: string[] }).warnings).toContain('DEPARTS_FROM_OPINION');
    });
  });

  it('is that of both of two decisions: the first lapses when the mode changes', async () => {
    const flow = await aReadyFlow(app, cast);
    const factors = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
    const profile = `/vendors/${String(flow['vendorId'])}/risk-profile`;
    await done(cast.procurement.put(profile, { ...factors, rationale: 'Everything hangs on it.' }));
    await done(acts(cast.procurement, flow, 'submission', {}));
    await done(decide(cast.dpo, flow));
    await change('dpo_advises');
    await opine(cast.secondDpo, flow, 'favourable');
    const approver = await app.person('approver');
    expect(await done(decide(cast.approver, flow))).toMatchObject({ status: 'submitted' });
    expect(await done(decide(approver, flow))).toMatchObject({ status: 'approved' });
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
    const decisions = body['decisions'] as { mode: string; complete: boolean; decidedById: string }[];
    expect(decisions.map(({ mode: under, complete, decidedById }) => [under, complete, decidedById])).toEqual(
      [
        ['dpo_advises', true, approver.id],
        ['dpo_advises', false, cast.approver.id],
        ['dpo_decides', false, cast.dpo.id],
      ],
    );
  });
});
