import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import type { Page } from '../../../shared/page.js';

export type Delivery = Readonly<{
  id: string;
  subscriptionId: string;
  kind: string;
  state: string;
  attempts: number;
  problem: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}>;
export type DeliveryCount = Readonly<{ kind: string; state: string; count: number }>;

/** What became of the messages; what they said is not kept. */
@Injectable()
export class DeliveriesReader {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  page(
    filter: Readonly<{ state?: string; subscriptionId?: string }>,
    request: PageRequest,
  ): Promise<Page<Delivery>> {
    return this.lists.page<Delivery>(
      {
        select: `m.id, m.owner_id AS "subscriptionId", m.kind, m.state, m.attempts, m.problem,
          m.created_at AS "createdAt", m.finished_at AS "finishedAt"`,
        from: 'outgoing_message m',
        where: [...when(filter.state, 'm.state = $?'), ...when(filter.subscriptionId, 'm.owner_id = $?')],
        sorts: { createdAt: { by: 'm.created_at', type: 'timestamptz' } },
        id: 'm.id',
      },
      request,
    );
  }

  async counts(): Promise<DeliveryCount[]> {
    const rows = await this.db.query<{ kind: string; state: string; count: string }>(
      'SELECT kind, state, count(*) AS count FROM outgoing_message GROUP BY kind, state ORDER BY kind, state',
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }
}
