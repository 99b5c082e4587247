import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { shippedStandard } from './domain/shipped-standard.js';
import { standardPublished } from './events.js';
import { StandardsRepository } from './persistence/standards.repository.js';

/** Publishes the shipped standard while there is none; two instances starting at once publish one. */
@Injectable()
export class ShippedStandardInstaller implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly standards: StandardsRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.db.run(async (tx) => {
      await this.standards.serialise(tx);
      if ((await this.standards.nextVersion(tx)) > 1) return;
      const now = this.clock.now();
      await this.standards.register.record(tx, {
        before: null,
        after: {
          id: uuidv7(now),
          revision: 0,
          version: 1,
          status: 'published',
          authorId: null,
          createdAt: now,
          publishedById: null,
          publishedAt: now,
          ...shippedStandard,
        },
        action: standardPublished,
        reason: 'shipped with this release',
      });
    });
  }
}
