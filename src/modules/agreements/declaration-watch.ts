import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { declarationChanged, declarationEnded, declarationRecorded } from '../vendors/events.js';
import { FlowReviews } from './flow-reviews.js';

/** A vendor that begins to declare what nobody approved ends the approvals that do not cover it. */
@Injectable()
export class DeclarationWatch {
  constructor(private readonly reviews: FlowReviews) {}

  @OnNews(declarationRecorded, declarationChanged, declarationEnded)
  async follow(tx: Tx, { action, state, reason }: LedgerEntry): Promise<void> {
    const { vendorId } = state;
    if (typeof vendorId !== 'string') return;
    await this.reviews.examineOf(tx, { vendorId }, `${action}: ${reason ?? ''}`);
  }
}
