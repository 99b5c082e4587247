import { ApiProperty } from '@nestjs/swagger';
import { CodeField, EmailField, IdField, LabelField, UrlField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { outgoingStates } from '../../../platform/outgoing/outgoing.entity.js';
import {
  audiences,
  endReasons,
  languages,
  subscriptionKinds,
  subscriptionStatuses,
  type Audience,
  type EndReason,
  type Language,
  type Subscription,
  type SubscriptionKind,
  type SubscriptionStatus,
} from '../domain/subscription.js';

export class SubscribeDto {
  @CodeField({ codes: subscriptionKinds, name: 'SubscriptionKind', example: 'mail' }) kind: SubscriptionKind;
  @EmailField({ optional: true, description: 'For mail.', example: 'kim@home.example' }) email?: string;
  @UrlField({
    optional: true,
    description: 'For a webhook: https.',
    example: 'https://hooks.example.com/keyholder',
  })
  url?: string;
  @CodeField({ codes: languages, name: 'SubscriptionLanguage', optional: true, example: 'en' })
  language: Language = 'en';
  @IdField({
    optional: true,
    description: 'One of our companies that has published a notice; left out: all of them.',
  })
  legalEntityId?: string;
  @CodeField({
    codes: audiences,
    name: 'SubscriptionAudience',
    optional: true,
    example: 'customers',
    description: 'Whose data: of people outside, of those who work for us, or of both.',
  })
  audience: Audience = 'customers';
  @LabelField({
    optional: true,
    max: 200,
    example: 'Acme Payments',
    description: 'One recipient, by the name that the public register shows; left out: all of them.',
  })
  recipient?: string;
}

export class SubscribePageRequest {
  @CodeField({
    codes: languages,
    optional: true,
    example: 'it',
    description: 'Left out: the best of Accept-Language.',
  })
  language?: Language;
}

export class SubscribedDto {
  @ApiProperty({
    example: 'If the address is right and not subscribed yet, a mail with a link is on its way.',
  })
  message: string;
  @ApiProperty({ required: false, format: 'uuid', description: 'Of a webhook.' }) id?: string;
  @ApiProperty({ required: false, description: 'Of a webhook: signs its messages; shown here only.' })
  secret?: string;
  @ApiProperty({ required: false, description: 'Of a webhook: a POST there ends the subscription.' })
  endLink?: string;
}

export class SubscriptionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ enum: subscriptionKinds, enumName: 'SubscriptionKind' }) kind: SubscriptionKind;
  @ApiProperty({ enum: subscriptionStatuses, enumName: 'SubscriptionStatus' }) status: SubscriptionStatus;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For the data protection officer; null to others.',
  })
  email: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'For the data protection officer; null to others.',
  })
  url: string | null;
  @ApiProperty({ enum: languages, enumName: 'SubscriptionLanguage' }) language: Language;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null: about all our companies.',
  })
  legalEntityId: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) confirmedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: String, enum: endReasons, nullable: true }) endedBecause: EndReason | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ enum: audiences, enumName: 'SubscriptionAudience' }) audience: Audience;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: of all recipients.' })
  vendorId: string | null;

  static of(subscription: Subscription, addressesToo: boolean): SubscriptionDto {
    const { id, revision, kind, status, language, legalEntityId } = subscription;
    const { email, url, confirmedAt, endedAt, endedBecause, createdAt, audience, vendorId } = subscription;
    return {
      ...{ id, revision, kind, status, language, legalEntityId },
      ...(addressesToo ? { email, url } : { email: null, url: null }),
      ...{ confirmedAt, endedAt, endedBecause, createdAt, audience, vendorId },
    };
  }
}

const sorts = ['createdAt', '-createdAt'] as const;

export class SubscriptionsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @CodeField({ codes: subscriptionKinds, optional: true, example: 'mail' }) kind?: string;
  @CodeField({ codes: subscriptionStatuses, optional: true, example: 'active' }) status?: string;
  @IdField({ optional: true }) legalEntityId?: string;
}

export class DeliveriesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @CodeField({ codes: outgoingStates, optional: true, example: 'failed' }) state?: string;
  @IdField({ optional: true }) subscriptionId?: string;
}

export class DeliveryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) subscriptionId: string;
  @ApiProperty({ enum: subscriptionKinds, enumName: 'SubscriptionKind' }) kind: string;
  @ApiProperty({ enum: outgoingStates, enumName: 'DeliveryState' }) state: string;
  @ApiProperty({ example: 1 }) attempts: number;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'smtp_451',
    description: 'What the last attempt met.',
  })
  problem: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finishedAt: Date | null;
}

export class SubscriptionCountDto {
  @ApiProperty({ enum: subscriptionKinds, enumName: 'SubscriptionKind' }) kind: string;
  @ApiProperty({ enum: subscriptionStatuses, enumName: 'SubscriptionStatus' }) status: string;
  @ApiProperty({ example: 12 }) count: number;
}

export class DeliveryCountDto {
  @ApiProperty({ enum: subscriptionKinds, enumName: 'SubscriptionKind' }) kind: string;
  @ApiProperty({ enum: outgoingStates, enumName: 'DeliveryState' }) state: string;
  @ApiProperty({ example: 240 }) count: number;
}

export class SubscriptionSummaryDto {
  @ApiProperty({ type: () => SubscriptionCountDto, isArray: true }) subscriptions: SubscriptionCountDto[];
  @ApiProperty({ type: () => DeliveryCountDto, isArray: true }) deliveries: DeliveryCountDto[];
}
