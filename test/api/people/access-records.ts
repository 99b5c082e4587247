import type pg from 'pg';
import { TestApp, type Body, type Caller } from '../../support/app.js';
import { anExport, bundleOf } from '../../support/bundles.js';
import { sql } from '../../support/database.js';
import { pdf } from '../../support/files.js';
import { done } from '../../support/flows.js';
import { queriesOfPage } from '../../support/queries.js';

type Read = {
  at: string;
  actorId: string;
  what: string;
  subjectId: string | null;
  filters: Record<string, string>;
  rowCount: number | null;
  requestId: string | null;
};

describe('who read what', () => {
  let app: TestApp;
  let auditor: Caller;
  let dpo: Caller;
  let procurement: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    [auditor, dpo, procurement] = [
      await app.person('auditor'),
      await app.person('dpo'),
      await app.person('procurement'),
    ];
    owner = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const readsOf = async (actorId: string, query = '') =>
    (await dpo.get(`/access-records?actorId=${actorId}&sort=at${query}`)).body['items'] as Read[];

  it('is on record for people, with filters, rows and the request, and never with what was searched for', async () => {
    const reader = await app.person('auditor');
    const vendor = await done(procurement.post('/vendors', { name: 'Read Often', country: 'IE' }));
    const path = `/vendors/${vendor.id}/contacts`;
    const contact = await done(
      procurement.post(path, { name: 'Wilhelmina Roe', email: null, role: 'legal' }),
    );
    const { headers } = await reader.get(`${path}?role=legal&limit=10`);
    await reader.get(`${path}/${contact.id}`);
    await reader.get('/users?q=Wilhelmina&status=active');
    const { body } = await reader.get('/ledger/entries?action=vendor_contact.added&limit=1');
    const [entry] = body['items'] as { entryId: string }[];
    await reader.get(`/ledger/entries/${String(entry?.entryId)}`);
    const reads = await readsOf(reader.id);
    expect(
      reads.map(({ what, subjectId, filters, rowCount }) => [what, subjectId, filters, rowCount]),
    ).toEqual([
      ['vendor_contact', null, { role: 'legal' }, 1],
      ['vendor_contact', contact.id, {}, null],
      ['user', null, { q: 'text', status: 'active' }, 0],
      ['ledger_entry', null, { action: 'vendor_contact.added' }, 1],
      ['ledger_entry', entry?.entryId, {}, null],
    ]);
    expect(reads[0]?.requestId).toBe(headers['x-request-id']);
    const { rowCount } = await owner.query(
      `SELECT 1 FROM access_record r WHERE r::text ILIKE '%Wilhelmina%'`,
    );
    expect(rowCount).toBe(0);
  });

  it('is on record for documents and bundles before their first byte, and not for what was refused', async () => {
    const reader = await app.person('auditor');
    const file = { content: pdf('A report'), name: 'report.pdf', type: 'application/pdf' };
    const stored = await done(
      procurement.upload('/evidence', file, {
        kind: 'AUDIT_REPORT',
        title: 'A report',
        validTo: '2027-03-31',
      }),
    );
    expect((await reader.get(`/evidence/${stored.id}/content`)).status).toBe(200);
    expect((await reader.get(`/evidence/${nowhere}/content`)).status).toBe(404);
    const made = await anExport(app, reader, { register: 'vendors' });
    await bundleOf(reader, made);
    expect((await readsOf(reader.id)).map(({ what, subjectId }) => [what, subjectId])).toEqual([
      ['evidence_content', stored.id],
      ['export_bundle', made.id],
    ]);
  });

  it('is found by actor, subject, kind and period, page by page, and its own reading is on record', async () => {
    const reader = await app.person('auditor');
    for (const id of [dpo.id, reader.id, dpo.id]) await reader.get(`/users/${id}`);
    const of = async (query: string) =>
      ((await auditor.get(`/access-records?${query}`)).body['items'] as Read[]).filter(
        ({ actorId }) => actorId === reader.id,
      );
    expect(await of(`subjectId=${dpo.id}`)).toHaveLength(2);
    const [first, second] = await readsOf(reader.id);
    expect(await of(`actorId=${reader.id}&to=${String(first?.at)}`)).toEqual([]);
    expect(await of(`actorId=${reader.id}&from=${String(second?.at)}`)).toHaveLength(2);
    expect(await of(`actorId=${reader.id}&what=user`)).toHaveLength(3);
    expect(await of(`actorId=${reader.id}&what=evidence_content`)).toEqual([]);
    const page = await auditor.get(`/access-records?actorId=${reader.id}&limit=2&count=true`);
    expect([(page.body['items'] as Read[]).length, page.body['total']]).toEqual([2, 3]);
    const next = `/access-records?actorId=${reader.id}&limit=2&cursor=${String(page.body['nextCursor'])}`;
    expect((await auditor.get(next)).body['items']).toHaveLength(1);
    const own = await readsOf(auditor.id, '&what=access_record');
    expect(own.at(-1)?.filters).toEqual({ actorId: reader.id });
  });

  it('is for auditor and data protection officer', async () => {
    for (const by of [procurement, await app.admin()])
      expect((await by.get('/access-records')).status).toBe(403);
    const bad = await auditor.get('/access-records?what=weather&from=yesterday');
    expect((bad.body['errors'] as { pointer: string }[]).map(({ pointer }) => pointer).sort()).toEqual([
      ...['/from', '/what'],
    ]);
  });

  it('cannot be changed or taken away, by whoever owns the database either', async () => {
    for (const [statement, refusal] of [
      ['UPDATE access_record SET what = what', 'access_record is append-only'],
      ['TRUNCATE access_record', 'access_record is append-only'],
      ['DELETE FROM access_record', 'a row of access_record is kept'],
    ] as const)
      await expect(owner.query(statement)).rejects.toThrow(refusal);
  });

  describe('the ledger by subject, actor, action and period', () => {
    it('narrows by all of them together', async () => {
      const by = await app.person('procurement');
      const vendor = await done(by.post('/vendors', { name: 'Narrow Works', country: 'IE' }));
      await done(by.change(`/vendors/${vendor.id}`, { country: 'DE' }));
      const entries = async (query: string) => {
        const { body } = await auditor.get(`/ledger/entries?sort=seq&${query}`);
        return body['items'] as (Body & { action: string; recordedAt: string; subjectId: string })[];
      };
      const [created, changed] = await entries(`subjectId=${vendor.id}`);
      const about = `subjectId=${vendor.id}&subjectType=vendor&actorId=${by.id}`;
      expect((await entries(about)).map(({ action }) => action)).toEqual([
        'vendor.created',
        'vendor.changed',
      ]);
      expect(await entries(`${about}&action=vendor.changed`)).toEqual([changed]);
      expect(await entries(`${about}&from=${String(changed?.recordedAt)}`)).toEqual([changed]);
      expect(await entries(`${about}&to=${String(changed?.recordedAt)}`)).toEqual([created]);
      expect(await entries(about.replace('=vendor&', '=agreement&'))).toEqual([]);
    });

    it.each([
      ['ledger_entry_by_actor', `actor_id = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f'`, 'seq DESC'],
      ['ledger_entry_by_action', `action = 'vendor.moved'`, 'seq DESC'],
      ['ledger_entry_by_type', `subject_type = 'vendor'`, 'seq DESC'],
      ['ledger_entry_subject_revision', `subject_id = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f'`, 'seq DESC'],
      ['ledger_entry_by_time', `recorded_at >= now() AND recorded_at < now()`, 'recorded_at'],
    ])('has %s to find them by', async (index, where, order) => {
      await owner.query('SET enable_seqscan = off');
      const { rows } = await owner.query<Record<string, string>>(
        `EXPLAIN SELECT id FROM ledger_entry WHERE ${where} ORDER BY ${order}`,
      );
      await owner.query('RESET enable_seqscan');
      expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
    });
  });

  it('costs no more for a long page than for a short one', async () => {
    const { one, many, rows } = await queriesOfPage(app, auditor, '/users?status=active');
    expect(many).toBe(one);
    expect(rows).toBeGreaterThan(3);
  });
});

const nowhere = '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f';
