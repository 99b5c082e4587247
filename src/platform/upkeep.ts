import { Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from './database/database.js';
import { Clock } from '../shared/clock.js';

/** Work that falls due by time alone: it must be safe to do twice, and in two instances at once. */
export type Chore = (tx: Tx, now: Date) => Promise<void>;

/** What time itself demands, once a minute: rows that have had their day go, days that have come take effect. */
@Injectable()
export class Upkeep {
  private readonly log = new Logger('Upkeep');
  private readonly chores = new Map<string, Chore>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  add(name: string, chore: Chore): void {
    this.chores.set(name, chore);
  }

  /** Every chore in a transaction of its own, so that one that fails keeps no other from being done. */
  async run(): Promise<void> {
    for (const [name, chore] of this.chores) {
      try {
        await this.db.run((tx) => chore(tx, this.clock.now()));
      } catch (error) {
        this.log.error(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : 'failed'}`);
      }
    }
  }
}
