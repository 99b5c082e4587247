import { TestApp, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  anAgreementInForce,
  anApprovedFlow,
  done,
  standardForFlows,
  termsOf,
  aVendor,
  aLegalEntity,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

type Wrong = { pointer: string; code: string };

describe('amendments', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const inDays = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const draft = (agreementId: string, fields: object = {}) =>
    cast.procurement.post(`/agreements/${agreementId}/amendments`, {
      changes: { breachNoticeHours: 12 },
      effectiveFrom: app.clock.today(),
      reason: 'Sooner.',
      ...fields,
    });
  const sign = ({ id, ...amendment }: Body, by = cast.dpo) =>
    act(by, `/agreements/${String(amendment['agreementId'])}/amendments/${id}`, 'signature', {
      reason: 'Signed.',
    });
  const wrongIn = ({ body }: { body: Body }) =>
    ((body['errors'] ?? []) as Wrong[]).map(({ pointer, code }) => [pointer, code]);
  const read = async (path: string) => (await cast.auditor.get(path)).body;

  it('change the terms on their day, in one with the approvals that stand on them', async () => {
    const flow = await anApprovedFlow(app, cast);
    const agreementId = String(flow['agreementId']);
    const amendment = await done(draft(agreementId));
    expect(amendment).toMatchObject({
      status: 'draft',
      revision: 1,
      changes: { breachNoticeHours: 12 },
      replaced: null,
    });
    expect(await read(`/agreements/${agreementId}`)).toMatchObject({ breachNoticeHours: 24 });
    const signed = await done(sign(amendment));
    expect(signed).toMatchObject({
      status: 'in_force',
      revision: 3,
      signedOn: app.clock.today(),
      signedById: cast.dpo.id,
      replaced: { breachNoticeHours: 24 },
    });
    expect(await read(`/agreements/${agreementId}`)).toMatchObject({ breachNoticeHours: 12 });
    const { items } = await read(`/agreements/${agreementId}/history`);
    expect((items as Body[])[0]).toMatchObject({
      action: 'agreement.amended',
      reason: `amendment ${String(amendment['reference'])} takes effect on ${app.clock.today()}`,
      changed: ['breachNoticeHours'],
    });
    expect(await read(`/data-flows/${flow.id}`)).toMatchObject({ status: 'approved', staleFacts: [] });
    const noted = { fact: 'agreement.breachNoticeHours', then: 24, now: 12, reaction: 'log_only' };
    expect(await read(`/data-flows/${flow.id}/approval`)).toMatchObject({
      valid: true,
      differences: [noted],
    });
  });

  it('that protect less leave approvals standing until they are reviewed', async () => {
    const flow = await anApprovedFlow(app, cast);
    const changes = { breachNoticeHours: 48 };
    await done(sign(await done(draft(String(flow['agreementId']), { changes }))));
    const fact = { fact: 'agreement.breachNoticeHours', then: 24, now: 48, reaction: 'review_30_days' };
    expect(await read(`/data-flows/${flow.id}`)).toMatchObject({
      ...{ status: 'approved', reviewDueOn: inDays(30), staleFacts: [fact] },
    });
  });

  it('wait for their day, and show the terms of any day before, on and after it', async () => {
    const agreement = await anAgreementInForce(app, cast);
    const path = `/agreements/${agreement.id}`;
    const [first, second] = [inDays(10), inDays(20)];
    await done(sign(await done(draft(agreement.id, { effectiveFrom: first, reference: 'First' }))));
    const clauses = [{ code: 'A28_3_H_AUDIT', status: 'PARTIAL', note: 'Only on paper.' }];
    const changes = { governingLaw: 'Irish law', breachNoticeHours: 6, clauses };
    await done(
      sign(await done(draft(agreement.id, { effectiveFrom: second, reference: 'Second', changes }))),
    );
    const on = async (day: string) => {
      const { number, amendments, terms } = await read(`${path}/versions?on=${day}`);
      const { breachNoticeHours, governingLaw, clauses: found } = terms as Body;
      const audit = (found as { code: string; status: string }[]).find(
        ({ code }) => code === 'A28_3_H_AUDIT',
      );
      const names = (amendments as { reference: string }[]).map(({ reference }) => reference);
      return [number, names, breachNoticeHours, governingLaw, audit?.status];
    };
    const asSigned = [0, [], 24, null, 'PRESENT'];
    const amended = [
      [1, ['First'], 12, null, 'PRESENT'],
      [2, ['First', 'Second'], 6, 'Irish law', 'PARTIAL'],
    ];
    expect([await on(inDays(9)), await on(first), await on(second)]).toEqual([asSigned, ...amended]);
    const days = [inDays(9), first, second] as const;
    app.clock.advance({ days: 21 });
    await app.settle();
    await app.settle();
    cast = await aCast(app);
    expect(await read(path)).toMatchObject({ breachNoticeHours: 6, governingLaw: 'Irish law' });
    expect([await on(days[0]), await on(days[1]), await on(days[2])]).toEqual([asSigned, ...amended]);
  });

  it.each([
    ['nothing to change', { changes: {} }, [['/changes', 'empty']]],
    ['a day before the agreement', { effectiveFrom: '2025-12-31' }, [['/effectiveFrom', 'before_start']]],
    ['a day after the agreement', { effectiveFrom: '2031-01-01' }, [['/effectiveFrom', 'after_end']]],
    [
      'an end before itself',
      { changes: { effectiveTo: '2026-02-01' } },
      [['/changes/effectiveTo', 'before_start']],
    ],
    [
      'terms that no agreement may have',
      { changes: { noticePeriodDays: 3_650, sccModules: ['SCC_M1'], deletionDays: 1 } },
      [
        ['/changes/noticePeriodDays', 'longer_than_term'],
        ['/changes/sccModules/0', 'other_roles'],
        ['/changes/deletionDays', 'nothing_to_do'],
      ],
    ],
    [
      'other parties',
      { changes: { vendorId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' } },
      [['/changes/vendorId', 'unknown_field']],
    ],
    [
      'a document that is no evidence',
      { documents: ['01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f'] },
      [['/documents/0', 'not_found']],
    ],
  ])('are refused with %s', async (_case, fields, expected) => {
    const agreement = await anAgreementInForce(app, cast, { effectiveTo: '2030-12-31' });
    const answer = await draft(agreement.id, fields);
    expect([answer.status, wrongIn(answer)]).toEqual([400, expected]);
    expect((await read(`/agreements/${agreement.id}/amendments`))['items']).toEqual([]);
  });

  it('are refused on a day that another has, before one in force, and under its reference', async () => {
    const { id } = await anAgreementInForce(app, cast);
    await done(sign(await done(draft(id, { reference: 'One' }))));
    expect(wrongIn(await draft(id))).toEqual([['/effectiveFrom', 'day_taken']]);
    expect(wrongIn(await draft(id, { effectiveFrom: inDays(-1) }))).toEqual([
      ['/effectiveFrom', 'out_of_order'],
    ]);
    const twin = await draft(id, { reference: 'One', effectiveFrom: inDays(3) });
    expect(twin.body).toMatchObject({ status: 409, code: 'agreement.reference_in_use' });
    const two = await done(draft(id, { effectiveFrom: inDays(5) }));
    await done(
      act(cast.procurement, `/agreements/${id}/amendments/${two.id}`, 'withdrawal', { reason: 'No.' }),
    );
    await done(draft(id, { effectiveFrom: inDays(5) }));
  });

  it('of a draft or an ended agreement are refused', async () => {
    const [vendor, entity] = [await aVendor(cast), await aLegalEntity(app)];
    const unsigned = await done(cast.procurement.post('/agreements', termsOf(vendor.id, entity.id)));
    expect((await draft(unsigned.id)).body).toMatchObject({
      status: 409,
      code: 'agreement_amendment.not_signed',
    });
    const { id } = await anAgreementInForce(app, cast);
    const waiting = await done(draft(id, { effectiveFrom: inDays(2) }));
    const signed = await done(sign(await done(draft(id, { effectiveFrom: inDays(3) }))));
    await done(act(cast.dpo, `/agreements/${id}`, 'transitions', { to: 'terminated', reason: 'Over.' }));
    expect((await draft(id, { effectiveFrom: inDays(4) })).body).toMatchObject({
      status: 409,
      code: 'agreement.over',
    });
    expect((await sign(waiting)).body).toMatchObject({ status: 409, code: 'agreement.over' });
    app.clock.advance({ days: 3 });
    await app.settle();
    cast = await aCast(app);
    const path = `/agreements/${id}/amendments/${signed.id}`;
    expect(await read(path)).toMatchObject({ status: 'lapsed', replaced: null });
    const { items } = await read(`${path}/history`);
    expect((items as Body[])[0]).toMatchObject({
      action: 'agreement_amendment.lapsed',
      reason: 'the agreement is over',
    });
  });

  it('that the law does not allow are not signed, and the refusal names every reason', async () => {
    const { id } = await anAgreementInForce(app, cast);
    const clauses = [
      { code: 'A28_3_H_AUDIT', status: 'MISSING' },
      { code: 'A28_3_C_SECURITY', status: 'NOT_REVIEWED' },
    ];
    const amendment = await done(draft(id, { changes: { clauses, breachNoticeHours: 96 } }));
    const own = await sign(amendment, cast.procurement);
    expect(own.body).toMatchObject({ status: 403, code: 'agreement.own_review' });
    const { body } = await sign(amendment);
    expect(body).toMatchObject({ status: 422, code: 'agreement.not_ready' });
    const codes = (body['unmet'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['CLAUSE_MISSING', 'CLAUSE_NOT_REVIEWED', 'BREACH_NOTICE_TIME']),
    );
    expect(await read(`/agreements/${id}/amendments/${amendment.id}`)).toMatchObject({
      status: 'draft',
      revision: 1,
    });
    expect(await read(`/agreements/${id}`)).toMatchObject({ breachNoticeHours: 24 });
  });

  it('are signed once, as they were read, and stay as they are', async () => {
    const { id } = await anAgreementInForce(app, cast);
    const amendment = await done(draft(id, { effectiveFrom: inDays(30) }));
    const path = `/agreements/${id}/amendments/${amendment.id}`;
    const signature = { reason: 'Signed.' };
    expect((await cast.dpo.post(`${path}/signature`, signature)).status).toBe(428);
    expect((await cast.dpo.post(`${path}/signature`, signature, { 'if-match': '"9"' })).status).toBe(412);
    const ahead = await act(cast.dpo, path, 'signature', { ...signature, on: inDays(1) });
    expect(wrongIn(ahead)).toEqual([['/on', 'in_future']]);
    await done(sign(amendment));
    expect((await sign(amendment)).body).toMatchObject({
      status: 409,
      code: 'agreement_amendment.cannot_move',
      allowed: ['in_force', 'withdrawn', 'lapsed'],
    });
    expect((await cast.auditor.get(`/agreements/${id}/amendments/${id}`)).body).toMatchObject({
      status: 404,
    });
    await done(act(cast.dpo, path, 'withdrawal', { reason: 'Called off.' }));
    app.clock.advance({ days: 31 });
    await app.settle();
    cast = await aCast(app);
    expect(await read(path)).toMatchObject({ status: 'withdrawn' });
    expect(await read(`/agreements/${id}`)).toMatchObject({ breachNoticeHours: 24 });
  });

  it('two at once on one day: one is drafted', async () => {
    const { id } = await anAgreementInForce(app, cast);
    const answers = await Promise.all([draft(id), draft(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 400]);
  });

  it('are listed with the same number of queries however many', async () => {
    const { id } = await anAgreementInForce(app, cast);
    for (const days of [1, 2, 3]) await done(draft(id, { effectiveFrom: inDays(days) }));
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, `/agreements/${id}/amendments`);
    expect([rows, many]).toEqual([3, one]);
    expect((await read(`/agreements/${id}/amendments?status=signed`))['items']).toEqual([]);
  });
});
