import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { uuidv7 } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { Export, ExportOrder, ListedExport } from './domain/export.js';
import { refuse } from './domain/export-errors.js';
import { exportFailed, exportRequested } from './events.js';
import { ExportWork } from './export-work.service.js';
import { OrderCheck } from './order-check.js';
import { ExportsRepository, type ExportFilter } from './persistence/exports.repository.js';

export const exportJob = 'export';
const mostWaiting = 20;

export type AskedExport = ExportOrder & Readonly<{ knownAt: Date | null }>;

/** Bundles that an auditor can take away: asked for here, made by a job. */
@Injectable()
export class ExportsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly upkeep: Upkeep,
    private readonly exports: ExportsRepository,
    private readonly orders: OrderCheck,
    private readonly work: ExportWork,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(exportJob, async (job, save) => {
      const { exportId } = job.input as { exportId: string };
      const alive = (done: number) => this.db.run((tx) => save(tx, done, null));
      const { sha256, rowCount } = await this.work.run(exportId, alive);
      return { exportId, sha256, rows: rowCount };
    });
    this.upkeep.add('exports whose job was ended', (tx) => this.endSome(tx));
  }

  page(filter: ExportFilter, request: PageRequest): Promise<Page<ListedExport>> {
    return this.exports.page(filter, request);
  }

  get(id: string): Promise<Export> {
    return this.exports.register.get(id);
  }

  async request({ knownAt, ...order }: AskedExport, by: Principal): Promise<Export> {
    await this.orders.assertSound(order, knownAt, by);
    return this.enqueue(order, knownAt, by);
  }

  /** A job that was cancelled while it waited tells nobody. */
  private async endSome(tx: Tx): Promise<void> {
    for (const id of await this.exports.withoutJob(mostWaiting)) {
      const before = await this.exports.register.lock(tx, id);
      const problem = { code: 'request.conflict', detail: 'Its job was ended before it was done.' };
      const after: Export = { ...before, status: 'failed', problem };
      await this.exports.register.record(tx, { before, after, action: exportFailed });
    }
  }

  private enqueue(order: ExportOrder, knownAt: Date | null, by: Principal): Promise<Export> {
    return this.db.run(async (tx) => {
      await this.exports.takeTurn(tx);
      if ((await this.exports.countWaiting()) >= mostWaiting)
        refuse('register.busy', `${mostWaiting} exports wait already.`);
      const now = this.clock.now();
      const id = uuidv7(now);
      const job = await this.jobs.enqueue(tx, { kind: exportJob, input: { exportId: id } });
      const after: Export = {
        ...{ id, revision: 0, status: 'queued', ...order, knownAt: knownAt ?? now, jobId: job.id },
        ...{ requestedByKind: by.kind, requestedById: by.id, requestedAt: now },
        ...{ treeSize: null, rowCount: null, populationCount: null, previousId: null, problem: null },
        ...{ manifest: null, signature: null, manifestSha256: null, sha256: null, byteCount: null },
        ...{ signedAt: null, readyAt: null, removeAfter: null },
      };
      const { reason } = order;
      return this.exports.register.record(tx, { before: null, after, action: exportRequested, reason });
    });
  }
}
