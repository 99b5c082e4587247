import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import type { StorageEngine } from 'multer';
import { Config } from '../config/config.js';
import { Upkeep } from '../upkeep.js';

const leftoverMs = 24 * 3_600_000;

/** What a received file's content is; it was hashed on its way to disk. */
export type ReceivedFile = Express.Multer.File & { sha256: string };

/** Where uploads lie while their request lasts: on disk, one chunk in memory, read by nobody else. */
@Injectable()
export class IncomingFiles implements StorageEngine {
  private readonly folder: string;

  constructor(config: Config, upkeep: Upkeep) {
    this.folder = join(config.KEYHOLDER_DATA_DIR, 'incoming');
    upkeep.add('incoming files', (_tx, now) => this.sweep(now));
  }

  _handleFile(
    _request: Request,
    file: Express.Multer.File,
    done: (error?: unknown, facts?: Partial<ReceivedFile>) => void,
  ): void {
    file.path = join(this.folder, randomUUID()); // known to whoever cleans up after a broken request
    this.receive(file).then(
      (facts) => done(null, facts),
      (error: unknown) => done(error),
    );
  }

  _removeFile(_request: Request, file: Express.Multer.File, done: (error: Error | null) => void): void {
    this.discard(file.path).then(() => done(null), done);
  }

  discard(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  private async receive({ stream, path }: Express.Multer.File): Promise<Partial<ReceivedFile>> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const hash = createHash('sha256');
    let size = 0;
    const hashed = async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    };
    try {
      await pipeline(stream, hashed, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      return { path, size, sha256: hash.digest('hex') };
    } catch (error) {
      await this.discard(path);
      throw error;
    }
  }

  /** What a process that was killed left behind. */
  private async sweep(now: Date): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now.getTime() - leftoverMs) await this.discard(path);
    }
  }
}
