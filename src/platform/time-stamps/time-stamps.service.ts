import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Background } from '../background.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Checkpoints } from '../ledger/checkpoints.js';
import { TimeStampAuthority } from './time-stamp-authority.js';
import { sha256, TimeStampError, type TimeStamp } from './time-stamp.js';
import { TimeStampEntity } from './time-stamp.entity.js';

const minuteMs = 60_000;
const shown = `t.sha256, t.answer, t.gen_time AS "genTime", t.serial, t.policy, t.authority,
  t.checkpoint_size AS "checkpointSize", t.received_at AS "receivedAt"`;

/**
 * Ties the ledger to a clock outside: every so often the newest checkpoint is stamped, and each bundle when it is signed.
 * An authority that does not answer delays nothing; that a stamp is missing is said where it is missing.
 */
@Injectable()
export class TimeStamps implements OnModuleInit {
  private readonly log = new Logger('TimeStamps');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly checkpoints: Checkpoints,
    private readonly authority: TimeStampAuthority,
    private readonly background: Background,
  ) {}

  onModuleInit(): void {
    if (this.authority.isConfigured) this.background.add(() => this.stampNewest(), minuteMs);
  }

  /** One stamp for each content, whoever asks and however often; null while no authority gives one. */
  async of(content: string, checkpointSize: string | null = null): Promise<TimeStamp | null> {
    const known = await this.known(content);
    if (known || !this.authority.isConfigured) return known;
    try {
      const answered = await this.authority.stamp(content);
      await this.db.run((tx) =>
        tx
          .createQueryBuilder()
          .insert()
          .into(TimeStampEntity)
          .values({
            ...{ ...answered, checkpointSize, receivedAt: this.clock.now() },
            sha256: sha256(content).toString('hex'),
          })
          .orIgnore()
          .execute(),
      );
      return await this.known(content);
    } catch (error) {
      if (!(error instanceof TimeStampError)) throw error;
      this.log.warn(`no time-stamp: ${error.message}`);
      return null;
    }
  }

  /** Whether there is more to do at once: never. */
  async stampNewest(): Promise<boolean> {
    const waitMs = this.config.KEYHOLDER_TSA_MINUTES * minuteMs;
    const [due] = await this.db.query<{ size: string }>(
      `SELECT c.size FROM ledger_checkpoint c
        WHERE NOT EXISTS (SELECT FROM time_stamp t WHERE t.checkpoint_size >= c.size)
          AND NOT EXISTS (SELECT FROM time_stamp t WHERE t.checkpoint_size IS NOT NULL AND t.received_at > $1)
        ORDER BY c.size DESC LIMIT 1`,
      [new Date(this.clock.now().getTime() - waitMs)],
    );
    if (due) await this.of((await this.checkpoints.ofSize(Number(due.size))).note, due.size);
    return false;
  }

  ofCheckpoints(sizes: readonly string[]): Promise<TimeStamp[]> {
    return this.db.query<TimeStamp>(
      `SELECT ${shown} FROM time_stamp t WHERE t.checkpoint_size = ANY($1::bigint[])`,
      [sizes],
    );
  }

  private async known(content: string): Promise<TimeStamp | null> {
    const [stamp] = await this.db.query<TimeStamp>(`SELECT ${shown} FROM time_stamp t WHERE t.sha256 = $1`, [
      sha256(content).toString('hex'),
    ]);
    return stamp ?? null;
  }
}
