import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import type { ModelVersion } from './domain/model-version.js';
import type { ScoringModel } from './domain/scoring-model.js';
import { shippedModels } from './domain/shipped-models.js';
import { modelReleased } from './events.js';
import { ScoringModelsRepository } from './persistence/scoring-models.repository.js';

/**
 * Puts the shipped models on record. The first one is released on the first start; a later one arrives as a draft, so that
 * an update of the software changes no vendor's grade until two people have looked at it.
 */
@Injectable()
export class ShippedModelsInstaller implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly models: ScoringModelsRepository,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.db.run(async (tx) => {
      await this.models.serialise(tx);
      for (const shipped of shippedModels) await this.install(tx, shipped);
    });
  }

  private async install(tx: Tx, { id: shippedAs, title, ...rest }: ScoringModel): Promise<void> {
    if (await this.models.find(shippedAs)) return;
    const now = this.clock.now();
    const isFirst = (await this.models.current()) === null;
    const content = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'version'));
    const after: ModelVersion = {
      id: uuidv7(now),
      revision: 0,
      shippedAs,
      version: await this.models.nextVersion(),
      title,
      status: isFirst ? 'released' : 'draft',
      content: content as ModelVersion['content'],
      basedOn: null,
      editedByIds: [],
      createdAt: now,
      releasedById: null,
      releasedAt: isFirst ? now : null,
      retiredAt: null,
    };
    const reason = 'shipped with this release';
    const action = isFirst ? modelReleased : 'scoring_model.drafted';
    await this.models.register.record(tx, { before: null, after, action, reason });
  }
}
