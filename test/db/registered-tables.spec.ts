import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { freshDatabase, sql, type TestDatabase } from '../support/database.js';
import { registeredTables } from '../support/tables.js';

/** "No record, no write", for every table that has revisions, with nothing in between but SQL. */
const names = await registeredTables();

const entry = (id: string, revision: number) =>
  `INSERT INTO ledger_entry (id, recorded_at, actor_kind, action, subject_type, subject_id, revision, state, changed)
   VALUES (gen_random_uuid(), now(), 'system', 'test.changed', 'test', '${id}', ${revision}, '{}', '{}')`;

describe('the database', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let runtime: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    owner = await sql(database.ownerUrl);
    await stripOtherRules(owner);
    for (const name of names) {
      const id = randomUUID();
      expect(await outcome(owner, [await insertInto(owner, name, id), entry(id, 1)])).toBe('committed');
    }
    runtime = await sql(database.runtimeUrl);
  });
  afterAll(async () => {
    await runtime.end();
    await owner.end();
    await database.drop();
  });

  it('guards every table that has revisions', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND column_name = 'revision' AND table_name <> 'ledger_entry' ORDER BY 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(names);
    const guards = await owner.query<{ name: string; guards: number }>(
      `SELECT c.relname AS name, count(*)::int AS guards FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
         JOIN pg_proc p ON p.oid = t.tgfoid WHERE p.proname = 'guard_registered_row' AND t.tgenabled = 'O'
        GROUP BY 1 ORDER BY 1`,
    );
    expect(guards.rows).toEqual(names.map((name) => ({ name, guards: 2 })));
  });

  describe.each(names)('on %s', (table) => {
    const attempt = (...statements: string[]) => outcome(runtime, statements);
    const notRecorded = { code: '23503', constraint: `${table}_recorded` };
    const present = async () => {
      const { rows } = await owner.query<{ id: string; revision: number }>(
        `SELECT id, revision FROM ${table}`,
      );
      return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    };
    let before: { id: string; revision: number }[];
    let id: string;
    beforeEach(async () => {
      before = await present();
      id = before[0]?.id ?? '';
    });

    const next = () => `UPDATE ${table} SET revision = revision + 1 WHERE id = '${id}'`;

    it('refuses an update without its entry, when the transaction ends', async () => {
      expect(await attempt(next())).toEqual(notRecorded);
      expect(await present()).toEqual(before);
    });

    it('refuses an insert without its entry, when the transaction ends', async () => {
      expect(await attempt(await insertInto(owner, table, randomUUID()))).toEqual(notRecorded);
      expect(await present()).toEqual(before);
    });

    it.each([
      ['stays', 'revision'],
      ['goes back', 'revision - 1'],
      ['jumps', 'revision + 2'],
    ])('refuses an update whose revision %s', async (_how, revision) => {
      const update = `UPDATE ${table} SET revision = ${revision} WHERE id = '${id}'`;
      expect(await attempt(entry(id, 2), entry(id, 3), update)).toMatchObject({ code: '23514' });
      expect(await present()).toEqual(before);
    });

    it('refuses a first revision that is not 1, and another id', async () => {
      const other = randomUUID();
      const late = (await insertInto(owner, table, other)).replace(/\(1, /, '(2, ');
      expect(await attempt(entry(other, 2), late)).toMatchObject({ code: '23514' });
      expect(
        await attempt(
          entry(other, 2),
          `UPDATE ${table} SET id = '${other}', revision = 2 WHERE id = '${id}'`,
        ),
      ).toMatchObject({ code: '23514' });
      expect(await present()).toEqual(before);
    });

    it('refuses to delete: to the application for want of the right, to the owner by the guard', async () => {
      for (const statement of [`DELETE FROM ${table}`, `TRUNCATE ${table} CASCADE`]) {
        expect(await attempt(statement)).toMatchObject({ code: '42501' });
        expect(await outcome(owner, [statement])).toMatchObject({ code: '23001' });
      }
      expect(await present()).toEqual(before);
    });

    it('accepts the next revision together with its entry', async () => {
      const { revision = 0 } = before[0] ?? {};
      expect(await attempt(next(), entry(id, revision + 1))).toBe('committed');
      expect((await present()).find((row) => row.id === id)?.revision).toBe(revision + 1);
    });
  });
});

/** Runs the statements in one transaction; how PostgreSQL refused them, or 'committed'. */
async function outcome(client: pg.Client, statements: readonly string[]) {
  await client.query('BEGIN');
  try {
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
    return 'committed';
  } catch (error) {
    await client.query('ROLLBACK');
    const { code, constraint } = error as pg.DatabaseError;
    return { code, constraint };
  }
}

/** Rules that have nothing to do with the record would refuse made-up rows before the guard is asked: they go, in this copy. */
async function stripOtherRules(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS statement
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid <> 'ledger_entry'::regclass
        AND (contype IN ('c', 'u', 'x') OR (contype = 'f' AND conname NOT LIKE '%_recorded'))
     UNION ALL
     SELECT format('DROP INDEX %s', x.indexrelid::regclass) FROM pg_index x
       JOIN pg_class c ON c.oid = x.indrelid AND c.relnamespace = 'public'::regnamespace
      WHERE x.indisunique AND NOT x.indisprimary AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = x.indexrelid)`,
  );
  for (const { statement } of rows) await owner.query(statement);
}

const madeUp: Readonly<Record<string, string>> = {
  bool: 'false',
  bytea: `'\\x00'`,
  date: `'2026-01-01'`,
  json: `'{}'`,
  jsonb: `'{}'`,
  text: `'x'`,
  timestamptz: `'2026-01-01T00:00:00Z'`,
  uuid: 'gen_random_uuid()',
};

/** An insert of revision 1 with something in every column that must hold something. */
async function insertInto(owner: pg.Client, table: string, id: string): Promise<string> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name = $1 AND is_nullable = 'NO' AND is_generated = 'NEVER'
        AND column_name NOT IN ('id', 'revision')`,
    [table],
  );
  const values = rows.map(({ type }) => madeUp[type] ?? (type.startsWith('_') ? `'{}'` : '0'));
  const columns = ['revision', 'id', ...rows.map(({ name }) => `"${name}"`)];
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (1, '${id}', ${values.join(', ')})`.replace(
    /, \)/,
    ')',
  );
}
