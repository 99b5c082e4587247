import { SubscriptionEntity } from './subscription.entity.js';

/** The tables of this module, by name. */
export const subscriberEntities = [SubscriptionEntity];
