import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { StoredFile } from './stored-zip.js';

const flushAt = 256 * 1024;

/** What became of a file that was written piece by piece: what an archive and a manifest say of it. */
export type Spooled = StoredFile & Readonly<{ path: string; sha256: string }>;

/** A file that is written once, from the beginning to the end, and known by its hash when it is whole. */
export class Spool {
  private readonly hash = createHash('sha256');
  private pending: Buffer[] = [];
  private waiting = 0;
  private size = 0;
  private crc = 0;

  private constructor(
    private readonly name: string,
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** `name` inside the archive; `path` on disk, where nothing may lie yet. */
  static async create(name: string, path: string): Promise<Spool> {
    return new Spool(name, path, await open(path, 'wx', 0o600));
  }

  async write(content: string | Buffer): Promise<void> {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.pending.push(bytes);
    this.waiting += bytes.length;
    if (this.waiting >= flushAt) await this.flush();
  }

  /** The file is whole and on disk. */
  async end(): Promise<Spooled> {
    await this.flush();
    await this.file.sync();
    await this.file.close();
    const { name, path, size, crc } = this;
    return { name, path, size, crc, sha256: this.hash.digest('hex') };
  }

  /** Nobody needs it any more. */
  async abandon(): Promise<void> {
    await this.file.close().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.pending);
    this.pending = [];
    this.waiting = 0;
    if (bytes.length === 0) return;
    this.hash.update(bytes);
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    await this.file.writeFile(bytes);
  }
}
