import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { canonicalJson } from '../../shared/canonical-json.js';
import { Clock } from '../../shared/clock.js';
import { localDate } from '../../shared/local-date.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { readJsonDocument } from '../../platform/files/json-document.js';
import { refuseTable } from '../../platform/files/table-errors.js';
import type { Upload } from '../../platform/http/upload.interceptor.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs, type SaveProgress } from '../../platform/jobs/jobs.js';
import { listedWhole } from './domain/import-report.js';
import { KnownVendors } from './domain/known-vendors.js';
import { obstacleTo, substanceOf, type KeptList } from './domain/kept-list.js';
import { emptyListReport, withEntries, type VendorListImport } from './domain/list-report.js';
import { refuse } from './domain/vendor-errors.js';
import { mostListedVendors, parseVendorList } from './domain/vendor-list-parser.js';
import { listTitle, type VendorList } from './domain/vendor-list.js';
import { vendorListRead } from './events.js';
import { DeclarationsRepository } from './persistence/declarations.repository.js';
import { VendorListImporter, type ListRun } from './vendor-list-importer.js';
import { VendorsRepository } from './persistence/vendors.repository.js';

export type ListOrder = Readonly<{ dryRun: boolean; allowDuplicate: boolean }>;

type Digested = VendorList & Readonly<{ digest: string }>;
type Ordered = ListOrder & Readonly<{ originalName: string; actorId: string }>;
type Checkpoint = Readonly<{ next: number; report: VendorListImport }>;
type Resumed = Readonly<{ save: SaveProgress; from: Checkpoint | null }>;

const kind = 'vendor_list_import';
const batchVendors = 500;
const megabytes = 10;
const limits = { bytes: megabytes * 1024 * 1024, depth: 12, containers: 40 * mostListedVendors };
const mostErrors = 200;

/** Takes over what vendors declare in a Global Vendor List, and says what is otherwise than in the list before. */
@Injectable()
export class VendorListImportService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly vendors: VendorsRepository,
    private readonly declarations: DeclarationsRepository,
    private readonly importer: VendorListImporter,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(kind, (job, save) => this.work(job, save));
  }

  /** A list of usual size is worked off at once, all of it or nothing; a larger one becomes a job. */
  async take(actorId: string, upload: Upload, order: ListOrder): Promise<VendorListImport | Job> {
    const { originalName, path, size } = upload;
    if (size > limits.bytes)
      refuseTable('import.too_large', `A vendor list may have ${megabytes} megabytes.`, {
        limit: limits.bytes,
      });
    const file = await readFile(path);
    const list = listIn(file);
    await this.assertTakeable(list);
    const ordered = { dryRun: order.dryRun, allowDuplicate: order.allowDuplicate, originalName, actorId };
    const total = list.vendors.length;
    if (total > listedWhole)
      return this.db.run((tx) => this.jobs.enqueue(tx, { kind, input: ordered, file, total }));
    return this.db.run(() => this.through(list, ordered));
  }

  private work(job: Job, save: SaveProgress): Promise<VendorListImport> {
    const list = listIn(job.file ?? Buffer.alloc(0));
    return this.through(list, job.input as Ordered, { save, from: job.checkpoint as Checkpoint | null });
  }

  /** Each batch of a job commits together with the place it reached, so that a run that was killed goes on after it. */
  private async through(list: Digested, order: Ordered, resumed?: Resumed): Promise<VendorListImport> {
    const { vendors } = list;
    const run = await this.runOf(list, order);
    const first = emptyListReport(list, await this.declarations.newestList(), order.dryRun);
    let { next, report } = resumed?.from ?? { next: 0, report: first };
    while (next < vendors.length) {
      const [entries, before] = [vendors.slice(next, next + batchVendors), report];
      const done = next + entries.length;
      report = await this.db.run(async (tx) => {
        await this.enter(tx, list, order);
        if (resumed && !order.dryRun) await this.keep(tx, list, order, false);
        const judged = await this.importer.batch(tx, run, entries);
        const after = withEntries(before, judged, await this.importer.touchedBy(judged));
        await resumed?.save(tx, done, { next: done, report: after } satisfies Checkpoint);
        return after;
      });
      next = done;
    }
    return this.finish(list, order, run, report);
  }

  private finish(list: Digested, order: Ordered, run: ListRun, report: VendorListImport) {
    return this.db.run(async (tx) => {
      await this.enter(tx, list, order);
      const gone = await this.importer.vanished(tx, run);
      if (!order.dryRun) await this.keep(tx, list, order, true);
      return withEntries(report, gone, await this.importer.touchedBy(gone));
    });
  }

  /** One list at a time, and none that a newer one has overtaken meanwhile. */
  private async enter(tx: Tx, list: Digested, { dryRun }: Ordered): Promise<void> {
    if (!dryRun) await this.vendors.enterRegistration(tx, 'the only one');
    await this.assertTakeable(list);
  }

  private async assertTakeable(list: Digested): Promise<void> {
    const newest = await this.declarations.newestList();
    const obstacle = obstacleTo(list, newest);
    if (obstacle === null || newest === null) return;
    const { specification, listVersion, publishedAt } = newest;
    refuse(obstacle.code, obstacle.message, { newest: { specification, listVersion, publishedAt } });
  }

  private async keep(tx: Tx, list: Digested, order: Ordered, complete: boolean): Promise<void> {
    const { specification, listVersion, policyVersion, publishedAt, digest, definitions } = list;
    const before = await this.declarations.lists.find({ specification, listVersion });
    const now = this.clock.now();
    const after: KeptList = before
      ? { ...before, complete: before.complete || complete }
      : {
          ...{ id: uuidv7(now), revision: 0, specification, listVersion, policyVersion, publishedAt, digest },
          ...{ definitions, vendors: list.vendors.length, fileName: order.originalName.slice(0, 200) },
          ...{ complete, importedById: order.actorId, createdAt: now },
        };
    const reason = listTitle(list);
    await this.declarations.lists.record(tx, { before, after, action: vendorListRead, reason });
  }

  private async runOf(list: VendorList, { actorId, dryRun, allowDuplicate }: Ordered): Promise<ListRun> {
    return {
      ...{ actorId, dryRun, allowDuplicate, list, imagined: new KnownVendors() },
      on: localDate(list.publishedAt.toISOString().slice(0, 10)),
      afterAnother: await this.declarations.anyBefore(list),
    };
  }
}

function listIn(file: Buffer): Digested {
  const list = parseVendorList(readJsonDocument(file, limits));
  if ('errors' in list)
    return refuse('import.bad_vendor_list', `What keeps it from being read: ${list.errors.length}.`, {
      errors: list.errors.slice(0, mostErrors),
    });
  return {
    ...list,
    digest: createHash('sha256')
      .update(canonicalJson(substanceOf(list)))
      .digest('hex'),
  };
}
