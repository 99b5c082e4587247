import { Injectable, type OnModuleInit } from '@nestjs/common';
import { secretHash } from '../../platform/auth/secrets.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { OutgoingSender } from '../../platform/outgoing/outgoing-sender.js';
import { Outgoing } from '../../platform/outgoing/outgoing.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import {
  confirmation,
  confirmPrefix,
  ended,
  refuse,
  type EndReason,
  type Subscription,
  type SubscriptionRow,
} from './domain/subscription.js';
import { subscriptionConfirmed, subscriptionEnded } from './events.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';

const lapsedAtOnce = 200;

/** A subscription is confirmed by its holder, and ends by a link, by us, or by itself. */
@Injectable()
export class SubscriptionsService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly links: SubscriptionLinks,
    private readonly outgoing: Outgoing,
    private readonly sender: OutgoingSender,
    private readonly subscriptions: SubscriptionsRepository,
    private readonly upkeep: Upkeep,
  ) {}

  onModuleInit(): void {
    this.sender.onGone(async (tx, id) => {
      await this.end(tx, id, 'gone');
    });
    this.upkeep.add('subscriptions that nobody confirmed', async (tx, now) => {
      for (const { id } of await this.subscriptions.lapsed(now, lapsedAtOnce)) {
        const row = await this.subscriptions.register.lock(tx, id);
        if (row.status === 'pending' && confirmation(row, now) === 'over')
          await this.close(tx, row, 'not_confirmed');
      }
    });
  }

  async get(id: string, at?: Date): Promise<Subscription> {
    return at ? this.subscriptions.register.at(id, at) : this.subscriptions.register.get(id);
  }

  /** What the link is for, and in which language its holder reads. */
  async behind(token: string): Promise<{ does: 'confirm' | 'end'; row: SubscriptionRow }> {
    if (token.startsWith(confirmPrefix)) {
      const row = await this.subscriptions.register.find({ confirmHash: secretHash(token) });
      if (!row) return refuse('subscription.link_unknown', 'This link opens nothing.');
      if (confirmation(row, this.clock.now()) === 'over')
        refuse('subscription.link_expired', 'The 48 hours to confirm are over.');
      return { does: 'confirm', row };
    }
    const id = this.links.endedBy(token);
    const row = id === null ? null : await this.subscriptions.register.find({ id });
    return row ? { does: 'end', row } : refuse('subscription.link_unknown', 'This link opens nothing.');
  }

  /** Does what the link is for; what was done before is done. */
  use(token: string): Promise<{ did: 'confirm' | 'end'; row: SubscriptionRow }> {
    return this.db.run(async (tx) => {
      const { does, row } = await this.behind(token);
      if (does === 'end') return { did: does, row: await this.end(tx, row.id, 'asked') };
      const before = await this.subscriptions.register.lock(tx, row.id);
      const now = this.clock.now();
      if (!before.confirmHash?.equals(secretHash(token)))
        return refuse('subscription.link_unknown', 'This link opens nothing.');
      if (confirmation(before, now) === 'done') return { did: does, row: before };
      if (confirmation(before, now) === 'over')
        refuse('subscription.link_expired', 'The 48 hours to confirm are over.');
      const after: SubscriptionRow = { ...before, status: 'active', confirmedAt: now };
      const action = subscriptionConfirmed;
      return { did: does, row: await this.subscriptions.register.record(tx, { before, after, action }) };
    });
  }

  /** The address goes for good, and what waits for it is not sent. */
  erase(tx: Tx, before: SubscriptionRow): Promise<SubscriptionRow> {
    return before.status === 'ended' ? Promise.resolve(before) : this.close(tx, before, 'erased');
  }

  private async end(tx: Tx, id: string, because: EndReason): Promise<SubscriptionRow> {
    const before = await this.subscriptions.register.lock(tx, id);
    return before.status === 'ended' ? before : this.close(tx, before, because);
  }

  private async close(tx: Tx, before: SubscriptionRow, because: EndReason): Promise<SubscriptionRow> {
    await this.outgoing.drop(tx, before.id);
    const after = ended(before, because, this.clock.now());
    return this.subscriptions.register.record(tx, { before, after, action: subscriptionEnded });
  }
}
