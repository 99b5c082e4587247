import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { ContentsRepository } from './persistence/contents.repository.js';
import { EvidenceRepository } from './persistence/evidence.repository.js';
import { ContentStores } from './storage/content-stores.js';

const orphanMs = 24 * 3_600_000;
const mostAtOnce = 20;

/** What time demands of stored bytes: those that nobody came to speak of go after a day, and deletions are finished. */
@Injectable()
export class ContentUpkeepService {
  private readonly log = new Logger('EvidenceStore');

  constructor(
    private readonly db: Database,
    private readonly contents: ContentsRepository,
    private readonly evidence: EvidenceRepository,
    private readonly stores: ContentStores,
    upkeep: Upkeep,
  ) {
    upkeep.add('bytes without a document', async (tx, now) => {
      const before = new Date(now.getTime() - orphanMs);
      await contents.releaseOrphans(tx, before);
      await stores.folder.sweep(before);
    });
    upkeep.add('bytes to delete', (tx, now) => this.deleteSome(tx, now));
  }

  /** Each by itself: one that cannot be reached now is tried again in a minute, and keeps no other from going. */
  private async deleteSome(tx: Tx, now: Date): Promise<void> {
    for (const { sha256, location } of await this.contents.leaving(tx, mostAtOnce))
      try {
        await this.db.attempt(tx, async (inner) => {
          await this.stores.at(location).remove(sha256);
          await this.contents.move(inner, sha256, 'gone');
          await this.evidence.recordBytesGone(inner, sha256, now);
        });
      } catch (error) {
        this.log.error(`Not deleted yet: ${sha256}: ${error instanceof Error ? error.message : 'failed'}`);
      }
  }
}
