import type pg from 'pg';
import { addDays } from '../../../src/shared/local-date.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { contentOfTables } from '../../support/tables.js';
import { sql } from '../../support/database.js';
import { pdf } from '../../support/files.js';
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
import { anIncident } from '../../support/incidents.js';

type Unmet = { code: string; count: number; ids: string[]; message: string; remedy: string };
type Problems = { pointer: string; code: string }[];

describe('a legal hold', () => {
  let app: TestApp;
  let cast: Cast;
  let admin: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    admin = await app.admin();
    owner = await sql(app.database.ownerUrl);
    await standardForFlows(cast);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const why = { reason: 'Claims are announced.', reference: 'Case 12 O 345/26' };
  const place = (fields: object, by = cast.dpo) =>
    by.post('/legal-holds', { ...why, ownerId: cast.dpo.id, ...fields });
  const release = (id: string, by = cast.dpo) =>
    act(by, `/legal-holds/${id}`, 'release', { reason: 'The case was settled.' });
  const aContact = async (vendorId: string) => {
    const person = { name: 'Aveline Brandt', email: 'aveline@partner.example', role: 'privacy' };
    return done(cast.procurement.post(`/vendors/${vendorId}/contacts`, person));
  };
  const erase = (id: string, kind = 'vendor_contact') =>
    cast.dpo.post('/erasures', { kind, id, reason: 'Asked for it by letter.' });
  const unchanged = async (answer: () => Promise<Answer>) => {
    const before = await contentOfTables(owner);
    const { status, body } = await answer();
    expect(await contentOfTables(owner)).toEqual(before);
    return { status, body, code: body['code'] };
  };
  const expectHeld = async (personId: string, holds: string[], kind = 'vendor_contact') => {
    const { status, code, body } = await unchanged(() => erase(personId, kind));
    expect([status, code]).toEqual([422, 'erasure.hindered']);
    const [first, ...rest] = body['unmet'] as Unmet[];
    expect(rest).toEqual([]);
    expect([first?.code, first?.count, first?.ids]).toEqual(['LEGAL_HOLD', holds.length, holds]);
    expect(first?.message).toContain('Art. 17(3)(e)');
    expect(first?.message).toContain(why.reference);
    expect(first?.remedy).toContain('Release the legal hold');
  };

  it('on a vendor keeps its people and documents until it is released, and is on record from end to end', async () => {
    const vendor = await aVendor(cast);
    const contact = await aContact(vendor.id);
    const about = { title: 'SOC 2 report', kind: 'OTHER', vendorId: vendor.id };
    const document = await done(
      cast.procurement.upload('/evidence', { content: pdf(), name: 'soc.pdf' }, about),
    );
    const hold = await done(place({ subjectKind: 'vendor', subjectId: vendor.id }));
    expect(hold).toMatchObject({ ...why, state: 'standing', until: null, placedById: cast.dpo.id });
    await expectHeld(contact.id, [hold.id]);
    const path = `/erasures/readiness?kind=vendor_contact&id=${contact.id}`;
    expect((await cast.dpo.get(path)).body).toMatchObject({ ready: false, unmet: [{ code: 'LEGAL_HOLD' }] });
    const removed = await unchanged(() =>
      cast.procurement.delete(`/vendors/${vendor.id}/contacts/${contact.id}`, { 'if-match': '"1"' }),
    );
    expect([removed.status, removed.code, removed.body['holdIds']]).toEqual([
      ...[422, 'vendor_contact.held', [hold.id]],
    ]);
    const ground = { reason: 'Sent by mistake.', legalGround: 'Art. 17 GDPR' };
    const kept = await unchanged(() => act(cast.dpo, `/evidence/${document.id}`, 'erasure', ground));
    expect([kept.status, kept.code]).toEqual([422, 'evidence.held']);
    expect((await release(hold.id)).body).toMatchObject({
      ...{ state: 'released', releasedById: cast.dpo.id, releaseReason: 'The case was settled.' },
    });
    expect((await erase(contact.id)).status).toBe(201);
    expect((await act(cast.dpo, `/evidence/${document.id}`, 'erasure', ground)).status).toBe(200);
    const { body } = await cast.auditor.get(`/legal-holds/${hold.id}/history`);
    expect((body['items'] as { action: string }[]).map(({ action }) => action)).toEqual([
      ...['legal_hold.released', 'legal_hold.placed'],
    ]);
    const placed = (body['items'] as { recordedAt: string }[])[1];
    const then = await cast.auditor.get(`/legal-holds/${hold.id}?at=${String(placed?.recordedAt)}`);
    expect(then.body).toMatchObject({ state: 'standing', revision: 1 });
  });

  it('reaches the vendors of a data flow, an agreement and an incident, also one that joins it later', async () => {
    const agreement = await anAgreementInForce(app, cast);
    const [signer, bystander] = [String(agreement['vendorId']), (await aVendor(cast)).id];
    const [contact, other] = [await aContact(signer), await aContact(bystander)];
    const onAgreement = await done(place({ subjectKind: 'agreement', subjectId: agreement.id }));
    await expectHeld(contact.id, [onAgreement.id]);
    const flow = await done(cast.procurement.post('/data-flows', wholeContent(agreement.id)));
    const onFlow = await done(place({ subjectKind: 'data_flow', subjectId: flow.id }));
    await expectHeld(contact.id, [onAgreement.id, onFlow.id]);
    const incident = await anIncident(cast.procurement, [signer]);
    const onIncident = await done(place({ subjectKind: 'incident', subjectId: incident.id }));
    await expectHeld(contact.id, [onAgreement.id, onFlow.id, onIncident.id]);
    for (const reached of [
      { vendorIds: [signer, bystander] },
      { vendorIds: [signer], subProcessors: [{ name: 'Bystander', vendorId: bystander }] },
    ]) {
      await done(cast.procurement.change(`/incidents/${incident.id}`, reached));
      await expectHeld(other.id, [onIncident.id]);
    }
    await done(
      cast.procurement.change(`/incidents/${incident.id}`, {
        ...{ vendorIds: [bystander], subProcessors: [], dataFlowIds: [flow.id] },
      }),
    );
    await expectHeld(contact.id, [onAgreement.id, onFlow.id, onIncident.id]);
    for (const { id } of [onAgreement, onFlow, onIncident]) expect((await release(id)).status).toBe(200);
    expect((await erase(other.id)).status).toBe(201);
  });

  it('on a person keeps that person only, and one on everything keeps all', async () => {
    const { id: vendorId } = await aVendor(cast);
    const [one, other] = [await aContact(vendorId), await aContact(vendorId)];
    const person = { subjectKind: 'person', personKind: 'vendor_contact', subjectId: one.id };
    const onOne = await done(place(person));
    await expectHeld(one.id, [onOne.id]);
    expect((await erase(other.id)).status).toBe(201);
    const onAll = await done(place({ subjectKind: 'everything' }));
    const user = await app.person('requester');
    await expectHeld(user.id, [onAll.id], 'user');
    await expectHeld(one.id, [onOne.id, onAll.id]);
    const list = async (query: string) =>
      ((await admin.get(`/legal-holds?${query}`)).body['items'] as Body[]).map(({ id }) => id);
    expect(await list('state=standing&sort=placedAt')).toEqual([onOne.id, onAll.id]);
    expect(await list(`subjectKind=person&subjectId=${one.id}`)).toEqual([onOne.id]);
    expect(await list('state=standing&sort=placedAt&limit=1')).toEqual([onOne.id]);
    for (const { id } of [onOne, onAll]) expect((await release(id)).status).toBe(200);
    expect((await erase(user.id, 'user')).status).toBe(201);
  });

  it('lapses after its last day, which may be moved while it stands', async () => {
    const { id: vendorId } = await aVendor(cast);
    const contact = await aContact(vendorId);
    const until = app.clock.today();
    const hold = await done(place({ subjectKind: 'vendor', subjectId: vendorId, until }));
    const path = `/legal-holds/${hold.id}`;
    const past = await unchanged(() => cast.dpo.change(path, { until: addDays(until, -1) }));
    expect([past.status, (past.body['errors'] as Problems)[0]?.pointer]).toEqual([400, '/until']);
    const later = await done(cast.dpo.change(path, { until: addDays(until, 1) }));
    expect(later).toMatchObject({ until: addDays(until, 1), revision: 2 });
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
    await expectHeld(contact.id, [hold.id]);
    app.clock.advance({ days: 1 });
    cast = await aCast(app);
    admin = await app.admin();
    expect((await cast.dpo.get(path)).body['state']).toBe('lapsed');
    for (const late of [() => release(hold.id), () => cast.dpo.change(path, { until: null })]) {
      const { status, code } = await unchanged(late);
      expect([status, code]).toEqual([409, 'legal_hold.over']);
    }
    expect((await erase(contact.id)).status).toBe(201);
  });

  it('is released once: of two at the same moment one comes too late', async () => {
    const hold = await done(place({ subjectKind: 'everything' }));
    const body = { reason: 'Settled.' };
    const both = await Promise.all(
      [cast.dpo, cast.secondDpo].map((by) =>
        by.post(`/legal-holds/${hold.id}/release`, body, { 'if-match': '"1"' }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const again = await unchanged(() => release(hold.id));
    expect([again.status, again.code]).toEqual([409, 'legal_hold.over']);
    const blind = await unchanged(() => cast.dpo.post(`/legal-holds/${hold.id}/release`, body));
    expect(blind.status).toBe(428);
  });

  it('is refused with every field that is wrong, and placed by an officer only', async () => {
    const nobody = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
    const bad: [object, string[]][] = [
      [{ subjectKind: 'vendor', subjectId: nobody }, ['/subjectId not_found']],
      [{ subjectKind: 'incident', subjectId: nobody }, ['/subjectId not_found']],
      [{ subjectKind: 'person', subjectId: nobody, personKind: 'subscriber' }, ['/subjectId not_found']],
      [{ subjectKind: 'everything', subjectId: nobody }, ['/subjectId superfluous']],
      [
        { subjectKind: 'data_flow', until: '2020-01-01', ownerId: nobody },
        ['/subjectId missing', '/until in_past', '/ownerId not_found'],
      ],
    ];
    for (const [fields, expected] of bad) {
      const { status, body } = await unchanged(() => place(fields));
      expect(status).toBe(400);
      expect((body['errors'] as Problems).map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(expected);
    }
    for (const by of [admin, cast.auditor, cast.procurement])
      expect((await place({ subjectKind: 'everything' }, by)).status).toBe(403);
    expect((await cast.auditor.get('/legal-holds?state=standing')).body['items']).toEqual([]);
    expect((await cast.procurement.get('/legal-holds')).status).toBe(403);
  });
});
