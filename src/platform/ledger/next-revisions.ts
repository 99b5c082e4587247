import type { EntityMetadata } from 'typeorm';
import type { Tx } from '../database/database.js';
import type { Registered } from './registered.js';

/**
 * Writes the next revision of each row in one statement, however many they are. Answers those that still were at the
 * revision before.
 */
export async function writeNextRevisions<Row extends Registered>(
  tx: Tx,
  { tableName, columns }: EntityMetadata,
  { rows, fields }: Readonly<{ rows: readonly Row[]; fields: ReadonlySet<string> }>,
): Promise<Row[]> {
  const written = columns.filter(({ propertyName: name }) => name === 'revision' || fields.has(name));
  const given = rows.map((row) => ({
    id: row.id,
    ...Object.fromEntries(
      written.map(({ propertyName, databaseName }) => [databaseName, plain(row[propertyName as keyof Row])]),
    ),
  }));
  const set = written.map(({ databaseName: name }) => `"${name}" = r."${name}"`).join(', ');
  const [found] = await tx.query<[Registered[], number]>(
    `UPDATE "${tableName}" AS t SET ${set}
       FROM jsonb_populate_recordset(NULL::"${tableName}", $1::jsonb) AS r
      WHERE t.id = r.id AND t.revision = r.revision - 1 RETURNING t.id, t.revision`,
    [JSON.stringify(given)],
  );
  const revisions = new Map(found.map(({ id, revision }) => [id, revision]));
  return rows.filter(({ id, revision }) => revisions.get(id) === revision);
}

/** As PostgreSQL reads it from JSON. */
function plain(value: unknown): unknown {
  return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : value;
}
