import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { aCast, act, aVendor, done, type Cast } from '../../support/flows.js';
import { anIncident, aware } from '../../support/incidents.js';
import { queriesOfPage } from '../../support/queries.js';

type Items = Record<string, unknown>[];
const items = ({ body }: Answer) => body['items'] as Items;
const unknown = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';

describe('incidents', () => {
  let app: TestApp;
  let cast: Cast;
  let vendorId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    vendorId = (await aVendor(cast)).id;
  });
  afterAll(() => app.close());

  const hoursAgo = (hours: number) => new Date(app.clock.now().getTime() - hours * 3_600_000).toISOString();
  const shown = async (id: string): Promise<Body> => (await cast.auditor.get(`/incidents/${id}`)).body;
  const step = (who: Caller, id: string, body: object) => act(who, `/incidents/${id}`, 'transitions', body);
  const facts = () => ({
    ...{ occurredFrom: hoursAgo(72), occurredTo: hoursAgo(60) },
    ...{ vendorDetectedAt: hoursAgo(48), vendorNotifiedAt: hoursAgo(4) },
  });

  describe('a report', () => {
    it('is taken from anybody inside, shown as it was, corrected under If-Match, and found', async () => {
      const said = {
        title: 'Backups were readable by anybody',
        vendorIds: [vendorId],
        subProcessors: [{ name: 'Mailhost Ltd', vendorId: null }],
        systems: ['CRM'],
        breachTypes: ['CONFIDENTIALITY'],
        description: 'A storage bucket was public.',
        ...facts(),
      };
      const { status, body, headers } = await cast.requester.post('/incidents', said);
      expect([status, headers['etag']]).toEqual([201, '"1"']);
      expect(body).toEqual({
        ...{ id: body.id, revision: 1, status: 'reported', exercise: false, ...said },
        ...{ triageStartedAt: null, awareAt: null, awareness: null, earlierAwareness: [] },
        ...{
          subjectsAffected: null,
          recordsAffected: null,
          consequences: null,
          measures: null,
          ownerId: null,
        },
        ...{ risk: null, riskReasons: null, exemption: null, sectors: [] },
        ...{ riskAssessedById: null, riskAssessedAt: null, severity: null },
        ...{ containedAt: null, closedAt: null, closedById: null, outcome: null },
        ...{ reportedByKind: 'user', reportedById: cast.requester.id, createdAt: expect.any(String) },
        dataFlowIds: [],
      });
      const then = app.clock.now().toISOString();
      app.clock.advance({ seconds: 2 });
      const path = `/incidents/${body.id}`;
      expect((await cast.dpo.patch(path, { title: 'Other' })).status).toBe(428);
      const changed = await cast.dpo.change(path, { occurredTo: null, reason: 'It goes on.' });
      expect(changed.body).toMatchObject({ revision: 2, occurredTo: null, occurredFrom: said.occurredFrom });
      expect((await cast.auditor.get(`${path}?at=${then}`)).body).toEqual(body);
      expect(
        items(await cast.auditor.get(`${path}/history`)).map(({ action, reason, changed: names }) => [
          action,
          reason,
          names,
        ]),
      ).toEqual([
        ['incident.changed', 'It goes on.', ['occurredTo']],
        ['incident.reported', null, expect.any(Array)],
      ]);
      for (const query of [`vendorId=${vendorId}`, 'q=BUCKET', 'breachType=CONFIDENTIALITY', 'open=true'])
        expect(items(await cast.auditor.get(`/incidents?${query}`)).map(({ id }) => id)).toEqual([body.id]);
      expect(items(await cast.auditor.get('/incidents?open=false'))).toEqual([]);
    });

    it('is taken from other systems by their key', async () => {
      const admin = await app.admin();
      const key = await done(
        admin.post('/api-keys', { name: 'Monitor', roles: ['procurement'], expiresAt: hoursAgo(-24) }),
      );
      const monitor = app.holding(String(key['secret']));
      expect(await anIncident(monitor, [vendorId])).toMatchObject({ reportedByKind: 'api_key' });
    });

    it('says of every field at once what is wrong with it, and nothing is recorded', async () => {
      const before = items(await cast.auditor.get('/incidents')).length;
      const { body } = await cast.requester.post('/incidents', {
        title: 'Bad',
        vendorIds: [vendorId, unknown],
        subProcessors: [{ name: 'Mailhost', vendorId: unknown }],
        dataFlowIds: [unknown],
        occurredFrom: hoursAgo(2),
        occurredTo: hoursAgo(3),
        vendorDetectedAt: hoursAgo(-1),
        vendorNotifiedAt: hoursAgo(1),
      });
      expect(body).toMatchObject({ status: 400, code: 'incident.not_acceptable' });
      expect((body['errors'] as Items).map(({ pointer, code }) => [pointer, code])).toEqual([
        ['/vendorDetectedAt', 'in_future'],
        ['/occurredTo', 'too_early'],
        ['/vendorNotifiedAt', 'too_early'],
        ['/vendorIds/1', 'unknown'],
        ['/subProcessors/0/vendorId', 'unknown'],
        ['/dataFlowIds/0', 'unknown'],
      ]);
      expect((await cast.requester.post('/incidents', { title: 'Nobody' })).body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/vendorIds', code: 'missing' }],
      });
      expect(items(await cast.auditor.get('/incidents'))).toHaveLength(before);
    });

    it('of an exercise stays one and is listed apart', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], { exercise: true });
      const listed = async (query: string) =>
        items(await cast.auditor.get(`/incidents?${query}`)).map((incident) => incident['id']);
      expect(await listed('')).not.toContain(id);
      expect(await listed('exercise=true')).toEqual([id]);
      const { body } = await cast.dpo.change(`/incidents/${id}`, { exercise: false });
      expect(body).toMatchObject({ status: 400 });
      expect(await shown(id)).toMatchObject({ exercise: true, revision: 1 });
    });
  });

  describe('awareness', () => {
    it('confirms the incident, once', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      const at = hoursAgo(3);
      const first = await aware(cast.dpo, id, at);
      expect(first).toMatchObject({
        status: 'confirmed',
        awareAt: at,
        awareness: { at, reason: 'The vendor confirmed it.', decidedById: cast.dpo.id },
      });
      const again = await cast.dpo.post(`/incidents/${id}/awareness`, { at: hoursAgo(1), reason: 'Later.' });
      expect(again.body).toMatchObject({ status: 409, code: 'incident.already_aware' });
      expect(await shown(id)).toEqual(first);
    });

    it('is corrected only with a reason, and the old value is kept', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      const path = `/incidents/${id}/awareness`;
      const none = await cast.dpo.patch(path, { at: hoursAgo(2), reason: 'Why not.' }, { 'if-match': '"1"' });
      expect(none.body).toMatchObject({ status: 409, code: 'incident.not_aware' });
      const at = hoursAgo(3);
      await aware(cast.dpo, id, at);
      const earlier = hoursAgo(5);
      const bare = await cast.dpo.patch(path, { at: earlier }, { 'if-match': '"2"' });
      expect(bare.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] });
      expect((await cast.dpo.patch(path, { at: earlier, reason: 'Mail.' })).status).toBe(428);
      expect(
        (await cast.dpo.patch(path, { at: earlier, reason: 'Mail.' }, { 'if-match': '"1"' })).status,
      ).toBe(412);
      expect(await shown(id)).toMatchObject({ revision: 2, awareAt: at, earlierAwareness: [] });
      const correction = { at: earlier, reason: 'The mail of that morning was enough.' };
      const { body } = await cast.dpo.patch(path, correction, { 'if-match': '"2"' });
      expect(body).toMatchObject({
        revision: 3,
        awareAt: earlier,
        awareness: { reason: correction.reason },
        earlierAwareness: [{ at, reason: 'The vendor confirmed it.', decidedById: cast.dpo.id }],
      });
    });

    it.each([
      ['before it occurred', 73, 'too_early'],
      ['in the future', -1, 'in_future'],
    ])('%s is refused and starts nothing', async (_name, hours, code) => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      const { body } = await cast.dpo.post(`/incidents/${id}/awareness`, {
        at: hoursAgo(hours),
        reason: 'So.',
      });
      expect(body).toMatchObject({
        status: 400,
        code: 'incident.bad_awareness',
        errors: [{ pointer: '/at', code }],
      });
      expect(await shown(id)).toMatchObject({ status: 'reported', revision: 1, awareAt: null });
    });

    it('cannot be overtaken by a beginning that is said later', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      await aware(cast.dpo, id, hoursAgo(3));
      const { body } = await cast.dpo.change(`/incidents/${id}`, {
        ...{ occurredFrom: hoursAgo(2), occurredTo: null, vendorDetectedAt: null, vendorNotifiedAt: null },
      });
      expect(body).toMatchObject({
        status: 400,
        errors: [{ pointer: '/occurredFrom', code: 'after_awareness' }],
      });
      expect(await shown(id)).toMatchObject({ revision: 2 });
    });

    it('of two who decide at once one is told that it was decided', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      const decision = { at: hoursAgo(1), reason: 'Confirmed.' };
      const answers = await Promise.all(
        [cast.dpo, cast.secondDpo, cast.approver].map((who) =>
          who.post(`/incidents/${id}/awareness`, decision),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
      expect(await shown(id)).toMatchObject({ revision: 2, earlierAwareness: [] });
    });
  });

  describe('its way', () => {
    it('goes from triage to its end, each step in the timeline, and is reopened with a reason', async () => {
      const { id } = await anIncident(cast.requester, [vendorId], facts());
      const triaged = await step(cast.procurement, id, { to: 'in_triage', at: hoursAgo(3) });
      expect(triaged.body).toMatchObject({ status: 'in_triage', triageStartedAt: expect.any(String) });
      await aware(cast.dpo, id, hoursAgo(2));
      expect((await step(cast.procurement, id, { to: 'contained', at: hoursAgo(1) })).status).toBe(200);
      const timeline = await cast.auditor.get(`/incidents/${id}/timeline`);
      expect(items(timeline).map(({ kind }) => kind)).toEqual([
        ...['occurred_from', 'occurred_to', 'vendor_detected', 'vendor_notified', 'triage_started'],
        ...['aware', 'contained', 'reported'],
      ]);
      expect(timeline.body).toMatchObject({
        vendorDelaySeconds: 44 * 3_600,
        awarenessDelaySeconds: expect.any(Number),
        exposureSeconds: expect.any(Number),
      });
    });

    it('ends early when it was no breach, by those who answer for it and with a reason', async () => {
      const { id } = await anIncident(cast.requester, [vendorId]);
      const by = await step(cast.procurement, id, { to: 'dismissed', reason: 'Test data.' });
      expect(by.body).toMatchObject({ status: 403, code: 'incident.not_by_role' });
      const bare = await step(cast.dpo, id, { to: 'dismissed' });
      expect(bare.body).toMatchObject({ status: 400, errors: [{ pointer: '/reason', code: 'missing' }] });
      expect(await shown(id)).toMatchObject({ status: 'reported', revision: 1 });
      const { body } = await step(cast.dpo, id, { to: 'dismissed', reason: 'Test data.' });
      expect(body).toMatchObject({ status: 'dismissed', outcome: 'Test data.', closedById: cast.dpo.id });
      const fixed = await cast.dpo.change(`/incidents/${id}`, { title: 'Other' });
      expect(fixed.body).toMatchObject({ status: 409, code: 'incident.fixed' });
      const clock = await cast.dpo.post(`/incidents/${id}/awareness`, { at: hoursAgo(0), reason: 'So.' });
      expect(clock.body).toMatchObject({ status: 409, code: 'incident.cannot_move' });
      const again = await step(cast.dpo, id, { to: 'in_triage', reason: 'They were real.' });
      expect(again.body).toMatchObject({ status: 'in_triage', outcome: null, closedAt: null });
    });
  });

  it('a page of the list costs the same however many there are', async () => {
    const { one, many, rows } = await queriesOfPage(app, cast.auditor, '/incidents');
    expect(rows).toBeGreaterThan(3);
    expect(many).toBe(one);
  });
});
