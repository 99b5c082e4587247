import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { Clock } from '../../shared/clock.js';
import {
  flowActivated,
  flowClosed,
  flowExpired,
  flowResumed,
  flowStale,
  flowSuspended,
} from '../agreements/events.js';
import { CoverageService } from './coverage.service.js';
import { changedGaps, gapsIn } from './domain/disclosure-gap.js';
import {
  gapEnded,
  gapStale,
  gapUndisclosed,
  noticeVersionPublished,
  noticeVersionWithdrawn,
} from './events.js';
import { DisclosureGapsRepository } from './persistence/disclosure-gaps.repository.js';

/** When notices change, or flows begin and end, it is said once what nobody is told of, and what is told of nobody. */
@Injectable()
export class DisclosureWatch {
  constructor(
    private readonly clock: Clock,
    private readonly coverage: CoverageService,
    private readonly gaps: DisclosureGapsRepository,
  ) {}

  @OnNews(noticeVersionPublished, noticeVersionWithdrawn)
  async followNotice(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { legalEntityId } = state;
    if (typeof legalEntityId === 'string') await this.follow(tx, { legalEntityId }, action);
  }

  @OnNews(flowActivated, flowResumed, flowSuspended, flowStale, flowExpired, flowClosed)
  async followFlow(tx: Tx, { action, state }: LedgerEntry): Promise<void> {
    const { legalEntityId, vendorId, reference } = state;
    if (typeof legalEntityId === 'string' && typeof vendorId === 'string')
      await this.follow(tx, { legalEntityId, vendorId }, `${action}: ${String(reference)}`);
  }

  private async follow(
    tx: Tx,
    of: Readonly<{ legalEntityId: string; vendorId?: string }>,
    reason: string,
  ): Promise<void> {
    const found = gapsIn(await this.coverage.allOf(of));
    const { begun, ended } = changedGaps(await this.gaps.open(of), found);
    const now = this.clock.now();
    await this.gaps.register.recordAll(
      tx,
      begun.map((gap) => ({
        before: null,
        after: { ...gap, id: uuidv7(now), revision: 0, seenAt: now, endedAt: null },
        action: gap.state === 'stale' ? gapStale : gapUndisclosed,
        reason,
      })),
    );
    await this.gaps.register.recordAll(
      tx,
      ended.map((before) => ({ before, after: { ...before, endedAt: now }, action: gapEnded, reason })),
    );
  }
}
