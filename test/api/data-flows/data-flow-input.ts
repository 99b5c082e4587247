import type pg from 'pg';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  aCast,
  act,
  aLegalEntity,
  anActiveFlow,
  anAgreementInForce,
  anApprovedVendor,
  aReadyFlow,
  done,
  standardForFlows,
  termsOf,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { contentOfTables } from '../../support/tables.js';

type Named = { pointer: string; code: string; message: string };

describe('what is wrong with a data flow', () => {
  let app: TestApp;
  let cast: Cast;
  let owner: pg.Client;
  let agreementId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    owner = await sql(app.database.ownerUrl);
    agreementId = (await anAgreementInForce(app, cast)).id;
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  /** Refused with all of these, and nothing has changed. */
  const refused = async (status: number, attempt: () => Promise<Answer>): Promise<Body> => {
    const before = await contentOfTables(owner);
    const answer = await attempt();
    expect([answer.status, answer.body['code']]).toEqual([status, answer.body['code']]);
    expect(await contentOfTables(owner)).toEqual(before);
    return answer.body;
  };
  const named = (body: Body) => (body['errors'] as Named[]).map(({ pointer, code }) => `${pointer} ${code}`);
  const draft = (changes: object = {}, under = agreementId) =>
    cast.procurement.post('/data-flows', { ...wholeContent(under), ...changes });
  const refusedDraft = async (changes: object, under = agreementId) =>
    named(await refused(400, () => draft(changes, under)));
  const nobody = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
  const inDays = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const move = (id: string, to: string) =>
    done(act(cast.dpo, `/agreements/${id}`, 'transitions', { to, reason: 'as agreed' }));

  it('is named at once: company, agreement, repetitions, days and documents', async () => {
    const { id: legalEntityId } = await aLegalEntity(app);
    const tia = {
      assessedOn: inDays(1),
      conclusion: 'NO_IMPEDIMENT',
      nextReviewOn: inDays(-1),
      evidenceId: nobody,
    };
    const location = { country: 'DE', kind: 'storage' };
    const changes = {
      legalEntityId,
      purposes: [{ code: 'PAYROLL' }, { code: 'PAYROLL' }],
      dataCategories: [{ code: 'NAME' }, { code: 'PAY' }, { code: 'NAME' }],
      locations: [location, location],
      transfers: [{ toCountry: 'US', tia }, { toCountry: 'US' }],
    };
    const everything = [
      '/transfers/0/tia/evidenceId not_found',
      '/purposes/1/code named_twice',
      '/dataCategories/2/code named_twice',
      '/locations/1/country named_twice',
      '/transfers/1/toCountry named_twice',
      '/transfers/0/tia/assessedOn in_future',
      '/transfers/0/tia/nextReviewOn before_assessment',
      '/legalEntityId other_legal_entity',
    ];
    expect(await refusedDraft(changes)).toEqual(everything);
    const flow = await done(draft());
    const changed = () => cast.procurement.change(`/data-flows/${flow.id}`, changes);
    expect(named(await refused(400, changed))).toEqual(everything);
    expect(await refusedDraft({ ...changes, agreementId: nobody })).toEqual([
      '/agreementId not_found',
      ...everything.slice(0, -1),
    ]);
  });

  it('is the company, when the agreement binds another one of ours', async () => {
    const { legalEntityId } = (await cast.auditor.get(`/agreements/${agreementId}`)).body;
    expect((await draft({ legalEntityId })).status).toBe(201);
    const flow = await done(draft());
    const other = await anAgreementInForce(app, cast);
    const move = () =>
      cast.procurement.change(`/data-flows/${flow.id}`, { agreementId: other.id, legalEntityId });
    expect(named(await refused(400, move))).toEqual(['/legalEntityId other_legal_entity']);
    expect(
      await done(
        cast.procurement.change(`/data-flows/${flow.id}`, {
          agreementId: other.id,
          legalEntityId: other['legalEntityId'],
        }),
      ),
    ).toMatchObject({ agreementId: other.id, legalEntityId: other['legalEntityId'] });
  });

  it('is an agreement that is over, by its state or by its last day', async () => {
    const terminated = await anAgreementInForce(app, cast);
    const running = await aReadyFlow(app, cast);
    await move(terminated.id, 'terminated');
    expect(await refusedDraft({}, terminated.id)).toEqual(['/agreementId agreement_over']);
    const past = await anAgreementInForce(app, cast, { effectiveTo: inDays(1) });
    const kept = await done(draft({}, past.id));
    app.clock.advance({ days: 3 });
    cast = await aCast(app);
    expect(await refusedDraft({}, past.id)).toEqual(['/agreementId agreement_over']);
    await app.settle();
    expect((await cast.auditor.get(`/agreements/${past.id}`)).body).toMatchObject({ status: 'expired' });
    expect(await refusedDraft({}, past.id)).toEqual(['/agreementId agreement_over']);
    const under = () => cast.procurement.change(`/data-flows/${running.id}`, { agreementId: past.id });
    expect(named(await refused(400, under))).toEqual(['/agreementId agreement_over']);
    expect(
      (await cast.procurement.change(`/data-flows/${kept.id}`, { title: 'Still to be read' })).status,
    ).toBe(200);
    const submission = () => act(cast.procurement, `/data-flows/${kept.id}`, 'submission', {});
    expect(((await refused(422, submission))['unmet'] as Named[]).map(({ code }) => code)).toEqual([
      'AGREEMENT_IN_FORCE',
    ]);
  });

  it('is an agreement that is only drafted, when the flow is submitted: with everything else that stands against it', async () => {
    const vendor = await anApprovedVendor(cast);
    const entity = await aLegalEntity(app);
    const drafted = await done(cast.procurement.post('/agreements', termsOf(vendor.id, entity.id)));
    const sensitive = [{ code: 'HEALTH_RECORD', justification: 'x', retentionDays: 30, endAction: 'DELETE' }];
    const flow = await done(draft({ dataCategories: sensitive, direction: null }, drafted.id));
    const submission = () => act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {});
    const body = await refused(422, submission);
    expect(body['code']).toBe('data_flow.not_ready');
    expect((body['unmet'] as Named[]).map(({ code }) => code)).toEqual([
      'FLOW_DIRECTION_MISSING',
      'SPECIAL_CATEGORY_CONDITION',
      'AGREEMENT_IN_FORCE',
      'PROCESSOR_CLAUSES',
    ]);
  });

  it('is a special category without a condition of Art. 9(2), until there is one', async () => {
    const sensitive = [{ code: 'HEALTH_RECORD', justification: 'x', retentionDays: 30, endAction: 'DELETE' }];
    const flow = await aReadyFlow(app, cast, { dataCategories: sensitive });
    const submission = () => act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {});
    expect((await refused(422, submission))['unmet']).toMatchObject([
      {
        code: 'SPECIAL_CATEGORY_CONDITION',
        severity: 'blocking',
        law: expect.stringContaining('9') as string,
      },
    ]);
    const [purpose] = flow['purposes'] as object[];
    const purposes = [{ ...purpose, specialCondition: 'A9_2_A_EXPLICIT_CONSENT' }];
    await done(cast.procurement.change(`/data-flows/${flow.id}`, { purposes }));
    expect((await submission()).status).toBe(200);
  });

  it('is a country that no longer exists, wherever it stands', async () => {
    for (const country of ['SU', 'YU', 'DD', 'AN', 'CS'])
      expect(
        (
          await refusedDraft({
            locations: [{ country, kind: 'storage' }],
            transfers: [{ toCountry: country }],
          })
        ).map((one) => one.split(' ')[0]),
      ).toEqual(['/locations/0/country', '/transfers/0/toCountry']);
  });

  it('is a retention of ten thousand years, less than none, or of half a day', async () => {
    const kept = (retentionDays: number) => ({ dataCategories: [{ code: 'NAME', retentionDays }] });
    for (const days of [3_652_500, 36_501, -1, 0.5])
      expect((await refusedDraft(kept(days))).map((one) => one.split(' ')[0])).toEqual([
        '/dataCategories/0/retentionDays',
      ]);
    expect((await draft(kept(36_500))).status).toBe(201);
  });

  it('is a validity or a condition in the past, when it is decided on', async () => {
    const flow = await aReadyFlow(app, cast);
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {}));
    const decision = {
      ...{ outcome: 'approved_with_conditions', rationale: 'x', validUntil: inDays(-1) },
      conditions: [{ text: 'x', kind: 'by_date', dueOn: inDays(-2) }],
    };
    const decide = () => act(cast.dpo, `/data-flows/${flow.id}`, 'decision', decision);
    expect(named(await refused(400, decide))).toEqual(['/conditions/0/dueOn in_past', '/validUntil in_past']);
  });

  it('does not touch an approval when the change is refused', async () => {
    const flow = await anActiveFlow(app, cast);
    const location = { country: 'US', kind: 'storage' };
    const change = () =>
      cast.procurement.change(`/data-flows/${flow.id}`, { locations: [location, location] });
    expect(named(await refused(400, change))).toEqual(['/locations/1/country named_twice']);
    expect((await cast.auditor.get(`/data-flows/${flow.id}`)).body).toMatchObject({ status: 'active' });
  });
});
