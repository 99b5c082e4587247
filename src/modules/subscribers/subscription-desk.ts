import { Injectable } from '@nestjs/common';
import { clientNetwork, Quotas } from '../../platform/http/quotas.js';
import { invalidFields } from '../../platform/http/validation.js';
import type { FieldError } from '../../shared/domain-error.js';
import { refuse, type Audience, type Language, type SubscriptionKind } from './domain/subscription.js';
import { MailAsksService } from './mail-asks.service.js';
import { SubscriptionChoices, type Offered } from './subscription-choices.js';
import { WebhookAsksService, type NewWebhook } from './webhook-asks.service.js';

export type Ask = Readonly<{
  kind: SubscriptionKind;
  email?: string;
  url?: string;
  language: Language;
  legalEntityId?: string;
  audience: Audience;
  /** The name of a recipient, as the public register says it. */
  recipient?: string;
}>;

const perClient = { name: 'subscriptions', most: 20, seconds: 3_600 };

/** Where anybody asks for news: not too often, with all that it takes and nothing else. */
@Injectable()
export class SubscriptionDesk {
  constructor(
    private readonly quotas: Quotas,
    private readonly choices: SubscriptionChoices,
    private readonly mails: MailAsksService,
    private readonly webhooks: WebhookAsksService,
  ) {}

  about(): Promise<Offered> {
    return this.choices.offered();
  }

  /** null: what becomes of it is told by mail alone. */
  async ask(ask: Ask, client: string | undefined): Promise<NewWebhook | null> {
    const retryAfterSeconds = await this.quotas.take(perClient, clientNetwork(client));
    if (retryAfterSeconds !== null)
      refuse('subscription.too_often', `${perClient.most} an hour can be asked for from one place.`, {
        retryAfterSeconds,
      });
    const { errors, wanted } = await this.choices.of(ask);
    if (misfits(ask).length + errors.length > 0) throw invalidFields([...misfits(ask), ...errors]);
    if (ask.kind === 'webhook') return this.webhooks.ask(ask.url ?? '', wanted);
    await this.mails.ask(ask.email ?? '', wanted);
    return null;
  }
}

function misfits({ kind, email, url }: Ask): FieldError[] {
  const [needed, other] = kind === 'mail' ? (['email', 'url'] as const) : (['url', 'email'] as const);
  const given = { email, url };
  return [
    ...(given[needed] === undefined
      ? [{ pointer: `/${needed}`, code: 'missing', message: `${needed} is missing` }]
      : []),
    ...(given[other] === undefined
      ? []
      : [{ pointer: `/${other}`, code: 'not_for_kind', message: `leave ${other} out for a ${kind}` }]),
  ];
}
