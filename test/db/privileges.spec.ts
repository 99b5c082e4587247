import type pg from 'pg';
import { freshDatabase, sql, type TestDatabase } from '../support/database.js';
import { registeredTables, tables } from '../support/tables.js';

/** What the role that serves requests may do, table by table. A table that is not named here may be read, filled and changed. */
const reviewed: Readonly<Record<string, string>> = {
  access_record: 'SELECT INSERT',
  access_token: 'SELECT INSERT UPDATE DELETE',
  evidence_content_part: 'SELECT INSERT DELETE',
  idempotency_key: 'SELECT INSERT UPDATE DELETE',
  installation: 'SELECT',
  ledger_entry: 'SELECT INSERT',
  ledger_checkpoint: 'SELECT INSERT',
  ledger_leaf: 'SELECT INSERT',
  ledger_node: 'SELECT INSERT',
  ledger_pending: 'SELECT INSERT DELETE',
  migrations: 'SELECT',
  request_quota: 'SELECT INSERT UPDATE DELETE',
  runtime_login: '',
  sharing_event: 'SELECT INSERT',
  sign_in_attempt: 'SELECT INSERT UPDATE DELETE',
  time_stamp: 'SELECT INSERT',
};
const ordinary = 'SELECT INSERT UPDATE';
const names = (await tables()).map(({ tableName }) => tableName);
const registered = await registeredTables();

