import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { noticeVersionPublished } from '../notices/events.js';
import { NamedRecipientsService } from '../notices/index.js';
import { newlyNamed, newsBody, newsMail, type Named, type RecipientNews } from './domain/news.js';
import { texts } from './domain/texts/index.js';
import { Letters } from './letters.js';
import { DisclosuresReader } from './persistence/disclosures.reader.js';

type Published = Readonly<{
  id: string;
  legalEntityId: string;
  language: string;
  url: string | null;
  publishedAt: string;
  recipients: readonly Named[];
  audiences: readonly string[];
}>;

/** What a publication names for the first time is told to whoever subscribed: one message for each publication. */
@Injectable()
export class RecipientNewsListener {
  constructor(
    private readonly disclosures: DisclosuresReader,
    private readonly letters: Letters,
    private readonly notices: NamedRecipientsService,
  ) {}

  @OnNews(noticeVersionPublished)
  async tell(tx: Tx, entry: LedgerEntry): Promise<void> {
    const version = entry.state as Published;
    const { id: noticeVersionId, legalEntityId, language, url, publishedAt, audiences: groups } = version;
    const named = await this.namedIn(version);
    if (named.length === 0) return;
    const notBefore = this.notices.notBefore(publishedAt, publishedAt);
    const legalEntity = { id: legalEntityId, name: await this.disclosures.nameOf(legalEntityId) };
    const about = named.map((one) => ({ ...one, legalEntityId, groups }));
    const news = (some: typeof about): RecipientNews => ({
      ...{ noticeVersionId, language, publishedAt, notBefore, url, legalEntity },
      recipients: some.map(({ name, category }) => ({ name, category })),
    });
    await this.letters.send(tx, entry.id, about, {
      mail: (some, row, endLink) => newsMail(texts[row.language], news([...some]), endLink),
      body: (some) => newsBody(news([...some])),
    });
  }

  /** The names that the notice says for the first time, but for those that the public register does not. */
  private async namedIn(version: Published): Promise<Omit<Named, 'since'>[]> {
    const before = await this.disclosures.namedBefore(version);
    const named = newlyNamed(version.recipients, version.publishedAt, before);
    const ids = named.flatMap(({ vendorId }) => vendorId ?? []);
    const found = await this.disclosures.vendorNames(ids, version.legalEntityId);
    const vendors = new Map(found.map(({ id, name }) => [id, name]));
    return named
      .filter(({ vendorId }) => vendorId === null || vendors.has(vendorId))
      .map(({ vendorId, category, name }) => ({
        ...{ vendorId, category },
        name: vendorId === null ? name : (vendors.get(vendorId) ?? name),
      }));
  }
}
