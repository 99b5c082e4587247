import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { keyOf } from '../domain/naming.js';
import type { NoticeVersion, NoticeVersionStatus, PublishedVersion } from '../domain/notice-version.js';
import { NoticeVersionEntity } from './notice-version.entity.js';

export type NoticeVersionFilter = Readonly<{
  noticeId: string;
  status?: NoticeVersionStatus;
  language?: string;
}>;

/** Everything but the words. */
const shown = `v.id, v.revision, v.notice_id AS "noticeId", v.legal_entity_id AS "legalEntityId", v.number,
  v.language, v.status, v.audiences, v.audiences_since AS "audiencesSince", v.url, v.sha256,
  v.evidence_id AS "evidenceId", v.items, v.recipients, v.countries, v.keys, v.published_at AS "publishedAt",
  v.published_by_id AS "publishedById", v.ended_at AS "endedAt", v.created_by_id AS "createdById",
  v.created_at AS "createdAt"`;

@Injectable()
export class NoticeVersionsRepository {
  readonly register: Register<NoticeVersion>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<NoticeVersion>({
      ...{ type: 'notice_version', entity: NoticeVersionEntity, derived: ['keys'] },
      derive: ({ recipients }) => ({ keys: recipients.map(keyOf) }),
    });
  }

  page(filter: NoticeVersionFilter, request: PageRequest): Promise<Page<PublishedVersion>> {
    return this.lists.page<PublishedVersion>(
      {
        select: shown,
        from: 'notice_version v',
        where: [
          ...when(filter.noticeId, 'v.notice_id = $?'),
          ...when(filter.status, 'v.status = $?'),
          ...when(filter.language, 'v.language = $?'),
        ],
        sorts: {
          number: { by: 'v.number', type: 'int' },
          createdAt: { by: 'v.created_at', type: 'timestamptz' },
        },
        id: 'v.id',
      },
      request,
    );
  }

  /** What these companies tell people now; null: all of them. */
  inForce(legalEntityIds: readonly string[] | null): Promise<PublishedVersion[]> {
    return this.db.query<PublishedVersion>(
      `SELECT ${shown} FROM notice_version v
        WHERE v.status = 'published' AND ($1::uuid[] IS NULL OR v.legal_entity_id = ANY($1)) ORDER BY v.published_at, v.id`,
      [legalEntityIds],
    );
  }

  /** While the notice is held, nobody else counts on. */
  async nextNumber(tx: Tx, noticeId: string, language: string): Promise<number> {
    const [row] = await tx.query<{ next: number }[]>(
      'SELECT coalesce(max(number), 0) + 1 AS next FROM notice_version WHERE notice_id = $1 AND language = $2',
      [noticeId, language],
    );
    return row?.next ?? 1;
  }
}
