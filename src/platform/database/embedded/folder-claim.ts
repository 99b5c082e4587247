import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError, ifPresent, systemCode } from './embedded-postgres-error.js';
import { beginningOf, numbersIn } from './processes.js';

/** A data folder that belongs to this process until it is released or this process is gone. */
export type FolderClaim = Readonly<{ release(): void }>;

type Holder = Readonly<{ pid: number }>;

/**
 * Claims the data folder, or throws EmbeddedPostgresError naming the living process that has it.
 *
 * Claims are files named 1, 2, 3 … in `keyholder.lock/`; the highest counts, and it counts while its process lives. A
 * dead claim is never taken away but outbid: of two processes that find it dead at once, only one can create the next
 * number. The highest number never goes down, so a slow process that bids too low sees that it came too late.
 */
export function claimFolder(dataDir: string): FolderClaim {
  const folder = join(dataDir, 'keyholder.lock');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const claim = (number: number): string => join(folder, String(number));
  for (;;) {
    const dead = highest(folder);
    const holder = livingHolder(claim(dead));
    if (holder)
      throw new EmbeddedPostgresError(
        `The data folder ${dataDir} is in use by process ${holder.pid}; stop that one, or give this one another KEYHOLDER_DATA_DIR.`,
      );
    const mine = dead + 1;
    if (!createWhole(folder, claim(mine))) continue;
    if (highest(folder) === mine) {
      for (const lower of numbersIn(folder)) if (lower < mine) rmSync(claim(lower), { force: true });
      return { release: () => ifPresent(() => truncateSync(claim(mine))) };
    }
    rmSync(claim(mine), { force: true });
  }
}

const highest = (folder: string): number => Math.max(0, ...numbersIn(folder));

/** An empty file is a claim that was released; one that a power cut left unreadable has no living holder either. */
function livingHolder(file: string): Holder | undefined {
  const text = ifPresent(() => readFileSync(file, 'utf8')) ?? '';
  const [, pid, began] = /^(\d+) (.+)\n$/.exec(text) ?? [];
  return pid !== undefined && beginningOf(Number(pid)) === began ? { pid: Number(pid) } : undefined;
}

/** A link appears with its content or not at all, and only if the name is still free. */
function createWhole(folder: string, file: string): boolean {
  const draft = join(folder, `draft-${randomBytes(8).toString('hex')}`);
  writeFileSync(draft, `${process.pid} ${beginningOf(process.pid) ?? ''}\n`, { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
