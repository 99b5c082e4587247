import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AnswersFromAbove } from '../../platform/answers-from-above.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { ErasablePeople, heldFields, heldValues } from '../../platform/erasable-people.js';
import type { Expected } from '../../platform/http/if-match.js';
import { casesOf, StandingHolds } from '../../platform/standing-holds.js';
import { refuse } from './domain/subscription.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';
import { SubscriptionsService } from './subscriptions.service.js';

const personal = ['email', 'url'] as const;

/** How somebody who subscribed to the public register is erased: the address goes, and no message follows. */
@Injectable()
export class ErasableSubscribers implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly people: ErasablePeople,
    private readonly above: AnswersFromAbove,
    private readonly repository: SubscriptionsRepository,
    private readonly subscriptions: SubscriptionsService,
  ) {}

  onModuleInit(): void {
    const { register } = this.repository;
    this.people.add('subscriber', {
      hold: async (tx, id) => {
        if (!(await register.find({ id }))) return null;
        return { vendorId: null, values: heldValues(await register.lock(tx, id), personal) };
      },
      erase: async (tx, id) => {
        const before = await register.lock(tx, id);
        await this.subscriptions.erase(tx, before);
        return heldFields(before, personal);
      },
    });
  }

  /** At the request of the person, who wrote to us. */
  erase(id: string, expected: Expected): Promise<void> {
    return this.db.run(async (tx) => {
      const before = await this.repository.register.lock(tx, id, expected);
      if (before.status === 'ended') refuse('subscription.ended', 'This subscription has ended before.');
      await this.assertNotHeld(tx, id);
      await this.subscriptions.erase(tx, before);
    });
  }

  private async assertNotHeld(tx: Tx, id: string): Promise<void> {
    const person = { kind: 'subscriber', id } as const;
    const holds = await this.above.to(StandingHolds).over(tx, { vendorIds: [], person });
    if (holds.length > 0)
      refuse('subscription.held', `Kept for: ${casesOf(holds)}.`, { holdIds: holds.map((hold) => hold.id) });
  }
}
