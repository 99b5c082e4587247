import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { KeySafe } from '../auth/key-safe.js';
import { Background } from '../background.js';
import { Database, type Tx } from '../database/database.js';
import type { Mail } from './mailer.js';
import { OutgoingMessageEntity, type OutgoingKind } from './outgoing.entity.js';
import type { Hook } from './outgoing.js';
import { secondsUntilNext } from './retries.js';
import { Senders, type Outcome } from './senders.js';

const together = 8;
const leaseMs = 120_000;
const restMs = 1_000;

type Claimed = Readonly<{
  id: string;
  kind: OutgoingKind;
  ownerId: string;
  content: Buffer;
  attempts: number;
}>;

/** Called when a receiver says that it is gone for good, in the transaction that notes it. */
export type WhenGone = (tx: Tx, ownerId: string) => Promise<void>;

/** Sends what waits, at least once: any instance takes what is due, and what an instance that died had taken. */
@Injectable()
export class OutgoingSender {
  private whenGone: WhenGone = () => Promise.resolve();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly safe: KeySafe,
    private readonly senders: Senders,
  ) {}

  onGone(whenGone: WhenGone): void {
    this.whenGone = whenGone;
  }

  /** Sends some of what is due; false when nothing is. */
  async sendSome(): Promise<boolean> {
    const claimed = await this.claim();
    await Promise.all(claimed.map((message) => this.send(message)));
    return claimed.length > 0;
  }

  /** Ours until the lease ends: of an instance that died, another sends it again. */
  private claim(): Promise<Claimed[]> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const [rows] = await tx.query<[Claimed[], number]>(
        `UPDATE outgoing_message m SET attempts = m.attempts + 1, next_at = $2
           FROM (SELECT id FROM outgoing_message WHERE state = 'waiting' AND next_at <= $1
                  ORDER BY next_at LIMIT $3 FOR UPDATE SKIP LOCKED) due
          WHERE m.id = due.id
         RETURNING m.id, m.kind, m.owner_id AS "ownerId", m.content, m.attempts`,
        [now, new Date(now.getTime() + leaseMs), together],
      );
      return rows;
    });
  }

  private async send(message: Claimed): Promise<void> {
    const content = this.safe.open(message.id, message.content);
    const outcome: Outcome =
      content === null
        ? { taken: false, problem: 'other_key', permanent: true }
        : await this.senders.send(message, JSON.parse(content) as Mail | Hook);
    await this.db.run((tx) => this.settle(tx, message, outcome));
  }

  private async settle(tx: Tx, { id, ownerId, attempts }: Claimed, outcome: Outcome): Promise<void> {
    const now = this.clock.now();
    const still = { id, attempts, state: 'waiting' } as const;
    if (outcome.taken) {
      await tx.update(OutgoingMessageEntity, still, { state: 'delivered', content: null, finishedAt: now });
      return;
    }
    const { problem, permanent, retryAfterSeconds = null, gone = false } = outcome;
    const pause = permanent ? null : secondsUntilNext(attempts, chanceOf(id), retryAfterSeconds);
    const change =
      pause === null
        ? { state: 'failed' as const, content: null, problem, finishedAt: now }
        : { problem, nextAt: new Date(now.getTime() + pause * 1_000) };
    await tx.update(OutgoingMessageEntity, still, change);
    if (gone) await this.whenGone(tx, ownerId);
  }
}

/** Spreads messages that failed together: the last bits of an id are chance. */
const chanceOf = (id: string) => parseInt(id.slice(-4), 16) / 0xffff;

/** Sends for as long as the application runs. */
@Injectable()
export class OutgoingLoop implements OnModuleInit {
  constructor(
    private readonly background: Background,
    private readonly sender: OutgoingSender,
  ) {}

  onModuleInit(): void {
    this.background.add(() => this.sender.sendSome(), restMs);
  }
}
