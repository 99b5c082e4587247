import { Module } from '@nestjs/common';
import { ErasableSubscribers } from './erasable-subscribers.service.js';
import { NoticesModule } from '../notices/index.js';
import { PublicRegisterModule } from '../public-register/index.js';
import { PublicSubscriptionsController } from './http/public-subscriptions.controller.js';
import { SubscriptionsController } from './http/subscriptions.controller.js';
import { Letters } from './letters.js';
import { MailAsksService } from './mail-asks.service.js';
import { DeliveriesReader } from './persistence/deliveries.reader.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';
import { RecipientNewsListener } from './recipient-news.listener.js';
import { RegisterNewsService } from './register-news.service.js';
import { SubscriberLists } from './subscriber-lists.js';
import { SubscriptionChoices } from './subscription-choices.js';
import { SubscriptionDesk } from './subscription-desk.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsService } from './subscriptions.service.js';
import { WebhookAsksService } from './webhook-asks.service.js';

@Module({
  imports: [NoticesModule, PublicRegisterModule],
  controllers: [SubscriptionsController, PublicSubscriptionsController],
  providers: [
    DeliveriesReader,
    DisclosuresReader,
    ErasableSubscribers,
    Letters,
    MailAsksService,
    RecipientNewsListener,
    RegisterNewsService,
    SubscriberLists,
    SubscriptionChoices,
    SubscriptionDesk,
    SubscriptionLinks,
    SubscriptionsRepository,
    SubscriptionsService,
    WebhookAsksService,
  ],
})
export class SubscribersModule {}
