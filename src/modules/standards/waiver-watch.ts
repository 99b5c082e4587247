import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { Upkeep } from '../../platform/upkeep.js';
import { expired } from './domain/waiver-rules.js';
import { waiverExpired, waiverLapsed } from './events.js';
import { WaiversRepository } from './persistence/waivers.repository.js';

const mostAtOnce = 100;

/** Says once that a waiver has had its day. The gate is shut again from that day on, whether or not it was said. */
@Injectable()
export class WaiverWatch implements OnModuleInit {
  constructor(
    private readonly clock: Clock,
    private readonly upkeep: Upkeep,
    private readonly waivers: WaiversRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('waivers that are over', (tx) => this.expire(tx));
  }

  private async expire(tx: Tx): Promise<void> {
    const today = this.clock.today();
    for (const id of await this.waivers.idsOver(today, mostAtOnce)) {
      const before = await this.waivers.register.lock(tx, id);
      const after = expired(before, today, this.clock.now());
      if (!after) continue;
      const action = before.status === 'granted' ? waiverExpired : waiverLapsed;
      await this.waivers.register.record(tx, { before, after, action, reason: after.endReason });
    }
  }
}
