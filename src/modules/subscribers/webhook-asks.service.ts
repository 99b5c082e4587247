import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newSecret } from '../../platform/auth/secrets.js';
import { KeySafe } from '../../platform/auth/key-safe.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Senders } from '../../platform/outgoing/senders.js';
import { newWebhookSecret } from '../../platform/outgoing/webhook-signature.js';
import { targetProblems, webhookTarget } from '../../platform/outgoing/webhook-target.js';
import { Clock } from '../../shared/clock.js';
import { refuse, type SubscriptionRow, type Wanted } from './domain/subscription.js';
import { subscriptionAsked } from './events.js';
import { SubscriptionLinks } from './subscription-links.js';
import { SubscriptionsRepository } from './persistence/subscriptions.repository.js';

export type NewWebhook = Readonly<{ id: string; secret: string; endLink: string }>;

/** A webhook asks for news by proving that it wants them: it answers a challenge before anything is stored. */
@Injectable()
export class WebhookAsksService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly safe: KeySafe,
    private readonly senders: Senders,
    private readonly links: SubscriptionLinks,
    private readonly subscriptions: SubscriptionsRepository,
  ) {}

  async ask(address: string, wanted: Wanted): Promise<NewWebhook> {
    const url = this.target(address);
    const secret = newWebhookSecret();
    const id = uuidv7(this.clock.now());
    await this.db.apart(() => this.prove(id, url, secret));
    await this.db.run(async (tx) => {
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`webhook\n${url}`]);
      if (await this.subscriptions.register.find({ url }))
        refuse('subscription.known', 'News goes to this address already.');
      const now = this.clock.now();
      const after: SubscriptionRow = {
        ...{ id, revision: 0, kind: 'webhook', status: 'active', email: null, url, salt: randomBytes(16) },
        ...{ ...wanted, confirmHash: null, confirmUntil: null, secretSealed: this.safe.seal(id, secret) },
        ...{ confirmedAt: now, endedAt: null, endedBecause: null, createdAt: now },
      };
      await this.subscriptions.register.record(tx, { before: null, after, action: subscriptionAsked });
    });
    return { id, secret, endLink: this.links.end(id) };
  }

  private target(address: string): string {
    if (this.config.KEYHOLDER_WEBHOOKS === 'off')
      refuse('subscription.no_webhooks', 'Webhooks are switched off here.');
    const target = webhookTarget(address, this.config.KEYHOLDER_WEBHOOKS === 'loopback');
    if ('url' in target) return target.url.href;
    const { problem } = target;
    throw invalidFields([{ pointer: '/url', code: problem, message: `url ${targetProblems[problem]}` }]);
  }

  /** What the address answered, or that nothing is there, is not told. */
  private async prove(id: string, url: string, secret: string): Promise<void> {
    const challenge = newSecret('');
    const body = JSON.stringify({ type: 'subscription.challenge', challenge });
    if (!(await this.senders.challenge(id, { url, secret, body }, challenge)))
      refuse('subscription.challenge_failed', 'The address did not answer the challenge.');
  }
}
