import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Checkpoints } from '../../platform/ledger/checkpoints.js';
import { Sealer } from '../../platform/ledger/sealer.js';

const mostTries = 600;
const restMs = 50;

/** A signed tree that holds everything that was committed when it was asked for. */
@Injectable()
export class TreeOfNow {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
    private readonly checkpoints: Checkpoints,
  ) {}

  async size(): Promise<number> {
    const waiting = await this.newestWaiting();
    for (let tries = 0; waiting !== null && (await this.isWaiting(waiting)); tries++) {
      if (tries === mostTries) throw new Error('the ledger is not being sealed');
      if ((await this.sealer.sealSome()) === 0) await setTimeout(restMs); // another instance seals
    }
    return Number((await this.checkpoints.newest()).size);
  }

  private async newestWaiting(): Promise<string | null> {
    const [row] = await this.db.query<{ seq: string | null }>('SELECT max(seq) AS seq FROM ledger_pending');
    return row?.seq ?? null;
  }

  private async isWaiting(seq: string): Promise<boolean> {
    const [row] = await this.db.query<{ waits: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM ledger_pending WHERE seq <= $1) AS waits',
      [seq],
    );
    return row?.waits ?? false;
  }
}
