import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../../platform/database/database.js';
import { readKeptTable, readTable } from '../../platform/files/read-table.js';
import { tableFormats, type Table } from '../../platform/files/table.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs, type SaveProgress } from '../../platform/jobs/jobs.js';
import { planColumns, type ColumnPlan } from './domain/import-columns.js';
import { emptyReport, listedWhole, withRows, type ImportReport } from './domain/import-report.js';
import { refuse } from './domain/vendor-errors.js';
import { VendorListImportService } from './vendor-list-import.service.js';
import { VendorImporter, type ImportRun } from './vendor-importer.js';

export const importFormats = [...tableFormats, 'gvl'] as const;
export type ImportFormat = (typeof importFormats)[number];

export type ImportOrder = Readonly<{
  dryRun: boolean;
  allowDuplicate: boolean;
  format?: ImportFormat;
  mapping: Readonly<Record<string, string | null>>;
}>;

type Checkpoint = Readonly<{ next: number; report: ImportReport }>;

const kind = 'vendor_import';
const batchRows = 500;

@Injectable()
export class VendorImportService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly importer: VendorImporter,
    private readonly lists: VendorListImportService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(kind, (job, save) => this.work(job, save));
  }

  /** A small file is worked off at once, all of it or nothing; a large one becomes a job. */
  async take(actorId: string, upload: Upload, order: ImportOrder): Promise<ImportReport | Job> {
    if (order.format === 'gvl') return this.takeList(actorId, upload, order);
    const { path, originalName } = upload;
    const table = await readTable({ path, originalName, ...formatOf(order) });
    const plan = planOf(table, order);
    if (table.rows.length > listedWhole) return this.putOff(upload, order, table.rows.length);
    return this.db.run(() => this.through(table, this.runOf(actorId, originalName, order, plan)));
  }

  private takeList(actorId: string, upload: Upload, order: ImportOrder): Promise<ImportReport | Job> {
    const mapped = Object.keys(order.mapping);
    if (mapped.length > 0)
      refuse('import.bad_mapping', 'A vendor list has no columns that could be mapped.', {
        errors: [{ pointer: '/mapping', code: 'unexpected', message: 'leave the mapping out' }],
      });
    return this.lists.take(actorId, upload, order);
  }

  private putOff({ path, originalName }: Upload, order: ImportOrder, total: number): Promise<Job> {
    return this.db.run(async (tx) => {
      const input = { ...order, originalName };
      return this.jobs.enqueue(tx, { kind, input, file: await readFile(path), total });
    });
  }

  /** Each batch commits together with the place it reached, so that a run that was killed goes on after it. */
  private async work(job: Job, save: SaveProgress): Promise<ImportReport> {
    const { originalName, ...order } = job.input as ImportOrder & { originalName: string };
    const table = await readKeptTable(job.file ?? Buffer.alloc(0), { originalName, ...formatOf(order) });
    const plan = planOf(table, order);
    const run = this.runOf(job.requestedById, originalName, order, plan);
    return this.through(table, run, { save, from: job.checkpoint as Checkpoint | null });
  }

  private async through(
    table: Table,
    run: ImportRun,
    resumed?: Readonly<{ save: SaveProgress; from: Checkpoint | null }>,
  ): Promise<ImportReport> {
    const { rows, format, furtherSheets } = table;
    const about = { dryRun: run.dryRun, format, total: rows.length, columns: run.plan, furtherSheets };
    let { next, report } = resumed?.from ?? { next: 0, report: emptyReport(about) };
    await this.importer.recall(run, rows.slice(0, next), batchRows);
    while (next < rows.length) {
      const batch = rows.slice(next, next + batchRows);
      const before = report;
      const done = next + batch.length;
      const { judged, after } = await this.db.run(async (tx) => {
        const judged = await this.importer.batch(tx, run, batch);
        const after = withRows(before, this.importer.reports(run, judged));
        await resumed?.save(tx, done, { next: done, report: after } satisfies Checkpoint);
        return { judged, after };
      });
      this.importer.committed(run, judged);
      [next, report] = [done, after];
    }
    return report;
  }

  private runOf(
    actorId: string,
    fileName: string,
    { dryRun, allowDuplicate }: ImportOrder,
    plan: ColumnPlan,
  ): ImportRun {
    return this.importer.begin({
      actorId,
      fileName,
      dryRun,
      allowDuplicate,
      plan,
      today: this.clock.today(),
    });
  }
}

const formatOf = ({ format }: ImportOrder) =>
  format === undefined || format === 'gvl' ? {} : { declaredFormat: format };

function planOf(table: Table, { mapping }: ImportOrder): ColumnPlan {
  const { plan, problems } = planColumns(table.columns, mapping);
  if (problems.length > 0)
    refuse('import.bad_mapping', 'The mapping names what is not there, or something twice.', {
      errors: problems.map(({ column, code, message }) => ({
        pointer: `/mapping/${column.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        code,
        message,
      })),
    });
  if (!plan.some(({ field }) => field === 'name'))
    refuse('import.no_name_column', 'No column of the file is known as the name of a vendor.', {
      columns: table.columns,
    });
  return plan;
}
