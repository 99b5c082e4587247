import 'reflect-metadata';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AppModule } from '../src/app.module.js';
import { describeApi } from '../src/app.setup.js';
import { dataSourceOptions } from '../src/data-source.js';
import { RouteRules } from '../src/platform/auth/route-rules.js';
import { Config, configReference } from '../src/platform/config/config.js';
import { startEmbeddedPostgres } from '../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../src/platform/database/prepare.js';
import { allErrors } from '../src/shared/domain-error.js';
import { configurationPage } from './docs/configuration-page.js';
import { entityDiagram } from './docs/entity-diagram.js';
import { errorsPage } from './docs/errors-page.js';
import { permissionsPage } from './docs/permissions-page.js';

/** Writes what docs/ says of the API, the tables, the errors, the permissions and the settings: `npm run docs`. */
const folder = await mkdtemp(join(tmpdir(), 'keyholder-docs-'));
const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
try {
  const address = await prepareDatabase(dataSourceOptions(server.ownerUrl), { durable: false });
  const module = AppModule.with(new Config(), address, { background: false });
  const app = await NestFactory.create(module, { logger: false, abortOnError: false });
  await app.init();
  const pages: Record<string, string> = {
    'openapi.json': `${JSON.stringify(describeApi(app), null, 2)}\n`,
    'erd.mmd': entityDiagram(app.get(DataSource).entityMetadatas),
    'errors.md': errorsPage(allErrors()),
    'permissions.md': permissionsPage(app.get(RouteRules).all()),
    'configuration.md': configurationPage(new Config(), configReference),
  };
  await app.close();
  await mkdir('docs', { recursive: true });
  for (const [name, text] of Object.entries(pages)) await writeFile(join('docs', name), text);
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
