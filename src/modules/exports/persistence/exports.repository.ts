import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Export, ExportStatus, ListedExport } from '../domain/export.js';
import type { RetainedPosition, RetainedRecord } from '../../../platform/retained-records.js';
import { ExportEntity } from './export.entity.js';

export type ExportFilter = Readonly<{ register?: string; status?: ExportStatus; requestedById?: string }>;

const signingLock = 'keyholder.exports';
const shown = `x.id, x.revision, x.status, x.register, x.format, x.as_of AS "asOf", x.known_at AS "knownAt", x.filters,
  x.sample, x.whole_ledger AS "wholeLedger", x.reason, x.tree_size AS "treeSize", x.job_id AS "jobId",
  x.row_count AS "rowCount", x.population_count AS "populationCount", x.manifest_sha256 AS "manifestSha256",
  x.previous_id AS "previousId", x.sha256, x.byte_count AS "byteCount", x.problem,
  x.requested_by_kind AS "requestedByKind", x.requested_by_id AS "requestedById", x.requested_at AS "requestedAt",
  x.signed_at AS "signedAt", x.ready_at AS "readyAt", x.remove_after AS "removeAfter"`;

@Injectable()
export class ExportsRepository {
  readonly register: Register<Export>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Export>({ type: 'export', entity: ExportEntity });
  }

  page(filter: ExportFilter, request: PageRequest): Promise<Page<ListedExport>> {
    return this.lists.page<ListedExport>(
      {
        select: shown,
        from: 'export x',
        where: [
          ...when(filter.register, 'x.register = $?'),
          ...when(filter.status, 'x.status = $?'),
          ...when(filter.requestedById, 'x.requested_by_id = $?'),
        ],
        sorts: { requestedAt: { by: 'x.requested_at', type: 'timestamptz' } },
        id: 'x.id',
      },
      request,
    );
  }

  /** Exports are signed one after the other, each naming the one before. */
  async takeTurn(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [signingLock]);
  }

  async lastSigned(tx: Tx): Promise<Export | null> {
    const [last] = await tx.find(ExportEntity, {
      where: {},
      order: { signedAt: { direction: 'DESC', nulls: 'LAST' }, id: 'DESC' },
      take: 1,
    });
    return last?.signedAt ? last : null;
  }

  async countWaiting(): Promise<number> {
    const [row] = await this.db.query<{ count: string }>(
      `SELECT count(*) FROM export WHERE status IN ('queued', 'running')`,
    );
    return Number(row?.count ?? 0);
  }

  /** Those that wait for a job which will not come: it ended, or was not restored with the ledger. */
  async withoutJob(most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT x.id FROM export x LEFT JOIN job j ON j.id = x.job_id
        WHERE x.status IN ('queued', 'running') AND coalesce(j.state, 'failed') IN ('failed', 'cancelled') LIMIT $1`,
      [most],
    );
    return rows.map(({ id }) => id);
  }

  /** Bundles that were ready before that moment and can be fetched still. */
  readyBefore(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]> {
    return this.db.query<RetainedRecord>(
      `SELECT id, ready_at AS since, '{}'::uuid[] AS "vendorIds" FROM export
        WHERE status = 'ready' AND ready_at < $1 AND ($2::timestamptz IS NULL OR (ready_at, id) > ($2, $3::uuid))
        ORDER BY ready_at, id LIMIT $4`,
      [before, after?.since ?? null, after?.id ?? null, most],
    );
  }

  async toRemove(now: Date, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM export WHERE status = 'ready' AND remove_after < $1 ORDER BY remove_after LIMIT $2`,
      [now, most],
    );
    return rows.map(({ id }) => id);
  }
}
