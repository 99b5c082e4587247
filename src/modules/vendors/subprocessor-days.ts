import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { isLive, statusOn } from './domain/subprocessor.js';
import { subprocessorBegun, subprocessorEnded } from './events.js';
import { SubprocessorsRepository } from './persistence/subprocessors.repository.js';

const mostAtOnce = 100;

/** The first day of a sub-processor comes, the last passes: that goes on record, and is news. */
@Injectable()
export class SubprocessorDays implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly repository: SubprocessorsRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('days of sub-processors', (tx) => this.follow(tx));
  }

  private async follow(tx: Tx): Promise<void> {
    const today = this.clock.today();
    const due = await this.repository.register.lockAll(tx, await this.repository.idsDue(today, mostAtOnce));
    const changes = due.flatMap((before) => {
      const status = statusOn(before, today);
      if (!isLive(before) || status === before.status) return [];
      const action = status === 'ACTIVE' ? subprocessorBegun : subprocessorEnded;
      const reason =
        status === 'ACTIVE'
          ? `in use from ${String(before.validFrom)}`
          : `its last day was ${String(before.validTo)}`;
      return [{ before, after: { ...before, status }, action, reason }];
    });
    await this.repository.register.recordAll(tx, changes);
  }
}
