import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { CalendarFeed } from '../domain/calendar-feed.js';
import { CalendarFeedEntity } from './calendar-feed.entity.js';

export type CalendarFeedRow = CalendarFeed & Readonly<{ secretHash: Buffer }>;

const hourMs = 3_600_000;

@Injectable()
export class CalendarFeedsRepository {
  readonly register: Register<CalendarFeedRow>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<CalendarFeedRow>({
      type: 'calendar_feed',
      entity: CalendarFeedEntity,
      hidden: ['secretHash'],
    });
  }

  page(userId: string, request: PageRequest): Promise<Page<CalendarFeed>> {
    return this.lists.page<CalendarFeed>(
      {
        select: `f.id, f.revision, f.user_id AS "userId", f.name, f.expires_at AS "expiresAt",
          f.revoked_at AS "revokedAt", f.created_at AS "createdAt"`,
        from: 'calendar_feed f',
        where: [{ sql: 'f.user_id = $?', values: [userId] }],
        sorts: { createdAt: { by: 'f.created_at', type: 'timestamptz' } },
        id: 'f.id',
      },
      request,
    );
  }

  /** Links that open something; two requests of one person wait for each other here. */
  async countOpen(tx: Tx, userId: string, now: Date): Promise<number> {
    await tx.query('SELECT 1 FROM app_user WHERE id = $1 FOR UPDATE', [userId]);
    const [row] = await this.db.query<{ count: string }>(
      'SELECT count(*) FROM calendar_feed WHERE user_id = $1 AND revoked_at IS NULL AND expires_at > $2',
      [userId, now],
    );
    return Number(row?.count ?? 0);
  }

  async idsOf(tx: Tx, userId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>('SELECT id FROM calendar_feed WHERE user_id = $1', [
      userId,
    ]);
    return rows.map(({ id }) => id);
  }

  /** The feed of this secret, while it and its person are there. */
  async open(secretHash: Buffer, now: Date): Promise<Pick<CalendarFeed, 'id' | 'userId'> | null> {
    const [row] = await this.db.query<Pick<CalendarFeed, 'id' | 'userId'>>(
      `SELECT f.id, f.user_id AS "userId" FROM calendar_feed f JOIN app_user p ON p.id = f.user_id
        WHERE f.secret_hash = $1 AND f.revoked_at IS NULL AND f.expires_at > $2 AND p.status = 'active'`,
      [secretHash, now],
    );
    return row ?? null;
  }

  /** Counts this reading; how many there were in the hour that began with the first of them. */
  async countReading(feedId: string, now: Date): Promise<number> {
    const [row] = await this.db.query<{ reads: number }>(
      `INSERT INTO calendar_feed_use AS u (calendar_feed_id, since, reads, last_read_at) VALUES ($1, $2, 1, $2)
       ON CONFLICT (calendar_feed_id) DO UPDATE SET last_read_at = $2,
         reads = CASE WHEN u.since <= $3 THEN 1 ELSE u.reads + 1 END,
         since = CASE WHEN u.since <= $3 THEN $2 ELSE u.since END
       RETURNING reads`,
      [feedId, now, new Date(now.getTime() - hourMs)],
    );
    return row?.reads ?? 1;
  }
}
