import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { Quotas } from '../../platform/http/quotas.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { isMailbox, Mailer } from '../../platform/outgoing/mailer.js';
import { Outgoing } from '../../platform/outgoing/outgoing.js';
import { Clock } from '../../shared/clock.js';
import { confirmationMail } from './domain/news.js';
import { hoursToConfirm, refuse, type SubscriptionRow, type Wanted } from './domain/subscription.js';
import { texts } from './domain/texts/index.js';
import { subscriptionAsked } from './events.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';

const oneADay = { name: 'subscription mail', most: 1, seconds: 86_400 };

/** Somebody asks for mail to an address, which may be somebody else's: its holder has to confirm. */
@Injectable()
export class MailAsksService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly quotas: Quotas,
    private readonly mailer: Mailer,
    private readonly outgoing: Outgoing,
    private readonly links: SubscriptionLinks,
    private readonly subscriptions: SubscriptionsRepository,
  ) {}

  /** Says the same whether the address is known or not. An address gets one such mail a day, whatever is asked. */
  async ask(email: string, wanted: Wanted): Promise<void> {
    if (!this.mailer.ready) refuse('subscription.no_mail', 'No mail server is set.');
    if (!isMailbox(email))
      throw invalidFields([
        { pointer: '/email', code: 'is_email', message: 'email must be one plain address' },
      ]);
    await this.db.run(async (tx) => {
      if ((await this.quotas.take(oneADay, email)) !== null) return;
      const known = await this.subscriptions.ofAddress(email, wanted);
      if (known?.status === 'active') return;
      await this.invite(tx, email, wanted, known);
    });
  }

  private async invite(tx: Tx, email: string, wanted: Wanted, known: SubscriptionRow | null): Promise<void> {
    const now = this.clock.now();
    const before = known && (await this.subscriptions.register.lock(tx, known.id));
    const { hash: confirmHash, link: confirm } = this.links.confirmation();
    const after: SubscriptionRow = {
      ...(before ?? this.blank(email, now)),
      ...wanted,
      confirmHash,
      confirmUntil: new Date(now.getTime() + hoursToConfirm * 3_600_000),
    };
    if (after.status !== 'pending') return; // confirmed or ended in this moment
    const { id } = await this.subscriptions.register.record(tx, { before, after, action: subscriptionAsked });
    const end = this.links.end(id);
    const content = {
      to: email,
      endLink: end,
      ...confirmationMail(texts[wanted.language], { confirm, end }),
    };
    await this.outgoing.write(tx, [{ kind: 'mail', ownerId: id, causeId: uuidv7(now), content }]);
  }

  private blank(email: string, now: Date): SubscriptionRow {
    return {
      ...{ id: uuidv7(now), revision: 0, kind: 'mail', status: 'pending', email, url: null },
      ...{ salt: randomBytes(16), secretSealed: null },
      ...{ language: 'en', legalEntityId: null, audience: 'customers', vendorId: null },
      ...{ confirmHash: null, confirmUntil: null, confirmedAt: null, endedAt: null, endedBecause: null },
      createdAt: now,
    };
  }
}
