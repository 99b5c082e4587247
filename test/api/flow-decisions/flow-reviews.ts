import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  act,
  aCast,
  anActiveFlow,
  aReadyFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { addDays } from '../../../src/shared/local-date.js';
import { staffRoles } from '../../../src/shared/roles.js';

type Entry = { action: string; reason: string | null };

describe('a changed fact behind an approval', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const flowAt = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;
  const approvalOf = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}/approval`)).body;
  const entriesOf = async ({ id }: Body) =>
    (await cast.auditor.get(`/data-flows/${id}/history`)).body['items'] as Entry[];
  const change = (flow: Body, fields: object) => cast.procurement.change(`/data-flows/${flow.id}`, fields);
  const rename = async (flow: Body, legalName: string) => {
    const vendor = `/vendors/${String(flow['vendorId'])}`;
    await done(cast.procurement.change(vendor, { legalName, allowDuplicate: true }));
    await app.settle();
  };
  const review = (flow: Body, fields: object = {}, by: Caller = cast.dpo) =>
    act(by, `/data-flows/${flow.id}`, 'review', { outcome: 'confirmed', reasons: 'Same group.', ...fields });
  /** Looked at today, so that only the news of a change brings it up. */
  const anExaminedFlow = async () => {
    const flow = await anActiveFlow(app, cast);
    await app.settle();
    return flow;
  };
  const toReview = async () => {
    const flow = await anExaminedFlow();
    await rename(flow, `Taken Over ${flow.id}`);
    return flowAt(flow);
  };
  const days = async (howMany: number) => {
    app.clock.advance({ days: howMany });
    cast = await aCast(app);
    await app.settle();
  };
  const refusedWithoutTrace = async (flow: Body, attempt: () => Promise<Answer>) => {
    const before = [await flowAt(flow), (await approvalOf(flow))['reviews']];
    const answer = await attempt();
    expect([await flowAt(flow), (await approvalOf(flow))['reviews']]).toEqual(before);
    return answer;
  };

  it('leaves the flow running until the day of its review, in sight of everybody whom it concerns', async () => {
    const flow = await toReview();
    const reviewDueOn = addDays(app.clock.today(), 30);
    const fact = { fact: 'vendor.legalName', now: `Taken Over ${flow.id}`, reaction: 'review_30_days' };
    expect(flow).toMatchObject({ status: 'active', reviewDueOn, staleFacts: [fact] });
    expect(await approvalOf(flow)).toMatchObject({
      ...{ valid: true, reviewDueOn, reviews: [] },
      differences: [{ ...fact, impact: 'VENDOR_IDENTITY_CHANGED', voids: false }],
    });
    expect((await entriesOf(flow))[0]).toMatchObject({
      action: 'data_flow.review_due',
      reason: `to be reviewed by ${reviewDueOn}: vendor.legalName (vendor.changed)`,
    });
    const { body: calendar } = await cast.auditor.get(
      `/calendar?kind=flow_review&vendorId=${String(flow['vendorId'])}`,
    );
    expect(calendar['items']).toMatchObject([{ day: reviewDueOn, subject: { id: flow.id } }]);
    const due = async (day: string) =>
      ((await cast.auditor.get(`/data-flows?reviewDueBy=${day}`)).body['items'] as Body[]).map(
        ({ id }) => id,
      );
    expect([await due(reviewDueOn), await due(addDays(app.clock.today(), 29))]).toEqual([[flow.id], []]);
    const { body: readiness } = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
    expect(readiness['unmet']).toMatchObject([{ code: 'APPROVAL_REVIEW_DUE', severity: 'warning' }]);
    await done(review(flow));
  });

  it('counts from its confirmation on, so that it is no change any more', async () => {
    const flow = await toReview();
    const reviewed = await done(review(flow, { reasons: 'The owner is of the same group.' }));
    expect(reviewed).toMatchObject({ status: 'active', reviewDueOn: null, staleFacts: [] });
    expect((await entriesOf(flow))[0]).toEqual(
      expect.objectContaining({ action: 'data_flow.reviewed', reason: 'The owner is of the same group.' }),
    );
    const approval = await approvalOf(flow);
    expect(approval).toMatchObject({
      ...{ valid: true, differences: [] },
      reviews: [
        {
          ...{ outcome: 'confirmed', reviewedById: cast.dpo.id, factsHash: approval['factsHashNow'] },
          facts: [{ fact: 'vendor.legalName', now: `Taken Over ${flow.id}` }],
        },
      ],
    });
    await rename(flow, `Sold Again ${flow.id}`);
    expect(await flowAt(flow)).toMatchObject({
      staleFacts: [{ then: `Taken Over ${flow.id}`, now: `Sold Again ${flow.id}` }],
    });
    await done(review(flow));
  });

  it('ends the approval at once when the review says that it is too much', async () => {
    const flow = await toReview();
    const after = await done(review(flow, { outcome: 'reopened', reasons: 'Sold to a data broker.' }));
    expect(after).toMatchObject({
      ...{ status: 'stale', reviewDueOn: null, staleFacts: [{ fact: 'vendor.legalName' }] },
    });
    expect((await approvalOf(flow))['reviews']).toMatchObject([{ outcome: 'reopened' }]);
    expect((await entriesOf(flow))[0]).toMatchObject({
      action: 'data_flow.became_stale',
      reason: 'Sold to a data broker.',
    });
  });

  it('makes the approval stale on the day after the last day of its review, and not before', async () => {
    const flow = await toReview();
    await days(30);
    expect(await flowAt(flow)).toMatchObject({ status: 'active' });
    await days(1);
    expect(await flowAt(flow)).toMatchObject({
      ...{ status: 'stale', reviewDueOn: null, staleFacts: [{ fact: 'vendor.legalName' }] },
    });
  });

  it('that is again as it was approved asks for nothing', async () => {
    const flow = await anActiveFlow(app, cast);
    const { body: vendor } = await cast.auditor.get(`/vendors/${String(flow['vendorId'])}`);
    await rename(flow, 'By Mistake Ltd');
    await rename(flow, String(vendor['legalName']));
    expect(await flowAt(flow)).toMatchObject({ status: 'active', reviewDueOn: null, staleFacts: [] });
    expect((await entriesOf(flow))[0]).toMatchObject({
      action: 'data_flow.facts_restored',
      reason: 'again as approved: vendor.legalName (vendor.changed)',
    });
  });

  it('without consequence is on record once', async () => {
    const flow = await anExaminedFlow();
    const certificate = { scheme: 'ISO_27001', scope: 'All', issuer: 'TÜV', validFrom: '2026-01-01' };
    const path = `/vendors/${String(flow['vendorId'])}/certifications`;
    await done(cast.procurement.post(path, { ...certificate, validTo: '2099-01-01' }));
    await app.settle();
    await days(1);
    expect(await flowAt(flow)).toMatchObject({ status: 'active', staleFacts: [] });
    const noted = (await entriesOf(flow)).filter(({ action }) => action === 'data_flow.fact_noted');
    expect(noted.map(({ reason }) => reason)).toEqual([
      'without consequence: vendor.certifications (certification.changed)',
    ]);
    expect((await approvalOf(flow))['differences']).toMatchObject([
      { fact: 'vendor.certifications', now: ['ISO_27001'], reaction: 'log_only', voids: false },
    ]);
  });

  it('of the flow itself is judged alike, in the same transaction: more is reviewed, less is noted', async () => {
    const flow = await anActiveFlow(app, cast);
    const less = await done(change(flow, { locations: [{ country: 'DE', kind: 'storage' }], volume: 'V1' }));
    expect(less).toMatchObject({ status: 'active', staleFacts: [], reviewDueOn: null });
    const more = await done(change(flow, { volume: 'V3' }));
    expect(more).toMatchObject({
      ...{ status: 'active', reviewDueOn: addDays(app.clock.today(), 30) },
      staleFacts: [{ fact: 'flow.volume', then: 'V2', now: 'V3', reaction: 'review_30_days' }],
    });
    const stale = await done(change(flow, { subjectCategories: ['SUBSCRIBERS', 'CHILDREN'] }));
    expect(stale).toMatchObject({
      ...{ status: 'stale', reviewDueOn: null },
      staleFacts: [
        { fact: 'flow.subjectCategories', reaction: 'block' },
        { fact: 'flow.volume', reaction: 'review_30_days' },
      ],
    });
  });

  describe('is not reviewed', () => {
    it('by anybody but a data protection officer', async () => {
      const flow = await toReview();
      for (const role of staffRoles.filter((one) => one !== 'dpo')) {
        const somebody = await app.person(role);
        const { status } = await refusedWithoutTrace(flow, () => review(flow, {}, somebody));
        expect([role, status]).toEqual([role, 403]);
      }
    });

    it('by whoever changed the flow, in whatever role', async () => {
      const both = await app.person('dpo', 'procurement');
      const flow = await toReview();
      await done(both.change(`/data-flows/${flow.id}`, { title: 'Other words' }));
      const { body } = await refusedWithoutTrace(flow, () => review(flow, {}, both));
      expect(body).toMatchObject({ status: 403, code: 'data_flow.own_submission' });
    });

    it('unseen, or on what somebody has changed meanwhile', async () => {
      const flow = await toReview();
      const path = `/data-flows/${flow.id}/review`;
      const body = { outcome: 'confirmed', reasons: 'Fine.' };
      const unseen = await refusedWithoutTrace(flow, () => cast.dpo.post(path, body));
      const old = await refusedWithoutTrace(flow, () => cast.dpo.post(path, body, { 'if-match': '"1"' }));
      expect([unseen.status, old.status]).toEqual([428, 412]);
    });

    it('without outcome and reasons, each named', async () => {
      const flow = await toReview();
      const { body } = await refusedWithoutTrace(flow, () =>
        act(cast.dpo, `/data-flows/${flow.id}`, 'review', { outcome: 'fine', mood: 'good' }),
      );
      const errors = body['errors'] as { pointer: string }[];
      expect([body['status'], errors.map(({ pointer }) => pointer).sort()]).toEqual([
        400,
        ['/mood', '/outcome', '/reasons'],
      ]);
    });

    it('when nothing has changed, or the flow has no approval', async () => {
      const [flow, draft] = [await anActiveFlow(app, cast), await aReadyFlow(app, cast)];
      expect((await refusedWithoutTrace(flow, () => review(flow))).body).toMatchObject({
        ...{ status: 409, code: 'data_flow.nothing_to_review' },
      });
      expect((await refusedWithoutTrace(draft, () => review(draft))).body).toMatchObject({
        ...{ status: 409, code: 'data_flow.cannot_move', flowStatus: 'draft' },
      });
    });

    it('when another fact has ended the approval, be it examined or not', async () => {
      const flow = await toReview();
      const vendor = `/vendors/${String(flow['vendorId'])}`;
      await done(act(cast.procurement, vendor, 'transitions', { to: 'suspended', reason: 'Insolvent.' }));
      const { body } = await refusedWithoutTrace(flow, () => review(flow));
      expect(body).toMatchObject({ status: 409, code: 'data_flow.review_too_late' });
      expect((body['staleFacts'] as { fact: string }[]).map(({ fact }) => fact)).toEqual([
        'vendor.legalName',
        'vendor.status',
      ]);
    });
  });

  it('has its reaction in a list that anybody inside can read', async () => {
    const { body } = await cast.requester.get('/reference-data/change_impact');
    const items = body['items'] as { code: string; details: object }[];
    expect(items.find(({ code }) => code === 'VENDOR_IDENTITY_CHANGED')?.details).toMatchObject({
      facts: ['vendor.legalName', 'vendor.country'],
      ...{ reaction: 'review_30_days', reactionTier1: 'suspend', reopens: [4, 7] },
    });
  });
});
