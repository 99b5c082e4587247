import { Upkeep } from '../../../src/platform/upkeep.js';
import { TestApp, type Answer, type Body } from '../../support/app.js';
import {
  aCast,
  act,
  anActiveFlow,
  anAgreementInForce,
  anApprovedVendor,
  aVendor,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const unknown = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
const hour = 3_600;

describe('obligations and notices of an incident', () => {
  let app: TestApp;
  let cast: Cast;
  let flow: Body;
  let vendorId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    flow = await anActiveFlow(app, cast);
    vendorId = String(flow['vendorId']);
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();
  const shown = async (id: string): Promise<Body> => (await cast.auditor.get(`/incidents/${id}`)).body;
  const owed = async (id: string, query = '') =>
    items(await cast.auditor.get(`/incidents/${id}/obligations${query}`));
  const judge = (id: string, risk: string, more: object = {}) =>
    done(cast.dpo.post(`/incidents/${id}/risk-assessment`, { risk, reasons: 'Names only.', ...more }));
  async function awareIncident(fields: object = {}): Promise<string> {
    const { id } = await anIncident(cast.requester, [vendorId], { occurredFrom: hoursAgo(24), ...fields });
    await aware(cast.dpo, id, hoursAgo(1));
    return id;
  }
  const notice = (change: object = {}) => ({
    kind: 'initial',
    recipients: [{ name: 'Authority', address: 'mailbox@authority.example' }],
    contact: 'Dana Officer, dpo@example.com',
    text: 'On that day we learned that backups were readable.',
    sentAt: hoursAgo(0),
    proof: 'Portal receipt 2026-0815',
    ...change,
  });
  const record = (id: string, change: object = {}) =>
    cast.dpo.post(`/incidents/${id}/notices`, notice(change));

  it('nothing is owed before we are aware', async () => {
    const { id } = await anIncident(cast.requester, [vendorId]);
    expect(await owed(id)).toEqual([]);
  });

  it('72 hours from awareness the authority of our company is due, and the days follow a correction', async () => {
    const { id } = await anIncident(cast.requester, [vendorId], { occurredFrom: hoursAgo(24) });
    const at = hoursAgo(2);
    await aware(cast.dpo, id, at);
    const [authority, ...others] = await owed(id);
    expect(others).toEqual([]);
    expect(authority).toMatchObject({
      ...{
        by: 'us',
        to: 'supervisory authority of Germany',
        kind: 'initial',
        code: 'SA_INITIAL',
        clock: 'GDPR_33_1',
      },
      ...{ ground: expect.stringContaining('GDPR Art. 33(1)'), legalEntityId: flow['legalEntityId'] },
      ...{ startsAt: at, dueAt: new Date(Date.parse(at) + 72 * 3_600_000).toISOString() },
      ...{ state: 'open', sentAt: null, lateBy: 0, announcedShare: 0, byHand: false },
    });
    expect(Math.round(Number(authority?.['remainingSeconds']) / hour)).toBe(70);
    const earlier = hoursAgo(5);
    const correction = { at: earlier, reason: 'The mail was enough.' };
    await done(cast.dpo.patch(`/incidents/${id}/awareness`, correction, { 'if-match': '"2"' }));
    expect(await owed(id)).toMatchObject([{ id: authority?.['id'], revision: 2, startsAt: earlier }]);
  });

  it('the vendor owes us word within the hours of its contract, and its delay shows', async () => {
    const id = await awareIncident({ vendorDetectedAt: hoursAgo(23), vendorNotifiedAt: null });
    expect(await owed(id, '?by=vendor')).toMatchObject([{ state: 'open', sentAt: null, lateBy: 0 }]);
    const told = hoursAgo(-0);
    await done(
      cast.dpo.change(`/incidents/${id}`, { vendorDetectedAt: hoursAgo(24), vendorNotifiedAt: told }),
    );
    const [duty] = await owed(id, '?by=vendor');
    expect(duty).toMatchObject({ code: 'PROC_TO_CTRL', state: 'sent', sentAt: told });
  });

  it('an unlikely risk asks for no authority, with its reason, and a high one for the people too', async () => {
    const id = await awareIncident();
    await judge(id, 'unlikely');
    expect(await owed(id)).toMatchObject([
      {
        code: 'SA_INITIAL',
        state: 'not_required',
        because: 'A risk is unlikely: Names only.',
        settledById: null,
      },
    ]);
    await judge(id, 'high');
    expect((await owed(id)).map(({ code, state }) => [code, state])).toEqual([
      ['SA_INITIAL', 'open'],
      ['SUBJECTS', 'open'],
    ]);
    await judge(id, 'high', { exemption: 'A34_3_A_UNINTELLIGIBLE' });
    expect(await owed(id)).toMatchObject([{ state: 'open' }, { code: 'SUBJECTS', state: 'not_required' }]);
    const bad = await cast.dpo.post(`/incidents/${id}/risk-assessment`, {
      ...{ risk: 'likely', reasons: 'So.', exemption: 'A34_3_A_UNINTELLIGIBLE' },
      sectors: [{ regime: 'NIS2', classifiedAt: hoursAgo(-1) }],
    });
    expect(bad.body).toMatchObject({
      ...{ status: 400, code: 'incident.bad_assessment' },
      errors: [{ pointer: '/exemption' }, { pointer: '/sectors/0/classifiedAt' }],
    });
    expect(await shown(id)).toMatchObject({ risk: 'high' });
  });

  it('joint controllers and partners are told by their contracts, and our customers where we only process', async () => {
    const vendor = await anApprovedVendor(cast);
    const parties = [{ name: 'Joint AG', role: 'JOINT_CONTROLLER', country: 'DE' }];
    await anAgreementInForce(app, cast, { vendorId: vendor.id, parties, breachNoticeHours: 12 });
    const { id } = await anIncident(cast.requester, [vendor.id], { occurredFrom: hoursAgo(24) });
    const at = hoursAgo(1);
    await aware(cast.dpo, id, at);
    expect((await owed(id)).map(({ to, code }) => [to, code])).toEqual([
      ['Joint AG', 'JOINT_CTRL'],
      ['supervisory authority of Germany', 'SA_INITIAL'],
    ]);
    expect((await owed(id))[0]).toMatchObject({
      dueAt: new Date(Date.parse(at) + 12 * 3_600_000).toISOString(),
    });
  });

  it('an incident at a sub-processor leads up to the vendors that use it', async () => {
    const below = await aVendor(cast);
    await done(
      cast.procurement.post(`/vendors/${vendorId}/subprocessors`, {
        name: 'Mailhost Ltd',
        linkedVendorId: below.id,
        countries: ['US'],
      }),
    );
    for (const subProcessors of [[{ name: 'Mailhost Ltd' }], [{ name: 'MH', vendorId: below.id }]]) {
      const { id } = await anIncident(cast.requester, [], { subProcessors, occurredFrom: hoursAgo(24) });
      await aware(cast.dpo, id, hoursAgo(1));
      expect(await owed(id)).toMatchObject([{ legalEntityId: flow['legalEntityId'], code: 'SA_INITIAL' }]);
    }
  });

  describe('a notice', () => {
    it('meets what it names, with its proof, and stands in the timeline', async () => {
      const id = await awareIncident();
      const [obligation] = await owed(id);
      const { body, status } = await record(id);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ revision: 1, incidentId: id, kind: 'initial', code: 'SA_INITIAL', sentById: cast.dpo.id },
        ...{ obligationIds: [obligation?.['id']], proof: 'Portal receipt 2026-0815', lateReason: null },
      });
      expect(await owed(id)).toMatchObject([
        { state: 'sent', sentAt: body['sentAt'], noticeId: body.id, lateBy: 0, remainingSeconds: null },
      ]);
      expect((await cast.auditor.get(`/incidents/${id}/notices/${body.id}`)).body).toEqual(body);
      expect(items(await cast.auditor.get(`/incidents/${id}/notices`))).toEqual([body]);
      expect(items(await cast.auditor.get(`/incidents/${id}/timeline`))).toContainEqual({
        ...{ at: body['sentAt'], kind: 'notice_sent', reason: 'initial: Authority' },
        ...{ decidedById: cast.dpo.id, decidedAt: body['createdAt'] },
      });
      const again = await record(id, { obligationIds: [obligation?.['id']] });
      expect(again.body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/obligationIds/0', code: 'settled' }],
      });
      expect(items(await cast.auditor.get(`/incidents/${id}/notices`))).toHaveLength(1);
    });

    it('that is late says why, and how late it is stays', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], { occurredFrom: hoursAgo(100) });
      await aware(cast.dpo, id, hoursAgo(80));
      const bare = await record(id);
      expect(bare.body).toMatchObject({ status: 400, errors: [{ pointer: '/lateReason', code: 'missing' }] });
      expect(await owed(id)).toMatchObject([{ state: 'open', sentAt: null, revision: 1 }]);
      await done(record(id, { lateReason: 'Nobody was there.' }));
      const [late] = await owed(id);
      expect(late).toMatchObject({ state: 'sent', lateReason: 'Nobody was there.' });
      expect(Math.round(Number(late?.['lateBy']) / hour)).toBe(8);
    });

    it('without a contact is refused, unless the company has one, and nothing is recorded', async () => {
      const id = await awareIncident();
      const { body } = await record(id, { contact: null });
      expect(body).toMatchObject({
        status: 400,
        code: 'incident_notice.without_contact',
        errors: [{ pointer: '/contact' }],
      });
      expect(items(await cast.auditor.get(`/incidents/${id}/notices`))).toEqual([]);
      expect(await owed(id)).toMatchObject([{ state: 'open', revision: 1 }]);
      const admin = await app.admin();
      const company = `/legal-entities/${String(flow['legalEntityId'])}`;
      await done(admin.change(company, { dpoContact: 'dpo@example.com' }));
      expect(await done(record(id, { contact: null }))).toMatchObject({ contact: 'dpo@example.com' });
      await done(admin.change(company, { dpoContact: null }));
    });

    it('says of every field what is wrong, and nothing is recorded', async () => {
      const id = await awareIncident();
      const { body } = await record(id, {
        ...{ sentAt: hoursAgo(-1), proof: null, evidenceIds: [unknown] },
        recipients: [{ name: 'Authority' }],
      });
      expect(body).toMatchObject({ status: 400, code: 'incident_notice.not_acceptable' });
      expect((body['errors'] as Items).map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/sentAt', 'in_future'],
        ['/recipients/0/address', 'missing'],
        ['/evidenceIds/0', 'unknown'],
      ]);
      expect((await record(id, { obligationIds: [unknown] })).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/obligationIds/0', code: 'unknown' }],
      });
      expect(items(await cast.auditor.get(`/incidents/${id}/notices`))).toEqual([]);
    });

    it('must name what it meets where several ask for its kind', async () => {
      const id = await awareIncident();
      const more = {
        to: 'Authority of the sector',
        ground: 'Its law',
        kind: 'initial',
        startsAt: hoursAgo(1),
      };
      await done(cast.dpo.post(`/incidents/${id}/obligations`, more));
      const { body } = await record(id);
      expect(body).toMatchObject({ status: 400, errors: [{ code: 'ambiguous' }, { code: 'ambiguous' }] });
      const ids = (await owed(id)).map((one) => one['id']);
      await done(record(id, { obligationIds: ids }));
      expect(await owed(id)).toMatchObject([{ state: 'sent' }, { state: 'sent' }]);
    });
  });

  describe('an obligation', () => {
    it('is added by hand for whom the register does not know, and reasoned away and taken up again', async () => {
      const id = await awareIncident();
      const insurer = {
        to: 'Our insurer',
        ground: 'Policy 4711',
        startsAt: hoursAgo(1),
        dueAt: hoursAgo(-47),
      };
      const late = await cast.dpo.post(`/incidents/${id}/obligations`, { ...insurer, dueAt: hoursAgo(2) });
      expect(late.body).toMatchObject({ status: 400, errors: [{ pointer: '/dueAt' }] });
      const added = await done(cast.dpo.post(`/incidents/${id}/obligations`, insurer));
      expect(added).toMatchObject({ ...insurer, byHand: true, kind: 'contract_party', state: 'open' });
      const path = `/incidents/${id}/obligations/${added.id}`;
      const away = await done(act(cast.dpo, path, 'reasoning', { reason: 'Not insured.' }));
      expect(away).toMatchObject({
        state: 'reasoned_away',
        because: 'Not insured.',
        settledById: cast.dpo.id,
      });
      const twice = await act(cast.dpo, path, 'reasoning', { reason: 'Again.' });
      expect(twice.body).toMatchObject({ status: 409, code: 'obligation.settled' });
      await judge(id, 'likely');
      expect((await cast.auditor.get(path)).body).toEqual(away);
      const revived = await done(act(cast.dpo, path, 'revival', { reason: 'We are.' }));
      expect(revived).toMatchObject({ state: 'open', because: null });
      expect(items(await cast.auditor.get(`${path}/history`)).map(({ action }) => action)).toEqual([
        'incident_obligation.taken_up',
        'incident_obligation.reasoned_away',
        'incident_obligation.raised',
      ]);
    });

    it('of another incident is not found', async () => {
      const [first, second] = [await awareIncident(), await awareIncident()];
      const [of] = await owed(first);
      const path = `/incidents/${second}/obligations/${String(of?.['id'])}`;
      expect((await cast.auditor.get(path)).body).toMatchObject({
        status: 404,
        code: 'obligation.not_found',
      });
      expect((await cast.dpo.post(`${path}/reasoning`, { reason: 'So.' })).status).toBe(404);
    });
  });

  it('an incident is closed only when nobody is left to tell and the risk is judged', async () => {
    const id = await awareIncident();
    const path = `/incidents/${id}`;
    const step = (to: string) => act(cast.dpo, path, 'transitions', { to, reason: 'Done.' });
    await done(step('contained'));
    const { body } = await step('closed');
    expect(body).toMatchObject({ status: 422, code: 'incident.cannot_close' });
    expect((body['unmet'] as Items).map(({ code }) => code)).toEqual(['RISK_NOT_JUDGED', 'OBLIGATION_OPEN']);
    expect(await shown(id)).toMatchObject({ status: 'contained', closedAt: null, revision: 3 });
    await judge(id, 'likely');
    expect((await step('closed')).body).toMatchObject({ status: 422 });
    await done(record(id));
    expect((await step('closed')).body).toMatchObject({ status: 'closed', outcome: 'Done.' });
    expect((await record(id)).body).toMatchObject({ status: 409, code: 'incident.fixed' });
    expect(
      (await cast.dpo.post(`${path}/risk-assessment`, { risk: 'high', reasons: 'So.' })).body,
    ).toMatchObject({
      code: 'incident.fixed',
    });
    expect((await step('confirmed')).body).toMatchObject({ status: 'confirmed', closedAt: null });
  });

  it('what is due stands in the calendar, but not what is rehearsed', async () => {
    const before = items(await cast.auditor.get('/calendar?kind=incident_notice_due&limit=200')).length;
    const rehearsed = await awareIncident({ exercise: true, ownerId: cast.dpo.id });
    const real = await awareIncident({ ownerId: cast.dpo.id });
    expect(await owed(rehearsed)).toHaveLength(1);
    const entries = items(await cast.auditor.get('/calendar?kind=incident_notice_due&limit=200'));
    expect(entries).toHaveLength(before + 1);
    const [obligation] = await owed(real);
    expect(entries).toContainEqual(
      expect.objectContaining({
        subject: expect.objectContaining({ type: 'incident_obligation', id: obligation?.['id'] }),
        ...{ vendorId, ownerId: cast.dpo.id, day: String(obligation?.['dueAt']).slice(0, 10) },
      }),
    );
  });

  it('a page of obligations and of notices costs the same however many there are', async () => {
    const id = await awareIncident();
    for (let nth = 0; nth < 4; nth++) {
      const more = { to: `Partner ${nth}`, ground: 'Contract', startsAt: hoursAgo(1) };
      await done(cast.dpo.post(`/incidents/${id}/obligations`, more));
      await done(record(id, { kind: 'supplement' }));
    }
    for (const list of ['obligations', 'notices']) {
      const { one, many, rows } = await queriesOfPage(app, cast.auditor, `/incidents/${id}/${list}`);
      expect(rows).toBeGreaterThan(3);
      expect(many).toBe(one);
    }
  });

  it('customers of ours are told where we process for them', async () => {
    const admin = await app.admin();
    const processor = await done(
      admin.post('/legal-entities', {
        name: 'Example Services',
        country: 'DE',
        contact: 'Am Markt 2',
        role: 'processor',
      }),
    );
    const below = await anApprovedVendor(cast);
    await anAgreementInForce(app, cast, {
      vendorId: below.id,
      legalEntityId: processor.id,
      vendorRole: 'SUB_PROCESSOR',
    });
    const customer = await anApprovedVendor(cast, { name: 'The customer' });
    const asked = {
      vendorId: customer.id,
      legalEntityId: processor.id,
      vendorRole: 'CONTROLLER',
      breachNoticeHours: 36,
    };
    await anAgreementInForce(app, cast, asked);
    const { id } = await anIncident(cast.requester, [below.id], { occurredFrom: hoursAgo(24) });
    await aware(cast.dpo, id, hoursAgo(1));
    expect((await owed(id)).map(({ to, clock }) => [to, clock])).toEqual([['The customer', 'GDPR_33_2']]);
  });

  it('half, three quarters and nine tenths of the time, and its end, are told once each', async () => {
    const { id } = await anIncident(cast.requester, [vendorId]);
    await aware(cast.dpo, id, hoursAgo(0));
    const [obligation] = await owed(id);
    const path = `/incidents/${id}/obligations/${String(obligation?.['id'])}`;
    const told = async () =>
      items(await (await app.person('auditor')).get(`${path}/history`))
        .map(({ action }) => action)
        .filter(
          (action) => action === 'incident_obligation.warned' || action === 'incident_obligation.overdue',
        )
        .reverse();
    const upkeep = async () => {
      await app.app.get(Upkeep).run();
      await app.app.get(Upkeep).run();
      return (await told()).length;
    };
    const counts = [await upkeep()];
    for (const hours of [36, 18, 10.8, 7.2, 48]) {
      app.clock.advance({ hours, seconds: 1 });
      counts.push(await upkeep());
    }
    expect(counts).toEqual([0, 1, 2, 3, 4, 4]);
    expect(await told()).toEqual([
      ...Array<string>(3).fill('incident_obligation.warned'),
      'incident_obligation.overdue',
    ]);
  });
});
