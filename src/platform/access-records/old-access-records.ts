import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../database/database.js';
import { uuidv7 } from '../ids.js';
import { Ledger } from '../ledger/ledger.js';
import {
  RetainedRecords,
  type DisposalReason,
  type RetainedPosition,
  type RetainedRecord,
} from '../retained-records.js';

export const accessRecordsDisposed = 'access_record.disposed';
type Gone = Readonly<{ gone: number; oldest: Date | null; newest: Date | null }>;

/** The oldest lines of the log of readings go by a function of the database, which asks the rule and the holds once more. */
@Injectable()
export class OldAccessRecords implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
    private readonly retained: RetainedRecords,
  ) {}

  onModuleInit(): void {
    this.retained.add('access_record', {
      due: (before, after, most) => this.due(before, after, most),
      disposeOldest: (tx, before, most, why) => this.dispose(tx, { before, most }, why),
    });
  }

  /** A line about a list does not say who stood on it. */
  private async due(before: Date, after: RetainedPosition | null, most: number): Promise<RetainedRecord[]> {
    const rows = await this.db.query<{ id: string; since: Date }>(
      `SELECT id, at AS since FROM access_record
        WHERE at < $1 AND ($2::timestamptz IS NULL OR (at, id) > ($2, $3::uuid)) ORDER BY at, id LIMIT $4`,
      [before, after?.since ?? null, after?.id ?? null, most],
    );
    return rows.map((row) => ({ ...row, vendorIds: [], ofAnybody: true }));
  }

  private async dispose(
    tx: Tx,
    { before, most }: Readonly<{ before: Date; most: number }>,
    { reason, ground }: DisposalReason,
  ): Promise<number> {
    const [row] = await tx.query<Gone[]>('SELECT * FROM dispose_access_records($1, $2)', [before, most]);
    if (!row || row.gone === 0) return 0;
    const { gone: count, oldest, newest } = row;
    const state = {
      count,
      oldest: oldest?.toISOString() ?? null,
      newest: newest?.toISOString() ?? null,
      ground,
    };
    await this.ledger.append(tx, [
      {
        ...{
          action: accessRecordsDisposed,
          subjectType: 'access_record_disposal',
          revision: 1,
          reason,
          state,
        },
        ...{ subjectId: uuidv7(this.clock.now()), changed: ['count', 'ground', 'newest', 'oldest'] },
      },
    ]);
    return count;
  }
}
