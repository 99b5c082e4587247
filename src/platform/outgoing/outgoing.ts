import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { KeySafe } from '../auth/key-safe.js';
import type { Tx } from '../database/database.js';
import { uuidv7 } from '../ids.js';
import type { Mail } from './mailer.js';
import { OutgoingMessageEntity } from './outgoing.entity.js';

/** What a webhook is sent; `secret` signs it. */
export type Hook = Readonly<{ url: string; secret: string; body: string }>;
export type Message = Readonly<{ ownerId: string; causeId: string }> &
  (Readonly<{ kind: 'mail'; content: Mail }> | Readonly<{ kind: 'webhook'; content: Hook }>);

/** Messages to people and systems outside, in a table: written with their cause, and sent by OutgoingSender. */
@Injectable()
export class Outgoing {
  constructor(
    private readonly clock: Clock,
    private readonly safe: KeySafe,
  ) {}

  /** In the transaction of the cause. A message of the same owner about the same cause is not written twice. */
  async write(tx: Tx, messages: readonly Message[]): Promise<void> {
    const now = this.clock.now();
    const rows = messages.map(({ kind, ownerId, causeId, content }) => {
      const id = uuidv7(now);
      return {
        ...{
          id,
          kind,
          ownerId,
          causeId,
          state: 'waiting' as const,
          attempts: 0,
          nextAt: now,
          createdAt: now,
        },
        content: this.safe.seal(id, JSON.stringify(content)),
      };
    });
    if (rows.length === 0) return;
    await tx
      .createQueryBuilder()
      .insert()
      .into(OutgoingMessageEntity)
      .values(rows)
      .orIgnore()
      .updateEntity(false)
      .execute();
  }

  /** What waits for this owner is not sent any more. */
  async drop(tx: Tx, ownerId: string): Promise<void> {
    const done = { state: 'dropped', content: null, finishedAt: this.clock.now() } as const;
    await tx.update(OutgoingMessageEntity, { ownerId, state: 'waiting' }, done);
  }
}
