import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { uuidv7 } from '../../platform/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import type { BundleFormat, Export, ExportOrder, ListedExport } from './domain/export.js';
import { refuse } from './domain/export-errors.js';
import type { ExportedRegister } from './domain/register.js';
import { exportFailed, exportRequested } from './events.js';
import { ExportWork } from './export-work.service.js';
import { OnRecord } from './on-record.js';
import { ExportsRepository, type ExportFilter } from './persistence/exports.repository.js';
import { exportedRegisters } from './persistence/registers.js';

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
    private readonly onRecord: OnRecord,
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
    const register = this.onRecord.registerFor(order.register, by);
    if (order.wholeLedger) this.onRecord.registerFor('ledger', by);
    await this.onRecord.assertCovers({
      ...(order.asOf !== null && { asOf: order.asOf }),
      ...(knownAt !== null && { knownAt }),
    });
    const errors = [...formatProblems(order, register), ...columnProblems(order, register)];
    if (errors.length > 0)
      refuse('export.bad_order', `The register ${register.name} cannot be given like that.`, {
        errors,
        columns: register.columns.map(({ name }) => name),
      });
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

/** Which registers there are words for. */
const told: Partial<Record<BundleFormat, (register: ExportedRegister) => boolean>> = {
  jsonld: ({ linked }) => linked !== undefined,
  oscal: ({ assessed }) => assessed !== undefined,
};

function formatProblems({ format }: ExportOrder, register: ExportedRegister): FieldError[] {
  const isTold = told[format];
  if (!isTold || isTold(register)) return [];
  const names = exportedRegisters.filter(isTold).map(({ name }) => name);
  const message = `${register.name} is not given as ${format}; ${names.join(', ')} are`;
  return [{ pointer: '/format', code: 'not_of_register', message }];
}

function columnProblems({ filters, sample }: ExportOrder, { columns }: ExportedRegister): FieldError[] {
  const isColumn = (name: string) => columns.some((column) => column.name === name);
  const named = [
    ...filters.map(({ column }, nth) => ({ column, pointer: `/filters/${nth}/column` })),
    ...(sample?.strata ?? []).map((column, nth) => ({ column, pointer: `/sample/strata/${nth}` })),
  ];
  return named
    .filter(({ column }) => !isColumn(column))
    .map(({ column, pointer }) => ({
      ...{ pointer, code: 'unknown_column' },
      message: `${column} is no column of the register; columns names those that there are`,
    }));
}
