import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import type { ColumnPlan } from './domain/import-columns.js';
import { imaginedId, judgeRow, type Candidate, type Verdict } from './domain/import-judgement.js';
import { reportOf, type RowReport } from './domain/import-report.js';
import { readRow, type RowFields, type RowReason, type SourceRow } from './domain/import-row.js';
import { keysOf } from './domain/duplicates.js';
import { FileRows } from './domain/import-identity.js';
import { KnownVendors } from './domain/known-vendors.js';
import { findableAs } from './domain/vendor-search.js';
import { nothingKnown } from './domain/vendor.js';
import { vendorChanged, vendorCreated } from './events.js';
import type { VendorEntity } from './persistence/vendor.entity.js';
import { VendorsRepository } from './persistence/vendors.repository.js';

/** One file being worked off. `touched` remembers which row spoke of which vendor; a dry run also what it would make. */
export type ImportRun = Readonly<{
  actorId: string;
  fileName: string;
  dryRun: boolean;
  allowDuplicate: boolean;
  plan: ColumnPlan;
  today: LocalDate;
  touched: Map<string, number>;
  imagined: KnownVendors;
  earlier: FileRows;
}>;

type Read = Readonly<{ row: SourceRow; read: RowFields | Readonly<{ reasons: RowReason[] }> }>;
export type Judged = Readonly<{ row: SourceRow; verdict: Verdict }>;

/** Judges rows in batches: a few queries for all of them, never one a row. */
@Injectable()
export class VendorImporter {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsRepository,
  ) {}

  begin(run: Omit<ImportRun, 'touched' | 'imagined' | 'earlier'>): ImportRun {
    return { ...run, touched: new Map(), imagined: new KnownVendors(), earlier: new FileRows() };
  }

  /** Of rows that an earlier run has worked off: which vendors were they? */
  async recall(run: ImportRun, rows: readonly SourceRow[], batchRows: number): Promise<void> {
    for (let at = 0; at < rows.length; at += batchRows)
      this.committed(
        run,
        await this.judge(run, rows.slice(at, at + batchRows), (ids) => this.vendors.withIds(ids)),
      );
  }

  /** The rows count as spoken of only once they are stored: a batch can be tried again after a deadlock. */
  committed(run: ImportRun, judged: readonly Judged[]): void {
    for (const { row, verdict } of judged)
      if (verdict.outcome !== 'rejected') run.touched.set(verdict.vendor.id, row.number);
  }

  async batch(tx: Tx, run: ImportRun, rows: readonly SourceRow[]): Promise<Judged[]> {
    if (!run.dryRun) await this.vendors.enterRegistration(tx, 'the only one');
    const judged = await this.judge(run, rows, (ids) =>
      run.dryRun ? this.vendors.withIds(ids) : this.vendors.register.lockAll(tx, ids),
    );
    if (!run.dryRun) await this.save(tx, run, judged);
    return judged;
  }

  reports(run: ImportRun, judged: readonly Judged[]): RowReport[] {
    return judged.map(({ row, verdict }) => reportOf(row.number, nameIn(row, run.plan), verdict, run.dryRun));
  }

  private async judge(
    run: ImportRun,
    rows: readonly SourceRow[],
    current: (ids: readonly string[]) => Promise<VendorEntity[]>,
  ): Promise<Judged[]> {
    const reads = rows.map((row) => ({ row, read: readRow(row, run.plan, run.today) }));
    const known = await this.knownFor(run, reads, current);
    const now = this.clock.now();
    const { allowDuplicate, earlier } = run;
    return reads.map(({ row, read }): Judged => {
      if ('reasons' in read) return { row, verdict: { outcome: 'rejected', reasons: read.reasons } };
      const id = run.dryRun ? imaginedId(row.number) : uuidv7(now);
      const made = { id, createdAt: now, createdBy: run.actorId };
      const verdict = judgeRow(read, { known, allowDuplicate, earlier, row: row.number, made });
      if (verdict.outcome !== 'rejected') known.put(verdict.vendor, row.number);
      return { row, verdict };
    });
  }

  private async knownFor(
    run: ImportRun,
    reads: readonly Read[],
    current: (ids: readonly string[]) => Promise<VendorEntity[]>,
  ): Promise<KnownVendors> {
    const known = run.dryRun ? run.imagined : new KnownVendors();
    const fields = reads.flatMap(({ read }) => ('reasons' in read ? [] : [read.fields]));
    const keys = fields.map((one) => keysOf({ ...nothingKnown, name: '', ...one }));
    const pairs = fields.flatMap(({ externalIds = {} }) =>
      Object.entries(externalIds).map(([system, id]) => ({ [system]: id })),
    );
    const found = [...(await this.vendors.idsSharing(keys)), ...(await this.vendors.withExternalIds(pairs))];
    const unknown = [...new Set(found)].filter((id) => !known.has(id));
    for (const vendor of await current(unknown)) known.put(vendor, run.touched.get(vendor.id) ?? null);
    return known;
  }

  private async save(tx: Tx, run: ImportRun, judged: readonly Judged[]): Promise<void> {
    const changes = judged.flatMap(({ row, verdict }) => {
      if (verdict.outcome !== 'created' && verdict.outcome !== 'updated') return [];
      const { vendor, like } = verdict;
      return [
        {
          before: verdict.outcome === 'updated' ? (verdict.before as VendorEntity) : null,
          after: { ...vendor, ...findableAs(vendor) } as VendorEntity,
          action: verdict.outcome === 'updated' ? vendorChanged : vendorCreated,
          reason: reasonOf(run.fileName, row.number, like),
        },
      ];
    });
    await this.vendors.register.recordAll(tx, changes);
  }
}

function reasonOf(fileName: string, row: number, like: readonly Candidate[]): string {
  const names = like.map(({ name, id }) => `${name} (${id ?? ''})`).join(', ');
  const allowed = like.length > 0 ? `; allowDuplicate: looks like ${names}` : '';
  return `Import of ${fileName.slice(0, 200)}, row ${row}${allowed}`.slice(0, 2_000);
}

function nameIn({ cells }: SourceRow, plan: ColumnPlan): string | null {
  const column = plan.find(({ field }) => field === 'name')?.column ?? '';
  const cell = cells[column];
  return typeof cell === 'string' ? cell.slice(0, 200) : null;
}
