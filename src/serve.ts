import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';
import { setUp } from './app.setup.js';
import { dataSourceOptions } from './data-source.js';
import { FirstAdmin } from './modules/identity/index.js';
import type { Config } from './platform/config/config.js';
import { prepareDatabase } from './platform/database/prepare.js';
import { makeLog, PinoLogger } from './platform/logging/logger.js';

const longestRequestMs = 3_600_000; // a large file over a slow line; its headers still have a minute
const keepAliveMs = 65_000; // longer than a proxy's, so that no connection is closed under a request

/** Brings the database up to date and listens. */
export async function serve(config: Config, ownerUrl: string): Promise<NestExpressApplication> {
  const databaseUrl = await prepareDatabase(dataSourceOptions(ownerUrl), {
    durable: true,
    runtimeUrl: config.KEYHOLDER_RUNTIME_DATABASE_URL,
  });
  const log = makeLog(config.KEYHOLDER_LOG_LEVEL);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config, databaseUrl), {
    bodyParser: false,
    abortOnError: false,
    logger: new PinoLogger(log),
  });
  try {
    setUp(app, log);
    await app.listen(config.PORT, config.HOST);
    app.getHttpServer().keepAliveTimeout = keepAliveMs;
    app.getHttpServer().requestTimeout = longestRequestMs;
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Once nothing can go wrong any more: a password that was made and not shown would be lost. */
export async function announce(app: NestExpressApplication): Promise<void> {
  const admin = await app.get(FirstAdmin).ensure();
  const address = (await app.getUrl()).replace('[::1]', 'localhost');
  process.stdout.write(
    [
      `Keyholder is ready at ${address}`,
      `API documentation:    ${address}/api/docs`,
      ...(admin ? [`First administrator:  ${admin.email}`] : []),
      ...(admin?.password
        ? [`One-time password:    ${admin.password}   (shown once; change it after signing in)`]
        : []),
      '',
    ].join('\n'),
  );
}
