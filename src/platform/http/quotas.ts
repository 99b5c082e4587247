import { isIPv6 } from 'node:net';
import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { keyedHash } from '../auth/secrets.js';
import { Database } from '../database/database.js';
import { Installation } from '../database/installation.js';
import { Upkeep } from '../upkeep.js';
import { RequestQuotaEntity } from './quota.entity.js';

export type Quota = Readonly<{ name: string; most: number; seconds: number }>;

/** How often somebody without an account may ask, counted in the database for all instances together. */
@Injectable()
export class Quotas {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly installation: Installation,
    upkeep: Upkeep,
  ) {
    upkeep.add('request quotas', async (tx, now) => {
      await tx.delete(RequestQuotaEntity, { until: LessThan(now) });
    });
  }

  /** Counts one use; null when it was within the quota, else the seconds until the next is free. Safe at the same time. */
  async take({ name, most, seconds }: Quota, who: string): Promise<number | null> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + seconds * 1_000);
    const [row] = await this.db.query<{ used: number; until: Date }>(
      `INSERT INTO request_quota AS q (who, since, until, used) VALUES ($1, $2, $3, 1)
       ON CONFLICT (who) DO UPDATE SET
         used = CASE WHEN q.until <= $2 THEN 1 ELSE least(q.used, 1000000) + 1 END,
         since = CASE WHEN q.until <= $2 THEN $2 ELSE q.since END,
         until = CASE WHEN q.until <= $2 THEN $3 ELSE q.until END
       RETURNING used, until`,
      [keyedHash(this.installation.secret, `quota\n${name}\n${who}`), now, until],
    );
    if (!row || row.used <= most) return null;
    return Math.max(1, Math.ceil((row.until.getTime() - now.getTime()) / 1_000));
  }
}

/** Whoever has one address of IPv6 has the other 2^64 of its network. */
export function clientNetwork(address: string | undefined): string {
  const given = (address ?? '').replace(/^::ffff:(?=\d+\.)/, '');
  if (!isIPv6(given)) return given;
  const [head = '', tail] = given.split('::');
  const left = head.split(':').filter(Boolean);
  const right = (tail ?? '').split(':').filter(Boolean);
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right].slice(0, 4).join(':');
}
