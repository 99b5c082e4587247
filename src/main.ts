import 'reflect-metadata';
import { ConfigError, readEnvironment, type Config } from './platform/config/config.js';

/** What is wrong with the settings is said before anything else is read. */
function settings(): Config | undefined {
  try {
    return readEnvironment();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

const config = settings();
if (config) await (await import('./run.js')).run(config);
