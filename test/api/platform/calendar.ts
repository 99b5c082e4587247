import request from 'supertest';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { sentAssessment } from '../../support/assessments.js';
import {
  aCast,
  act,
  anAgreementInForce,
  anApprovedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

type Entry = {
  id: string;
  kind: string;
  day: string;
  subject: { type: string; id: string; label: string };
  ownerId: string | null;
  overdue: boolean;
};

describe('the calendar', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start({
      KEYHOLDER_LOG_LEVEL: 'info',
      KEYHOLDER_PUBLIC_URL: 'https://keyholder.test/',
    });
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  const inDays = (days: number) =>
    new Date(app.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const entriesFor = async (query: string, caller: Caller = cast.auditor) => {
    const { status, body } = await caller.get(`/calendar?${query}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return body['items'] as Entry[];
  };
  const kindsOf = async (vendorId: string) =>
    (await entriesFor(`vendorId=${vendorId}`)).map(({ kind, day }) => [kind, day]);

  describe('shows what falls due', () => {
    it('of an agreement: the notice day, the renewal, and after notice the end', async () => {
      const effectiveTo = inDays(60);
      const terms = { effectiveTo, autoRenewal: true, renewalMonths: 12, noticePeriodDays: 20 };
      const agreement = await anAgreementInForce(app, cast, terms);
      const vendorId = String(agreement['vendorId']);
      expect(await kindsOf(vendorId)).toEqual([
        ['agreement_notice', inDays(40)],
        ['agreement_renewal', effectiveTo],
      ]);
      const [notice] = await entriesFor(`vendorId=${vendorId}`);
      expect(notice?.subject).toMatchObject({ type: 'agreement', id: agreement.id });
      await done(
        cast.procurement.change(`/agreements/${agreement.id}`, { noticeGivenOn: app.clock.today() }),
      );
      expect(await kindsOf(vendorId)).toEqual([['agreement_end', effectiveTo]]);
      const amendment = { changes: { breachNoticeHours: 12 }, effectiveFrom: inDays(5), reason: 'Sooner.' };
      const { id } = await done(cast.procurement.post(`/agreements/${agreement.id}/amendments`, amendment));
      const path = `/agreements/${agreement.id}/amendments/${id}`;
      await done(act(cast.dpo, path, 'signature', { reason: 'Signed.' }));
      expect((await kindsOf(vendorId))[0]).toEqual(['agreement_amendment', inDays(5)]);
    });

    it('of an approval: its end, and conditions until they are fulfilled', async () => {
      const conditions = [
        { text: 'Encrypt the backups', kind: 'by_date', dueOn: inDays(10), ownerId: cast.requester.id },
        { text: 'Keep it small', kind: 'standing' },
      ];
      const decision = { outcome: 'approved_with_conditions', conditions, validUntil: inDays(100) };
      const flow = await anApprovedFlow(app, cast, decision);
      const vendorId = String(flow['vendorId']);
      const [condition, expiry] = await entriesFor(`vendorId=${vendorId}`);
      expect(condition).toMatchObject({
        kind: 'condition_due',
        day: inDays(10),
        ownerId: cast.requester.id,
        overdue: false,
        subject: { label: `${String(flow['reference'])}: Encrypt the backups` },
      });
      expect(expiry).toMatchObject({ kind: 'flow_expiry', day: inDays(100), subject: { id: flow.id } });
      const mine = await entriesFor('mine=true', cast.requester);
      expect(mine.map(({ id }) => id)).toEqual([condition?.id]);
      await done(
        act(
          cast.procurement,
          `/data-flows/${flow.id}`,
          `conditions/${String(condition?.subject.id)}/fulfilment`,
          {
            note: 'Done.',
          },
        ),
      );
      expect(await kindsOf(vendorId)).toEqual([['flow_expiry', inDays(100)]]);
    });

    it('of a vendor: certificates, findings, assessments and audits, overdue ones first', async () => {
      const assessor = await app.person('assessor');
      const vendor = await done(
        cast.procurement.post('/vendors', {
          name: 'Marlow Works',
          ownerId: cast.procurement.id,
          country: 'IE',
        }),
      );
      const path = `/vendors/${vendor.id}`;
      const certificate = { scheme: 'ISO_27001', validFrom: '2024-01-01' };
      await done(cast.procurement.post(`${path}/certifications`, { ...certificate, validTo: inDays(-3) }));
      expect(await kindsOf(vendor.id)).toEqual([['certification_end', inDays(-3)]]);
      expect((await entriesFor(`vendorId=${vendor.id}`))[0]).toMatchObject({
        overdue: true,
        ownerId: cast.procurement.id,
      });
      await done(cast.procurement.post(`${path}/certifications`, { ...certificate, validTo: inDays(300) }));
      const found = {
        vendorId: vendor.id,
        source: 'other',
        severity: 'low',
        title: 'Old logs',
        dueOn: inDays(7),
      };
      await done(assessor.post('/findings', found));
      const audit = {
        vendorId: vendor.id,
        kind: 'remote',
        scope: 'Backups',
        auditor: 'Ours',
        plannedFor: inDays(9),
      };
      await done(assessor.post('/audits', { ...audit, auditorId: assessor.id }));
      const sent = await sentAssessment(app, vendor.id);
      const { dueOn } = (await cast.auditor.get(`/assessments/${sent.id}`)).body;
      const expected = [
        ['finding_due', inDays(7)],
        ['audit_planned', inDays(9)],
        ['certification_end', inDays(300)],
        ['assessment_due', String(dueOn)],
      ].sort((a, b) => (String(a[1]) < String(b[1]) ? -1 : 1));
      expect(await kindsOf(vendor.id)).toEqual(expected);
      expect((await entriesFor(`vendorId=${vendor.id}&kind=finding_due`)).map(({ kind }) => kind)).toEqual([
        'finding_due',
      ]);
      const window = await entriesFor(`vendorId=${vendor.id}&from=${inDays(8)}&to=${inDays(9)}`);
      expect(window.map(({ kind }) => kind)).toEqual(['audit_planned']);
      expect((await entriesFor('mine=true', assessor)).map(({ kind }) => kind)).toEqual(['audit_planned']);
    });

    it('in pages that leave nothing out and repeat nothing, and with as many queries for one as for many', async () => {
      const all = await entriesFor('limit=200');
      expect(all.length).toBeGreaterThan(6);
      const seen: string[] = [];
      for (let cursor = ''; ;) {
        const { body } = await cast.auditor.get(`/calendar?limit=2${cursor}`);
        seen.push(...(body['items'] as Entry[]).map(({ id }) => id));
        if (body['nextCursor'] === null) break;
        cursor = `&cursor=${String(body['nextCursor'])}`;
      }
      expect(seen).toEqual(all.map(({ id }) => id));
      expect(new Set(seen).size).toBe(seen.length);
      const backwards = await entriesFor('limit=200&sort=-day');
      expect(backwards.map(({ day }) => day)).toEqual(all.map(({ day }) => day).reverse());
      const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/calendar');
      expect([rows, many]).toEqual([all.length, one]);
    });

    it('and refuses kinds and days that do not exist', async () => {
      const { status, body } = await cast.auditor.get(
        '/calendar?kind=birthday&from=2026-02-30&mine=maybe&who=me',
      );
      expect(status).toBe(400);
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
        '/from',
        '/kind',
        '/mine',
        '/who',
      ]);
    });
  });

  describe('as a file', () => {
    it('is read back by a calendar program: all-day events whose identity stays when the day moves', async () => {
      const owner = await app.person('procurement');
      const { id, agreement } = await anOwned(owner);
      const { headers, text } = await owner.get('/calendar.ics');
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      const events = parsed(text);
      expect(events.map(({ DTSTART, DTEND, CATEGORIES }) => [DTSTART, DTEND, CATEGORIES])).toEqual([
        [compact(inDays(40)), compact(inDays(41)), 'agreement_notice'],
        [compact(inDays(60)), compact(inDays(61)), 'agreement_renewal'],
      ]);
      expect(events[0]?.['SUMMARY']).toContain(`Last day to give notice: ${String(agreement['reference'])}`);
      const uids = events.map(({ UID }) => UID);
      await done(cast.procurement.change(`/agreements/${id}`, { effectiveTo: inDays(70) }));
      const moved = parsed((await owner.get('/calendar.ics')).text);
      expect(moved.map(({ UID }) => UID)).toEqual(uids);
      expect(moved[1]?.['DTSTART']).toBe(compact(inDays(70)));
      expect(parsed((await owner.get('/calendar.ics?kind=agreement_notice')).text)).toHaveLength(1);
      expect(parsed((await owner.get('/calendar.ics?mine=false')).text).length).toBeGreaterThan(2);
      expect((await app.anonymous().get('/calendar.ics')).status).toBe(401);
    });
  });

  describe('as a link', () => {
    const read = (link: string) => request(app.app.getHttpServer()).get(new URL(link).pathname);
    const issue = async (by: Caller, body: object = { name: 'Phone' }) =>
      done(by.post('/calendar/feeds', body));

    it('shows its secret once, opens one person’s calendar and nothing else', async () => {
      const owner = await app.person('procurement');
      await anOwned(owner);
      const made = await issue(owner);
      const { secret, link } = made as unknown as { secret: string; link: string };
      expect(link).toBe(`https://keyholder.test/calendar/${secret}.ics`);
      expect(Buffer.from(secret.slice(3), 'base64url')).toHaveLength(32);
      const { text, headers, status } = await read(link);
      expect([status, headers['content-type'], headers['cache-control']]).toEqual([
        200,
        'text/calendar; charset=utf-8',
        'no-store',
      ]);
      expect(parsed(text).map(({ CATEGORIES }) => CATEGORIES)).toEqual([
        'agreement_notice',
        'agreement_renewal',
      ]);
      expect((await app.holding(secret).get('/calendar')).status).toBe(401);
      const known = JSON.stringify([
        (await owner.get('/calendar/feeds')).body,
        (await owner.get(`/calendar/feeds/${made.id}`)).body,
        (await owner.get(`/calendar/feeds/${made.id}/history`)).body,
        app.logged,
      ]);
      expect(known).not.toContain(secret);
    });

    it('is nobody else’s to see or to revoke', async () => {
      const owner = await app.person('dpo');
      const made = await issue(owner);
      const path = `/calendar/feeds/${made.id}`;
      const other = await app.person('dpo');
      expect((await other.get('/calendar/feeds')).body['items']).toEqual([]);
      for (const answer of [
        await other.get(path),
        await other.get(`${path}/history`),
        await other.delete(path, { 'if-match': '"1"' }),
      ])
        expect(answer.body).toMatchObject({ status: 404, code: 'calendar_feed.not_found' });
      expect((await read(String(made['link']))).status).toBe(200);
    });

    it('opens nothing after it was revoked, has run out, or its person has left', async () => {
      const owner = await app.person('dpo');
      const [revoked, short, orphan] = [
        await issue(owner),
        await issue(owner, { name: 'Week', expiresInDays: 7 }),
        await issue(owner),
      ];
      const path = `/calendar/feeds/${revoked.id}`;
      expect((await owner.delete(path)).status).toBe(428);
      expect((await owner.delete(path, { 'if-match': '"1"' })).status).toBe(204);
      expect((await owner.delete(path, { 'if-match': '"2"' })).body).toMatchObject({
        code: 'calendar_feed.revoked',
      });
      const gone = await read(String(revoked['link']));
      expect([gone.status, (gone.body as Body)['code']]).toEqual([404, 'calendar_feed.not_found']);
      app.clock.advance({ days: 8 });
      cast = await aCast(app);
      expect((await read(String(short['link']))).status).toBe(404);
      expect((await read(String(orphan['link']))).status).toBe(200);
      const admin = await app.admin();
      const user = `/users/${owner.id}`;
      const { headers } = await admin.get(user);
      expect((await admin.delete(user, { 'if-match': headers['etag'] })).status).toBeLessThan(300);
      expect((await read(String(orphan['link']))).status).toBe(404);
      expect((await read('https://keyholder.test/calendar/kc_guess.ics')).status).toBe(404);
    });

    it('is refused when it is read too often, until an hour has passed', async () => {
      const owner = await app.person('dpo');
      const link = String((await issue(owner))['link']);
      for (let nth = 0; nth < 60; nth++) expect((await read(link)).status).toBe(200);
      const refused = await read(link);
      expect([refused.status, (refused.body as Body)['code'], refused.headers['retry-after']]).toEqual([
        429,
        'calendar_feed.too_often',
        '3600',
      ]);
      app.clock.advance({ hours: 1 });
      expect((await read(link)).status).toBe(200);
    });

    it('is one of ten at most, and never a key’s', async () => {
      const owner = await app.person('requester');
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => owner.post('/calendar/feeds', { name: 'Phone' })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(10).fill(201), 409, 409]);
      const admin = await app.admin();
      const expiresAt = new Date(app.clock.now().getTime() + 1e9).toISOString();
      const { body: key } = await admin.post('/api-keys', { name: 'robot', roles: ['dpo'], expiresAt });
      const robot = app.holding(String(key['secret']));
      expect((await robot.post('/calendar/feeds', { name: 'x' })).body).toMatchObject({
        code: 'auth.person_needed',
      });
      const { body } = await owner.post('/calendar/feeds', { name: '', expiresInDays: 10_000 });
      expect((body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer)).toEqual([
        '/name',
        '/expiresInDays',
      ]);
    });
  });

  /** An agreement with a vendor that this person owns. */
  async function anOwned(owner: Caller): Promise<{ id: string; agreement: Body }> {
    const terms = { effectiveTo: inDays(60), autoRenewal: true, renewalMonths: 12, noticePeriodDays: 20 };
    const agreement = await anAgreementInForce(app, cast, terms);
    await done(cast.procurement.change(`/vendors/${String(agreement['vendorId'])}`, { ownerId: owner.id }));
    return { id: agreement.id, agreement };
  }
});

const compact = (day: string) => day.replaceAll('-', '');

/** RFC 5545 3.1: folded lines joined, then name, parameters and value of each. */
function parsed(text: string): Record<string, string>[] {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n');
  expect([lines[0], lines.filter((line) => line !== '').at(-1)]).toEqual([
    'BEGIN:VCALENDAR',
    'END:VCALENDAR',
  ]);
  expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  const events: Record<string, string>[] = [];
  for (const line of lines) {
    const [, name = '', parameters = '', value = ''] = /^([A-Z-]+)((?:;[^:]*)?):(.*)$/.exec(line) ?? [];
    if (line === 'BEGIN:VEVENT') events.push({});
    const event = events.at(-1);
    if (!event || name === 'BEGIN' || name === 'END') continue;
    if (name.startsWith('DTSTART') || name.startsWith('DTEND')) expect(parameters).toBe(';VALUE=DATE');
    event[name] = value.replace(/\\([\\;,])/g, '$1').replace(/\\n/g, '\n');
  }
  return events;
}
