import type pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/data-source.js';
import { emptyDatabase, freshDatabase, sql } from '../support/database.js';
import { differences, schemaOf } from '../support/schema.js';

describe('the migrations', () => {
  let migrated: pg.Client;
  let expected: string[];
  let byHand: string[];
  const drops: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const empty = await emptyDatabase();
    const source = await new DataSource(dataSourceOptions(empty.ownerUrl)).initialize();
    await source.synchronize();
    byHand = source.entityMetadatas.flatMap(({ indices }) =>
      indices.filter(({ synchronize }) => !synchronize).map(({ name }) => name),
    );
    await source.destroy();
    const synchronised = await sql(empty.ownerUrl);
    expected = await schemaOf(synchronised);
    await synchronised.end();
    const database = await freshDatabase();
    migrated = await sql(database.ownerUrl);
    drops.push(empty.drop, database.drop);
  });
  afterAll(async () => {
    await migrated.end();
    for (const drop of drops) await drop();
  });

  const found = async () => {
    const lines = await schemaOf(migrated);
    return lines.filter((line) => !byHand.some((name) => line.startsWith(`index ${name} `)));
  };

  it('make exactly the tables that the entities describe', async () => {
    expect(expected.filter((line) => line.startsWith('table ')).length).toBeGreaterThan(15);
    expect(differences(expected, await found())).toEqual([]);
  });

  it('make every index that an entity names and leaves to them', async () => {
    const lines = await schemaOf(migrated);
    expect(byHand.filter((name) => !lines.some((line) => line.startsWith(`index ${name} `)))).toEqual([]);
  });

  describe('are seen to differ when they change', () => {
    const where = "WHERE state = 'queued'";
    it.each([
      [
        'the body of a CHECK',
        `ALTER TABLE job DROP CONSTRAINT job_state_known, ADD CONSTRAINT job_state_known CHECK (state IN ('queued'))`,
      ],
      [
        'the predicate of an index',
        `DROP INDEX job_waiting; CREATE INDEX job_waiting ON job (created_at) ${where}`,
      ],
      [
        'the columns of an index',
        `DROP INDEX ledger_entry_by_time; CREATE INDEX ledger_entry_by_time ON ledger_entry (recorded_at, seq)`,
      ],
      [
        'the uniqueness of an index',
        `DROP INDEX legal_entity_name_in_use; CREATE INDEX legal_entity_name_in_use ON legal_entity (name, country)`,
      ],
      ['a NOT NULL', 'ALTER TABLE legal_entity ALTER contact DROP NOT NULL'],
      ['a default', `ALTER TABLE legal_entity ALTER contact SET DEFAULT ''`],
      ['a type', 'ALTER TABLE legal_entity ALTER created_at TYPE timestamptz(6)'],
      [
        'when a foreign key is checked',
        'ALTER TABLE legal_entity ALTER CONSTRAINT legal_entity_recorded NOT DEFERRABLE',
      ],
      ['a table too many', 'CREATE TABLE stray (id uuid PRIMARY KEY)'],
      ['a table too few', 'DROP TABLE sign_in_attempt'],
    ])('%s', async (_what, change) => {
      await migrated.query('BEGIN');
      try {
        await migrated.query(change);
        expect(differences(expected, await found())).not.toEqual([]);
      } finally {
        await migrated.query('ROLLBACK');
      }
    });
  });
});
