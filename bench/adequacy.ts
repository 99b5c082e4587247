import pg from 'pg';
import type { ApiClient } from '../scripts/api-client.js';
import type { ChildServer } from '../scripts/child-server.js';
import { memory, onDemonstration, say, since } from './at-size.js';

/**
 * `node dist/bench/adequacy.js [flows]`: how long it takes to mark every approval when an adequacy decision ends (10,000
 * unless told otherwise), how long the answer to the recording takes, and what the readiness of one flow costs.
 */
const flows = Number(process.argv[2] ?? 10_000);
const decision = 'EU_US_DPF';

type Flow = { id: string; status: string; reference: string };
type People = Readonly<Record<'procurement' | 'dpo', ApiClient>>;

/** An active flow of the demonstration that goes to a listed recipient in the USA from now on, approved anew. */
async function approvedOnTheDecision({ procurement, dpo }: People): Promise<Flow> {
  const { body } = await procurement.get('/data-flows?status=active&limit=50');
  const listing = { status: 'ACTIVE', frameworks: ['EU_US'], coveredData: ['NON_HR'] };
  const change = {
    locations: [{ country: 'US', kind: 'storage' }],
    transfers: [{ toCountry: 'US', dpfListing: listing }],
  };
  for (const { id } of body.items as unknown as Flow[]) {
    const path = `/data-flows/${id}`;
    try {
      await procurement.decide('PATCH', path, path, change);
      await procurement.decide('POST', `${path}/submission`, path, {});
      const decided = { outcome: 'approved', rationale: 'Measured.' };
      const answer = await dpo.decide('POST', `${path}/decision`, path, decided);
      const flow = answer.body as unknown as Flow;
      if (flow.status === 'approved') return flow;
    } catch {
      continue; // this one needs more than a flow to a listed recipient does
    }
  }
  throw new Error('No flow of the demonstration could be approved on the decision.');
}

/** Copies of one approved flow: rows enough to examine, without a ledger entry for each. */
async function copyFlow(url: string, id: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('SET session_replication_role = replica');
  await client.query(
    `INSERT INTO data_flow
     SELECT (jsonb_populate_record(NULL::data_flow, to_jsonb(f) ||
              jsonb_build_object('id', gen_random_uuid(), 'reference', 'COPY-' || n))).*
       FROM data_flow f, generate_series(1, $2::int) n WHERE f.id = $1`,
    [id, flows - 1],
  );
  await client.query('ANALYZE');
  await client.end();
}

async function readiness({ dpo }: People, id: string): Promise<void> {
  const took: number[] = [];
  for (let turn = 0; turn < 200; turn++) {
    const from = performance.now();
    await dpo.get(`/data-flows/${id}/readiness`);
    took.push(since(from));
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => (took[Math.floor(took.length * share)] ?? 0).toFixed(1);
  say(`readiness of one flow: median ${at(0.5)} ms, 99 % ${at(0.99)} ms`);
}

async function measure(server: ChildServer, who: People): Promise<void> {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const change = { list: 'adequacy_eu', code: decision, kind: 'ended', endsOn: yesterday };
  const from = performance.now();
  const { body } = await who.dpo.post('/reference-data/adequacy-changes', {
    ...{ ...change, reason: 'Measured.', source: 'None' },
  });
  say(`recorded in ${since(from).toFixed(0)} ms: ${JSON.stringify(body.standing)}; ${memory(server)}`);
  const remaining = async () => {
    const answer = await who.dpo.get(`/data-flows?standsOn=${decision}&status=approved&limit=1&count=true`);
    return Number(answer.body.total);
  };
  let left = flows;
  for (let next = 0.75; left > 0;) {
    await new Promise((done) => setTimeout(done, 250));
    left = await remaining();
    if (left > next * flows) continue;
    say(`${(since(from) / 1_000).toFixed(1)} s: ${left} left; ${memory(server)}`);
    next = left / flows - 0.25;
  }
  const { body: stale } = await who.dpo.get('/data-flows?status=stale&limit=1&count=true');
  say(`${String(stale.total)} stale; ${(since(from) / flows).toFixed(2)} ms each`);
}

await onDemonstration(async ({ server, databaseUrl, signIn }) => {
  const who = { procurement: await signIn('procurement'), dpo: await signIn('dpo') };
  const flow = await approvedOnTheDecision(who);
  await copyFlow(databaseUrl, flow.id);
  await readiness(who, flow.id);
  await measure(server, who);
});
