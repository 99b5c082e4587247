import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { StoredFile } from './stored-zip.js';

const atOnce = 256 * 1024;
/** No sign takes more bytes than these. */
const mostOfASign = 4;
const encoder = new TextEncoder();

/** What became of a file that was written piece by piece: what an archive and a manifest say of it. */
export type Spooled = StoredFile & Readonly<{ path: string; sha256: string }>;

/** A file that is written once, from the beginning to the end, through one piece of memory, and known by its hash when it is whole. */
export class Spool {
  private readonly hash = createHash('sha256');
  private readonly memory = Buffer.allocUnsafeSlow(atOnce);
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
    for (let from = 0; from < content.length;) {
      from += typeof content === 'string' ? this.takeText(content, from) : this.takeBytes(content, from);
      if (this.waiting > atOnce - mostOfASign) await this.flush();
    }
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

  /** How much of it found room. */
  private takeText(content: string, from: number): number {
    const { read, written } = encoder.encodeInto(content.slice(from), this.memory.subarray(this.waiting));
    this.waiting += written;
    return read;
  }

  private takeBytes(content: Buffer, from: number): number {
    const taken = content.copy(this.memory, this.waiting, from);
    this.waiting += taken;
    return taken;
  }

  private async flush(): Promise<void> {
    const bytes = this.memory.subarray(0, this.waiting);
    this.waiting = 0;
    if (bytes.length === 0) return;
    this.hash.update(bytes);
    this.crc = crc32(bytes, this.crc);
    this.size += bytes.length;
    await this.file.writeFile(bytes);
  }
}
