import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { NewsReader } from '../../platform/news/news-reader.js';
import { Upkeep } from '../../platform/upkeep.js';
import { NamedRecipientsService } from '../notices/index.js';
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
    const news = await Promise.all(
      lastOfEach(await this.register.newsOf(entryIds)).map((one) => this.dated(one)),
    );
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

  private async dated(one: PublicNews): Promise<RegisterNews> {
    const notBefore = one.kind === 'announced' ? await this.notBefore(one) : null;
    return { ...one, notBefore, vendorId: one.isNamed ? one.vendorId : null };
  }

  /** From when people were told, or from now where nobody told them yet: so that it cannot be sooner. */
  private async notBefore({ vendorId, legalEntityId, at }: PublicNews): Promise<string | null> {
    const namings = await this.notices.namingsOf(vendorId, legalEntityId);
    const [since = at.toISOString()] = namings.map((naming) => naming.since).sort();
    const day = this.notices.mayStartOn(since);
    return day > at.toISOString().slice(0, 10) ? day : null;
  }
}

function languageOf(code: string) {
  const language = languages.get(code);
  if (!language) throw new Error(`There is no file of the language ${code}.`);
  return language;
}
