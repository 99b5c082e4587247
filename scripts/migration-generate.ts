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
  const first = migrations.length === 0;
  const stamp = String(Date.now());
  await writeFile(
    `migrations/${stamp}-${name}.ts`,
    text(
      `${name}${stamp}`,
      upQueries.map(({ query }) => query),
      first,
    ),
  );
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

function text(className: string, queries: readonly string[], first: boolean): string {
  const statements = queries.map(
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
    ...statements,
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
