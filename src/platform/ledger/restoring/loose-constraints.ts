import type { Tx } from '../../database/database.js';

type Reference = Readonly<{ table: string; name: string }>;

/**
 * Lets rows of these tables be written whole and in any order: their guards rest, and what refers to something is asked
 * at the end of the work, all of it. For the owner of the database; in one transaction, so that nobody else ever sees it.
 */
export async function loosely(tx: Tx, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const references = await tx.query<Reference[]>(
    `SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
      WHERE contype = 'f' AND NOT condeferrable AND conrelid = ANY($1::text[]::regclass[]) ORDER BY conrelid, conname`,
    [tables],
  );
  const alter = (table: string, how: string) => tx.query(`ALTER TABLE ${table} ${how}`);
  for (const { table, name } of references)
    await alter(table, `ALTER CONSTRAINT "${name}" DEFERRABLE INITIALLY DEFERRED`);
  for (const table of tables) await alter(table, 'DISABLE TRIGGER USER');
  await work();
  await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const table of tables) await alter(table, 'ENABLE TRIGGER USER');
  for (const { table, name } of references) await alter(table, `ALTER CONSTRAINT "${name}" NOT DEFERRABLE`);
  await tx.query('SET CONSTRAINTS ALL DEFERRED');
}
