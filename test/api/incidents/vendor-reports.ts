import { Upkeep } from '../../../src/platform/upkeep.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { aCast, aVendor, done, type Cast } from '../../support/flows.js';
import { anIncident, aVendorReport, aware } from '../../support/incidents.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;

describe('incidents that a vendor reports through its link', () => {
  let app: TestApp;
  let cast: Cast;
  let vendorId: string;
  let link: Body;
  let vendor: Caller;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
  });
  beforeEach(async () => {
    vendorId = (await aVendor(cast)).id;
    link = await aLink();
    vendor = app.holding(String(link['token']));
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();
  const links = () => `/vendors/${vendorId}/report-links`;
  const aLink = (fields: object = {}) =>
    done(cast.procurement.post(links(), { email: 'Sam@vendor.example', ...fields }));
  const told = (fields: object = {}) => aVendorReport(vendor, app.clock.now(), fields);
  const shown = async (id: string) => (await cast.auditor.get(`/vendor-reports/${id}`)).body;
  const reports = async () => items(await cast.auditor.get(`/vendor-reports?vendorId=${vendorId}`));
  const incidents = async () => items(await cast.auditor.get(`/incidents?vendorId=${vendorId}`));
  const take = (id: string, body: object = {}) => cast.dpo.post(`/vendor-reports/${id}/adoption`, body);

  it('come through a link that is shown once, and kept as a hash', async () => {
    const { token, link: address, ...kept } = link;
    expect(token).toMatch(/^khb_[\w-]{43}$/);
    expect(address).toMatch(new RegExp(`/report#${String(token)}$`));
    expect((await cast.auditor.get(`${links()}/${link.id}`)).body).toEqual(kept);
    expect(items(await cast.auditor.get(links()))).toEqual([kept]);
    const { body: history } = await cast.auditor.get(`${links()}/${link.id}/history`);
    expect(JSON.stringify(history)).not.toMatch(/vendor\.example|khb_/);
    expect((await cast.requester.post(links(), { email: 'a@b.example' })).status).toBe(403);
    const other = (await aVendor(cast)).id;
    const elsewhere = await cast.auditor.get(`/vendors/${other}/report-links/${link.id}`);
    expect(elsewhere.body).toMatchObject({ status: 404, code: 'report_link.not_found' });
  });

  it('are told with the moment of the telling, and make nobody aware', async () => {
    const now = app.clock.now();
    const said = {
      ...{ title: 'A bucket was public', description: 'Backups in it.', breachTypes: ['CONFIDENTIALITY'] },
      ...{ occurredFrom: hoursAgo(9), occurredTo: null, detectedAt: hoursAgo(3), subjectsAffected: 12 },
      ...{ recordsAffected: null, measures: 'It is closed.', contact: 'Sam Lee, +49 30 1234567' },
    };
    const { body, status } = await vendor.post('/report/incidents', said);
    expect(status).toBe(201);
    expect(body).toEqual({ id: body.id, revision: 1, ...said, toldAt: expect.any(String), seen: false });
    const toldAt = new Date(String(body['toldAt']));
    expect(toldAt.getTime()).toBeGreaterThanOrEqual(now.getTime());
    const dueAt = new Date(toldAt.getTime() + 72 * 3_600_000).toISOString();
    const { seen, ...same } = body;
    expect(seen).toBe(false);
    expect(await shown(body.id)).toEqual({
      ...{ ...same, vendorId, linkId: link.id, status: 'new', presumedDueAt: dueAt },
      ...{ incidentId: null, reason: null, settledById: null, settledAt: null },
      ...{ emptiedAt: null, announcedShare: 0 },
    });
    expect(await incidents()).toEqual([]);
    const [news] = items(await cast.auditor.get(`/vendor-reports/${body.id}/history`));
    expect(news).toMatchObject({
      action: 'vendor_report.received',
      reason: `if the vendor is our processor we are aware from now on: due at ${dueAt}`,
    });
    expect(JSON.stringify(news)).not.toMatch(/Sam Lee/);
    expect(items(await vendor.get('/report/incidents')).map(({ id }) => id)).toEqual([body.id]);
    const other = app.holding(String((await aLink())['token']));
    expect(items(await other.get('/report/incidents'))).toEqual([]);
    expect((await other.get(`/report/incidents/${body.id}`)).body).toMatchObject({
      ...{ status: 404, code: 'vendor_report.not_found' },
    });
  });

  it('become an incident when one of ours takes them, which still nobody is aware of', async () => {
    const { id, toldAt, detectedAt } = await told();
    const { body } = await take(id);
    expect(body).toMatchObject({ status: 'taken', settledById: cast.dpo.id, revision: 2 });
    const [incident] = await incidents();
    expect(incident).toMatchObject({
      ...{ id: body['incidentId'], title: 'A bucket was public', vendorIds: [vendorId], status: 'reported' },
      ...{ vendorDetectedAt: detectedAt, vendorNotifiedAt: toldAt, awareAt: null, exercise: false },
      ...{ reportedByKind: 'vendor', reportedById: link.id },
    });
    const timeline = await cast.auditor.get(`/incidents/${String(body['incidentId'])}/timeline`);
    expect(items(timeline).find(({ kind }) => kind === 'vendor_notified')).toMatchObject({ at: toldAt });
    expect((await vendor.get(`/report/incidents/${id}`)).body).toMatchObject({ seen: true, revision: 2 });
    expect((await take(id)).body).toMatchObject({ status: 409, code: 'vendor_report.settled' });
    expect(await incidents()).toHaveLength(1);
  });

  it('are added to an incident that is known: the earliest telling counts', async () => {
    const { id, toldAt } = await told();
    app.clock.advance({ seconds: 5 });
    const { id: incidentId } = await anIncident(cast.requester, [], { systems: ['CRM'] });
    await aware(cast.dpo, incidentId, app.clock.now().toISOString());
    expect((await take(id, { incidentId })).body).toMatchObject({ status: 'taken', incidentId });
    const { body } = await cast.auditor.get(`/incidents/${incidentId}`);
    expect(body).toMatchObject({ vendorIds: [vendorId], vendorNotifiedAt: toldAt, revision: 3 });
    const found = items(await cast.auditor.get(`/vendor-reports?incidentId=${incidentId}&status=taken`));
    expect(found.map((report) => report['id'])).toEqual([id]);
  });

  it('are no part of an exercise or of what is done with', async () => {
    const { id } = await told();
    const exercise = await anIncident(cast.requester, [vendorId], { exercise: true });
    const refused = await take(id, { incidentId: exercise.id });
    expect(refused.body).toMatchObject({
      ...{ status: 409, code: 'vendor_report.cannot_be_taken' },
      errors: [{ pointer: '/incidentId', code: 'exercise' }],
    });
    const ended = await anIncident(cast.requester, [vendorId]);
    const end = { to: 'dismissed', reason: 'Test data.' };
    await done(cast.dpo.post(`/incidents/${ended.id}/transitions`, end));
    const fixed = await take(id, { incidentId: ended.id });
    expect(fixed.body).toMatchObject({ status: 409, errors: [{ code: 'fixed' }] });
    expect((await take(id, { incidentId: id })).body).toMatchObject({ code: 'incident.not_found' });
    expect(await shown(id)).toMatchObject({ status: 'new', revision: 1 });
    expect((await cast.auditor.get(`/incidents/${exercise.id}`)).body).toMatchObject({ revision: 1 });
    expect((await cast.auditor.get(`/incidents/${ended.id}`)).body).toMatchObject({ revision: 2 });
  });

  it('are set aside with a reason, by those who answer for it', async () => {
    const { id } = await told();
    const path = `/vendor-reports/${id}/dismissal`;
    expect((await cast.procurement.post(path, { reason: 'Not ours.' })).status).toBe(403);
    expect((await cast.dpo.post(path, {})).body).toMatchObject({ status: 400 });
    expect(await shown(id)).toMatchObject({ status: 'new', revision: 1 });
    const { body } = await cast.dpo.post(path, { reason: 'It is about another customer.' });
    expect(body).toMatchObject({ status: 'set_aside', reason: 'It is about another customer.' });
    expect((await take(id)).body).toMatchObject({ status: 409, code: 'vendor_report.settled' });
    expect(await incidents()).toEqual([]);
  });

  it('are decided once when two decide at once', async () => {
    const { id } = await told();
    const answers = await Promise.all([
      take(id),
      cast.procurement.post(`/vendor-reports/${id}/adoption`, {}),
      cast.secondDpo.post(`/vendor-reports/${id}/dismissal`, { reason: 'No.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const { status } = await shown(id);
    expect(await incidents()).toHaveLength(status === 'taken' ? 1 : 0);
  });

  it('say of every field at once what cannot be, and nothing is recorded', async () => {
    const { body } = await vendor.post('/report/incidents', {
      ...{ title: 'Bad', description: 'Bad.', detectedAt: hoursAgo(-1) },
      ...{ occurredFrom: hoursAgo(2), occurredTo: hoursAgo(3) },
    });
    expect(body).toMatchObject({ status: 400, code: 'vendor_report.not_acceptable' });
    expect((body['errors'] as Items).map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/detectedAt', 'in_future'],
      ['/occurredTo', 'too_early'],
    ]);
    const extra = { title: 'Bad', description: 'Bad.', detectedAt: hoursAgo(1), vendorId };
    expect((await vendor.post('/report/incidents', extra)).status).toBe(400);
    expect(await reports()).toEqual([]);
  });

  it('in a flood through a leaked link end at its limit, and one revocation stops them', async () => {
    const detectedAt = hoursAgo(1);
    const words = (nth: number) => ({ title: `Flood ${nth}`, detectedAt });
    const send = (nth: number) =>
      vendor.post('/report/incidents', { description: 'More and more.', ...words(nth) });
    const all = await Promise.all(Array.from({ length: 8 }, (_, nth) => send(nth)));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 201, 201, 201, 201, 429, 429, 429]);
    const refused = await send(9);
    expect(refused.body).toMatchObject({ status: 429, code: 'vendor_report.too_many' });
    const wait = Number(refused.headers['retry-after']);
    expect(wait).toBeGreaterThan(3_500);
    expect(wait).toBeLessThanOrEqual(3_600);
    const before = await reports();
    expect(before).toHaveLength(5);
    const first = before[0] as { id: string; title: string };
    const again = await send(Number(first.title.slice('Flood '.length)));
    expect([again.status, again.body.id]).toEqual([201, first.id]);
    app.clock.advance({ seconds: wait });
    expect((await send(9)).status).toBe(201);
    app.clock.advance({ seconds: -wait });
    await done(cast.procurement.post(`${links()}/${link.id}/revocation`, {}));
    const { body } = await send(10);
    expect(body).toMatchObject({ status: 401, code: 'auth.required' });
    const twice = await cast.procurement.post(`${links()}/${link.id}/revocation`, {});
    expect(twice.body).toMatchObject({ status: 409, code: 'report_link.revoked' });
    expect(await reports()).toHaveLength(6);
  });

  it('said twice in the same words are one report, also at once', async () => {
    const detectedAt = hoursAgo(2);
    const send = () => vendor.post('/report/incidents', { title: 'Same', description: 'Same.', detectedAt });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await reports()).toHaveLength(1);
  });

  it('need a link of this kind that has not ended; the link opens nothing else', async () => {
    const short = app.holding(String((await aLink({ expiresInDays: 1 }))['token']));
    app.clock.advance({ days: 1 });
    expect((await short.get('/report/incidents')).status).toBe(401);
    app.clock.advance({ days: -1 });
    const mending = await done(
      cast.procurement.post(`/vendors/${vendorId}/remediation-links`, { email: 'sam@vendor.example' }),
    );
    const mender = app.holding(String(mending['token']));
    expect((await mender.get('/report/incidents')).status).toBe(403);
    for (const path of ['/remediation/findings', '/respond/assessment', '/incidents', '/vendor-reports'])
      expect((await vendor.get(path)).status).toBe(403);
  });

  it('warn again while nobody takes them up, at half and three quarters of the hours and at their end', async () => {
    const { id } = await told();
    const taken = await told({ title: 'Another' });
    await take(taken.id);
    const inCalendar = async () =>
      items(await cast.auditor.get(`/calendar?kind=vendor_report_unread&vendorId=${vendorId}`));
    const toldAt = Date.parse(String((await shown(id))['toldAt']));
    expect(await inCalendar()).toMatchObject([
      {
        day: new Date(toldAt + 72 * 3_600_000).toISOString().slice(0, 10),
        subject: { type: 'vendor_report', id, label: expect.stringContaining('A bucket was public') },
      },
    ]);
    const news = async (of: string) =>
      items(await cast.auditor.get(`/vendor-reports/${of}/history`)).map(({ action }) => action);
    const shares: unknown[] = [];
    for (const hours of [35, 36.1, 54.1, 112]) {
      app.clock.advance({ hours });
      await app.app.get(Upkeep).run();
      await app.app.get(Upkeep).run();
      app.clock.advance({ hours: -hours });
      const reader = await app.person('auditor'); // the upkeep of that day has let the tokens of today go
      shares.push((await reader.get(`/vendor-reports/${id}`)).body['announcedShare']);
    }
    cast = await aCast(app);
    expect(shares).toEqual([0, 50, 75, 100]);
    expect(await news(id)).toEqual([
      ...['vendor_report.overdue', 'vendor_report.warned', 'vendor_report.warned', 'vendor_report.received'],
    ]);
    expect(await news(taken.id)).toEqual(['vendor_report.taken', 'vendor_report.received']);
    expect(await inCalendar()).toHaveLength(1);
    await done(cast.dpo.post(`/vendor-reports/${id}/dismissal`, { reason: 'Not ours.' }));
    expect(await inCalendar()).toEqual([]);
  });

  it('of other systems come by key, and twice with one Idempotency-Key are one', async () => {
    const admin = await app.admin();
    const key = await done(
      admin.post('/api-keys', { name: `SIEM ${vendorId}`, roles: ['procurement'], expiresAt: hoursAgo(-24) }),
    );
    const monitor = app.holding(String(key['secret']));
    const alarm = { title: 'Alarm 17', vendorIds: [vendorId] };
    const send = () => monitor.post('/incidents', alarm, { 'idempotency-key': `alarm-17-${vendorId}` });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.body.id]).toEqual([201, first.body.id]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(await incidents()).toHaveLength(1);
  });

  it('are listed at the same cost for one row and for many', async () => {
    await told({ title: 'One' });
    await told({ title: 'Two' });
    await aLink();
    for (const [caller, path] of [
      [vendor, '/report/incidents'],
      [cast.auditor, '/vendor-reports'],
      [cast.auditor, links()],
    ] as const) {
      const { one, many, rows } = await queriesOfPage(app, caller, path);
      expect([path, rows > 1, many]).toEqual([path, true, one]);
    }
  });

  it('stay when the people in them are erased', async () => {
    const { id } = await told({ contact: 'Sam Lee, +49 30 1234567' });
    const erase = (kind: string, of: string) =>
      cast.dpo.post('/erasures', { kind, id: of, reason: 'GDPR Art. 17(1)(a)' });
    expect((await erase('report_contact', id)).body).toMatchObject({ fields: ['contact'] });
    expect(await shown(id)).toMatchObject({ contact: null, description: 'Backups in it.', revision: 2 });
    expect((await erase('reporter', link.id)).body).toMatchObject({ fields: ['email'] });
    expect((await vendor.get('/report/incidents')).status).toBe(401);
    expect((await cast.auditor.get(`${links()}/${link.id}`)).body).toMatchObject({ email: null });
  });
});
