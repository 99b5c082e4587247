import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { ErasablePeople } from '../../platform/erasable-people.js';
import { Clock } from '../../shared/clock.js';
import { CalendarFeedsRepository } from './persistence/calendar-feeds.repository.js';

/** With a person who is erased end their calendar links, and the names that they gave to them. */
@Injectable()
export class CalendarFeedsOfErased implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly clock: Clock,
    private readonly feeds: CalendarFeedsRepository,
  ) {}

  onModuleInit(): void {
    this.people.follow('user', (tx, id, reason) => this.end(tx, id, reason));
  }

  private async end(tx: Tx, userId: string, reason: string): Promise<string | null> {
    const ids = await this.feeds.idsOf(tx, userId);
    if (ids.length === 0) return null;
    const now = this.clock.now();
    const feeds = await this.feeds.register.lockAll(tx, ids);
    await this.feeds.register.recordAll(
      tx,
      feeds.map((before) => ({
        before,
        after: { ...before, name: 'erased', revokedAt: before.revokedAt ?? now },
        ...{ action: 'calendar_feed.erased', reason },
      })),
    );
    return 'calendar_feeds';
  }
}
