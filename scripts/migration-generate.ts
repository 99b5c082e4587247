import 'reflect-metadata';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { dataSourceOptions } from '../src/data-source.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';

/**
 * Writes the migration from the last one's schema to what the entities say: `npm run migration:generate -- Name`.
 * Read it, give indexes on big tables CONCURRENTLY by hand, and freeze it.
 */
const [, , name] = process.argv;
if (!name || !/^[A-Z][A-Za-z]+$/.test(name))
  throw new Error('Name the migration, for example AddSubprocessors.');

const folder = await mkdtemp(join(tmpdir(), 'keyholder-migration-'));
const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
const source = await new DataSource(dataSourceOptions(server.ownerUrl)).initialize();
try {
  await source.runMigrations();
  await source.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const statements = [...upQueries.map(({ query }) => query), ...(await changedChecks(source))];
  const first = migrations.length === 0;
  const stamp = String(Date.now());
  await writeFile(`migrations/${stamp}-${name}.ts`, text(`${name}${stamp}`, statements, first));
  const index = await readFile('migrations/index.ts', 'utf8');
  const imported = `import { ${name}${stamp} } from './${stamp}-${name}.js';\n`;
  await writeFile(
    'migrations/index.ts',
    imported +
      index.replace(
        /= \[(.*)\];/s,
        (_all, known: string) =>
          `= [${[known.trim().replace(/,$/, ''), `${name}${stamp}`].filter(Boolean).join(', ')}];`,
      ),
  );
} finally {
  await source.destroy();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

/** TypeORM compares CHECKs by name: a body that changed under its name is put in place here, once what it speaks of is there. */
async function changedChecks(migrated: DataSource): Promise<string[]> {
  await migrated.query('CREATE DATABASE described');
  const url = Object.assign(new URL(server.ownerUrl), { pathname: '/described' }).toString();
  const described = await new DataSource(dataSourceOptions(url)).initialize();
  try {
    await described.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await described.synchronize();
    const [before, after] = [await checksOf(migrated), await checksOf(described)];
    return [...after].flatMap(([key, { table, name: check, body }]) => {
      const was = before.get(key)?.body;
      if (was === undefined || was === body) return [];
      return [`ALTER TABLE ${table} DROP CONSTRAINT "${check}", ADD CONSTRAINT "${check}" ${body}`];
    });
  } finally {
    await described.destroy();
  }
}

type CheckConstraint = Readonly<{ table: string; name: string; body: string }>;

async function checksOf(database: DataSource): Promise<Map<string, CheckConstraint>> {
  const rows = (await database.query(`
    SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS body
      FROM pg_constraint WHERE contype = 'c' AND connamespace = 'public'::regnamespace
     ORDER BY 1, 2`)) as CheckConstraint[];
  return new Map(rows.map((row) => [`${row.table}.${row.name}`, row]));
}

function text(className: string, queries: readonly string[], first: boolean): string {
  const lines = queries.map(
    (query) => `    await runner.query(\`${query.replaceAll('`', '\\`').replaceAll('${', '\\${')}\`);`,
  );
  return [
    `import type { MigrationInterface, QueryRunner } from 'typeorm';`,
    `import { ${first ? 'guardLedger, guardPublishedQuestionnaires, ' : ''}guardRegisteredTables } from './guards.js';`,
    ...(first ? [`import { createSearchIndexes } from './search-indexes.js';`] : []),
    '',
    `export class ${className} implements MigrationInterface {`,
    `  readonly name = '${className}';`,
    '',
    '  async up(runner: QueryRunner): Promise<void> {',
    ...(first ? ['    await runner.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);'] : []),
    ...lines,
    ...(first ? ['    await createSearchIndexes(runner);', '    await guardLedger(runner);'] : []),
    '    await guardRegisteredTables(runner);',
    ...(first ? ['    await guardPublishedQuestionnaires(runner);'] : []),
    '  }',
    '',
    '  down(): Promise<void> {',
    `    return Promise.reject(new Error('Records are not thrown away: restore a copy from before instead.'));`,
    '  }',
    '}',
    '',
  ].join('\n');
}
