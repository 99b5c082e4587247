import { Injectable } from '@nestjs/common';
import { BearerLinks } from '../../platform/auth/bearer-links.js';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import { linkEnd, longestLinkDays } from '../../shared/link-life.js';
import type { Page } from '../../shared/page.js';
import { feedPrefix, mostFeeds, mostReadsAnHour, refuse, type CalendarFeed } from './domain/calendar-feed.js';
import { CalendarFeedsRepository } from './persistence/calendar-feeds.repository.js';

export type IssuedFeed = Readonly<{ feed: CalendarFeed; secret: string; link: string }>;

/** Links for calendar programs that can send no header: each opens one person's calendar for reading. */
@Injectable()
export class CalendarFeedsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: BearerLinks,
    private readonly feeds: CalendarFeedsRepository,
  ) {}

  page(userId: string, request: PageRequest): Promise<Page<CalendarFeed>> {
    return this.feeds.page(userId, request);
  }

  /** Only whose it is sees that it exists. */
  async get(userId: string, id: string, at?: Date): Promise<CalendarFeed> {
    const known = await this.feeds.register.find({ id, userId });
    if (!known) return refuse('calendar_feed.not_found', 'You have no such feed.');
    return at ? this.feeds.register.at(id, at) : known;
  }

  /** Secret and link are answered here and never again. */
  issue(
    userId: string,
    { name, days = longestLinkDays }: { name: string; days?: number },
  ): Promise<IssuedFeed> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      if ((await this.feeds.countOpen(tx, userId, now)) >= mostFeeds)
        refuse('calendar_feed.too_many', `You have ${mostFeeds} feeds.`);
      const { token, tokenHash, link } = this.links.issueFile(feedPrefix, 'calendar', 'ics');
      const feed = await this.feeds.register.record(tx, {
        before: null,
        after: {
          ...{ id: uuidv7(now), revision: 0, userId, name, secretHash: tokenHash },
          ...{ expiresAt: linkEnd(now, days), revokedAt: null, createdAt: now },
        },
        action: 'calendar_feed.created',
      });
      return { feed, secret: token, link };
    });
  }

  revoke(userId: string, id: string, expected: Expected): Promise<CalendarFeed> {
    return this.db.run(async (tx) => {
      await this.get(userId, id);
      const before = await this.feeds.register.lock(tx, id, expected);
      if (before.revokedAt) refuse('calendar_feed.revoked', 'This feed was revoked before.');
      const after = { ...before, revokedAt: this.clock.now() };
      return this.feeds.register.record(tx, { before, after, action: 'calendar_feed.revoked' });
    });
  }

  /** Whose calendar this secret opens. Unknown, revoked, run out, its person gone: all the same from outside. */
  async ownerOf(secret: string): Promise<string> {
    const now = this.clock.now();
    const feed = secret.startsWith(feedPrefix) ? await this.feeds.open(secretHash(secret), now) : null;
    if (!feed) return refuse('calendar_feed.not_found', 'This link opens nothing.');
    if ((await this.feeds.countReading(feed.id, now)) > mostReadsAnHour)
      refuse('calendar_feed.too_often', `A feed can be read ${mostReadsAnHour} times an hour.`, {
        retryAfterSeconds: 3_600,
      });
    return feed.userId;
  }
}
