import { Injectable } from '@nestjs/common';
import { KeySafe } from '../../platform/auth/key-safe.js';
import type { Message } from '../../platform/outgoing/outgoing.js';
import { newsBody, newsMail, type RecipientNews } from './domain/news.js';
import type { SubscriptionRow } from './domain/subscription.js';
import { texts } from './domain/texts/index.js';
import { SubscriptionLinks } from './subscription-links.js';

/** The same news for each subscriber in their way: a mail in their language, or a signed body. */
@Injectable()
export class Letters {
  constructor(
    private readonly links: SubscriptionLinks,
    private readonly safe: KeySafe,
  ) {}

  of(subscriptions: readonly SubscriptionRow[], news: RecipientNews, causeId: string): Message[] {
    return subscriptions.flatMap((row) => this.one(row, news, causeId));
  }

  private one(row: SubscriptionRow, news: RecipientNews, causeId: string): Message[] {
    const { id: ownerId, email, url, language, secretSealed } = row;
    if (email !== null) {
      const endLink = this.links.end(ownerId);
      const content = { to: email, endLink, ...newsMail(texts[language], news, endLink) };
      return [{ kind: 'mail', ownerId, causeId, content }];
    }
    const secret = secretSealed && this.safe.open(ownerId, secretSealed);
    if (url === null || !secret) return [];
    return [{ kind: 'webhook', ownerId, causeId, content: { url, secret, body: newsBody(news) } }];
  }
}
