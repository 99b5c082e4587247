import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { subprocessorBegun, subprocessorChanged, subprocessorEnded } from '../vendors/events.js';
import { SubprocessorsService } from '../vendors/index.js';
import { FlowReviews } from './flow-reviews.js';

/** A new name for the purpose or the source is no news for an approval. */
const matters = [
  'name',
  'countries',
  'dataCategories',
  'linkedVendorId',
  'status',
  'removed',
  'validFrom',
  'validTo',
];

/** Whom a vendor uses is a fact of every approval that data go to it, or to a vendor that uses it in turn. */
@Injectable()
export class SubprocessorWatch {
  constructor(
    private readonly subprocessors: SubprocessorsService,
    private readonly reviews: FlowReviews,
  ) {}

  @OnNews(subprocessorChanged, subprocessorBegun, subprocessorEnded)
  async follow(tx: Tx, { action, state, changed }: LedgerEntry): Promise<void> {
    const { vendorId, name } = state;
    if (typeof vendorId !== 'string' || !changed.some((field) => matters.includes(field))) return;
    for (const id of await this.subprocessors.usersOf(vendorId))
      await this.reviews.examineOf(tx, { vendorId: id }, `${action}: ${String(name)}`);
  }
}
