// Runs a command with TEST_DATABASE_URL on a throwaway server made with the programs in a folder:
// node test/support/with-postgres.mjs /usr/lib/postgresql/15/bin npm test
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { launcher } from './launcher.mjs';

const [binDir, program, ...args] = process.argv.slice(2);
const { startEmbeddedPostgres } = await launcher();
const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'keyholder-postgres-'));
const server = await startEmbeddedPostgres({ dataDir, durable: false, binDir });
try {
  console.log(`Against PostgreSQL ${server.version}`);
  const child = spawn(program, args, {
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: server.ownerUrl },
  });
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
} finally {
  await server.stop();
  fs.rmSync(dataDir, { recursive: true, force: true });
}
