import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { isOverdue } from './domain/finding.js';
import { findingOverdue } from './events.js';
import { FindingsService } from './findings.service.js';
import { FindingsRepository } from './persistence/findings.repository.js';

const mostAtOnce = 100;

/** What a new day brings: accepted risks whose time is over are open again, and a due day that has passed is told once. */
@Injectable()
export class FindingWatch implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly findings: FindingsService,
    private readonly repository: FindingsRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('risks accepted until yesterday', (tx) => this.reopen(tx));
    this.upkeep.add('findings that are late', (tx) => this.tellOfLate(tx));
  }

  private async reopen(tx: Tx): Promise<void> {
    for (const id of await this.repository.idsAcceptedUntilBefore(this.clock.today(), mostAtOnce))
      await this.findings.lock(tx, id);
  }

  private async tellOfLate(tx: Tx): Promise<void> {
    const today = this.clock.today();
    for (const id of await this.repository.idsLate(today, mostAtOnce)) {
      const before = await this.findings.lock(tx, id);
      if (!isOverdue(before, today)) continue;
      const after = { ...before, announcedLate: before.dueOn };
      await this.findings.save(tx, {
        before,
        after,
        action: findingOverdue,
        reason: `it was due on ${before.dueOn}`,
      });
    }
  }
}
