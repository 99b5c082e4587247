/** News of this module: actions of its ledger entries. */
export const subscriptionAsked = 'subscription.asked';
export const subscriptionConfirmed = 'subscription.confirmed';
export const subscriptionEnded = 'subscription.ended';
