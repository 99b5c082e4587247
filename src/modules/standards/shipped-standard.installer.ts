import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { shippedStandard, type ShippedStandard } from './domain/shipped-standard.js';
import type { Standard } from './domain/standard.js';
import { standardPublished } from './events.js';
import { StandardsRepository } from './persistence/standards.repository.js';

/**
 * A new installation begins with the shipped standard published. On one that exists, a newer edition is a draft: what
 * holds there changes only by people, who see the difference and the dry run first. Two instances starting at once
 * install one.
 */
@Injectable()
export class ShippedStandardInstaller implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly standards: StandardsRepository,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.install(shippedStandard);
  }

  async install(shipped: ShippedStandard): Promise<void> {
    await this.db.run(async (tx) => {
      await this.standards.serialise(tx);
      if ((await this.standards.newestEdition(tx)) >= shipped.edition) return;
      const version = await this.standards.nextVersion(tx);
      const first = version === 1;
      const now = this.clock.now();
      const after: Standard = {
        ...{ id: uuidv7(now), revision: 0, version, status: first ? 'published' : 'draft', authorId: null },
        ...{ createdAt: now, publishedById: null, publishedAt: first ? now : null },
        ...shipped,
      };
      await this.standards.register.record(tx, {
        before: null,
        after,
        action: first ? standardPublished : 'standard.drafted',
        reason: 'shipped with this release',
      });
    });
  }
}
