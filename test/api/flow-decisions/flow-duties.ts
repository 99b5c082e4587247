import { addDays } from '../../../src/shared/local-date.js';
import type { StaffRole } from '../../../src/shared/roles.js';
import { password, TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { complete, reviewAll, submittedAssessment } from '../../support/assessments.js';
import {
  aCast,
  act,
  anAgreementInForce,
  aReadyFlow,
  aSubmittedFlow,
  aVendor,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

type Conflict = {
  code: string;
  part: string;
  personId: string;
  message: string;
  law: string;
  remedy: string;
};
type Item = { act: string; allowed: boolean; conflicts: Conflict[] };

describe('who may judge a data flow', () => {
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

  const acts = (by: Caller, { id }: Body, what: string, body: object) =>
    act(by, `/data-flows/${id}`, what, body);
  const decide = (by: Caller, flow: Body, body: object = {}) =>
    acts(by, flow, 'decision', { outcome: 'approved', rationale: 'Fine.', ...body });
  const opine = (by: Caller, flow: Body) =>
    acts(by, flow, 'opinion', { opinion: 'favourable', reasons: 'Little data.' });
  const conflictsOf = ({ body }: Answer) => body['conflicts'] as Conflict[];
  const codesOf = (answer: Answer) => conflictsOf(answer).map(({ code }) => code);
  const mayJudge = async (flow: Body, by: Caller, personId?: string) => {
    const query = personId === undefined ? '' : `?personId=${personId}`;
    const body = await done(by.get(`/data-flows/${flow.id}/duties${query}`));
    return Object.fromEntries((body['items'] as Item[]).map((item) => [item.act, item]));
  };
  const unchanged = async ({ id }: Body, was: Body) => {
    const { status, revision } = (await cast.auditor.get(`/data-flows/${id}`)).body;
    expect([status, revision]).toEqual([was['status'], was.revision]);
    const { body } = await cast.auditor.get(`/data-flows/${id}/approval`);
    expect(body['decisions']).toEqual([]);
  };
  /** Refused by this code, with it among the conflicts, by the question as by the act; nothing changed. */
  const expectKept = async (by: Caller, flow: Body, codes: string[], personId = by.id) => {
    const refused = await decide(by, flow);
    expect(refused.body).toMatchObject({ status: 403, code: codes[0] });
    expect(codesOf(refused)).toEqual(codes);
    for (const conflict of conflictsOf(refused)) {
      expect(conflict.personId).toBe(personId);
      expect([conflict.message, conflict.law, conflict.remedy]).not.toContain('');
    }
    const { decision } = await mayJudge(flow, by);
    expect(decision).toMatchObject({ allowed: false, conflicts: conflictsOf(refused) });
    await unchanged(flow, flow);
  };
  const roles = (id: string, given: StaffRole[]) => done(admin.change(`/users/${id}`, { roles: given }));

  it('is not whoever gave the opinion, and not whoever drafted it', async () => {
    const flow = await aSubmittedFlow(app, cast);
    await done(opine(cast.dpo, flow));
    await expectKept(cast.dpo, flow, ['data_flow.own_opinion']);
    expect(await done(decide(cast.secondDpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('may be an adviser of an earlier submission', async () => {
    const flow = await aSubmittedFlow(app, cast);
    await done(opine(cast.dpo, flow));
    await done(cast.procurement.change(`/data-flows/${flow.id}`, { volume: 'V1' }));
    app.clock.advance({ seconds: 1 });
    await done(acts(cast.procurement, flow, 'submission', {}));
    expect(await done(decide(cast.dpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('names every conflict in one refusal', async () => {
    const both = await app.person('procurement', 'dpo');
    const agreement = await anAgreementInForce(app, cast);
    const draft = await done(both.post('/data-flows', wholeContent(agreement.id)));
    const flow = await done(acts(both, draft, 'submission', {}));
    await roles(both.id, ['procurement', 'approver']);
    await expectKept(both, flow, ['data_flow.own_submission', 'data_flow.first_decider']);
  });

  it('is not whoever made the key that drafted it', async () => {
    const maker = await app.person('admin');
    const key = await done(
      maker.post('/api-keys', {
        name: 'Catalogue',
        roles: ['procurement'],
        expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      }),
    );
    const agreement = await anAgreementInForce(app, cast);
    const holder = app.holding(String(key['secret']));
    const draft = await done(holder.post('/data-flows', wholeContent(agreement.id)));
    const flow = await done(acts(cast.procurement, draft, 'submission', {}));
    await roles(maker.id, ['dpo']);
    await expectKept(maker, flow, ['data_flow.own_submission']);
    const refused = await opine(maker, flow);
    expect(refused.body).toMatchObject({ status: 403, code: 'data_flow.own_submission' });

    const asked = await done(
      cast.procurement.post('/waivers', {
        requirementId: 'DATA_MINIMISED',
        subjectType: 'data_flow',
        subjectId: flow.id,
        reason: 'In March.',
        compensatingMeasure: 'Less data.',
        validUntil: addDays(app.clock.today(), 30),
      }),
    );
    const granted = await act(maker, `/waivers/${asked.id}`, 'decision', {
      outcome: 'granted',
      rationale: 'Fine.',
    });
    expect(granted.body).toMatchObject({ status: 403, code: 'waiver.own_request' });
    expect(await done(decide(cast.dpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('is not whoever drafted it under an account that was removed', async () => {
    const drafter = await app.person('procurement');
    const agreement = await anAgreementInForce(app, cast);
    const draft = await done(drafter.post('/data-flows', wholeContent(agreement.id)));
    const flow = await done(acts(cast.procurement, draft, 'submission', {}));
    const { body: was, headers } = await admin.get(`/users/${drafter.id}`);
    await admin.delete(`/users/${drafter.id}`, { 'if-match': headers['etag'] });
    const email = String(was['email']);
    await done(admin.post('/users', { email, displayName: 'Back again', roles: ['dpo'], password }));
    const again = await app.signIn(email);
    await expectKept(again, flow, ['data_flow.own_submission']);
    expect(await done(decide(cast.dpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('is neither who edited the scoring model nor who reviewed the assessment', async () => {
    const editor = await app.person('assessor', 'dpo');
    const draft = await done(editor.post('/scoring-models', { title: 'Ours' }));
    const flow = await aSubmittedFlow(app, cast);
    expect((await mayJudge(flow, editor))['decision']).toMatchObject({ allowed: true });
    await done(act(cast.dpo, `/scoring-models/${draft.id}`, 'release', { reason: 'Read.' }));
    await expectKept(editor, flow, ['data_flow.own_model']);

    const reviewer = await app.person('assessor', 'dpo');
    const sent = await submittedAssessment(app, String(flow['vendorId']));
    await reviewAll(reviewer, sent.id);
    expect((await mayJudge(flow, reviewer))['decision']).toMatchObject({ allowed: true });
    await complete(app, reviewer, sent.id);
    await expectKept(reviewer, flow, ['data_flow.own_review']);
    expect(await done(decide(cast.secondDpo, flow))).toMatchObject({ status: 'approved' });
  });

  it('nor approves whoever edited the model the vendor itself', async () => {
    const editor = await app.person('assessor', 'procurement');
    const draft = await done(editor.post('/scoring-models', { title: 'Ours again' }));
    await done(act(cast.dpo, `/scoring-models/${draft.id}`, 'release', { reason: 'Read.' }));
    const { id } = await aVendor(cast);
    const path = `/vendors/${id}`;
    await done(act(editor, path, 'transitions', { to: 'vetting', reason: 'x' }));
    const refused = await act(editor, path, 'transitions', { to: 'approved', reason: 'x' });
    expect(refused.body).toMatchObject({ status: 403, code: 'vendor.own_model' });
    expect((await cast.auditor.get(path)).body['status']).toBe('vetting');
    await done(act(cast.procurement, path, 'transitions', { to: 'approved', reason: 'x' }));
  });

  it('does not sign what a key of theirs reviewed', async () => {
    const agreement = await anAgreementInForce(app, cast);
    const { vendorId, legalEntityId } = agreement as unknown as Record<string, string>;
    const maker = await app.person('admin');
    const key = await done(
      maker.post('/api-keys', {
        name: 'Clauses',
        roles: ['dpo'],
        expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
      }),
    );
    const draft = await done(
      cast.procurement.post('/agreements', {
        ...{
          vendorId,
          legalEntityId,
          kind: 'data_processing',
          vendorRole: 'PROCESSOR',
          breachNoticeHours: 24,
        },
        ...{ effectiveFrom: '2026-01-01', subprocessorAuthorisation: { kind: 'GENERAL', objectionDays: 30 } },
      }),
    );
    const path = `/agreements/${draft.id}`;
    const clauses = (draft['clauses'] as { code: string }[]).map(({ code }) => ({ code, status: 'PRESENT' }));
    await done(app.holding(String(key['secret'])).change(path, { clauses }));
    await done(act(cast.procurement, path, 'transitions', { to: 'in_review', reason: 'x' }));
    await roles(maker.id, ['dpo']);
    const refused = await act(maker, path, 'transitions', { to: 'signed', reason: 'x' });
    expect(refused.body).toMatchObject({
      status: 403,
      code: 'agreement.own_review',
      conflicts: [{ part: 'clause_reviewer', personId: maker.id }],
    });
    expect((await cast.auditor.get(path)).body['status']).toBe('in_review');
  });

  describe('where two are needed', () => {
    const critical = { sensitivity: 4, volume: 4, access: 4, criticality: 4, transferExposure: 4 };
    const ofUnit = async (unit: string | null, ...given: StaffRole[]) => {
      const person = await app.person(...given);
      await done(admin.change(`/users/${person.id}`, { unit }));
      return person;
    };
    const submittedBy = async (by: Caller) => {
      const flow = await aReadyFlow(app, cast);
      const profile = `/vendors/${String(flow['vendorId'])}/risk-profile`;
      await done(cast.procurement.put(profile, { ...critical, rationale: 'Everything hangs on it.' }));
      return done(acts(by, flow, 'submission', {}));
    };
    const warningsOf = async (flow: Body) => {
      const { decision } = (await cast.auditor.get(`/data-flows/${flow.id}/approval`)).body as unknown as {
        decision: { warnings: string[] };
      };
      return decision.warnings;
    };

    it('does not decide and advise on the same submission in whatever order', async () => {
      const flow = await submittedBy(cast.procurement);
      await done(decide(cast.dpo, flow));
      const refused = await opine(cast.dpo, flow);
      expect(refused.body).toMatchObject({ status: 403, code: 'data_flow.own_decision' });
      expect((await cast.auditor.get(`/data-flows/${flow.id}/approval`)).body['opinions']).toEqual([]);
    });

    it('is, for one of them, outside the unit that asks', async () => {
      const flow = await submittedBy(await ofUnit('Marketing', 'procurement'));
      const inside = await ofUnit('marketing', 'dpo');
      const first = await done(decide(inside, flow));
      const refused = await decide(await ofUnit('MARKETING', 'approver'), flow);
      expect(refused.body).toMatchObject({ status: 403, code: 'data_flow.requesting_unit' });
      expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body).toMatchObject({
        status: 'submitted',
        revision: first.revision,
      });
      const second = await done(decide(await ofUnit('Legal', 'approver'), flow));
      expect(second).toMatchObject({ status: 'approved' });
      expect(await warningsOf(flow)).not.toContain('DECIDER_UNIT_UNKNOWN');
    });

    it('passes where a unit is not known, with a warning on the decision', async () => {
      const flow = await submittedBy(await ofUnit('Marketing', 'procurement'));
      await done(decide(await ofUnit('Marketing', 'dpo'), flow));
      expect(await done(decide(cast.approver, flow))).toMatchObject({ status: 'approved' });
      expect(await warningsOf(flow)).toContain('DECIDER_UNIT_UNKNOWN');
    });
  });

  describe('asked beforehand', () => {
    it('answers for somebody else, by role and by conflict', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const of = await mayJudge(flow, cast.auditor, cast.procurement.id);
      expect(
        Object.values(of).map(({ act: what, allowed, conflicts }) => [what, allowed, conflicts[0]?.code]),
      ).toEqual([
        ['opinion', false, 'data_flow.own_submission'],
        ['decision', false, 'data_flow.own_submission'],
        ['resumption', false, 'data_flow.own_submission'],
      ]);
      expect((await mayJudge(flow, cast.auditor, cast.dpo.id))['decision']).toMatchObject({
        allowed: true,
        roles: ['dpo', 'approver'],
        conflicts: [],
      });
      expect((await mayJudge(flow, cast.auditor))['decision']?.allowed).toBe(false);
    });

    it('is about a person: nobody unknown, and no key', async () => {
      const flow = await aSubmittedFlow(app, cast);
      const unknown = await cast.auditor.get(
        `/data-flows/${flow.id}/duties?personId=01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f`,
      );
      expect(unknown.body).toMatchObject({ status: 404, code: 'user.not_found' });
      const key = await done(
        admin.post('/api-keys', {
          name: 'Reading',
          roles: ['auditor'],
          expiresAt: new Date(app.clock.now().getTime() + 86_400_000).toISOString(),
        }),
      );
      const { body } = await app.holding(String(key['secret'])).get(`/data-flows/${flow.id}/duties`);
      expect(body).toMatchObject({ status: 400, errors: [{ pointer: '/personId', code: 'missing' }] });
    });
  });
});
