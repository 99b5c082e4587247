import pg from 'pg';
import { sealed, type Sealed } from './measures.js';

/**
 * Rows by direct SQL, past the API and its guards, for measurements at a size that no demonstration has. Each is the copy
 * of a row that the API made, with texts, days and ids of its own, and has its newest entry in the ledger; entries of
 * earlier revisions are left out. Afterwards they stand as rows of long ago: in the tree, and no module hears of them.
 */
export async function onTables(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<unknown>,
): Promise<Sealed> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB';
      SELECT pg_advisory_lock(hashtextextended('keyholder.news', 0))`);
    await work(client);
    const all = await sealed(client);
    await client.query('UPDATE news_cursor SET position = (SELECT max(position) FROM ledger_leaf)');
    await client.query('VACUUM ANALYZE');
    await client.query('CHECKPOINT');
    return all;
  } finally {
    await client.end();
  }
}

/** Filling a table first and indexing it afterwards is many times faster; what a constraint stands on stays. */
export async function withoutIndexes(
  client: pg.Client,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT index.indexrelid::regclass::text AS name, pg_get_indexdef(index.indexrelid) AS definition
       FROM pg_index index
      WHERE index.indrelid = ANY($1::regclass[])
        AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = index.indexrelid)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await work();
  for (const { definition } of rows) await client.query(definition);
  await client.query('ANALYZE');
}

type Copied = Readonly<{
  table: string;
  type: string;
  /** Which rows are copied, by turns. */
  where: string;
  /** What is different in each copy, as SQL over `n`: by column, and the same by member of the ledger's state. */
  changes: Readonly<Record<string, string>>;
  /** Columns that the ledger does not hold. */
  unrecorded?: Readonly<Record<string, string>>;
  recordedAt?: string;
}>;

const camel = (column: string) => column.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase());
const members = (changes: Readonly<Record<string, string>>, name = (column: string) => column) =>
  Object.entries(changes)
    .map(([column, value]) => `'${name(column)}', ${value}`)
    .join(', ');

/** So many copies, with their entries. */
export async function copyRows(client: pg.Client, copied: Copied, many: number): Promise<void> {
  const { table, type, where, changes, unrecorded = {}, recordedAt = 'now()' } = copied;
  await client.query(`CREATE TEMP TABLE model AS
    SELECT row_number() OVER (ORDER BY row.id) - 1 AS nth, count(*) OVER () AS models, to_jsonb(row) AS row,
           e.action, e.state, e.changed
      FROM ${table} row JOIN ledger_entry e ON e.subject_id = row.id AND e.revision = row.revision WHERE ${where}`);
  await client.query(
    `CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS id FROM generate_series(1, ${many}) n`,
  );
  const changed = members({ ...changes, ...unrecorded });
  await client.query(`INSERT INTO ${table}
    SELECT copy.* FROM made JOIN model ON nth = n % models
     CROSS JOIN LATERAL jsonb_populate_record(NULL::${table}, row || jsonb_build_object('id', made.id, ${changed})) copy`);
  await client.query(`WITH entered AS (
      INSERT INTO ledger_entry (id, recorded_at, actor_kind, action, subject_type, subject_id, revision, state, changed)
      SELECT gen_random_uuid(), ${recordedAt}, 'system', action, '${type}', made.id, (state ->> 'revision')::int,
             state || jsonb_build_object('id', made.id, ${members(changes, camel)}), changed
        FROM made JOIN model ON nth = n % models RETURNING seq, id)
    INSERT INTO ledger_pending (seq, entry_id) SELECT seq, id FROM entered`);
  await client.query('DROP TABLE made; DROP TABLE model');
}

/** Data flows of many vendors with purposes, titles and days of their own. */
export function makeFlows(databaseUrl: string, many: number): Promise<Sealed> {
  return onTables(databaseUrl, (client) =>
    withoutIndexes(client, ['data_flow', 'ledger_entry'], async () => {
      await client.query(`CREATE TEMP TABLE some_vendor AS
        SELECT array_agg(id) AS ids, count(*)::int AS vendors FROM (SELECT id FROM vendor ORDER BY id LIMIT 300) v`);
      await copyRows(
        client,
        {
          ...{ table: 'data_flow', type: 'data_flow', where: `row.status = 'active'` },
          changes: {
            reference: `'MADE-' || n`,
            title: `'Sharing ' || n || ' of "made" rows, übermittelt'`,
            vendor_id: `(SELECT ids[1 + n % vendors] FROM some_vendor)`,
            source_system: `'system-' || n % 97`,
            activated_at: `to_jsonb(timestamptz '2026-01-01T08:00:00.123Z' + n % 300 * interval '1 day 1 minute')`,
            purposes: `jsonb_build_array(row -> 'purposes' -> 0 || jsonb_build_object('why', 'Because of reason ' || n,
                         'benefit', 'Benefit ' || n || ', of which people were told'))`,
          },
        },
        many,
      );
    }),
  );
}

/** Vendors as an import makes them. */
export function makeVendors(databaseUrl: string, many: number): Promise<Sealed> {
  const changes = {
    name: `'Made vendor ' || n`,
    domains: `jsonb_build_array('v' || n || '.example')`,
    website: `'https://v' || n || '.example'`,
    description: `'Found in inventory ' || n % 1013`,
  };
  const unrecorded = {
    sort_name: `'made vendor ' || n`,
    folded_names: `jsonb_build_array('made vendor ' || n)`,
    skeletons: `jsonb_build_array('made' || n)`,
    search_text: `'made vendor ' || n`,
  };
  const what = { table: 'vendor', type: 'vendor', where: `row.status = 'proposed'`, changes, unrecorded };
  return onTables(databaseUrl, (client) =>
    withoutIndexes(client, ['vendor', 'ledger_entry'], () => copyRows(client, what, many)),
  );
}
