import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { shareReached } from './domain/obligation.js';
import { obligationOverdue, obligationWarned } from './events.js';
import { ObligationsRepository } from './persistence/obligations.repository.js';

const mostAtOnce = 200;

/** Says, once each, that half, three quarters and nine tenths of the time to tell somebody are over, and all of it. */
@Injectable()
export class ObligationWatch implements OnModuleInit {
  constructor(
    private readonly upkeep: Upkeep,
    private readonly obligations: ObligationsRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('time to tell of incidents', (tx, now) => this.announce(tx, now));
  }

  private async announce(tx: Tx, now: Date): Promise<void> {
    const due = await this.obligations.register.lockAll(
      tx,
      await this.obligations.idsToAnnounce(now, mostAtOnce),
    );
    const exercises = await this.obligations.exercisesOf(due.map(({ incidentId }) => incidentId));
    const changes = due.flatMap((before) => {
      const share = shareReached(before, now);
      if (before.state !== 'open' || share <= before.announcedShare) return [];
      const dueAt = before.dueAt?.toISOString() ?? '';
      const mark = exercises.has(before.incidentId) ? 'exercise: ' : '';
      return [
        {
          before,
          after: { ...before, announcedShare: share },
          action: share === 100 ? obligationOverdue : obligationWarned,
          reason:
            mark +
            (share === 100 ? `it was due at ${dueAt}` : `${share} % of the time are over; due at ${dueAt}`),
        },
      ];
    });
    await this.obligations.register.recordAll(tx, changes);
  }
}
