import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import { isOver } from './domain/agreement.js';
import { agreementMoved } from './events.js';
import { FlowReviews } from './flow-reviews.js';
import { AgreementsRepository } from './persistence/agreements.repository.js';

const mostAtOnce = 20;

/** An agreement whose last day has passed expires by itself, and with it the approvals of the flows under it. */
@Injectable()
export class AgreementWatch implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly agreements: AgreementsRepository,
    private readonly flows: FlowReviews,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('agreements that are over', (tx) => this.expire(tx));
  }

  private async expire(tx: Tx): Promise<void> {
    const today = this.clock.today();
    for (const id of await this.agreements.idsOver(today, mostAtOnce)) {
      const before = await this.agreements.register.lock(tx, id);
      if (!isOver(before, today) || !['in_force', 'suspended'].includes(before.status)) continue;
      const reason = `its last day was ${String(before.effectiveTo)}`;
      const after = { ...before, status: 'expired' as const, endedOn: before.effectiveTo };
      const expired = await this.agreements.register.record(tx, {
        before,
        after,
        action: agreementMoved,
        reason,
      });
      await this.flows.examineUnder(tx, expired, `agreement ${expired.reference}: ${reason}`);
    }
  }
}
