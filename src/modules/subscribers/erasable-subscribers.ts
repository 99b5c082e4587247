import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ErasablePeople, heldFields, heldValues } from '../../platform/erasable-people.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';
import { SubscriptionsService } from './subscriptions.service.js';

const personal = ['email', 'url'] as const;

/** How somebody who subscribed to the public register is erased: the address goes, and no message follows. */
@Injectable()
export class ErasableSubscribers implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
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
        await this.subscriptions.eraseHeld(tx, before);
        return heldFields(before, personal);
      },
    });
  }
}
