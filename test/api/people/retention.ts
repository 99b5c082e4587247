import type pg from 'pg';
import { verifyBundle } from '../../../bin/verify.mjs';
import { Upkeep } from '../../../src/platform/upkeep.js';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { anExport, bundleOf, publicKey } from '../../support/bundles.js';
import { contentOfTables } from '../../support/tables.js';
import { sql } from '../../support/database.js';
import { pdf } from '../../support/files.js';
import { act, done } from '../../support/flows.js';
import { aVendorReport } from '../../support/incidents.js';
import { inParallel } from '../../support/parallel.js';

type Due = {
  count: number;
  held: number;
  holds: { id: string; count: number }[];
  records: { id: string; heldBy: string[] }[];
};
type Counts = { class: string; disposed: number; held: number; failed: number }[];
const contacts = 101; // one more than a batch takes

/** The vendors left long ago: all that is told here is told in days that are over, so that the database agrees. */
describe('retention rules', () => {
  const past = { days: 1_200 };
  let app: TestApp;
  let [dpo, procurement, auditor]: Caller[] = [];
  let owner: pg.Client;
  let [gone, kept]: Left[] = [];
  let bundle: Buffer;
  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '1440' });
    owner = await sql(app.database.ownerUrl);
    app.clock.advance({ days: -past.days });
    await people();
    [gone, kept] = [await aVendorThatLeft('Gone', contacts), await aVendorThatLeft('Kept', 1)];
    app.clock.advance(past);
    await people();
    bundle = await bundleOf(auditor as Caller, await wholeLedger());
  }, 120_000);
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  type Left = { id: string; contactId: string; documentId: string; reportId: string };
  const officer = () => dpo as Caller;
  const people = async () => {
    dpo = await app.person('dpo');
    procurement = await app.person('procurement');
    auditor = await app.person('auditor');
  };
  const wholeLedger = () => anExport(app, auditor as Caller, { register: 'vendors', wholeLedger: true });
  const aVendorThatLeft = async (name: string, people: number): Promise<Left> => {
    const by = procurement as Caller;
    const { id } = await done(by.post('/vendors', { name, country: 'IE' }));
    const made: Body[] = [];
    await inParallel(4, Array.from({ length: people }), async (_item, nth) => {
      const contact = { name: `${name} Person ${nth}`, email: `p${nth}@${name}.example`, role: 'other' };
      made.push(await done(by.post(`/vendors/${id}/contacts`, contact)));
    });
    const about = { title: 'SOC 2 report', kind: 'OTHER', vendorId: id };
    const file = { content: pdf(name), name: 'soc.pdf' };
    const document = await done(by.upload('/evidence', file, about));
    const link = await done(by.post(`/vendors/${id}/report-links`, { email: `sam@${name}.example` }));
    const told = app.holding(String(link['token']));
    const report = await aVendorReport(told, app.clock.now(), { contact: `Sam of ${name}` });
    const why = { reason: 'About another customer.' };
    await done(act(dpo as Caller, `/vendor-reports/${report.id}`, 'dismissal', why));
    await (auditor as Caller).get(`/vendors/${id}/contacts`);
    for (const to of ['offboarding', 'offboarded'])
      await done(act(by, `/vendors/${id}`, 'transitions', { to, reason: 'Ended.' }));
    return { id, contactId: made[0]?.id ?? '', documentId: document.id, reportId: report.id };
  };
  const set = (name: string, fields: object, by = officer(), ifMatch = '"0"') =>
    by.put(
      `/retention-rules/${name}`,
      { keepDays: 1_095, ground: 'Our schedule, no. 12', active: true, ...fields },
      { 'if-match': ifMatch },
    );
  const due = async (name: string) =>
    (await officer().get(`/retention-rules/${name}/due`)).body as unknown as Due;
  const runs = async () =>
    (await officer().get('/retention-runs')).body['items'] as (Body & { counts: Counts })[];
  const contentOf = (left: Left | undefined) =>
    officer().get(`/evidence/${String(left?.documentId)}/content`);

  it('are proposals that dispose of nothing until an officer sets them, within bounds that say why', async () => {
    const { body } = await (auditor as Caller).get('/retention-rules');
    const rules = body['items'] as Record<string, unknown>[];
    expect(rules.map((rule) => [rule['class'], rule['active'], rule['revision']])).toEqual([
      ...['evidence_content', 'export_bundle', 'access_record', 'vendor_person', 'set_aside_report'].map(
        (name) => [name, false, 0],
      ),
    ]);
    const before = await contentOfTables(owner);
    const short = await set('evidence_content', { keepDays: 1_094 });
    expect([short.status, short.body['code'], short.body['minimumDays']]).toEqual([
      ...[422, 'retention_rule.too_short', 1_095],
    ]);
    expect(short.body['detail']).toContain('GDPR Art. 5(2), 28(1)');
    expect((await set('ledger_entry', {})).body['code']).toBe('retention_rule.not_found');
    expect((await set('vendor_person', { keepDays: 0 })).status).toBe(400);
    expect((await set('vendor_person', {}, officer(), '"1"')).status).toBe(412);
    expect((await officer().put('/retention-rules/vendor_person', {})).status).toBe(428);
    expect(await contentOfTables(owner)).toEqual(before);
    for (const by of [auditor as Caller, procurement as Caller, await app.admin()])
      expect((await set('evidence_content', {}, by)).status).toBe(403);
    const both = await Promise.all([1, 2].map(() => set('export_bundle', { keepDays: 7, active: false })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await officer().get('/retention-rules/export_bundle/history')).body['items']).toHaveLength(1);
    expect(await runs()).toEqual([]);
  });

  it('say beforehand what would go, and what which hold keeps', async () => {
    expect((await due('evidence_content')).count).toBe(0); // proposed: ten years
    for (const name of ['evidence_content', 'access_record', 'vendor_person', 'set_aside_report'])
      expect((await set(name, {})).body).toMatchObject({ class: name, active: true, revision: 1 });
    const hold = await done(
      officer().post('/legal-holds', {
        ...{ subjectKind: 'vendor', subjectId: kept?.id, reason: 'Claims.', reference: 'Case 9' },
        ownerId: officer().id,
      }),
    );
    expect(await due('evidence_content')).toMatchObject({
      ...{ count: 2, held: 1, holds: [{ id: hold.id, reference: 'Case 9', count: 1 }] },
      records: [
        { id: gone?.documentId, vendorId: gone?.id, heldBy: [] },
        { id: kept?.documentId, vendorId: kept?.id, heldBy: [hold.id] },
      ],
    });
    // contacts, the holder of the report link, whom the report names
    expect(await due('vendor_person')).toMatchObject({ count: contacts + 1 + 4, held: 3, more: false });
    const read = await due('access_record');
    expect([read.count, read.held]).toEqual([2, 2]); // a line about a list may tell of anybody
    await app.settle();
    expect(await runs()).toEqual([]); // not on the day on which they were set
    expect((await contentOf(gone)).status).toBe(200);
  });

  it('dispose at night, batch after batch, of what no hold keeps', async () => {
    app.clock.advance({ days: 1 });
    await people();
    await Promise.all([app.app.get(Upkeep).run(), app.app.get(Upkeep).run()]);
    const [begun] = await runs();
    expect(begun).toMatchObject({ state: 'running', problems: [] });
    await app.settle();
    await app.settle();
    const [run, ...others] = await runs();
    expect(others).toEqual([]);
    expect(run).toMatchObject({ id: begun?.id, state: 'finished', problems: [] });
    expect(run?.counts).toEqual([
      { class: 'evidence_content', disposed: 1, held: 1, failed: 0 },
      { class: 'access_record', disposed: 0, held: 2, failed: 0 },
      { class: 'vendor_person', disposed: contacts + 2, held: 3, failed: 0 },
      { class: 'set_aside_report', disposed: 1, held: 1, failed: 0 },
    ]);
    const away = await contentOf(gone);
    expect([away.status, away.body['code'], away.body['legalGround']]).toEqual([
      ...[410, 'evidence.erased', 'Our schedule, no. 12'],
    ]);
    const { body: row } = await officer().get(`/evidence/${String(gone?.documentId)}`);
    expect(row['sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(row).toMatchObject({
      erasedById: null,
      erasureReason: 'Retention rule evidence_content, revision 1',
    });
    expect((await contentOf(kept)).status).toBe(200);
    expect((await officer().get(`/vendor-reports/${String(gone?.reportId)}`)).body).toMatchObject({
      ...{
        status: 'set_aside',
        title: '',
        description: '',
        contact: null,
        reason: 'About another customer.',
      },
    });
    const query = `/erasures?subjectId=${String(gone?.contactId)}`;
    const [erasure] = (await (auditor as Caller).get(query)).body['items'] as Body[];
    expect(erasure).toMatchObject({ kind: 'vendor_contact', erasedById: null, fields: ['name', 'email'] });
    expect(erasure?.['reason']).toBe('Retention rule vendor_person, revision 1: Our schedule, no. 12');
    const { body } = await (auditor as Caller).get(
      `/ledger/entries?subjectId=${String(gone?.documentId)}&limit=2`,
    );
    const entries = body['items'] as { action: string; actor: { kind: string } }[];
    expect(entries.map(({ action, actor }) => [action, actor.kind])).toEqual([
      ['evidence.bytes_deleted', 'system'],
      ['evidence.erased', 'system'],
    ]);
  });

  it('go on the next night with what a hold has let go, the log of readings too', async () => {
    const { body } = await officer().get('/legal-holds?state=standing');
    const [hold] = body['items'] as Body[];
    await done(act(officer(), `/legal-holds/${String(hold?.id)}`, 'release', { reason: 'Settled.' }));
    await app.settle();
    expect((await contentOf(kept)).status).toBe(200);
    app.clock.advance({ days: 1 });
    await people();
    await app.settle();
    const [run] = await runs();
    expect(run?.counts).toEqual([
      { class: 'evidence_content', disposed: 1, held: 0, failed: 0 },
      { class: 'access_record', disposed: 2, held: 0, failed: 0 },
      { class: 'vendor_person', disposed: 3, held: 0, failed: 0 },
      { class: 'set_aside_report', disposed: 1, held: 0, failed: 0 },
    ]);
    const { rows } = await owner.query<{ left: number }>(
      `SELECT count(*)::int AS left FROM access_record WHERE at < now() - interval '400 days'`,
    );
    expect(rows).toEqual([{ left: 0 }]);
    const entries = (await (auditor as Caller).get('/ledger/entries?action=access_record.disposed')).body;
    expect(entries['items']).toHaveLength(1);
  });

  it('leave every proof and bundle as they were', async () => {
    const key = await publicKey(app);
    const now = await bundleOf(auditor as Caller, await wholeLedger());
    for (const one of [bundle, now]) expect(verifyBundle(one, { key }).proven.length).toBeGreaterThan(0);
  });

  it('stop at once when they are set inactive, and remove bundles when they are active', async () => {
    const made = await wholeLedger();
    await done(set('export_bundle', { keepDays: 1 }, officer(), '"1"'));
    for (const name of ['evidence_content', 'access_record', 'vendor_person', 'set_aside_report'])
      await done(set(name, { active: false }, officer(), '"1"'));
    app.clock.advance({ days: 2 });
    await people();
    await app.settle();
    const [run] = await runs();
    expect((run?.counts ?? []).map((count) => count.class)).toEqual(['export_bundle']);
    const { body } = await officer().get(`/exports/${made.id}`);
    expect(body).toMatchObject({ status: 'removed', manifestSha256: made['manifestSha256'] });
    const content = await (auditor as Caller).get(`/exports/${made.id}/content`);
    expect([content.status, content.body['code']]).toEqual([410, 'export.removed']);
  });
});
