import type pg from 'pg';

/**
 * A database's schema as sorted lines, read from the catalogs: tables, columns, constraints with their bodies, indexes
 * with their predicates. Two databases have the same schema when the lines are the same. No pg_dump is needed, which the
 * embedded server does not have.
 */
export async function schemaOf(client: pg.Client): Promise<string[]> {
  const lines = await client.query<{ line: string }>(`
    WITH ours AS (
      SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relname <> 'migrations'
    )
    SELECT format('table %s', relname) AS line FROM ours
    UNION ALL
    SELECT format('column %s.%s %s%s%s%s', t.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  CASE WHEN a.attnotnull THEN ' NOT NULL' END,
                  CASE WHEN d.oid IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid) END,
                  CASE a.attidentity WHEN 'a' THEN ' ALWAYS AS IDENTITY' WHEN 'd' THEN ' BY DEFAULT AS IDENTITY' END
                  || CASE WHEN a.attgenerated <> '' THEN ' GENERATED' ELSE '' END)
      FROM ours t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    UNION ALL
    SELECT format('constraint %s.%s %s', t.relname, k.conname, pg_get_constraintdef(k.oid, true))
      FROM ours t JOIN pg_constraint k ON k.conrelid = t.oid WHERE k.contype IN ('c', 'f', 'p', 'u', 'x')
    UNION ALL
    SELECT format('index %s %s', i.relname, pg_get_indexdef(x.indexrelid))
      FROM ours t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid`);
  return lines.rows.map(({ line }) => line).sort();
}

/** `-` stands before what only `expected` has, `+` before what only `found` has. */
export function differences(expected: readonly string[], found: readonly string[]): string[] {
  const [a, b] = [new Set(expected), new Set(found)];
  return [
    ...expected.filter((line) => !b.has(line)).map((line) => `- ${line}`),
    ...found.filter((line) => !a.has(line)).map((line) => `+ ${line}`),
  ];
}
