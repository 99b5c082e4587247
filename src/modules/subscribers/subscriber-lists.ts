import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Page } from '../../shared/page.js';
import type { Subscription } from './domain/subscription.js';
import { DeliveriesReader, type Delivery, type DeliveryCount } from './persistence/deliveries.reader.js';
import {
  SubscriptionsRepository,
  type SubscriptionCount,
  type SubscriptionFilter,
} from './persistence/subscriptions.repository.js';

/** What people inside see of those outside who listen. */
@Injectable()
export class SubscriberLists {
  constructor(
    private readonly subscriptions: SubscriptionsRepository,
    private readonly reader: DeliveriesReader,
  ) {}

  page(filter: SubscriptionFilter, request: PageRequest): Promise<Page<Subscription>> {
    return this.subscriptions.page(filter, request);
  }

  deliveries(
    filter: Readonly<{ state?: string; subscriptionId?: string }>,
    request: PageRequest,
  ): Promise<Page<Delivery>> {
    return this.reader.page(filter, request);
  }

  async summary(): Promise<{ subscriptions: SubscriptionCount[]; deliveries: DeliveryCount[] }> {
    return { subscriptions: await this.subscriptions.counts(), deliveries: await this.reader.counts() };
  }
}
