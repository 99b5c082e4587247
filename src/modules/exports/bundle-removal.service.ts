import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import type { Tx } from '../../platform/database/database.js';
import { RetainedRecords } from '../../platform/retained-records.js';
import { StandingHolds } from '../../platform/standing-holds.js';
import { Upkeep } from '../../platform/upkeep.js';
import { BundleStore } from './bundle-store.js';
import { exportRemoved } from './events.js';
import { ExportsRepository } from './persistence/exports.repository.js';

const mostAtOnce = 100;

/** Bundles go after the days of the installation, or sooner by a rule; manifest and hash stay with their export. */
@Injectable()
export class BundleRemovalService implements OnModuleInit {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly retained: RetainedRecords,
    private readonly above: AnswersFromAbove,
    private readonly exports: ExportsRepository,
    private readonly store: BundleStore,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('bundles that were kept for their days', (tx, now) => this.removeSome(tx, now));
    this.retained.add('export_bundle', {
      due: (before, after, most) => this.exports.readyBefore(before, after, most),
      dispose: (tx, { id }, { reason }) => this.remove(tx, id, reason),
    });
  }

  /** A bundle is of no vendor: only a legal hold on everything keeps it. */
  private async removeSome(tx: Tx, now: Date): Promise<void> {
    const ids = await this.exports.toRemove(now, mostAtOnce);
    if (ids.length === 0) return;
    if ((await this.above.to(StandingHolds).over(tx, { vendorIds: [] })).length > 0) return;
    for (const id of ids) await this.remove(tx, id, null);
  }

  private async remove(tx: Tx, id: string, reason: string | null): Promise<boolean> {
    const before = await this.exports.register.lock(tx, id);
    if (before.status !== 'ready') return false;
    await this.store.remove(id);
    await this.exports.register.record(tx, {
      ...{ before, after: { ...before, status: 'removed' as const } },
      ...{ action: exportRemoved, reason },
    });
    return true;
  }
}
