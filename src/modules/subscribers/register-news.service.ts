import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { NewsReader } from '../../platform/news/news-reader.js';
import { Upkeep } from '../../platform/upkeep.js';
import { distinct } from '../../shared/by-id.js';
import { NamedRecipientsService, type VendorNaming } from '../notices/index.js';
import { languages, PublicRegisterService, toldActions, type PublicNews } from '../public-register/index.js';
import { lastOfEach, registerBody, registerMail, type RegisterNews } from './register-news.js';
import { texts } from './domain/texts/index.js';
import { Letters } from './letters.js';
import { SubscriptionLinks } from './subscription-links.js';

const together = 200;

/** What became of sharings since the last look, a minute ago, is told in one message to whoever subscribed. */
@Injectable()
export class RegisterNewsService implements OnModuleInit {
  constructor(
    private readonly reader: NewsReader,
    private readonly register: PublicRegisterService,
    private readonly notices: NamedRecipientsService,
    private readonly letters: Letters,
    private readonly links: SubscriptionLinks,
    private readonly upkeep: Upkeep,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('changes of the public register for its subscribers', (tx, now) => this.tell(tx, now));
  }

  private async tell(tx: Tx, now: Date): Promise<void> {
    const entryIds = await this.reader.take(tx, 'subscribers', toldActions, together);
    if (entryIds.length === 0) return;
    const news = await this.dated(lastOfEach(await this.register.newsOf(entryIds)));
    const [causeId] = news.map(({ ledgerId }) => ledgerId).toReversed();
    if (causeId === undefined) return;
    await this.letters.send(tx, causeId, news, {
      mail: (some, { language }, end) =>
        registerMail(texts[language], languageOf(language), some, {
          end,
          register: this.links.register(language),
        }),
      body: (some) =>
        registerBody(some, { language: languageOf('en'), register: this.links.register('en'), at: now }),
    });
  }

  private async dated(news: readonly PublicNews[]): Promise<RegisterNews[]> {
    const announced = news.filter(({ kind }) => kind === 'announced');
    const namings = await this.notices.namingsOf(distinct(announced.map(({ vendorId }) => vendorId)));
    return news.map((one) => {
      const notBefore =
        one.kind === 'announced' ? this.notBefore(one, namings.get(one.vendorId) ?? []) : null;
      return { ...one, notBefore, vendorId: one.isNamed ? one.vendorId : null };
    });
  }

  /** From when people were told, or from now where nobody told them yet: so that it cannot be sooner. */
  private notBefore({ legalEntityId, at }: PublicNews, namings: readonly VendorNaming[]): string | null {
    const own = namings.filter(({ version }) => version.legalEntityId === legalEntityId);
    const [since = at.toISOString()] = own.map((naming) => naming.since).sort();
    return this.notices.notBefore(since, at.toISOString());
  }
}

function languageOf(code: string) {
  const language = languages.get(code);
  if (!language) throw new Error(`There is no file of the language ${code}.`);
  return language;
}
