import { Module } from '@nestjs/common';
import { ErasableSubscribers } from './erasable-subscribers.service.js';
import { PublicSubscriptionsController } from './http/public-subscriptions.controller.js';
import { SubscriptionsController } from './http/subscriptions.controller.js';
import { Letters } from './letters.js';
import { MailAsksService } from './mail-asks.service.js';
import { DeliveriesReader } from './persistence/deliveries.reader.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';
import { RecipientNewsListener } from './recipient-news.listener.js';
import { SubscriberLists } from './subscriber-lists.js';
import { SubscriptionDesk } from './subscription-desk.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { WebhookAsksService } from './webhook-asks.service.js';

@Module({
  controllers: [SubscriptionsController, PublicSubscriptionsController],
  providers: [
    DeliveriesReader,
    DisclosuresReader,
    ErasableSubscribers,
    Letters,
    MailAsksService,
    RecipientNewsListener,
    SubscriberLists,
    SubscriptionDesk,
    SubscriptionLinks,
    SubscriptionsRepository,
    SubscriptionsService,
    WebhookAsksService,
  ],
})
export class SubscribersModule {}
