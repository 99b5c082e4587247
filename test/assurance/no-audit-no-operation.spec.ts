import type pg from 'pg';
import { TestApp } from '../support/app.js';
import { sql } from '../support/database.js';

import type { Operation } from '../support/openapi.js';
import { properPlan } from '../support/plans.js';
import { populate } from '../support/population.js';
import { contentOfTables } from '../support/tables.js';
import { Traffic } from '../support/traffic.js';

/** They change nothing that is registered: sessions, retry keys, what work is asked for, and how long it goes on. */
const unrecorded =
  /\/(auth\/(login|refresh|logout|password)|jobs\/\{id\}\/cancellation|audit-scores\/recomputation|standards\/\{id\}\/dry-run)$/;
const tries = 25;

/** P2: no audit, no operation. */
describe('while the ledger takes no entry', () => {
  let app: TestApp;
  let traffic: Traffic;
  let owner: pg.Client;

  beforeAll(async () => {
    app = await TestApp.start({ KEYHOLDER_ACCESS_TOKEN_MINUTES: '600' });
    await populate(app);
    traffic = await Traffic.to(app);
    for (let round = 0; round < 4; round++)
      for (const index of traffic.api.operations.keys())
        if (round % 2 === 0 || traffic.api.operations[index]?.method === 'GET') await make(index, round);
    await app.settle();
    owner = await sql(app.database.ownerUrl);
  }, 300_000);
  afterAll(async () => {
    await owner.end();
    await app.close();
  });

  const name = ({ method, path }: Operation) => `${method} ${path}`;
  async function make(index: number, nth: number) {
    const operation = traffic.api.operations[index];
    if (!operation || 'text/event-stream' in (operation.responses['200']?.content ?? {})) return undefined;
    return traffic.make(properPlan(index, nth));
  }

  it('no route changes anything', async () => {
    await owner.query(`CREATE FUNCTION no_more_entries() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'the disk of the ledger is full' USING ERRCODE = 'disk_full'; END $$`);
    await owner.query(`CREATE TRIGGER no_more_entries BEFORE INSERT ON ledger_entry
      FOR EACH STATEMENT EXECUTE FUNCTION no_more_entries()`);
    const before = await contentOfTables(owner);
    const statuses = new Map<string, Set<number>>();
    for (const [index, operation] of traffic.api.operations.entries()) {
      if (operation.method === 'GET' || unrecorded.test(operation.path)) continue;
      const seen = new Set<number>();
      statuses.set(name(operation), seen);
      for (let nth = 0; nth < tries && !seen.has(503); nth++) seen.add((await make(index, nth))?.status ?? 0);
    }
    expect(await contentOfTables(owner)).toEqual(before);
    await owner.query('DROP TRIGGER no_more_entries ON ledger_entry');
    const refused = [...statuses].filter(([, seen]) => seen.has(503));
    const unreached = [...statuses].filter(([, seen]) => !seen.has(503));
    const accepted = [...statuses].filter(
      ([, seen]) => [201, 202, 204].some((status) => seen.has(status)), // 200: a change that changes nothing
    );
    process.stdout.write(
      `P2: ${refused.length}/${statuses.size} mutating routes reached the ledger and refused without it; ` +
        `refused before they came so far: ${unreached.map(([route, seen]) => `${route} (${[...seen].join(' ')})`).join(', ') || 'none'}\n`,
    );
    expect(accepted.map(([route, seen]) => `${route}: ${[...seen].join(' ')}`)).toEqual([]);
    expect(refused.length / statuses.size).toBeGreaterThan(0.5);
  }, 300_000);

  it('and what was refused is accepted again afterwards', async () => {
    const index = traffic.api.operations.findIndex((one) => name(one) === 'POST /api/v1/legal-entities');
    expect((await make(index, 1))?.status).toBe(201);
  });
});
