import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { refuse } from './domain/identity-errors.js';
import type { LegalEntity } from './domain/legal-entity.js';
import { LegalEntitiesRepository } from './persistence/legal-entities.repository.js';

export type LegalEntityFields = Omit<LegalEntity, 'id' | 'revision' | 'createdAt'>;

@Injectable()
export class LegalEntitiesService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly entities: LegalEntitiesRepository,
  ) {}

  page(filter: { q?: string; role?: string }, request: PageRequest): Promise<Page<LegalEntity>> {
    return this.entities.page(filter, request);
  }

  get(id: string, at?: Date): Promise<LegalEntity> {
    return at ? this.entities.register.at(id, at) : this.entities.register.get(id);
  }

  /** Those of them that there are. */
  some(ids: readonly string[]): Promise<LegalEntity[]> {
    return this.entities.register.some(ids);
  }

  create(fields: LegalEntityFields): Promise<LegalEntity> {
    return this.db.run(async (tx) => {
      await this.assertFree(fields);
      const now = this.clock.now();
      const after: LegalEntity = { id: uuidv7(now), revision: 0, createdAt: now, ...fields };
      return this.entities.register.record(tx, { before: null, after, action: 'legal_entity.created' });
    });
  }

  change(id: string, expected: Expected, fields: Partial<LegalEntityFields>): Promise<LegalEntity> {
    return this.db.run(async (tx) => {
      const before = await this.entities.register.lock(tx, id, expected);
      const after = { ...before, ...fields };
      if (after.name !== before.name || after.country !== before.country) await this.assertFree(after);
      return this.entities.register.record(tx, { before, after, action: 'legal_entity.changed' });
    });
  }

  private async assertFree({ name, country }: { name: string; country: string }): Promise<void> {
    if (await this.entities.register.find({ name, country }))
      refuse('legal_entity.name_in_use', `There is a legal entity ${name} in ${country}.`, {
        errors: [
          {
            pointer: '/name',
            code: 'in_use',
            message: 'give the full legal name, or change the existing one',
          },
        ],
      });
  }
}
