import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ContentMissing, ContentStore, type ContentKey, type IncomingContent } from './content-store.js';

const megabyte = 1024 * 1024;
const ownerReads = 0o400;
const ownerOnly = 0o700;
/** File systems that know no second name for a file. */
const noLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'];

/**
 * Files under their hash: ab/cd/abcd…. A file gets its name only when it is whole and on disk, by a link, which never
 * replaces what is there; the folders that lead to it are on disk before it is acknowledged. It is readable, not writable.
 */
export class FolderStore extends ContentStore {
  private readonly making: string;

  constructor(private readonly folder: string) {
    super();
    this.making = join(folder, 'making');
  }

  async put({ path, sha256, size }: IncomingContent): Promise<'made' | 'present'> {
    const target = this.pathOf(sha256);
    await this.makeFolders(dirname(target));
    const made = join(this.making, randomUUID());
    try {
      await bring(path, made, sha256);
      await toDisk(made);
      await chmod(made, ownerReads);
      const result = await publish(made, target);
      if ((await stat(target)).size !== size) return 'present'; // whoever compares it will find out
      await this.foldersToDisk(dirname(target));
      return result;
    } finally {
      await rm(made, { force: true });
    }
  }

  async read({ sha256 }: ContentKey): Promise<AsyncIterable<Buffer>> {
    try {
      const file = await open(this.pathOf(sha256), 'r');
      return file.createReadStream({ highWaterMark: megabyte }) as AsyncIterable<Buffer>;
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? new ContentMissing(`no file ${sha256}`) : error;
    }
  }

  async remove(sha256: string): Promise<void> {
    const target = this.pathOf(sha256);
    await rm(target, { force: true });
    await toDisk(dirname(target)).catch(ignoreMissing);
  }

  async check(): Promise<void> {
    await this.makeFolders(this.making);
    const probe = join(this.making, `probe-${randomUUID()}`);
    try {
      const file = await open(probe, 'wx', 0o600);
      await file.close();
    } finally {
      await rm(probe, { force: true });
    }
  }

  /** Half-made files of a process that was killed. */
  async sweep(before: Date): Promise<void> {
    for (const name of await readdir(this.making).catch(() => [])) {
      const path = join(this.making, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < before.getTime()) await rm(path, { force: true });
    }
  }

  private pathOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  }

  private async makeFolders(innermost: string): Promise<void> {
    await mkdir(innermost, { recursive: true, mode: ownerOnly });
    await mkdir(this.making, { recursive: true, mode: ownerOnly });
  }

  private async foldersToDisk(innermost: string): Promise<void> {
    for (const folder of [innermost, dirname(innermost), this.folder, dirname(this.folder)])
      await toDisk(folder);
  }
}

/** The received file under a second name where the file system is the same; a copy, compared on the way, where it is not. */
async function bring(path: string, made: string, sha256: string): Promise<void> {
  try {
    await link(path, made);
    return;
  } catch (error) {
    if (codeOf(error) !== 'EXDEV' && !noLinks.includes(codeOf(error))) throw error;
  }
  const hash = createHash('sha256');
  const hashed = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      yield chunk;
    }
  };
  const target = createWriteStream(made, { flags: 'wx', mode: 0o600 });
  await pipeline(createReadStream(path, { highWaterMark: megabyte }), hashed, target);
  if (hash.digest('hex') !== sha256) throw new Error('the received file changed while it was copied');
}

async function publish(made: string, target: string): Promise<'made' | 'present'> {
  try {
    await link(made, target);
    return 'made';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'present';
    if (!noLinks.includes(codeOf(error))) throw error;
  }
  if (await stat(target).catch(ignoreMissing)) return 'present';
  await rename(made, target); // at worst it replaces the same bytes
  return 'made';
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
