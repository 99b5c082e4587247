import { TestApp, type Answer, type Body } from '../../support/app.js';
import { completedAssessment } from '../../support/assessments.js';
import {
  act,
  aCast,
  anActiveFlow,
  anAgreementInForce,
  anApprovedVendor,
  approvedAndStarted,
  aVendor,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';
import { addDays } from '../../../src/shared/local-date.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('what follows from a breach for the vendors that it touched', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();
  const findingsAt = async (vendorId: unknown) =>
    items(await cast.auditor.get(`/findings?vendorId=${String(vendorId)}&source=incident`));
  const flowAt = async ({ id }: Body) => (await cast.auditor.get(`/data-flows/${id}`)).body;
  const breachAt = async (vendorIds: readonly unknown[], fields: object = {}) => {
    const { id } = await anIncident(cast.requester, vendorIds as string[], {
      occurredFrom: hoursAgo(24),
      ...fields,
    });
    await aware(cast.dpo, id, hoursAgo(1));
    await app.settle();
    return id;
  };
  const judge = (id: string, risk: string) =>
    done(
      act(cast.dpo, `/incidents/${id}`, 'risk-assessment', { risk, reasons: 'Names and addresses only.' }),
    );
  const move = (findingId: unknown, by: Cast[keyof Cast], step: object) =>
    done(act(by, `/findings/${String(findingId)}`, 'transitions', { reason: 'Mended.', ...step }));
  async function settled(findingId: unknown) {
    await move(findingId, cast.procurement, { to: 'in_remediation' });
    await move(findingId, cast.procurement, { to: 'resolved' });
    await move(findingId, cast.dpo, { to: 'verified', method: 'Looked at the bucket.' });
    await app.settle();
  }

  it('the approvals of their flows are reviewed at once, and stand again when it is mended', async () => {
    const flow = await anActiveFlow(app, cast);
    await app.settle();
    const id = await breachAt([flow['vendorId']]);
    const [finding] = await findingsAt(flow['vendorId']);
    expect(finding).toMatchObject({
      ...{ title: 'Breach: Backups were readable', severity: 'high', status: 'open' },
      ...{ sourceId: id, raisedById: null },
    });
    const reviewDueOn = addDays(app.clock.today(), 3);
    const fact = { fact: 'vendor.breaches', then: null, now: [id], reaction: 'review_at_once' };
    expect(await flowAt(flow)).toMatchObject({ status: 'active', reviewDueOn, staleFacts: [fact] });
    const readiness = await cast.auditor.get(`/data-flows/${flow.id}/readiness`);
    expect(readiness.body['unmet']).toMatchObject([
      { code: 'APPROVAL_REVIEW_DUE', severity: 'warning', message: expect.stringContaining(reviewDueOn) },
    ]);
    await settled(finding?.['id']);
    expect(await flowAt(flow)).toMatchObject({ status: 'active', reviewDueOn: null, staleFacts: [] });
  });

  it('an approval that nobody reviewed in three days is over, and a review in time lets it go on', async () => {
    const [left, reviewed] = [await anActiveFlow(app, cast), await anActiveFlow(app, cast)];
    await app.settle();
    await breachAt([left['vendorId'], reviewed['vendorId']]);
    const given = { outcome: 'confirmed', reasons: 'What we share was not in the bucket.' };
    await done(act(cast.dpo, `/data-flows/${reviewed.id}`, 'review', given));
    app.clock.advance({ days: 4 });
    cast = await aCast(app);
    await app.settle();
    expect((await flowAt(left))['status']).toBe('stale');
    expect(await flowAt(reviewed)).toMatchObject({ status: 'active', staleFacts: [], reviewDueOn: null });
  });

  it('a vendor whose sub-processor was breached answers for it too', async () => {
    const [{ id: vendorId }, below] = [await anApprovedVendor(cast), await aVendor(cast)];
    await done(
      cast.procurement.post(`/vendors/${vendorId}/subprocessors`, {
        ...{ name: `Below ${vendorId}`, linkedVendorId: below.id, countries: ['IE'] },
      }),
    );
    const agreement = await anAgreementInForce(app, cast, { vendorId });
    const draft = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
    const flow = await approvedAndStarted(cast, draft.id);
    await app.settle();
    const id = await breachAt([], { subProcessors: [{ name: 'Below', vendorId: below.id }] });
    expect(await findingsAt(vendorId)).toMatchObject([
      { title: 'Breach in its chain: Backups were readable', sourceId: id },
    ]);
    expect(await findingsAt(below.id)).toMatchObject([{ title: 'Breach: Backups were readable' }]);
    const { staleFacts } = (await flowAt(flow)) as unknown as { staleFacts: Items };
    expect(staleFacts.map(({ fact, reaction }) => [fact, reaction])).toEqual([
      ['vendor.breaches', 'review_at_once'],
    ]);
  });

  it('their scores are computed anew, and get worse when nobody mends it in time', async () => {
    const { vendorId } = await scoredVendor();
    const scores = async () => items(await cast.auditor.get(`/vendors/${vendorId}/audit-scores`));
    const before = await scores();
    await breachAt([vendorId]);
    const [newest, ...earlier] = await scores();
    expect(earlier).toEqual(before);
    expect(newest).toMatchObject({ cause: 'finding.raised', residualRisk: before[0]?.['residualRisk'] });
    const [finding] = await findingsAt(vendorId);
    app.clock.advance({ days: 120 });
    cast = await aCast(app);
    await app.settle();
    const { body: late } = await cast.auditor.get(`/vendors/${vendorId}/audit-score`);
    expect(late['contributions']).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'finding', id: finding?.['id'] })]),
    );
  });

  it('the judgement of the risk grades it, unless people graded it otherwise', async () => {
    const [one, other] = [await aVendor(cast), await aVendor(cast)];
    const id = await breachAt([one.id, other.id]);
    const [graded] = await findingsAt(other.id);
    const path = `/findings/${String(graded?.['id'])}`;
    await done(cast.dpo.change(path, { severity: 'critical', reason: 'It was the second time.' }));
    await judge(id, 'unlikely');
    expect([await findingsAt(one.id), await findingsAt(other.id)]).toMatchObject([
      [{ severity: 'medium' }],
      [{ severity: 'critical' }],
    ]);
    const { body } = await cast.auditor.get(
      `/findings/${String((await findingsAt(one.id))[0]?.['id'])}/history`,
    );
    expect((body['items'] as Items)[0]).toMatchObject({ action: 'finding.changed', changed: ['severity'] });
  });

  it('a vendor that was named by mistake is let go, and one that was forgotten is taken in', async () => {
    const [wrong, right] = [await aVendor(cast), await aVendor(cast)];
    const id = await breachAt([wrong.id]);
    await done(
      cast.dpo.change(`/incidents/${id}`, { vendorIds: [right.id], reason: 'It was their namesake.' }),
    );
    expect([await findingsAt(wrong.id), await findingsAt(right.id)]).toMatchObject([
      [{ status: 'withdrawn' }],
      [{ status: 'open' }],
    ]);
  });

  it('nothing follows from what nobody is sure of, nor from an exercise', async () => {
    const flow = await anActiveFlow(app, cast);
    await app.settle();
    const before = await flowAt(flow);
    await anIncident(cast.requester, [String(flow['vendorId'])], { occurredFrom: hoursAgo(24) });
    const exercise = await breachAt([flow['vendorId']], { exercise: true });
    await judge(exercise, 'high');
    await app.settle();
    expect(await findingsAt(flow['vendorId'])).toEqual([]);
    expect(await flowAt(flow)).toEqual(before);
  });

  async function scoredVendor(): Promise<{ vendorId: string }> {
    const vendor = await aVendor(cast);
    await done(
      cast.procurement.put(`/vendors/${vendor.id}/risk-profile`, {
        ...{ sensitivity: 3, volume: 2, access: 2, criticality: 2, transferExposure: 1 },
        rationale: 'Addresses.',
      }),
    );
    await completedAssessment(app, vendor.id);
    await app.settle();
    return { vendorId: vendor.id };
  }
});
