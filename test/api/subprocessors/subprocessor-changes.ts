import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { aCast, act, anAgreementInForce, done, standardForFlows, type Cast } from '../../support/flows.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';

type Window = Body & { state: string; agreementId: string; lastDay: string | null; change: { name: string } };
const items = ({ body }: Answer) => body['items'] as Window[];

describe('a notice of changed sub-processors', () => {
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
  const agreementOf = (subprocessorAuthorisation: object | null): Promise<Body> =>
    anAgreementInForce(app, cast, { subprocessorAuthorisation });
  const noticesOf = (vendorId: string) => `/vendors/${vendorId}/subprocessor-changes`;
  const added = (fields: object = {}) => ({
    kind: 'added',
    name: `Sub ${++made}`,
    countries: ['IN'],
    ...fields,
  });
  const announce = (vendorId: string, fields: object = {}): Promise<Body> =>
    done(cast.procurement.post(noticesOf(vendorId), { receivedOn: day(0), changes: [added()], ...fields }));
  const windowsOf = async (notice: Body) =>
    items(await cast.auditor.get(`/objection-windows?noticeId=${notice.id}`)).sort(
      (a, b) => Number(a['line']) - Number(b['line']),
    );
  const aWindow = async (terms: object | null, fields: object = {}): Promise<Window> => {
    const { vendorId } = await agreementOf(terms);
    const [window] = await windowsOf(await announce(String(vendorId), fields));
    if (!window) throw new Error('no window opened');
    return window;
  };
  const path = ({ id }: Body) => `/objection-windows/${id}`;
  const answer = (by: Caller, window: Body, what: string, body: object = {}) =>
    act(by, path(window), what, { reason: 'As discussed.', ...body });
  const shown = async (window: Body) => (await cast.auditor.get(path(window))).body as Window;

  const general = { kind: 'GENERAL', objectionDays: 30 };
  const specific = { kind: 'SPECIFIC', objectionDays: 30 };
  const prohibited = { kind: 'PROHIBITED' };
  const longAgo = { receivedOn: '2026-06-01' };

  /** A window in each state, by the way that leads there. */
  const ways: Record<string, () => Promise<Window>> = {
    ANNOUNCED: () => aWindow({ kind: 'GENERAL' }),
    IN_OBJECTION_WINDOW: () => aWindow(general),
    OBJECTED: async () => {
      const window = await aWindow(general);
      await done(answer(cast.dpo, window, 'objection'));
      return shown(window);
    },
    APPROVED_EXPRESS: async () => {
      const window = await aWindow(specific);
      await done(answer(cast.dpo, window, 'approval'));
      return shown(window);
    },
    APPROVED_TACIT: async () => {
      const window = await aWindow(general, longAgo);
      await app.settle();
      return shown(window);
    },
    REJECTED: async () => {
      const window = await aWindow(specific, longAgo);
      await app.settle();
      return shown(window);
    },
    PROHIBITED: () => aWindow(prohibited),
  };

  it('goes into the register beforehand, and opens a window under each agreement', async () => {
    const { id: agreementId, vendorId } = await agreementOf(general);
    const vendor = String(vendorId);
    await done(
      cast.procurement.post(`/vendors/${vendor}/subprocessors`, { name: 'Mail', countries: ['DE'] }),
    );
    await done(cast.procurement.post(`/vendors/${vendor}/subprocessors`, { name: 'Old', countries: ['DE'] }));
    const notice = await announce(vendor, {
      effectiveOn: day(45),
      source: 'E-mail',
      changes: [
        { kind: 'changed', name: 'MAIL', countries: ['DE', 'IN'] },
        { kind: 'replaced', name: 'New', replaces: 'Old', countries: ['IE'], purpose: 'Storage' },
        { kind: 'added', name: 'Texts', countries: ['US'], dataCategories: ['PHONE_NUMBER'] },
      ],
    });
    expect(notice).toMatchObject({
      vendorId: vendor,
      receivedOn: day(0),
      effectiveOn: day(45),
      recordedById: cast.procurement.id,
      changes: [
        { kind: 'changed', before: { countries: ['DE'] }, after: { countries: ['DE', 'IN'] } },
        { kind: 'replaced', replaces: 'Old', before: null, after: { countries: ['IE'] } },
        { kind: 'added', before: null, after: { countries: ['US'], dataCategories: ['PHONE_NUMBER'] } },
      ],
    });
    const known = (await cast.auditor.get(`/vendors/${vendor}/subprocessors`)).body['items'];
    expect(known).toMatchObject([
      {
        name: 'Mail',
        status: 'ACTIVE',
        countries: ['DE'],
        upcoming: { from: day(45), countries: ['DE', 'IN'] },
      },
      { name: 'New', status: 'ANNOUNCED', validFrom: day(45) },
      { name: 'Old', status: 'ACTIVE', validTo: day(44), replacedById: expect.any(String) },
      { name: 'Texts', status: 'ANNOUNCED', validFrom: day(45) },
    ]);
    expect(await windowsOf(notice)).toMatchObject(
      ['Mail', 'New', 'Texts'].map((_name, at) => ({
        ...{ agreementId, line: at + 1, state: 'IN_OBJECTION_WINDOW', lastDay: day(30), objectionDays: 30 },
      })),
    );
  });

  it('begins after the longest time to object where it names no day, and takes away without asking', async () => {
    const { vendorId } = await agreementOf(general);
    const vendor = String(vendorId);
    expect(await announce(vendor)).toMatchObject({ effectiveOn: day(31) });
    await done(cast.procurement.post(`/vendors/${vendor}/subprocessors`, { name: 'Gone' }));
    const removal = await announce(vendor, {
      effectiveOn: day(0),
      changes: [{ kind: 'removed', name: 'Gone' }],
    });
    expect(await windowsOf(removal)).toEqual([]);
    const { body } = await cast.auditor.get(`/vendors/${vendor}/subprocessors?q=Gone`);
    expect(body['items']).toMatchObject([{ status: 'REMOVED', validTo: day(-1) }]);
  });

  it('is judged by the terms that were in force on the day of receipt', async () => {
    const agreement = await agreementOf(general);
    const amendments = `/agreements/${agreement.id}/amendments`;
    const { id } = await done(
      cast.procurement.post(amendments, {
        ...{ changes: { subprocessorAuthorisation: { kind: 'SPECIFIC', objectionDays: 5 } } },
        ...{ effectiveFrom: day(0), reason: 'Shorter.' },
      }),
    );
    await done(act(cast.dpo, `${amendments}/${id}`, 'signature', { reason: 'Signed.' }));
    const on = async (receivedOn: string) =>
      (await windowsOf(await announce(String(agreement['vendorId']), { receivedOn })))[0];
    expect(await on(day(0))).toMatchObject({
      authorisation: 'SPECIFIC',
      lastDay: day(5),
      agreementVersion: 1,
    });
    expect(await on(day(-1))).toMatchObject({
      authorisation: 'GENERAL',
      lastDay: day(29),
      agreementVersion: 0,
    });
    const before = await announce(String(agreement['vendorId']), { receivedOn: '2025-12-31' });
    expect(await windowsOf(before)).toEqual([]);
  });

  it('that does not fit is refused with every reason, and nothing is stored', async () => {
    const { vendorId } = await agreementOf(general);
    const vendor = String(vendorId);
    const refused = await cast.procurement.post(noticesOf(vendor), {
      receivedOn: day(1),
      evidenceId: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f',
      changes: [added()],
    });
    expect(refused.body).toMatchObject({
      status: 400,
      errors: [
        { pointer: '/evidenceId', code: 'not_found' },
        { pointer: '/receivedOn', code: 'in_future' },
      ],
    });
    const lines = await cast.procurement.post(noticesOf(vendor), {
      receivedOn: day(0),
      changes: [
        { kind: 'changed', name: 'Nobody' },
        added({ name: 'Twice' }),
        added({ name: 'twice' }),
        { kind: 'replaced', name: 'New' },
      ],
    });
    expect(lines.body).toMatchObject({
      status: 400,
      errors: [
        { pointer: '/changes/0/name', code: 'unknown_subprocessor' },
        { pointer: '/changes/2/name', code: 'named_twice' },
        { pointer: '/changes/3/replaces', code: 'unknown_subprocessor' },
      ],
    });
    const hostile = await cast.procurement.post(noticesOf(vendor), {
      receivedOn: '2026-02-30',
      changes: [{ kind: 'sold', name: '\u202Eevil', countries: ['YU'] }],
    });
    expect((hostile.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      '/changes/0/countries',
      '/changes/0/kind',
      '/changes/0/name',
      '/receivedOn',
    ]);
    const ring = await cast.procurement.post(noticesOf(vendor), {
      receivedOn: day(0),
      changes: [added(), added({ linkedVendorId: vendor })],
    });
    expect(ring.body).toMatchObject({
      status: 400,
      errors: [{ pointer: '/changes/1/linkedVendorId', code: 'own_subprocessor' }],
    });
    expect((await cast.auditor.get(`${noticesOf(vendor)}?count=true`)).body['total']).toBe(0);
    expect((await cast.auditor.get(`/vendors/${vendor}/subprocessors?count=true`)).body['total']).toBe(0);
    expect(items(await cast.auditor.get(`/objection-windows?vendorId=${vendor}`))).toEqual([]);
  });

  it('costs as many statements under many agreements as under one', async () => {
    const { vendorId, legalEntityId } = await agreementOf(general);
    const vendor = String(vendorId);
    const asked = async () => (await statementsDuring(app, () => announce(vendor))).length;
    const one = await asked();
    for (let more = 0; more < 3; more++) {
      const draft = await done(
        cast.procurement.post('/agreements', {
          ...{ reference: `DPA-more-${++made}`, vendorId: vendor, legalEntityId, kind: 'data_processing' },
          ...{ vendorRole: 'PROCESSOR', effectiveFrom: '2026-01-01', breachNoticeHours: 24 },
          subprocessorAuthorisation: general,
        }),
      );
      const clauses = (draft['clauses'] as { code: string }[]).map(({ code }) => ({
        code,
        status: 'PRESENT',
      }));
      await done(cast.procurement.change(`/agreements/${draft.id}`, { clauses }));
      for (const to of ['in_review', 'signed', 'in_force'])
        await done(act(cast.dpo, `/agreements/${draft.id}`, 'transitions', { to, reason: 'as agreed' }));
    }
    expect(await asked()).toBe(one);
    const {
      one: page,
      many,
      rows,
    } = await queriesOfPage(app, cast.auditor, `/objection-windows?vendorId=${vendor}`);
    expect([many, rows]).toEqual([page, 5]);
    const list = await queriesOfPage(app, cast.auditor, noticesOf(vendor));
    expect([list.many, list.rows]).toEqual([list.one, 2]);
  });

  describe('and the answer to it', () => {
    it.each([
      ['ANNOUNCED', 'approval', 'APPROVED_EXPRESS'],
      ['ANNOUNCED', 'objection', 'OBJECTED'],
      ['ANNOUNCED', 'ruling', 'objection_window.nothing_to_rule'],
      ['ANNOUNCED', 'exclusion', 'objection_window.cannot_move'],
      ['IN_OBJECTION_WINDOW', 'approval', 'APPROVED_EXPRESS'],
      ['IN_OBJECTION_WINDOW', 'objection', 'OBJECTED'],
      ['IN_OBJECTION_WINDOW', 'ruling', 'objection_window.nothing_to_rule'],
      ['IN_OBJECTION_WINDOW', 'exclusion', 'objection_window.cannot_move'],
      ['OBJECTED', 'approval', 'APPROVED_EXPRESS'],
      ['OBJECTED', 'objection', 'objection_window.cannot_move'],
      ['OBJECTED', 'ruling', 'objection_window.nothing_to_rule'],
      ['OBJECTED', 'exclusion', 'REJECTED'],
      ['APPROVED_EXPRESS', 'approval', 'objection_window.cannot_move'],
      ['APPROVED_EXPRESS', 'objection', 'objection_window.cannot_move'],
      ['APPROVED_EXPRESS', 'ruling', 'objection_window.nothing_to_rule'],
      ['APPROVED_EXPRESS', 'exclusion', 'objection_window.cannot_move'],
      ['APPROVED_TACIT', 'approval', 'objection_window.cannot_move'],
      ['APPROVED_TACIT', 'objection', 'APPROVED_TACIT'],
      ['APPROVED_TACIT', 'ruling', 'objection_window.nothing_to_rule'],
      ['APPROVED_TACIT', 'exclusion', 'objection_window.cannot_move'],
      ['REJECTED', 'approval', 'APPROVED_EXPRESS'],
      ['REJECTED', 'objection', 'objection_window.cannot_move'],
      ['REJECTED', 'ruling', 'objection_window.nothing_to_rule'],
      ['REJECTED', 'exclusion', 'REJECTED'],
      ['PROHIBITED', 'approval', 'objection_window.prohibited'],
      ['PROHIBITED', 'objection', 'objection_window.cannot_move'],
      ['PROHIBITED', 'ruling', 'objection_window.nothing_to_rule'],
      ['PROHIBITED', 'exclusion', 'REJECTED'],
    ])('%s, then %s: %s', async (state, what, expected) => {
      const before = await ways[state]?.();
      if (!before) throw new Error(`no way to ${state}`);
      expect(before.state).toBe(state === 'PROHIBITED' ? 'REJECTED' : state);
      const { status, body } = await answer(
        cast.dpo,
        before,
        what,
        what === 'ruling' ? { ruling: 'upheld' } : {},
      );
      if (expected.startsWith('objection_window')) {
        expect([status, body['code']]).toEqual([409, expected]);
        expect(await shown(before)).toEqual(before);
      } else {
        expect([status, body['state']]).toEqual([200, expected]);
        expect(body.revision).toBe(before.revision + 1);
      }
    });

    it('is given by persons of the right roles, under If-Match', async () => {
      const window = await aWindow(general);
      for (const what of ['approval', 'objection'])
        expect((await answer(cast.procurement, window, what)).status).toBe(403);
      const body = { reason: 'Fine.' };
      expect((await cast.dpo.post(`${path(window)}/approval`, body)).status).toBe(428);
      expect((await cast.dpo.post(`${path(window)}/approval`, body, { 'if-match': '"7"' })).status).toBe(412);
      expect((await cast.dpo.post(`${path(window)}/approval`, {}, { 'if-match': '"1"' })).body).toMatchObject(
        {
          errors: [{ pointer: '/reason', code: 'missing' }],
        },
      );
      expect(await shown(window)).toEqual(window);
      const both = await Promise.all([
        cast.dpo.post(`${path(window)}/approval`, body, { 'if-match': '"1"' }),
        cast.secondDpo.post(`${path(window)}/objection`, body, { 'if-match': '"1"' }),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('cannot have been sent before the notice came, or ahead', async () => {
      const window = await aWindow(general);
      for (const [on, code] of [
        [day(-1), 'before_notice'],
        [day(1), 'in_future'],
      ])
        expect((await answer(cast.dpo, window, 'objection', { on })).body).toMatchObject({
          status: 400,
          errors: [{ pointer: '/on', code }],
        });
      expect(await shown(window)).toEqual(window);
    });

    it('is silence: on record, with its meaning, once', async () => {
      const [tacit, rejected] = [await ways['APPROVED_TACIT']?.(), await ways['REJECTED']?.()];
      expect(tacit).toMatchObject({
        decidedById: null,
        decidedOn: day(0),
        lastDay: '2026-07-01',
        revision: 2,
      });
      expect(tacit?.['reason']).toBe('nobody answered to 2026-07-01: under GENERAL silence is a yes');
      expect(rejected?.['reason']).toBe('nobody answered to 2026-07-01: under SPECIFIC silence is a no');
      await app.settle();
      expect((await shown(tacit as Window)).revision).toBe(2);
      const { body } = await cast.auditor.get(`${path(tacit as Window)}/history`);
      expect(body['items']).toMatchObject([
        { action: 'objection_window.settled_by_silence', actor: { kind: 'system' } },
        { action: 'objection_window.opened' },
      ]);
    });

    it('counts as late after the last day, also before upkeep came by; somebody else rules on it', async () => {
      const late = async () => {
        const window = await aWindow(general, longAgo);
        await done(answer(cast.dpo, window, 'objection', { on: '2026-06-20' }));
        return shown(window);
      };
      const window = await late();
      expect(window).toMatchObject({
        state: 'APPROVED_TACIT',
        revision: 3,
        lateObjection: { sentOn: '2026-06-20', byId: cast.dpo.id, ruling: null },
      });
      const waiting = async () =>
        items(await cast.auditor.get('/objection-windows?awaits=ruling&limit=200')).map(({ id }) => id);
      expect(await waiting()).toContain(window.id);
      expect((await answer(cast.dpo, window, 'objection')).body).toMatchObject({
        code: 'objection_window.cannot_move',
      });
      expect((await answer(cast.dpo, window, 'ruling', { ruling: 'upheld' })).body).toMatchObject({
        status: 403,
        code: 'objection_window.own_objection',
      });
      const ruled = await done(answer(cast.approver, window, 'ruling', { ruling: 'upheld' }));
      expect(ruled).toMatchObject({
        state: 'REJECTED',
        decidedById: cast.approver.id,
        lateObjection: { ruling: 'upheld', ruledById: cast.approver.id },
      });
      expect(await waiting()).not.toContain(window.id);
      const other = await late();
      expect(await done(answer(cast.secondDpo, other, 'ruling', { ruling: 'dismissed' }))).toMatchObject({
        state: 'APPROVED_TACIT',
        lateObjection: { ruling: 'dismissed' },
      });
    });

    it('falls due in the calendar until it is given', async () => {
      const window = await aWindow(general);
      const due = async () =>
        ((await cast.auditor.get(`/calendar?vendorId=${String(window['vendorId'])}`)).body['items'] as Body[])
          .filter(({ kind }) => kind === 'objection_day')
          .map((entry) => [entry['day'], (entry['subject'] as Body).id]);
      expect(await due()).toEqual([[day(30), window.id]]);
      expect(
        items(
          await cast.auditor.get(
            `/objection-windows?dueBy=${day(30)}&vendorId=${String(window['vendorId'])}`,
          ),
        ),
      ).toHaveLength(1);
      await done(answer(cast.dpo, window, 'approval'));
      expect(await due()).toEqual([]);
    });
  });
});
