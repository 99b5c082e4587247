import type { ReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { Ledger } from '../../platform/ledger/ledger.js';
import { Clock } from '../../shared/clock.js';
import { BundleStore } from './bundle-store.js';
import { refuse } from './domain/export-errors.js';
import type { Export } from './domain/export.js';
import { exportDownloaded } from './events.js';
import { OnRecord } from './on-record.js';
import { ExportsRepository } from './persistence/exports.repository.js';

/** Gives bundles away for as many days as they are kept; who took one is on record before the first byte goes. */
@Injectable()
export class BundleDownloads {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly exports: ExportsRepository,
    private readonly store: BundleStore,
    private readonly onRecord: OnRecord,
  ) {}

  /** The export, when this person may have what is in it. */
  async readable(id: string, by: Principal): Promise<Export> {
    const asked = await this.exports.register.get(id);
    this.onRecord.registerFor(asked.register, by);
    if (asked.wholeLedger) this.onRecord.registerFor('ledger', by);
    return asked;
  }

  async open(asked: Export): Promise<ReadStream> {
    const { id, status, sha256, removeAfter } = asked;
    if (status === 'removed') refuse('export.removed', `It was kept until ${removeAfter?.toISOString()}.`);
    if (status !== 'ready') refuse('export.not_ready', `It is ${status}.`, { jobId: asked.jobId });
    const bytes = await this.store.open(id);
    if (!bytes) return refuse('export.removed', 'Its file is not in the folder of exports any more.');
    await this.db.run((tx) =>
      this.ledger.append(tx, [
        {
          action: exportDownloaded,
          subjectType: 'export_download',
          subjectId: uuidv7(this.clock.now()),
          revision: 1,
          state: { exportId: id, sha256 },
          changed: ['exportId', 'sha256'],
        },
      ]),
    );
    return bytes;
  }
}
