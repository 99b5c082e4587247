import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import type { Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Standard } from '../domain/standard.js';
import { StandardEntity } from './standard.entity.js';

export type StandardFilter = Readonly<{ q?: string; status?: string }>;

@Injectable()
export class StandardsRepository {
  readonly register: Register<Standard>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Standard>({ type: 'standard', entity: StandardEntity });
  }

  page(filter: StandardFilter, request: PageRequest): Promise<Page<Standard>> {
    return this.lists.page<Standard>(
      {
        select: `e.id, e.revision, e.version, e.title, e.note, e.status, e.requirements,
          e.author_id AS "authorId", e.edition, e.created_at AS "createdAt",
          e.published_by_id AS "publishedById", e.published_at AS "publishedAt"`,
        from: 'standard e',
        where: [...containing(filter.q, 'e.title', 'e.note'), ...when(filter.status, 'e.status = $?')],
        sorts: { version: { by: 'e.version', type: 'int' } },
        id: 'e.id',
      },
      request,
    );
  }

  published(): Promise<Standard | null> {
    return this.register.find({ status: 'published' });
  }

  /** Until the transaction ends nobody else numbers or publishes a version, in any instance. */
  async serialise(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.standards', 0))`);
  }

  /** The newest shipped edition that is here, published or not; 0 when there is none. The first one had no number. */
  async newestEdition(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ newest: number }[]>(
      `SELECT coalesce(max(coalesce(edition, 1)), 0)::int AS newest FROM standard
        WHERE edition IS NOT NULL OR author_id IS NULL`,
    );
    return row?.newest ?? 0;
  }

  async nextVersion(tx: Tx): Promise<number> {
    return ((await tx.maximum(StandardEntity, 'version')) ?? 0) + 1;
  }
}
