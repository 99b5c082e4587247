import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Config } from '../config/config.js';
import { Mailer, MailNotTaken, type Mail } from './mailer.js';
import type { Hook } from './outgoing.js';
import type { OutgoingKind } from './outgoing.entity.js';
import { postTo } from './web-post.js';
import { webhookHeaders } from './webhook-signature.js';
import { webhookTarget } from './webhook-target.js';

export type Outcome =
  | Readonly<{ taken: true }>
  | Readonly<{
      taken: false;
      problem: string;
      permanent: boolean;
      retryAfterSeconds?: number | null;
      gone?: boolean;
    }>;

/** One attempt to hand a message over, outside of any transaction. */
@Injectable()
export class Senders {
  constructor(
    private readonly mailer: Mailer,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  send({ id, kind }: Readonly<{ id: string; kind: OutgoingKind }>, content: Mail | Hook): Promise<Outcome> {
    return kind === 'mail' ? this.mail(id, content as Mail) : this.post(id, content as Hook);
  }

  /** A receiver that answers with what it was asked wants the messages. */
  async challenge(id: string, hook: Hook, answer: string): Promise<boolean> {
    const { status, body } = await this.answerOf(id, hook);
    if (status !== 200) return false;
    try {
      return (JSON.parse(body) as { answer?: unknown } | null)?.answer === answer;
    } catch {
      return false;
    }
  }

  private async mail(id: string, mail: Mail): Promise<Outcome> {
    try {
      await this.mailer.send(id, mail);
      return { taken: true };
    } catch (error) {
      if (error instanceof MailNotTaken)
        return { taken: false, problem: error.word, permanent: error.permanent };
      throw error;
    }
  }

  /** Only 2xx is a success; a redirect is a failure, and 410 the end (Standard Webhooks). */
  private async post(id: string, hook: Hook): Promise<Outcome> {
    const { status, problem, retryAfterSeconds } = await this.answerOf(id, hook);
    if (status >= 200 && status < 300) return { taken: true };
    const gone = status === 410;
    return { taken: false, problem: problem ?? `http_${status}`, permanent: gone, retryAfterSeconds, gone };
  }

  private async answerOf(id: string, { url, secret, body }: Hook) {
    const target = webhookTarget(url, this.config.KEYHOLDER_WEBHOOKS === 'loopback');
    if ('problem' in target) return { status: 0, body: '', retryAfterSeconds: null, problem: target.problem };
    const headers = webhookHeaders(secret, { id, at: this.clock.now(), body });
    return postTo({ ...target, headers, body });
  }
}
