import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { oneOf } from '../database/checks.js';
import { MomentColumn } from '../database/columns.js';

export const outgoingKinds = ['mail', 'webhook'] as const;
export type OutgoingKind = (typeof outgoingKinds)[number];
/** `dropped`: whoever it was for wanted no more of them before it was sent. */
export const outgoingStates = ['waiting', 'delivered', 'failed', 'dropped'] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** A message to somebody outside, written with its cause. What it says is sealed, and gone when it is delivered. */
@Entity('outgoing_message')
@Check('outgoing_message_kind_known', oneOf('kind', outgoingKinds))
@Check('outgoing_message_state_known', oneOf('state', outgoingStates))
@Check('outgoing_message_erased_when_done', `(state = 'waiting') = (content IS NOT NULL)`)
@Index('outgoing_message_once', ['ownerId', 'causeId'], { unique: true })
@Index('outgoing_message_waiting', ['nextAt'], { where: `state = 'waiting'` })
@Index('outgoing_message_of_owner', ['ownerId', 'createdAt', 'id'])
export class OutgoingMessageEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: OutgoingKind;
  @Column('text') state: OutgoingState;
  /** Whose message it is: a subscription. */
  @Column('uuid') ownerId: string;
  /** What it tells of: each owner hears of it once. */
  @Column('uuid') causeId: string;
  @Column('bytea', { nullable: true }) content: Buffer | null;
  @Column('int') attempts: number;
  /** Not before; while somebody sends it, the end of their lease. */
  @MomentColumn() nextAt: Date;
  /** One word of the last attempt, without addresses: smtp_451, http_500, timeout. */
  @Column('text', { nullable: true }) problem: string | null;
  @MomentColumn() createdAt: Date;
  @MomentColumn({ nullable: true }) finishedAt: Date | null;
}
