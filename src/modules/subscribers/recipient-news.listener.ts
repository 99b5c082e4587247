import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { Outgoing } from '../../platform/outgoing/outgoing.js';
import { noticeVersionPublished } from '../notices/events.js';
import { newlyNamed, type Named, type RecipientNews } from './domain/news.js';
import { Letters } from './letters.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';

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
      const reached = some.filter(({ email, url }) => email !== null || url !== null); // a restored ledger has no addresses
      await this.outgoing.write(tx, this.letters.of(reached, news, entry.id));
      const last = some.at(-1);
      if (!last || some.length < together) return;
      after = last.id;
    }
  }

  /** The names that the notice says, but for those that the public register does not. */
  private async newsIn(version: Published): Promise<RecipientNews | null> {
    const { id: noticeVersionId, legalEntityId, language, url, publishedAt } = version;
    const named = newlyNamed(version.recipients, publishedAt, await this.disclosures.namedBefore(version));
    if (named.length === 0) return null;
    const ids = named.flatMap(({ vendorId }) => vendorId ?? []);
    const found = await this.disclosures.vendorNames(ids, legalEntityId);
    const vendors = new Map(found.map(({ id, name }) => [id, name]));
    const told = named.filter(({ vendorId }) => vendorId === null || vendors.has(vendorId));
    if (told.length === 0) return null;
    return {
      ...{ noticeVersionId, language, publishedAt, url },
      legalEntity: { id: legalEntityId, name: await this.disclosures.nameOf(legalEntityId) },
      recipients: told.map(({ vendorId, category, name }) => ({
        name: vendorId === null ? name : (vendors.get(vendorId) ?? name),
        category,
      })),
    };
  }
}
