import { Injectable } from '@nestjs/common';
import { KeySafe } from '../../platform/auth/key-safe.js';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { Outgoing, type Message } from '../../platform/outgoing/outgoing.js';
import { noticeVersionPublished } from '../notices/events.js';
import { newlyNamed, newsBody, newsMail, type Named, type RecipientNews } from './domain/news.js';
import type { SubscriptionRow } from './domain/subscription.js';
import { texts } from './domain/texts/index.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';
import { SubscriptionLinks } from './subscription-links.js';

const together = 500;
const first = '00000000-0000-0000-0000-000000000000';

type Published = Readonly<{
  id: string;
  legalEntityId: string;
  language: string;
  url: string | null;
  publishedAt: string;
  recipients: readonly Named[];
}>;

/** What a publication names for the first time is told to whoever subscribed: one message for each publication. */
@Injectable()
export class RecipientNewsListener {
  constructor(
    private readonly disclosures: DisclosuresReader,
    private readonly subscriptions: SubscriptionsRepository,
    private readonly letters: Letters,
    private readonly outgoing: Outgoing,
  ) {}

  @OnNews(noticeVersionPublished)
  async tell(tx: Tx, entry: LedgerEntry): Promise<void> {
    const news = await this.newsIn(entry.state as Published);
    if (!news) return;
    let after = first;
    for (;;) {
      const some = await this.subscriptions.some(news.legalEntity.id, after, together);
      await this.outgoing.write(tx, this.letters.of(some, news, entry.id));
      const last = some.at(-1);
      if (!last || some.length < together) return;
      after = last.id;
    }
  }

  /** The names that the notice itself says in public; nothing else is known here. */
  private async newsIn(version: Published): Promise<RecipientNews | null> {
    const { id: noticeVersionId, legalEntityId, language, url, publishedAt } = version;
    const named = newlyNamed(version.recipients, publishedAt, await this.disclosures.namedBefore(version));
    if (named.length === 0) return null;
    const ids = named.flatMap(({ vendorId }) => vendorId ?? []);
    const vendors = new Map((await this.disclosures.vendorNames(ids)).map(({ id, name }) => [id, name]));
    return {
      ...{ noticeVersionId, language, publishedAt, url },
      legalEntity: { id: legalEntityId, name: await this.disclosures.nameOf(legalEntityId) },
      recipients: named.map(({ vendorId, category, name }) => ({
        name: vendorId === null ? name : (vendors.get(vendorId) ?? name),
        category,
      })),
    };
  }
}

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
