import { Injectable } from '@nestjs/common';
import { In, IsNull, LessThan, MoreThan } from 'typeorm';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Page } from '../../../shared/page.js';
import type { Subscription, SubscriptionRow, Wanted } from '../domain/subscription.js';
import { SubscriptionEntity } from './subscription.entity.js';

export type SubscriptionFilter = Readonly<{ kind?: string; status?: string; legalEntityId?: string }>;
export type SubscriptionCount = Readonly<{ kind: string; status: string; count: number }>;

const columns = `s.id, s.revision, s.kind, s.status, s.email, s.url, s.language, s.legal_entity_id AS "legalEntityId",
  s.confirm_until AS "confirmUntil", s.confirmed_at AS "confirmedAt", s.ended_at AS "endedAt",
  s.ended_because AS "endedBecause", s.created_at AS "createdAt", s.audience, s.vendor_id AS "vendorId"`;

@Injectable()
export class SubscriptionsRepository {
  readonly register: Register<SubscriptionRow>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<SubscriptionRow>({
      type: 'subscription',
      entity: SubscriptionEntity,
      personal: ['email', 'url'],
      hidden: ['salt', 'confirmHash', 'secretSealed'],
    });
  }

  page(filter: SubscriptionFilter, request: PageRequest): Promise<Page<Subscription>> {
    return this.lists.page<Subscription>(
      {
        select: columns,
        from: 'subscription s',
        where: [
          ...when(filter.kind, 's.kind = $?'),
          ...when(filter.status, 's.status = $?'),
          ...when(filter.legalEntityId, 's.legal_entity_id = $?'),
        ],
        sorts: { createdAt: { by: 's.created_at', type: 'timestamptz' } },
        id: 's.id',
      },
      request,
    );
  }

  async counts(): Promise<SubscriptionCount[]> {
    const rows = await this.db.query<{ kind: string; status: string; count: string }>(
      'SELECT kind, status, count(*) AS count FROM subscription GROUP BY kind, status ORDER BY kind, status',
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }

  /** Of this address and about the same: there is one at most, as asking for one takes its turn. */
  ofAddress(
    email: string,
    { legalEntityId, vendorId, audience }: Omit<Wanted, 'language'>,
  ): Promise<SubscriptionRow | null> {
    return this.register.find({
      ...{ email, audience, legalEntityId: legalEntityId ?? IsNull(), vendorId: vendorId ?? IsNull() },
    });
  }

  /** Some of those that want news, in the order of ids. */
  some(after: string, most: number): Promise<SubscriptionRow[]> {
    return this.register.list({ status: 'active', id: MoreThan(after) }, most);
  }

  lapsed(now: Date, most: number): Promise<SubscriptionRow[]> {
    return this.register.list({ status: In(['pending']), confirmUntil: LessThan(now) }, most);
  }
}
