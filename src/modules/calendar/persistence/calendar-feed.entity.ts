import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { MomentColumn } from '../../../platform/database/columns.js';
import { RegisteredEntity } from '../../../platform/ledger/registered.js';
import type { CalendarFeed } from '../domain/calendar-feed.js';

@RegisteredEntity('calendar_feed')
@Index('calendar_feed_by_hash', ['secretHash'], { unique: true })
@Index('calendar_feed_by_person', ['userId', 'createdAt', 'id'])
export class CalendarFeedEntity implements CalendarFeed {
  @PrimaryColumn('uuid') id: string;
  @Column('int') revision: number;
  @Column('uuid') @ForeignKey('UserEntity', 'id', { onDelete: 'RESTRICT' }) userId: string;
  @Column('text') name: string;
  @Column('bytea') secretHash: Buffer;
  @MomentColumn() expiresAt: Date;
  @MomentColumn({ nullable: true }) revokedAt: Date | null;
  @MomentColumn() createdAt: Date;
}

/** How often a feed was read since an hour began; apart from the register, because reading is no change of it. */
@Entity('calendar_feed_use')
export class CalendarFeedUseEntity {
  @PrimaryColumn('uuid')
  @ForeignKey('CalendarFeedEntity', 'id', { onDelete: 'RESTRICT' })
  calendarFeedId: string;
  @MomentColumn() since: Date;
  @Column('int') reads: number;
  @MomentColumn() lastReadAt: Date;
}
