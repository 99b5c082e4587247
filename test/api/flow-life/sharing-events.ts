import { createHash } from 'node:crypto';
import type pg from 'pg';
import { canonicalJson } from '../../../src/shared/canonical-json.js';
import { TestApp, type Answer, type Body, type Caller } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  aCast,
  act,
  aReadyFlow,
  anActiveFlow,
  anApprovedFlow,
  done,
  standardForFlows,
  type Cast,
} from '../../support/flows.js';
import { queriesOfPage, statementsDuring } from '../../support/queries.js';
import { aReportingKey, deviationsOf, report, sent } from '../../support/sharing.js';
import { contentOfTables } from '../../support/tables.js';

type Named = { pointer: string; code: string };

describe('sharing events', () => {
  let app: TestApp;
  let cast: Cast;
  let key: Caller;
  let owner: pg.Client;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
    key = await aReportingKey(app);
    owner = await sql(app.database.ownerUrl);
  });
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const pointersOf = ({ body }: Answer) => (body['errors'] as Named[]).map(({ pointer }) => pointer).sort();
  const refused = async (attempt: () => Promise<Answer>): Promise<Answer> => {
    const before = await contentOfTables(owner);
    const answer = await attempt();
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await contentOfTables(owner)).toEqual(before);
    return answer;
  };
  const excessesOf = async (flow: Body) =>
    (await deviationsOf(cast.auditor, flow)).map(({ kind, excess }) => `${kind} ${excess}`).sort();

  describe('as approved', () => {
    it('are recorded by a key, one by itself, with one entry in the ledger', async () => {
      const flow = await anActiveFlow(app, cast);
      const event = sent(app);
      const { status, body } = await report(key, flow, event);
      expect(status).toBe(201);
      expect(body).toMatchObject({ recorded: 1, known: 0, deviations: [] });
      const batch = body['batch'] as Body;
      expect(batch).toMatchObject({ events: 1, subjects: 100, exceeding: 0, reportedByKind: 'api_key' });
      const digest = createHash('sha256')
        .update(canonicalJson([event]))
        .digest('hex');
      expect(batch['digest']).toBe(digest);
      const { items } = await done(cast.auditor.get(`/data-flows/${flow.id}/sharing-events`));
      expect(items).toMatchObject([{ ...event, batchId: batch.id, deviationIds: [] }]);
      const { items: entries } = await done(cast.auditor.get(`/ledger/entries?subjectId=${batch.id}`));
      expect(entries).toMatchObject([{ action: 'sharing_batch.reported', subjectType: 'sharing_batch' }]);
    });

    it('come in thousands: all in one report with one entry, and any page of them costs the same', async () => {
      const flow = await anActiveFlow(app, cast);
      const events = Array.from({ length: 5_000 }, (_none, n) => sent(app, { subjects: 1, records: n }));
      const statements = await statementsDuring(app, async () => {
        const answer = await report(key, flow, { events });
        expect(answer.body).toMatchObject({ recorded: 5_000, batch: { events: 5_000, subjects: 5_000 } });
      });
      expect(statements.length).toBeLessThan(20);
      const one = await statementsDuring(app, () => report(key, flow, sent(app, { subjects: 1 })));
      expect(statements.length - one.length).toBeLessThanOrEqual(1); // a page of a deviation, of nobody
      const pages = await queriesOfPage(app, cast.auditor, `/data-flows/${flow.id}/sharing-events`);
      expect(pages.rows).toBe(200);
      expect(pages.many).toBe(pages.one);
    });

    it('sent again are known; the report says so and records nothing', async () => {
      const flow = await anActiveFlow(app, cast);
      const event = sent(app, { categories: ['EMAIL_ADDRESS', 'NAME'] });
      await done(report(key, flow, event));
      const before = await contentOfTables(owner);
      const again = await done(report(key, flow, { ...event, categories: ['NAME', 'EMAIL_ADDRESS'] }));
      expect(again).toMatchObject({ recorded: 0, known: 1, batch: null, deviations: [] });
      expect(await contentOfTables(owner)).toEqual(before);
      const mixed = await done(report(key, flow, { events: [event, sent(app), event] }));
      expect(mixed).toMatchObject({ recorded: 1, known: 2, batch: { events: 1 } });
    });

    it('of two reports at once with the same reference are recorded once', async () => {
      const flow = await anActiveFlow(app, cast);
      const event = sent(app);
      const answers = await Promise.all([1, 2, 3, 4].map(() => report(key, flow, event)));
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
      expect(answers.map(({ body }) => body['recorded']).sort()).toEqual([0, 0, 0, 1]);
    });

    it('are found by moment, purpose, category, country, reference and report', async () => {
      const flow = await anActiveFlow(app, cast);
      const at = app.clock.now().toISOString();
      const event = sent(app, { at, purpose: 'RESEARCH', categories: ['VEHICLE'], toCountry: 'IS' });
      const { batch } = await done(report(key, flow, event));
      await done(report(key, flow, sent(app)));
      const found = async (query: string) =>
        (
          (await done(cast.auditor.get(`/data-flows/${flow.id}/sharing-events?${query}`)))['items'] as Body[]
        ).map(({ reference }) => reference);
      for (const query of [
        `from=${at}&to=${new Date(Date.parse(at) + 1).toISOString()}`,
        'purpose=RESEARCH',
        'category=VEHICLE',
        'toCountry=IS',
        `reference=${event.reference}`,
        `batchId=${(batch as Body).id}`,
        'deviating=true',
      ])
        expect([query, await found(query)]).toEqual([query, [event.reference]]);
      expect(await found('deviating=false')).toHaveLength(1);
    });
  });

  describe('that nobody could record', () => {
    it('are refused with every field at once, singly and by their place in the list', async () => {
      const flow = await anActiveFlow(app, cast);
      const broken = { at: 'yesterday', categories: [], subjects: -1, toCountry: 'YU', purpose: 'FUN' };
      const single = await refused(() => report(key, flow, { ...sent(app), ...broken, who: 'Dana' }));
      expect(single.body).toMatchObject({ status: 400, code: 'request.invalid' });
      expect(pointersOf(single)).toEqual([
        '/at',
        '/categories',
        '/purpose',
        '/subjects',
        '/toCountry',
        '/who',
      ]);
      const events = [sent(app), { ...sent(app), records: 0.5 }, { ...sent(app), reference: undefined }];
      expect(pointersOf(await refused(() => report(key, flow, { events })))).toEqual([
        '/events/1/records',
        '/events/2/reference',
      ]);
      for (const body of [{ events: [] }, { events: 7 }, [sent(app)], {}])
        expect((await refused(() => report(key, flow, body))).status).toBe(400);
    });

    it('lie in the future: each is named', async () => {
      const flow = await anActiveFlow(app, cast);
      const at = new Date(app.clock.now().getTime() + 3_600_000).toISOString();
      const events = [sent(app), sent(app, { at }), sent(app, { at })];
      const answer = await refused(() => report(key, flow, { events }));
      expect(answer.body).toMatchObject({
        status: 400,
        errors: [
          { pointer: '/events/1/at', code: 'in_future' },
          { pointer: '/events/2/at', code: 'in_future' },
        ],
      });
      expect(pointersOf(await refused(() => report(key, flow, sent(app, { at }))))).toEqual(['/at']);
    });

    it('have a reference that was used for other content: the whole report is refused and names it', async () => {
      const flow = await anActiveFlow(app, cast);
      const event = sent(app);
      await done(report(key, flow, event));
      const other = { ...event, subjects: 101 };
      const answer = await refused(() => report(key, flow, { events: [sent(app), other] }));
      expect(answer.body).toMatchObject({
        status: 409,
        code: 'sharing_event.other_content',
        errors: [
          { pointer: '/events/1/reference', message: expect.stringContaining(event.reference) as string },
        ],
      });
      const twice = sent(app);
      const within = await refused(() => report(key, flow, { events: [twice, { ...twice, records: 7 }] }));
      expect(within.body).toMatchObject({ status: 409, code: 'sharing_event.other_content' });
      const elsewhere = await anActiveFlow(app, cast);
      expect((await report(key, elsewhere, other)).status).toBe(201);
    });

    it('are of a closed flow, unless they were sent while it was in operation', async () => {
      const flow = await anActiveFlow(app, cast);
      const [inTime, known] = [sent(app), sent(app)];
      await done(report(key, flow, known));
      app.clock.advance({ seconds: 1 });
      await done(act(cast.procurement, `/data-flows/${flow.id}`, 'closure', { reason: 'Over.' }));
      app.clock.advance({ seconds: 1 });
      const before = new Date(Date.parse(String(flow['activatedAt'])) - 1).toISOString();
      const events = [sent(app), inTime, sent(app, { at: before })];
      const answer = await refused(() => report(key, flow, { events }));
      expect(answer.body).toMatchObject({ status: 409, code: 'sharing_event.flow_closed' });
      expect(pointersOf(answer)).toEqual(['/events/0/at', '/events/2/at']);
      expect(await done(report(key, flow, { events: [inTime, known] }))).toMatchObject({
        recorded: 1,
        known: 1,
        deviations: [],
      });
    });

    it('are of a flow that there is not, or of a closed draft', async () => {
      const nobody = { id: '01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f' };
      expect((await refused(() => report(key, nobody, sent(app)))).body).toMatchObject({
        code: 'data_flow.not_found',
      });
      const draft = await aReadyFlow(app, cast);
      await done(act(cast.procurement, `/data-flows/${draft.id}`, 'closure', { reason: 'Not needed.' }));
      expect((await refused(() => report(key, draft, sent(app)))).status).toBe(409);
    });

    it('come from somebody who may not report, or are too many for one body', async () => {
      const flow = await anActiveFlow(app, cast);
      for (const role of ['auditor', 'assessor', 'approver'] as const)
        expect((await report(await aReportingKey(app, role), flow, sent(app))).status).toBe(403);
      const events = Array.from({ length: 5_001 }, () => sent(app));
      expect(pointersOf(await refused(() => report(key, flow, { events })))).toEqual(['/events']);
      const huge = { events, padding: 'x'.repeat(2_000_000) };
      expect((await refused(() => report(key, flow, huge))).body).toMatchObject({
        code: 'request.too_large',
      });
    });
  });

  describe('beyond the approval', () => {
    it('are recorded, and raise one deviation for each kind and code in the same transaction', async () => {
      const flow = await anActiveFlow(app, cast);
      const beyond = { purpose: 'AI_TRAINING', categories: ['EMAIL_ADDRESS', 'PAY'], toCountry: 'IN' };
      const { body } = await report(key, flow, {
        events: [sent(app, beyond), sent(app, { ...beyond, subjects: 200_000 }), sent(app)],
      });
      expect(body).toMatchObject({ recorded: 3, batch: { events: 3, exceeding: 3 } }); // the third is over the day's volume too
      expect(await excessesOf(flow)).toEqual([
        'category PAY',
        'country IN',
        'purpose AI_TRAINING',
        'volume V3',
      ]);
      const [purpose] = (body['deviations'] as Body[]).filter(({ kind }) => kind === 'purpose');
      expect(purpose).toMatchObject({
        status: 'open',
        flow: { id: flow.id },
        approved: ['DIRECT_MARKETING'],
        message: 'Data were sent for AI_TRAINING; approved: DIRECT_MARKETING.',
        tally: { events: 2, subjects: 200_100 },
        raisedByKind: 'api_key',
      });
      const { items } = await done(
        cast.auditor.get(`/data-flows/${flow.id}/sharing-events?deviationId=${purpose?.id ?? ''}`),
      );
      expect(items).toHaveLength(2);
      const { items: history } = await done(cast.auditor.get(`/deviations/${purpose?.id ?? ''}/history`));
      expect(history).toMatchObject([{ action: 'deviation.raised', reason: purpose?.['message'] }]);
    });

    it('belong to the deviation that is there, until it is resolved', async () => {
      const flow = await anActiveFlow(app, cast);
      await done(report(key, flow, sent(app, { purpose: 'AI_TRAINING' })));
      const [first] = await deviationsOf(cast.auditor, flow);
      await done(report(key, flow, sent(app, { purpose: 'AI_TRAINING' })));
      const [again, ...others] = await deviationsOf(cast.auditor, flow);
      expect(others).toEqual([]);
      expect(again).toMatchObject({ id: first?.id, revision: 1, tally: { events: 2 } });
      const path = `/deviations/${first?.id ?? ''}`;
      await done(act(cast.dpo, path, 'review', { reason: 'Asked.' }));
      await done(act(cast.dpo, path, 'resolution', { outcome: 'stopped', reason: 'Switched off.' }));
      await done(report(key, flow, sent(app, { purpose: 'AI_TRAINING' })));
      expect((await deviationsOf(cast.auditor, flow)).map(({ status }) => status)).toEqual([
        'resolved',
        'open',
      ]);
    });

    it('are those without any approval, before the start, and while suspended', async () => {
      const draft = await aReadyFlow(app, cast);
      await done(report(key, draft, sent(app)));
      expect(await excessesOf(draft)).toEqual(['no_approval draft']);
      const flow = await anApprovedFlow(app, cast);
      await done(report(key, flow, sent(app)));
      app.clock.advance({ seconds: 1 });
      await done(act(cast.procurement, `/data-flows/${flow.id}`, 'activation', {}));
      await done(report(key, flow, sent(app)));
      expect(await excessesOf(flow)).toEqual(['period before_activation']);
      app.clock.advance({ seconds: 1 });
      await done(act(cast.dpo, `/data-flows/${flow.id}`, 'suspension', { reason: 'A breach.' }));
      await done(report(key, flow, sent(app)));
      expect(await excessesOf(flow)).toEqual(['period before_activation', 'period while_suspended']);
    });

    it('are judged by the decision of their moment when they are reported late', async () => {
      const flow = await anActiveFlow(app, cast);
      const inTime = sent(app);
      app.clock.advance({ seconds: 1 });
      const subjectCategories = ['SUBSCRIBERS', 'PROSPECTS'];
      await done(cast.procurement.change(`/data-flows/${flow.id}`, { subjectCategories }));
      await done(report(key, flow, inTime));
      expect(await excessesOf(flow)).toEqual([]);
      await done(report(key, flow, sent(app)));
      expect(await excessesOf(flow)).toEqual(['no_approval stale']);
    });

    it('add up over a day from report to report', async () => {
      const flow = await anActiveFlow(app, cast); // V2: fewer than 100,000 people
      for (const subjects of [60_000, 39_999]) await done(report(key, flow, sent(app, { subjects })));
      expect(await excessesOf(flow)).toEqual([]);
      await done(report(key, flow, sent(app, { subjects: 1 })));
      expect(await excessesOf(flow)).toEqual(['volume V3']);
    });
  });

  describe('in the database', () => {
    it('stay as they are, and are neither more nor fewer than their report says', async () => {
      const flow = await anActiveFlow(app, cast);
      const { batch } = await done(report(key, flow, { events: [sent(app), sent(app)] }));
      const { id } = batch as Body;
      const [content, runtime] = [await contentOfTables(owner), await sql(app.database.runtimeUrl)];
      for (const client of [owner, runtime])
        for (const change of [
          `UPDATE sharing_event SET subjects = 1 WHERE batch_id = '${id}'`,
          `DELETE FROM sharing_event WHERE batch_id = '${id}'`,
        ])
          await expect(client.query(change)).rejects.toMatchObject({
            code: client === owner ? '23001' : '42501',
          });
      await expect(
        runtime.query(`INSERT INTO sharing_event SELECT gen_random_uuid(), data_flow_id, batch_id, 'one more', at,
          categories, subjects, records, to_country, purpose, deviation_ids FROM sharing_event WHERE batch_id = '${id}' LIMIT 1`),
      ).rejects.toMatchObject({ code: '23514' });
      await runtime.query('BEGIN');
      const other = `gen_random_uuid()`;
      await runtime.query(
        `WITH b AS (INSERT INTO sharing_batch SELECT ${other}, revision, data_flow_id, events, subjects, records, first_at,
           last_at, exceeding, digest, reported_by_kind, reported_by_id, reported_at FROM sharing_batch WHERE id = '${id}' RETURNING id)
         INSERT INTO ledger_entry (id, recorded_at, actor_kind, action, subject_type, subject_id, revision, state, changed)
         SELECT gen_random_uuid(), now(), 'system', 'x', 'sharing_batch', b.id, 1, '{}', '{}' FROM b`,
      );
      await expect(runtime.query('COMMIT')).rejects.toMatchObject({ code: '23514' });
      await runtime.end();
      expect(await contentOfTables(owner)).toEqual(content);
      const path = `/data-flows/${flow.id}/sharing-batches/${id}`;
      expect((await cast.auditor.get(path)).body).toMatchObject({ id, intact: true });
    });

    it('that somebody altered behind the guard no longer fit their digest', async () => {
      const flow = await anActiveFlow(app, cast);
      const { batch } = await done(report(key, flow, sent(app)));
      const path = `/data-flows/${flow.id}/sharing-batches/${(batch as Body).id}`;
      await owner.query('ALTER TABLE sharing_event DISABLE TRIGGER sharing_event_append_only');
      await owner.query(`UPDATE sharing_event SET subjects = 1 WHERE batch_id = '${(batch as Body).id}'`);
      await owner.query('ALTER TABLE sharing_event ENABLE TRIGGER sharing_event_append_only');
      expect((await cast.auditor.get(path)).body).toMatchObject({ intact: false });
      const other = await anActiveFlow(app, cast);
      expect((await cast.auditor.get(path.replace(flow.id, other.id))).body).toMatchObject({
        code: 'sharing_batch.not_found',
      });
      const { items } = await done(cast.auditor.get(`/data-flows/${flow.id}/sharing-batches`));
      expect(items).toHaveLength(1);
    });
  });
});
