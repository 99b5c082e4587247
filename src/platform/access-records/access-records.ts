import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database } from '../database/database.js';
import { Lists, when, type PageRequest } from '../database/lists.js';
import { currentContext } from '../http/request-context.js';
import { uuidv7 } from '../ids.js';
import { AccessRecordEntity } from './access-record.entity.js';
import type { AccessRecord, ReadThing } from './access-record.js';

export type AccessFilter = Readonly<{
  actorId?: string;
  what?: string;
  subjectId?: string;
  from?: string;
  to?: string;
}>;
export type Reading = Readonly<{
  what: ReadThing;
  subjectId?: string | null;
  filters?: Record<string, string>;
  rowCount?: number | null;
}>;

@Injectable()
export class AccessRecords {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly lists: Lists,
  ) {}

  /** Committed when it returns: nothing is given away before. */
  async note({ what, subjectId = null, filters = {}, rowCount = null }: Reading): Promise<void> {
    const { principal, requestId } = currentContext();
    if (!principal) return;
    const at = this.clock.now();
    await this.db.run((tx) =>
      tx.insert(AccessRecordEntity, {
        ...{ id: uuidv7(at), at, actorKind: principal.kind, actorId: principal.id },
        ...{ what, subjectId, filters, rowCount, requestId },
      }),
    );
  }

  page(filter: AccessFilter, request: PageRequest): Promise<Page<AccessRecord>> {
    return this.lists.page<AccessRecord>(
      {
        select: `r.id, r.at, r.actor_kind AS "actorKind", r.actor_id AS "actorId", r.what,
          r.subject_id AS "subjectId", r.filters, r.row_count AS "rowCount", r.request_id AS "requestId"`,
        from: 'access_record r',
        where: [
          ...when(filter.actorId, 'r.actor_id = $?'),
          ...when(filter.what, 'r.what = $?'),
          ...when(filter.subjectId, 'r.subject_id = $?'),
          ...when(filter.from, 'r.at >= $?::timestamptz'),
          ...when(filter.to, 'r.at < $?::timestamptz'),
        ],
        sorts: { at: { by: 'r.at', type: 'timestamptz' } },
        id: 'r.id',
      },
      request,
    );
  }
}
