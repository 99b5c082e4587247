import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import {
  aCast,
  act,
  anAgreementInForce,
  aVendor,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';

type Fact = { fact: string; then: unknown; now: unknown; voids?: boolean };
const fact = 'vendor.subprocessors';

/** Approvals know whom the vendor lets process the data. */
describe('an approval and the sub-processors of its vendor', () => {
  let app: TestApp;
  let cast: Cast;
  let made = 0;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const day = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const general = { kind: 'GENERAL', objectionDays: 30 };
  const specific = { kind: 'SPECIFIC', objectionDays: 30 };
  const mail = { name: 'Mail', countries: ['DE'], purpose: 'Sends leters' };
  const using = (vendorId: unknown) => `/vendors/${String(vendorId)}/subprocessors`;
  const use = (vendorId: unknown, fields: object): Promise<Body> =>
    done(cast.procurement.post(using(vendorId), { name: `Sub ${++made}`, countries: ['IN'], ...fields }));

  /** An approved flow of a vendor that uses nobody but these when it is decided. */
  const approved = async (terms: object = general, ...known: object[]): Promise<Body> => {
    const agreement = await anAgreementInForce(app, cast, { subprocessorAuthorisation: terms });
    for (const fields of known) await use(agreement['vendorId'], fields);
    const draft = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
    await done(act(cast.procurement, `/data-flows/${draft.id}`, 'submission', {}));
    await done(
      act(cast.dpo, `/data-flows/${draft.id}`, 'decision', { outcome: 'approved', rationale: 'Fine.' }),
    );
    await app.settle();
    return shown(draft);
  };
  const shown = async ({ id }: Body, by: Caller = cast.auditor) => (await by.get(`/data-flows/${id}`)).body;
  const statusOf = async (flow: Body) => {
    await app.settle();
    return (await shown(flow))['status'];
  };
  const announce = (flow: Body, fields: object = {}): Promise<Body> =>
    done(
      cast.procurement.post(`/vendors/${String(flow['vendorId'])}/subprocessor-changes`, {
        ...{ receivedOn: day(0), effectiveOn: day(0) },
        changes: [{ kind: 'added', name: `Sub ${++made}`, countries: ['IN'] }],
        ...fields,
      }),
    );
  const windowOf = async ({ id }: Body, by: Caller = cast.auditor): Promise<Body> => {
    const { body } = await by.get(`/objection-windows?noticeId=${id}`);
    const [window] = body['items'] as Body[];
    if (!window) throw new Error('no window opened');
    return window;
  };
  const answer = (by: Caller, window: Body, what: string, body: object = {}): Promise<Answer> =>
    act(by, `/objection-windows/${window.id}`, what, { reason: 'As discussed.', ...body });

  it('ends with a company that nobody spoke of, and names it, then and now', async () => {
    const flow = await approved(general, mail);
    await use(flow['vendorId'], { name: 'Texts', dataCategories: ['PHONE_NUMBER'] });
    expect(await statusOf(flow)).toBe('stale');
    const known = { name: 'Mail', rank: 1, countries: ['DE'], dataCategories: [], answer: null };
    const added = { ...known, name: 'Texts', countries: ['IN'], dataCategories: ['PHONE_NUMBER'] };
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}`);
    expect(body['staleFacts']).toMatchObject([
      { fact, then: [known], now: [known, added], reaction: 'block' },
    ]);
    const { body: history } = await cast.auditor.get(`/data-flows/${flow.id}/history`);
    expect((history['items'] as Body[])[0]).toMatchObject({
      action: 'data_flow.became_stale',
      reason: 'changed: vendor.subprocessors (subprocessor.changed: Texts)',
    });
  });

  it.each<[string, object, string]>([
    ['a mended typo in the purpose', { purpose: 'Sends letters' }, 'approved'],
    ['another source', { source: 'A letter' }, 'approved'],
    ['the same name in capitals', { name: 'MAIL' }, 'approved'],
    ['an end of its use', { validTo: '2026-01-31' }, 'approved'],
    ['another country', { countries: ['DE', 'IN'] }, 'stale'],
    ['other data', { dataCategories: ['PHONE_NUMBER'] }, 'stale'],
    ['another name', { name: 'Post' }, 'stale'],
  ])('after %s', async (_case, change, expected) => {
    const flow = await approved(general, mail);
    const { body } = await cast.auditor.get(using(flow['vendorId']));
    const [{ id }] = body['items'] as [Body];
    const { status } = await cast.procurement.change(`${using(flow['vendorId'])}/${id}`, change);
    expect(status).toBe(200);
    expect(await statusOf(flow)).toBe(expected);
  });

  it('ends with a company far down the chain', async () => {
    const [middle, last] = [await aVendor(cast), await aVendor(cast)];
    await use(middle.id, { name: 'Last', linkedVendorId: last.id, countries: ['IE'] });
    const flow = await approved(general, { name: 'Middle', linkedVendorId: middle.id, countries: ['IE'] });
    await use(last.id, { name: 'Deep', countries: ['US'] });
    expect(await statusOf(flow)).toBe('stale');
    const [{ now }] = (await shown(flow))['staleFacts'] as [Fact];
    expect((now as { name: string; rank: number }[]).map(({ name, rank }) => [name, rank])).toEqual(
      expect.arrayContaining([
        ['Middle', 1],
        ['Last', 2],
        ['Deep', 3],
      ]),
    );
  });

  it('outlives a company that silence approved, and shows it as a difference that ends nothing', async () => {
    const flow = await approved(general, mail);
    const notice = await announce(flow, { receivedOn: '2026-06-01' });
    expect(await statusOf(flow)).toBe('approved');
    expect(await windowOf(notice)).toMatchObject({ state: 'APPROVED_TACIT' });
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
    expect(body['valid']).toBe(true);
    expect(body['differences']).toMatchObject([
      {
        fact,
        voids: false,
        now: expect.arrayContaining([expect.objectContaining({ answer: 'APPROVED_TACIT' })]),
      },
    ]);
  });

  it('ends, in the same transaction, when a late objection to it is upheld', async () => {
    const flow = await approved(general);
    const notice = await announce(flow, { receivedOn: '2026-06-01' });
    expect(await statusOf(flow)).toBe('approved');
    const window = await windowOf(notice);
    await done(answer(cast.dpo, window, 'objection'));
    expect(await statusOf(flow)).toBe('approved');
    await done(answer(cast.secondDpo, window, 'ruling', { ruling: 'upheld' }));
    expect((await shown(flow))['status']).toBe('stale');
  });

  it('ends where silence is a no, and where the answer is still awaited', async () => {
    const flow = await approved(specific);
    await announce(flow, { receivedOn: '2026-06-01' });
    expect(await statusOf(flow)).toBe('stale');
    const early = await approved(general);
    await announce(early);
    expect(await statusOf(early)).toBe('stale');
    expect((await shown(early))['staleFacts']).toMatchObject([
      { fact, now: [{ answer: 'IN_OBJECTION_WINDOW' }] },
    ]);
  });

  it('does not end with what was approved in writing before it began', async () => {
    const flow = await approved(specific);
    const notice = await announce(flow, { effectiveOn: day(1) });
    await done(answer(cast.dpo, await windowOf(notice), 'approval'));
    expect(await statusOf(flow)).toBe('approved');
  });

  it('asks for a new decision on the facts of the day, which then hold', async () => {
    const flow = await approved(general);
    await use(flow['vendorId'], { name: 'Texts' });
    expect(await statusOf(flow)).toBe('stale');
    await done(act(cast.procurement, `/data-flows/${flow.id}`, 'submission', {}));
    await done(
      act(cast.dpo, `/data-flows/${flow.id}`, 'decision', { outcome: 'approved', rationale: 'Known now.' }),
    );
    expect(await statusOf(flow)).toBe('approved');
    const { body } = await cast.auditor.get(`/data-flows/${flow.id}/approval`);
    expect(body).toMatchObject({ valid: true, differences: [], factsNow: { [fact]: [{ name: 'Texts' }] } });
  });

  it('holds or ends by itself on the day on which what was announced begins', async () => {
    const [tacit, silent, kept, moved] = [
      await approved(general),
      await approved(specific),
      await approved(general),
      await approved(general, mail),
    ];
    for (const flow of [tacit, silent]) await announce(flow, { effectiveOn: day(40) });
    const objected = await windowOf(await announce(kept, { effectiveOn: day(40) }));
    await done(answer(cast.dpo, objected, 'objection'));
    await done(answer(cast.dpo, objected, 'exclusion', { reason: 'Our account stays where it is.' }));
    const abroad = await windowOf(
      await announce(moved, {
        effectiveOn: day(40),
        changes: [{ kind: 'changed', name: 'Mail', countries: ['DE', 'IN'] }],
      }),
    );
    await done(answer(cast.dpo, abroad, 'objection'));
    for (const flow of [tacit, silent, kept, moved]) expect(await statusOf(flow)).toBe('approved');
    app.clock.advance({ days: 40 });
    for (let times = 0; times < 3; times++) await app.settle();
    const reader = await app.person('auditor'); // whoever signed in before is signed out by then
    const seen = await Promise.all(
      [tacit, silent, kept, moved].map(async (flow) => (await shown(flow, reader))['status']),
    );
    expect(seen).toEqual(['approved', 'stale', 'approved', 'stale']);
  });
});
