import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { problemOf } from '../../platform/errors/problem.js';
import { Spool, type Spooled } from '../../platform/files/spool.js';
import { Clock } from '../../shared/clock.js';
import { BundleMaker, type Made, type Progress } from './bundle-maker.service.js';
import { BundleSigner } from './bundle-signer.service.js';
import { BundleStore } from './bundle-store.js';
import type { Source } from './chosen-rows.js';
import type { Export } from './domain/export.js';
import { exportBegun, exportFailed, exportReady, exportSigned } from './events.js';
import { ExportsRepository } from './persistence/exports.repository.js';
import { exportedRegisters } from './persistence/registers.js';
import { TreeOfNow } from './tree-of-now.js';

const betweenSavesMs = 5_000;
const dayMs = 86_400_000;

/** Makes the bundle of an export. Killed at any point, the next run makes the same one. */
@Injectable()
export class ExportWork {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly exports: ExportsRepository,
    private readonly tree: TreeOfNow,
    private readonly maker: BundleMaker,
    private readonly signer: BundleSigner,
    private readonly store: BundleStore,
  ) {}

  /** `alive` keeps the work ours; it refuses when nobody wants it any more. */
  async run(exportId: string, alive: Progress): Promise<Export> {
    try {
      const order = await this.begin(exportId);
      return order.status === 'ready' ? order : await this.make(order, alive);
    } catch (error) {
      await this.fail(exportId, error);
      throw error;
    }
  }

  private async begin(exportId: string): Promise<Export> {
    const size = await this.tree.size();
    return this.change(exportId, exportBegun, (before) =>
      before.status === 'queued' ? { status: 'running', treeSize: String(size) } : {},
    );
  }

  private make(order: Export, alive: Progress): Promise<Export> {
    return this.store.inFolder(async (folder) => {
      const source = sourceOf(order);
      const made = await this.maker.make(source, folder, seldom(alive));
      await alive(made.rowCount); // whoever cancelled it meanwhile gets nothing
      const signed = await this.signed(source, made);
      const { manifest, signature } = signed;
      const files = [
        await written('manifest.json', manifest ?? '', folder),
        await written('manifest.jws', `${signature ?? ''}\n`, folder),
        ...(await this.stamped(signed, folder)),
        ...made.files,
      ];
      await alive(made.rowCount);
      const { sha256, size } = await this.store.keep(order.id, files, folder);
      const readyAt = this.clock.now();
      const removeAfter = new Date(readyAt.getTime() + this.store.daysKept * dayMs);
      return this.change(order.id, exportReady, () => ({
        ...{ status: 'ready', sha256, byteCount: String(size), readyAt, removeAfter },
      }));
    });
  }

  private async stamped(signed: Export, folder: string): Promise<Spooled[]> {
    const stamp = await this.signer.stamp(signed);
    if (!stamp) return [];
    const bound = await this.db.run((tx) => this.signer.bind(tx, stamp));
    return [
      await written('time-stamp.tsr', stamp, folder),
      await written('time-stamp.jws', `${bound}\n`, folder),
    ];
  }

  private async signed(source: Source, made: Made): Promise<Export> {
    if (source.order.manifest !== null) {
      this.signer.assertSame(source.order, made);
      return source.order;
    }
    return this.db.run(async (tx) => {
      const signed = await this.signer.sign(tx, source, made);
      const { rowCount, population } = made;
      return this.changeIn(tx, source.order.id, exportSigned, () => ({
        ...{ ...signed, rowCount, populationCount: population.count },
      }));
    });
  }

  private async fail(exportId: string, error: unknown): Promise<void> {
    const { code, detail } = problemOf(error);
    await this.change(exportId, exportFailed, ({ status }) =>
      status === 'ready' || status === 'removed' ? {} : { status: 'failed', problem: { code, detail } },
    );
  }

  private change(id: string, action: string, what: (before: Export) => Partial<Export>): Promise<Export> {
    return this.db.run((tx) => this.changeIn(tx, id, action, what));
  }

  private async changeIn(
    tx: Tx,
    id: string,
    action: string,
    what: (before: Export) => Partial<Export>,
  ): Promise<Export> {
    const before = await this.exports.register.lock(tx, id);
    return this.exports.register.record(tx, { before, after: { ...before, ...what(before) }, action });
  }
}

function sourceOf(order: Export): Source {
  const register = exportedRegisters.find(({ name }) => name === order.register);
  if (!register) throw new Error(`there is no register ${order.register} any more`);
  return { order, register, treeSize: Number(order.treeSize) };
}

async function written(name: string, content: string | Buffer, folder: string): Promise<Spooled> {
  const spool = await Spool.create(name, join(folder, name));
  await spool.write(content);
  return spool.end();
}

/** Every few seconds are enough. */
function seldom(alive: Progress): Progress {
  let last = performance.now();
  return async (done) => {
    if (performance.now() - last < betweenSavesMs) return;
    last = performance.now();
    await alive(done);
  };
}
