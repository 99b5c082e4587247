import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { BearerLinks } from '../../platform/auth/bearer-links.js';
import { KeySafe } from '../../platform/auth/key-safe.js';
import { newSecret, secretHash } from '../../platform/auth/secrets.js';
import { confirmPrefix, endPrefix } from './domain/subscription.js';

const endToken = /^kse_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})_([\w-]{43})$/;

/** The links of mails. They stand in the path: whoever presses a button there has no script, and mail programs send nothing else. */
@Injectable()
export class SubscriptionLinks {
  constructor(
    private readonly links: BearerLinks,
    private readonly safe: KeySafe,
  ) {}

  /** 256 bits of chance, shown once. */
  confirmation(): { hash: Buffer; link: string } {
    const token = newSecret(confirmPrefix);
    return { hash: secretHash(token), link: this.at(token) };
  }

  /** The same in every mail, and stored nowhere: only this installation can make it. */
  end(id: string): string {
    return this.at(`${endPrefix}${id}_${this.safe.mark(`end\n${id}`)}`);
  }

  /** Whose end this link means; null: it is none of ours. */
  endedBy(token: string): string | null {
    const [, id, mark] = endToken.exec(token) ?? [];
    if (id === undefined || mark === undefined) return null;
    return timingSafeEqual(Buffer.from(mark), Buffer.from(this.safe.mark(`end\n${id}`))) ? id : null;
  }

  /** Where everybody reads who gets data. */
  register(language: string): string {
    return this.links.at(`public/register?lang=${language}`);
  }

  private at(token: string): string {
    return this.links.at(`public/subscriptions/${token}`);
  }
}
