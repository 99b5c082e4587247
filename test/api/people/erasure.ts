import { createHash } from 'node:crypto';
import type pg from 'pg';
import { verifyBundle } from '../../../bin/verify.mjs';
import { leafHash, provesInclusion } from '../../../src/platform/ledger/merkle-tree.js';
import { addDays } from '../../../src/shared/local-date.js';
import { adminEmail, password, TestApp, type Body, type Caller } from '../../support/app.js';
import { complete, reviewAll, sentAssessment, submittedAssessment } from '../../support/assessments.js';
import { anExport, bundleOf, publicKey } from '../../support/bundles.js';
import { contentOfTables, tables } from '../../support/tables.js';
import { sql } from '../../support/database.js';
import { aCast, aSubmittedFlow, aVendor, done, standardForFlows, type Cast } from '../../support/flows.js';

type Unmet = { code: string; count: number; ids: string[]; remedy: string };
const reason = 'Asked for it in writing (Art. 17(1)(b)).';

describe('erasing a person', () => {
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

  const inDays = (days: number) => new Date(app.clock.now().getTime() + days * 86_400_000).toISOString();
  const erase = (kind: string, id: string, by = cast.dpo, why = reason) =>
    by.post('/erasures', { kind, id, reason: why });
  const readiness = async (kind: string, id: string, by = cast.dpo) =>
    (await by.get(`/erasures/readiness?kind=${kind}&id=${id}`)).body as unknown as {
      ready: boolean;
      unmet: Unmet[];
    };
  const aContact = async (fields: object = {}) => {
    const vendor = await aVendor(cast);
    const body = { name: 'Aveline Brandt', email: 'aveline@partner.example', role: 'privacy', ...fields };
    return { vendor, contact: await done(cast.procurement.post(`/vendors/${vendor.id}/contacts`, body)) };
  };
  const aUser = async (email: string, displayName: string, roles: string[] = ['requester']) =>
    done(admin.post('/users', { email, displayName, roles, password, unit: 'Quince department' }));
  const saltOf = async (table: string, id: string) => {
    const { rows } = await owner.query<{ salt: Buffer | null }>(`SELECT salt FROM ${table} WHERE id = $1`, [
      id,
    ]);
    return rows[0]?.salt ?? null;
  };
  const digest = (salt: Buffer, value: string) =>
    `sha256:${createHash('sha256').update(salt).update('\0').update(JSON.stringify(value)).digest('hex')}`;
  const entriesOf = async (subjectId: string) => {
    const { body } = await cast.auditor.get(`/ledger/entries?subjectId=${subjectId}&sort=seq`);
    const items = body['items'] as { entryId: string; action: string }[];
    return Promise.all(
      items.map(async ({ entryId }) => (await cast.auditor.get(`/ledger/entries/${entryId}`)).body),
    );
  };
  /** The tables in which a text stands anywhere. */
  const tablesWith = async (text: string) => {
    const found: string[] = [];
    for (const { tableName } of await tables()) {
      const { rowCount } = await owner.query(
        `SELECT 1 FROM ${tableName} t WHERE strpos(lower(t::text), lower($1)) > 0 LIMIT 1`,
        [text],
      );
      if (rowCount) found.push(tableName);
    }
    return found;
  };
  const expectProven = async (entryId: string) => {
    const { body, status } = await cast.auditor.get(`/ledger/entries/${entryId}/proof`);
    expect(status).toBe(200);
    const proof = body as unknown as {
      position: number;
      leaf: string;
      path: string[];
      checkpoint: { size: number; rootHash: string };
    };
    const bytes = (hex: string) => Buffer.from(hex, 'hex');
    const proven = provesInclusion(
      leafHash(Buffer.from(proof.leaf)),
      { index: proof.position, size: proof.checkpoint.size, path: proof.path.map(bytes) },
      bytes(proof.checkpoint.rootHash),
    );
    expect(proven).toBe(true);
  };
  const expectHindered = async (answer: Promise<{ status: number; body: Body }>, codes: string[]) => {
    const before = await contentOfTables(owner);
    const { status, body } = await answer;
    expect([status, body['code']]).toEqual([422, 'erasure.hindered']);
    expect((body['unmet'] as Unmet[]).map(({ code }) => code)).toEqual(codes);
    expect(await contentOfTables(owner)).toEqual(before);
  };

  describe('a contact of a vendor', () => {
    it('leaves digests that nobody can check any more, and every proof and bundle as they were', async () => {
      const { vendor, contact } = await aContact({ phone: '+49 30 555 0199' });
      const salt = await saltOf('vendor_contact', contact.id);
      if (!salt) throw new Error('The contact has no salt.');
      const [added] = await entriesOf(contact.id);
      const state = added?.['after'] as Record<string, string>;
      expect(state['name']).toBe(digest(salt, 'Aveline Brandt'));
      const bundle = await bundleOf(
        cast.auditor,
        await anExport(app, cast.auditor, { register: 'vendors', wholeLedger: true }),
      );
      const { status, body } = await erase('vendor_contact', contact.id);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        ...{ kind: 'vendor_contact', subjectId: contact.id, fields: ['name', 'email', 'phone'], ended: [] },
        ...{ reason, erasedById: cast.dpo.id },
      });
      await app.settle();
      expect(await saltOf('vendor_contact', contact.id)).toBeNull();
      for (const gone of ['Aveline', 'aveline@', '555 0199', salt.toString('hex')])
        expect(await tablesWith(gone)).toEqual([]);
      const entries = await entriesOf(contact.id);
      expect(entries.map(({ action }) => action)).toEqual(['vendor_contact.added', 'vendor_contact.erased']);
      expect(entries[0]?.['after']).toEqual(state);
      expect(entries[1]?.['after']).toMatchObject({ name: null, email: null, phone: null, removed: true });
      const [carriedOut] = await entriesOf(body.id);
      expect(carriedOut?.['action']).toBe('erasure.carried_out');
      for (const entry of [...entries, carriedOut]) await expectProven(String(entry?.['entryId']));
      const key = await publicKey(app);
      expect(verifyBundle(bundle, { key }).proven.length).toBeGreaterThan(0);
      const later = await anExport(app, cast.auditor, { register: 'vendors', wholeLedger: true });
      expect(verifyBundle(await bundleOf(cast.auditor, later), { key }).proven.length).toBeGreaterThan(0);
      const { items } = (await cast.auditor.get(`/vendors/${vendor.id}/contacts`)).body;
      expect(items).toEqual([]);
      const past = `/vendors/${vendor.id}/contacts/${contact.id}?at=${String(added?.['recordedAt'])}`;
      expect((await cast.auditor.get(past)).body).toMatchObject({ name: null, email: null });
    });

    it('happens once, also when two officers ask at the same moment', async () => {
      const { contact } = await aContact();
      const both = await Promise.all([
        erase('vendor_contact', contact.id, cast.dpo),
        erase('vendor_contact', contact.id, cast.secondDpo),
      ]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
      expect(both[0].body).toEqual(both[1].body);
      const before = await contentOfTables(owner);
      const again = await erase('vendor_contact', contact.id, cast.secondDpo, 'Asked once more.');
      expect([again.status, again.body]).toEqual([200, both[0].body]);
      expect(await contentOfTables(owner)).toEqual(before);
      expect(await readiness('vendor_contact', contact.id)).toEqual({ ready: true, unmet: [] });
    });

    it('is on record with the fields that held something, also where the contact was removed before', async () => {
      const { vendor, contact } = await aContact({ email: null });
      const path = `/vendors/${vendor.id}/contacts/${contact.id}`;
      const { headers } = await cast.procurement.get(path);
      expect((await cast.procurement.delete(path, { 'if-match': headers['etag'] })).status).toBe(204);
      expect((await erase('vendor_contact', contact.id)).body).toMatchObject({ fields: [] });
    });

    it('takes a reason that does not repeat what is to go', async () => {
      const { contact } = await aContact();
      await expectHindered(erase('vendor_contact', contact.id, cast.dpo, 'AVELINE BRANDT asked for it.'), [
        'REASON_NAMES_PERSON',
      ]);
    });
  });

  describe('one of our people', () => {
    it('signs them out for good, ends what they gave, and calls them erased where they acted', async () => {
      const email = 'thorvald@keyholder.test';
      const user = await aUser(email, 'Thorvald Nightingale', ['dpo']);
      const them = await app.signIn(email);
      await app.anonymous().post('/auth/login', { email, password: 'wrong-wrong-wrong' });
      await done(
        them.post('/calendar/feeds', { name: 'Phone of Thorvald' }, { 'idempotency-key': 'a-feed' }),
      );
      const days = { validFrom: app.clock.today(), validTo: addDays(app.clock.today(), 7) };
      const delegation = await done(
        them.post('/delegations', { toId: cast.approver.id, role: 'dpo', reason: 'On leave.', ...days }),
      );
      const salt = await saltOf('app_user', user.id);
      const { status, body } = await erase('user', user.id);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        fields: ['email', 'displayName', 'unit', 'passwordHash'],
        ended: ['delegations', 'calendar_feeds', 'answers_for_retries'],
      });
      expect((await them.get('/auth/me')).status).toBe(401);
      expect((await app.anonymous().post('/auth/login', { email, password })).status).toBe(401);
      expect((await cast.dpo.get(`/delegations/${delegation.id}`)).body).toMatchObject({
        state: 'revoked',
        revokedById: cast.dpo.id,
      });
      expect((await admin.get(`/users/${user.id}`)).body).toMatchObject({
        ...{ email: null, displayName: null, unit: null, status: 'removed' },
      });
      for (const gone of ['Nightingale', email, String(salt?.toString('hex'))])
        expect(await tablesWith(gone)).toEqual([]);
      const { body: acted } = await cast.auditor.get(`/ledger/entries?actorId=${user.id}`);
      const names = (acted['items'] as { actor: { name: string } }[]).map(({ actor }) => actor.name);
      expect([...new Set(names)]).toEqual(['erased']);
    });

    it('is refused with everything that they have in hand', async () => {
      const email = 'busy@keyholder.test';
      const { id } = await aUser(email, 'Busy Bee', ['procurement']);
      const them = await app.signIn(email);
      const vendor = await aVendor(cast, { ownerId: id });
      const finding = await done(
        cast.dpo.post('/findings', {
          ...{ vendorId: vendor.id, source: 'other', severity: 'low', title: 'Old logs' },
          ...{ ownerId: id, dueOn: addDays(app.clock.today(), 7) },
        }),
      );
      const flow = await aSubmittedFlow(app, { ...cast, procurement: them });
      const key = await done(
        admin.post('/api-keys', { name: 'nightly', roles: ['auditor'], expiresAt: inDays(30) }),
      );
      const expected = [
        ['VENDORS_OWNED', vendor.id],
        ['FLOWS_SUBMITTED', flow.id],
        ['FINDINGS_OWNED', finding.id],
      ];
      await expectHindered(
        erase('user', id),
        expected.map(([code]) => String(code)),
      );
      const { ready, unmet } = await readiness('user', id);
      expect(ready).toBe(false);
      expect(unmet.map(({ code, ids }) => [code, ids[0]])).toEqual(expected);
      expect(unmet.every(({ count, remedy }) => count === 1 && remedy.length > 0)).toBe(true);
      expect((await readiness('user', admin.id)).unmet.map(({ code, ids }) => [code, ids[0]])).toEqual([
        ['API_KEYS', key.id],
        ['LAST_ADMIN', admin.id],
      ]);
    });

    it('is refused for oneself, and for the last who could administer', async () => {
      await expectHindered(erase('user', cast.dpo.id), ['SELF']);
      await expectHindered(erase('user', admin.id), ['API_KEYS', 'LAST_ADMIN']);
      expect((await app.signIn(adminEmail)).id).toBe(admin.id);
    });
  });

  describe('whoever answered for a vendor', () => {
    it('takes another respondent first, and then closes the link', async () => {
      const sent = await sentAssessment(app, (await aVendor(cast)).id);
      await expectHindered(erase('respondent', sent.invitationId), ['ONLY_RESPONDENT']);
      const path = `/assessments/${sent.id}/invitations`;
      await done(sent.procurement.post(path, { email: 'somebody@vendor.example' }));
      expect((await erase('respondent', sent.invitationId)).body).toMatchObject({ fields: ['email'] });
      expect((await sent.respondent.get('/respond/assessment')).status).toBe(401);
      expect((await cast.dpo.get(`${path}/${sent.invitationId}`)).body).toMatchObject({ email: null });
    });

    it('waits for the end of the assessment that was signed', async () => {
      const sent = await submittedAssessment(app, (await aVendor(cast)).id);
      await expectHindered(erase('signatory', sent.id), ['ASSESSMENT_OPEN']);
      const assessor = await app.person('assessor');
      await reviewAll(assessor, sent.id);
      await complete(app, assessor, sent.id);
      expect((await erase('signatory', sent.id)).body).toMatchObject({
        fields: ['signatoryName', 'signatoryTitle'],
      });
      expect(await tablesWith('Ines Berg')).toEqual([]);
      expect((await erase('respondent', sent.invitationId)).status).toBe(201);
      const { body } = await cast.auditor.get(`/ledger/entries?actorId=${sent.invitationId}&limit=1`);
      const [entry] = body['items'] as { actor: { name: string } }[];
      expect(entry?.actor.name).toMatch(/^Respondent 1 of .* \(erased\)$/);
    });

    it('loses the remediation link', async () => {
      const { id: vendorId } = await aVendor(cast);
      const path = `/vendors/${vendorId}/remediation-links`;
      const { id, token } = await done(cast.procurement.post(path, { email: 'fixer@vendor.example' }));
      expect((await erase('remediator', id)).body).toMatchObject({ fields: ['email'] });
      expect((await app.holding(String(token)).get('/remediation/findings')).status).toBe(401);
      expect(await tablesWith('fixer@')).toEqual([]);
    });
  });

  it('is for officers in person, of people that there are; the auditor reads what was erased', async () => {
    const { contact } = await aContact();
    for (const by of [admin, cast.approver, cast.auditor])
      expect((await erase('vendor_contact', contact.id, by)).status).toBe(403);
    const unknown = await erase('user', contact.id);
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'erasure.nobody']);
    const bad = await cast.dpo.post('/erasures', { kind: 'vendor', id: '7' });
    expect(bad.status).toBe(400);
    expect((bad.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      ...['/id', '/kind', '/reason'],
    ]);
    const { id } = (await erase('vendor_contact', contact.id)).body;
    const { body } = await cast.auditor.get(
      `/erasures?subjectId=${contact.id}&kind=vendor_contact&count=true`,
    );
    expect([body['total'], (body['items'] as Body[])[0]?.id]).toEqual([1, id]);
    expect((await cast.auditor.get(`/erasures/${id}/history`)).body['items']).toHaveLength(1);
    expect((await cast.auditor.get(`/erasures/${id}`)).headers['etag']).toBeDefined();
    expect((await admin.get('/erasures')).status).toBe(403);
  });
});
