import type pg from 'pg';
import type { ApiClient } from '../scripts/api-client.js';
import { memory, onDemonstration, say, since } from './at-size.js';
import { busyness } from './machine.js';
import { copyRows, onTables, withoutIndexes } from './made-rows.js';

/**
 * `node dist/bench/blast-radius.js [flows]`: how long the blast radius of an incident takes in a register of so many
 * flows (100,000 unless told otherwise): for a vendor with 100 of them, for one that has them all, and for that one when
 * every flow was changed after the window, so that each is read from the ledger. Each must be within the budget.
 */
const flows = Number(process.argv[2] ?? 100_000);
const budgetMs = { one: 250, all: 5_000, ledger: 20_000 };
const turns = 5;
const longAgo = '2020-01-01T00:00:00Z';

type Flow = Readonly<{ id: string; vendorId: string; title: string }>;
type Radius = Readonly<{ flows: { total: number } }>;

/** Copies of one active flow, each with the newest entry of the ledger: the others matter only to flows that changed. */
const copies = (client: pg.Client, { id }: Flow, vendorId: string, many: number) =>
  copyRows(
    client,
    {
      ...{
        table: 'data_flow',
        type: 'data_flow',
        where: `row.id = '${id}'`,
        recordedAt: `timestamptz '${longAgo}'`,
      },
      changes: {
        vendor_id: `'${vendorId}'`,
        reference: `'COPY-' || made.id`,
        activated_at: `'${longAgo}'`,
      },
    },
    many,
  );

async function measured(dpo: ApiClient, name: keyof typeof budgetMs, incident: object): Promise<void> {
  const { body } = await dpo.post('/incidents', { title: 'Measured', ...incident });
  const took: number[] = [];
  let total = 0;
  for (let turn = 0; turn < turns; turn++) {
    const from = performance.now();
    const { body: radius } = await dpo.get(`/incidents/${String(body.id)}/blast-radius`);
    took.push(since(from));
    ({ total } = (radius as unknown as Radius).flows);
  }
  took.sort((a, b) => a - b);
  const median = took[Math.floor(turns / 2)] ?? Infinity;
  const verdict = median <= budgetMs[name] ? 'within' : 'OVER';
  say(
    `${name}: ${total} flows, median ${median.toFixed(0)} ms of ${turns}, ${verdict} the budget of ${budgetMs[name]} ms`,
  );
  if (median > budgetMs[name]) process.exitCode = 1;
}

await onDemonstration(async ({ server, databaseUrl, signIn }) => {
  const dpo = await signIn('dpo');
  const { body } = await dpo.get('/data-flows?status=active&limit=50');
  const [flow, other] = body.items as unknown as Flow[];
  const { body: vendors } = await dpo.get('/vendors?limit=50');
  const unused = (vendors.items as unknown as { id: string }[]).find(
    ({ id }) => id !== flow?.vendorId && id !== other?.vendorId,
  );
  if (!flow || !other || !unused) throw new Error('The demonstration has no two active flows.');
  const from = performance.now();
  await onTables(databaseUrl, (client) =>
    withoutIndexes(client, ['data_flow', 'ledger_entry'], async () => {
      await copies(client, flow, unused.id, 100);
      await copies(client, flow, flow.vendorId, flows);
    }),
  );
  say(`${flows} flows copied in ${(since(from) / 1_000).toFixed(0)} s; ${busyness()}`);
  const window = { occurredFrom: '2024-01-01T00:00:00Z', occurredTo: '2024-02-01T00:00:00Z' };
  await measured(dpo, 'one', { ...window, vendorIds: [unused.id] });
  await measured(dpo, 'all', { ...window, vendorIds: [flow.vendorId] });
  const before = { occurredFrom: '2019-12-01T00:00:00Z', occurredTo: '2020-02-01T00:00:00Z' };
  await measured(dpo, 'ledger', { ...before, vendorIds: [flow.vendorId] });
  say(memory(server));
});
