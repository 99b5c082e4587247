import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/config.js';
import { Spool, type Spooled } from '../../platform/files/spool.js';
import { archiveSize, directoryOf, localHeader } from '../../platform/files/stored-zip.js';
import { refuse } from './domain/export-errors.js';

const mostBytes = 2 ** 32 - 1;
const noRoom = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Where bundles lie: under the id of their export, written under another name until they are whole. */
@Injectable()
export class BundleStore {
  /** For how many days a bundle can be fetched. */
  readonly daysKept: number;
  private readonly folder: string;

  constructor(config: Config) {
    this.daysKept = config.KEYHOLDER_EXPORT_DAYS;
    this.folder = config.KEYHOLDER_EXPORT_FOLDER ?? join(config.KEYHOLDER_DATA_DIR, 'exports');
  }

  /** A folder for this piece of work, which is gone afterwards whatever happens; a full disk is said in plain words. */
  async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const folder = await mkdtemp(join(this.folder, 'making-'));
    try {
      return await work(folder);
    } catch (error) {
      if (noRoom.includes((error as NodeJS.ErrnoException).code ?? ''))
        refuse('export.no_room', 'Nothing of the bundle was kept.');
      throw error;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Puts the files together and the whole in its place. */
  async keep(id: string, files: readonly Spooled[], folder: string): Promise<Spooled> {
    if (archiveSize(files) > mostBytes) refuse('export.too_large', `It has ${archiveSize(files)} bytes.`);
    const bundle = await Spool.create(`${id}.zip`, join(folder, 'bundle.zip'));
    try {
      for (const file of files) {
        await bundle.write(localHeader(file));
        for await (const bytes of createReadStream(file.path)) await bundle.write(bytes as Buffer);
      }
      await bundle.write(directoryOf(files));
      const kept = await bundle.end();
      await rename(kept.path, this.pathOf(id));
      return kept;
    } catch (error) {
      await bundle.abandon();
      throw error;
    }
  }

  /** Null when it is not there. */
  async open(id: string): Promise<ReadStream | null> {
    const path = this.pathOf(id);
    const isThere = await stat(path).then(
      () => true,
      () => false,
    );
    return isThere ? createReadStream(path) : null;
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.zip`);
  }
}
