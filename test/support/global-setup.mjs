import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launcher } from './launcher.mjs';

/** One server for the whole run: that of TEST_DATABASE_URL, or an embedded one in a folder that goes with it. */
export default async function globalSetup() {
  if (process.env.KEYHOLDER_TEST_ADMIN_URL) return; // another project of this run has seen to it
  process.env.KEYHOLDER_TEST_RUN = randomBytes(4).toString('hex');
  if (process.env.TEST_DATABASE_URL) {
    process.env.KEYHOLDER_TEST_ADMIN_URL = process.env.TEST_DATABASE_URL;
    return;
  }
  const { startEmbeddedPostgres } = await launcher();
  const folder = mkdtempSync(join(tmpdir(), 'keyholder-tests-'));
  const server = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  process.env.KEYHOLDER_TEST_ADMIN_URL = server.ownerUrl;
  globalThis.keyholderTestServer = { server, folder };
}