describe('the role that serves requests', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let runtime: pg.Client;
  beforeAll(async () => {
    database = await freshDatabase();
    owner = await sql(database.ownerUrl);
    runtime = await sql(database.runtimeUrl);
    await owner.query(`INSERT INTO ledger_entry
      (id, recorded_at, actor_kind, action, subject_type, subject_id, revision, state, changed)
      VALUES (gen_random_uuid(), now(), 'system', 'test.made', 'test', gen_random_uuid(), 1, '{}', '{}')`);
    await owner.query(`INSERT INTO ledger_leaf (position, entry_id, hash, sealed_at)
      SELECT 0, id, '\\x00', now() FROM ledger_entry`);
  });
  afterAll(async () => {
    await runtime.end();
    await owner.end();
    await database.drop();
  });

  it.each([...names, 'migrations'])('has the reviewed rights on %s', async (table) => {
    const { rows } = await runtime.query<{ privilege: string }>(
      `SELECT privilege FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'])
         WITH ORDINALITY AS all_of(privilege, n) WHERE has_table_privilege($1, privilege) ORDER BY n`,
      [table],
    );
    expect(rows.map(({ privilege }) => privilege).join(' ')).toBe(reviewed[table] ?? ordinary);
  });

  it('has no more than the ordinary rights on any registered table', () => {
    expect(registered.filter((table) => table in reviewed)).toEqual([]);
    expect(registered.length).toBeGreaterThanOrEqual(3);
  });

  it('is nobody special and owns nothing', async () => {
    const { rows } = await runtime.query<Record<string, unknown>>(
      `SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
              (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
              has_schema_privilege('public', 'CREATE') AS creates
         FROM pg_roles r WHERE rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        rolsuper: false,
        rolcreaterole: false,
        rolcreatedb: false,
        rolreplication: false,
        rolbypassrls: false,
        owned: 0,
        creates: false,
      },
    ]);
  });

  describe.each(['ledger_entry', 'ledger_leaf'])('cannot touch what is written in %s', (table) => {
    const key = table === 'ledger_entry' ? 'id' : 'position';
    const attempts: [string, string][] = [
      ['UPDATE', `UPDATE ${table} SET ${key} = ${key}`],
      ['DELETE', `DELETE FROM ${table}`],
      ['TRUNCATE', `TRUNCATE ${table} CASCADE`],
      [
        'ON CONFLICT DO UPDATE',
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM ${table} ON CONFLICT (${key}) DO UPDATE SET ${key} = excluded.${key}`,
      ],
      ['DISABLE TRIGGER', `ALTER TABLE ${table} DISABLE TRIGGER ALL`],
      ['DROP', `DROP TABLE ${table} CASCADE`],
      ['session_replication_role', 'SET session_replication_role = replica'],
    ];

    it.each(attempts)('by %s: 42501', async (_way, statement) => {
      const content = async () => (await owner.query<object>(`SELECT * FROM ${table} ORDER BY ${key}`)).rows;
      const before = await content();
      await expect(runtime.query(statement)).rejects.toMatchObject({ code: '42501' });
      expect(before).toHaveLength(1);
      expect(await content()).toEqual(before);
    });

    it('nor can the owner, by accident, while the triggers stand', async () => {
      for (const [, statement] of attempts.slice(0, 3))
        await expect(owner.query(statement)).rejects.toMatchObject({ code: '23001' });
    });
  });

  describe('and the log of readings', () => {
    const ageDays = [1, 364, 366, 800];
    const insert = (client: pg.Client, days: number) =>
      client.query(
        `INSERT INTO access_record (id, at, actor_kind, actor_id, what, filters)
         VALUES (gen_random_uuid(), now() - make_interval(days => $1), 'user', gen_random_uuid(), 'user', '{}')`,
        [days],
      );
    const left = async () =>
      (
        await owner.query<{ days: number }>(
          `SELECT extract(day FROM now() - at)::int AS days FROM access_record ORDER BY at DESC`,
        )
      ).rows.map(({ days }) => days);
    const dispose = (client = runtime, most = 100) =>
      client.query<{ gone: number }>(
        `SELECT gone FROM dispose_access_records(now() + interval '9 years', $1)`,
        [most],
      );
    const rule = async (active: boolean, keepDays = 365) => {
      await owner.query('SET session_replication_role = replica'); // rows without their entries, in this copy
      await owner.query('DELETE FROM retention_rule');
      await owner.query(
        `INSERT INTO retention_rule (id, revision, class, keep_days, ground, active, set_by_id, set_at)
         VALUES (gen_random_uuid(), 1, 'access_record', $1, 'x', $2, gen_random_uuid(), now())`,
        [keepDays, active],
      );
      await owner.query('SET session_replication_role = origin');
    };
    const hold = async (until: string | null) => {
      await owner.query('SET session_replication_role = replica');
      await owner.query('DELETE FROM legal_hold');
      await owner.query(
        `INSERT INTO legal_hold (id, revision, subject_kind, reason, reference, until, owner_id, placed_by_id, placed_at)
         VALUES (gen_random_uuid(), 1, 'everything', 'x', 'x', $1, gen_random_uuid(), gen_random_uuid(), now())`,
        [until],
      );
      await owner.query('SET session_replication_role = origin');
    };
    beforeAll(async () => {
      for (const days of ageDays) await insert(runtime, days);
    });

    it.each(['UPDATE access_record SET what = what', 'DELETE FROM access_record', 'TRUNCATE access_record'])(
      '%s is refused to it and to the owner, whatever the rule says',
      async (statement) => {
        await rule(true);
        await expect(runtime.query(statement)).rejects.toMatchObject({ code: '42501' });
        await expect(owner.query(statement)).rejects.toMatchObject({ code: '23001' });
        expect(await left()).toEqual(ageDays);
      },
    );

    it('keeps all lines without an active rule, and while a legal hold stands', async () => {
      await rule(false);
      expect((await dispose()).rows).toEqual([{ gone: 0 }]);
      await rule(true);
      await hold(null);
      expect((await dispose()).rows).toEqual([{ gone: 0 }]);
      await expect(
        owner.query(`DELETE FROM access_record WHERE at < now() - interval '700 days'`),
      ).rejects.toMatchObject({ code: '23001' });
      expect(await left()).toEqual(ageDays);
    });

    it('lets the oldest go, as many as asked, and none that is younger than the rule says', async () => {
      await hold('2020-01-01');
      expect((await dispose(runtime, 1)).rows).toEqual([{ gone: 1 }]);
      expect(await left()).toEqual([1, 364, 366]);
      expect((await dispose()).rows).toEqual([{ gone: 1 }]);
      expect((await dispose()).rows).toEqual([{ gone: 0 }]);
      expect(await left()).toEqual([1, 364]);
    });

    it('takes no rule below a year', async () => {
      await expect(rule(true, 364)).rejects.toMatchObject({ constraint: 'retention_rule_long_enough' });
      await owner.query('SET session_replication_role = origin');
    });
  });
});
