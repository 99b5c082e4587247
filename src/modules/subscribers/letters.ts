import { Injectable } from '@nestjs/common';
import { KeySafe } from '../../platform/auth/key-safe.js';
import type { Tx } from '../../platform/database/database.js';
import { Outgoing, type Message } from '../../platform/outgoing/outgoing.js';
import type { Written } from './domain/news.js';
import { concerns, type Concern, type SubscriptionRow } from './domain/subscription.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';

const together = 500;
const first = '00000000-0000-0000-0000-000000000000';

/** How the same things are said to somebody: as a mail in their language, or to their program. */
export type Wording<T> = Readonly<{
  mail: (about: readonly T[], row: SubscriptionRow, endLink: string) => Written;
  body: (about: readonly T[]) => string;
}>;

/** One message to each subscriber of what concerns them, about one cause; an address hears of each thing once. */
@Injectable()
export class Letters {
  constructor(
    private readonly links: SubscriptionLinks,
    private readonly safe: KeySafe,
    private readonly subscriptions: SubscriptionsRepository,
    private readonly outgoing: Outgoing,
  ) {}

  async send<T extends Concern>(
    tx: Tx,
    causeId: string,
    about: readonly T[],
    wording: Wording<T>,
  ): Promise<void> {
    const heard = new Map<string, Set<T>>();
    let after = first;
    for (;;) {
      const some = await this.subscriptions.some(after, together);
      const messages = some.flatMap((row) => {
        const known = heardBy(heard, row.email ?? row.id);
        const theirs = about.filter((one) => !known.has(one) && concerns(row, one));
        for (const one of theirs) known.add(one);
        return theirs.length === 0 ? [] : this.one(row, theirs, { causeId, wording });
      });
      await this.outgoing.write(tx, messages);
      const last = some.at(-1);
      if (!last || some.length < together) return;
      after = last.id;
    }
  }

  /** Nothing for a subscription of a restored ledger, which holds no addresses. */
  private one<T>(
    row: SubscriptionRow,
    about: readonly T[],
    { causeId, wording }: Readonly<{ causeId: string; wording: Wording<T> }>,
  ): Message[] {
    const { id: ownerId, email, url, secretSealed } = row;
    if (email !== null) {
      const endLink = this.links.end(ownerId);
      const content = { to: email, endLink, ...wording.mail(about, row, endLink) };
      return [{ kind: 'mail', ownerId, causeId, content }];
    }
    const secret = secretSealed && this.safe.open(ownerId, secretSealed);
    if (url === null || !secret) return [];
    return [{ kind: 'webhook', ownerId, causeId, content: { url, secret, body: wording.body(about) } }];
  }
}

function heardBy<T>(heard: Map<string, Set<T>>, who: string): Set<T> {
  const known = heard.get(who) ?? new Set<T>();
  heard.set(who, known);
  return known;
}
