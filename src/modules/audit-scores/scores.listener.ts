import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import {
  findingChanged,
  findingMoved,
  findingRaised,
  findingReopened,
  findingWithdrawn,
} from '../audits/events.js';
import { assessmentCompleted, assessmentReviewChanged } from '../questionnaires/events.js';
import { certificationChanged } from '../vendors/events.js';
import { AuditScoresService } from './audit-scores.service.js';
import { riskProfileSet } from './events.js';

/** Whatever a score depends on makes a new one; where nothing changed in the inputs, none is added. */
@Injectable()
export class ScoresListener {
  constructor(private readonly scores: AuditScoresService) {}

  @OnNews(
    assessmentCompleted,
    assessmentReviewChanged,
    findingRaised,
    findingChanged,
    findingMoved,
    findingReopened,
    findingWithdrawn,
    certificationChanged,
    riskProfileSet,
  )
  async recompute(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { vendorId } = state;
    if (typeof vendorId !== 'string') throw new Error(`The state of ${action} names no vendor.`);
    await this.scores.recompute(tx, vendorId, action);
  }
}
