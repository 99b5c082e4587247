import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { modelIdOf, type ModelVersion } from '../domain/model-version.js';
import { ScoringModelEntity } from './scoring-model.entity.js';

export type ModelFilter = Readonly<{ status?: string }>;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

@Injectable()
export class ScoringModelsRepository {
  readonly register: Register<ModelVersion>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<ModelVersion>({ type: 'scoring_model', entity: ScoringModelEntity });
  }

  /** By the id that scores carry: a shipped model's name, or the row's own id. */
  find(modelId: string): Promise<ModelVersion | null> {
    return this.register.find(uuid.test(modelId) ? { id: modelId } : { shippedAs: modelId });
  }

  current(): Promise<ModelVersion | null> {
    return this.register.find({ status: 'released' });
  }

  page(filter: ModelFilter, request: PageRequest): Promise<Page<ModelVersion>> {
    return this.lists.page<ModelVersion>(
      {
        select: `m.id, m.revision, m.shipped_as AS "shippedAs", m.version, m.title, m.status, m.content,
          m.based_on AS "basedOn", m.edited_by_ids AS "editedByIds", m.created_at AS "createdAt",
          m.released_by_id AS "releasedById", m.released_at AS "releasedAt", m.retired_at AS "retiredAt"`,
        from: 'scoring_model m',
        where: when(filter.status, 'm.status = $?'),
        sorts: { version: { by: 'm.version', type: 'int' } },
        id: 'm.id',
      },
      request,
    );
  }

  /** Those who number, release or install models do so one after another. */
  async serialise(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.scoring-models', 0))`);
  }

  async nextVersion(): Promise<number> {
    const [row] = await this.db.query<{ next: number }>(
      'SELECT coalesce(max(version), 0)::int + 1 AS next FROM scoring_model',
    );
    return row?.next ?? 1;
  }

  /** Those of these that exist, by the id that scores carry. */
  async named(modelIds: readonly string[]): Promise<Map<string, ModelVersion>> {
    const found = await Promise.all([...new Set(modelIds)].map((id) => this.find(id)));
    return new Map(found.flatMap((row) => (row ? [[modelIdOf(row), row]] : [])));
  }
}
