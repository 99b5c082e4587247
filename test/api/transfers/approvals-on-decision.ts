import { TestApp, type Body } from '../../support/app.js';
import { sql } from '../../support/database.js';
import {
  act,
  aCast,
  anAgreementInForce,
  done,
  standardForFlows,
  wholeContent,
  type Cast,
} from '../../support/flows.js';
import { statementsDuring } from '../../support/queries.js';
import { FlowReviews } from '../../../src/modules/agreements/flow-reviews.js';
import { Jobs } from '../../../src/platform/jobs/jobs.js';
import { Sealer } from '../../../src/platform/ledger/sealer.js';
import { NewsRelay } from '../../../src/platform/news/news-relay.js';
import { addDays } from '../../../src/shared/local-date.js';

describe('approvals on an adequacy decision that ends', () => {
  let app: TestApp;
  let cast: Cast;
  beforeAll(async () => {
    app = await TestApp.start();
    cast = await aCast(app);
    await standardForFlows(cast);
  });
  afterAll(() => app.close());

  /** With an agreement, a company and a vendor of its own. */
  const approvedFlowTo = async (country: string) => {
    const { id: agreementId } = await anAgreementInForce(app, cast);
    const content = { ...wholeContent(agreementId), locations: [{ country, kind: 'storage' }] };
    const { id } = await done(cast.procurement.post('/data-flows', content));
    await done(act(cast.procurement, `/data-flows/${id}`, 'submission', {}));
    const decision = { outcome: 'approved', rationale: 'Fine.' };
    return done(act(cast.dpo, `/data-flows/${id}`, 'decision', decision));
  };
  const copies = async ({ id }: Body, howMany: number) => {
    const client = await sql(app.database.ownerUrl);
    await client.query('SET session_replication_role = replica'); // copies have no ledger entry of their own
    await client.query(
      `INSERT INTO data_flow
       SELECT (jsonb_populate_record(NULL::data_flow, to_jsonb(f) ||
                jsonb_build_object('id', gen_random_uuid(), 'reference', 'COPY-' || n))).*
         FROM data_flow f, generate_series(1, $2::int) n WHERE f.id = $1`,
      [id, howMany],
    );
    await client.end();
  };
  /** The job that examines them is waiting afterwards. */
  const end = async (code: string) => {
    await app.settle();
    const change = { list: 'adequacy_eu', code, kind: 'ended', endsOn: addDays(app.clock.today(), -1) };
    await done(
      cast.dpo.post('/reference-data/adequacy-changes', { ...change, reason: 'Repealed.', source: 'OJ L' }),
    );
    await app.app.get(Sealer).sealSome();
    while (await app.app.get(NewsRelay).deliverSome());
  };
  const staleFlows = async (country: string) =>
    (await cast.auditor.get(`/data-flows?status=stale&country=${country}&count=true`)).body['total'];

  it('cost as many statements as one of them does', async () => {
    const cost = async (code: string, country: string, howMany: number) => {
      for (let nth = 0; nth < howMany; nth++) await approvedFlowTo(country);
      await end(code);
      const statements = await statementsDuring(app, () => app.app.get(Jobs).runNext());
      expect(await staleFlows(country)).toBe(howMany);
      return statements.map((statement) => statement.slice(0, 40));
    };
    const [one, eight] = [await cost('EU_NZ', 'NZ', 1), await cost('EU_UY', 'UY', 8)];
    expect(eight).toEqual(one);
    expect(one.filter((statement) => statement.startsWith('UPDATE "data_flow"'))).toHaveLength(1);
  });

  it('all fall, each on record once, when the run that marks them is killed in the middle', async () => {
    await copies(await approvedFlowTo('FO'), 600);
    await end('EU_FO');
    const reviews = app.app.get(FlowReviews);
    const examineAll = reviews.examineAll.bind(reviews);
    let batches = 0;
    reviews.examineAll = (...given) => {
      batches += 1;
      return batches === 2 ? new Promise<never>(() => undefined) : examineAll(...given);
    };
    void app.app.get(Jobs).runNext(); // never ends: its second batch hangs, as when the process is gone
    while (batches < 2) await new Promise((wait) => setTimeout(wait, 20));
    expect(await staleFlows('FO')).toBe(250);
    app.clock.advance({ minutes: 2 });
    await app.app.get(Jobs).runNext();
    expect(await staleFlows('FO')).toBe(601);
    const client = await sql(app.database.ownerUrl);
    const { rows } = await client.query<{ entries: number; flows: number; most: number }>(
      `SELECT count(*)::int AS entries, count(DISTINCT l.subject_id)::int AS flows, max(l.revision - f.revision)::int AS most
         FROM ledger_entry l JOIN data_flow f ON f.id = l.subject_id
        WHERE l.action = 'data_flow.became_stale' AND f.locations @> '[{"country": "FO"}]'`,
    );
    await client.end();
    expect(rows).toEqual([{ entries: 601, flows: 601, most: 0 }]);
  });
});
