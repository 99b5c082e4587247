import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { keyOf } from '../domain/naming.js';
import type { NoticeVersionStatus } from '../domain/notice-version.js';
import type { Notice } from '../domain/notice.js';
import { NoticeEntity } from './notice.entity.js';

export type NoticeFilter = Readonly<{
  q?: string;
  legalEntityId?: string;
  audience?: string;
  /** A published version names it; with a status, one in that status. */
  vendorId?: string;
  status?: NoticeVersionStatus;
}>;

const tables = { evidence: 'evidence', legal_entity: 'legal_entity', vendor: 'vendor' } as const;
export type Pointed = Readonly<{ pointer: string; to: keyof typeof tables; id: string }>;

const shown = `n.id, n.revision, n.reference, n.title, n.legal_entity_id AS "legalEntityId", n.audiences,
  n.description, n.created_by_id AS "createdById", n.created_at AS "createdAt"`;

@Injectable()
export class NoticesRepository {
  readonly register: Register<Notice>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<Notice>({ type: 'notice', entity: NoticeEntity });
  }

  page({ q, vendorId, status, ...filter }: NoticeFilter, request: PageRequest): Promise<Page<Notice>> {
    const named = vendorId === undefined ? [] : [keyOf({ vendorId, category: null, name: null })];
    const asked = vendorId ?? status;
    return this.lists.page<Notice>(
      {
        select: shown,
        from: 'notice n',
        where: [
          ...containing(q, 'n.reference', 'n.title'),
          ...when(filter.legalEntityId, 'n.legal_entity_id = $?'),
          ...when(filter.audience, 'n.audiences @> ARRAY[$?]'),
          ...when(
            asked,
            `EXISTS (SELECT FROM notice_version v WHERE v.notice_id = n.id AND v.status = $?
              AND v.keys @> $?::text[])`,
            status ?? 'published',
            named,
          ),
        ],
        sorts: {
          reference: { by: 'n.reference', type: 'text' },
          title: { by: 'n.title', type: 'text' },
          createdAt: { by: 'n.created_at', type: 'timestamptz' },
        },
        id: 'n.id',
      },
      request,
    );
  }

  /** Those that lead nowhere; nothing that was erased counts as there. */
  async leadingNowhere(pointed: readonly Pointed[]): Promise<Pointed[]> {
    const known = new Set<string>();
    for (const to of new Set(pointed.map((one) => one.to))) {
      const ids = pointed.filter((one) => one.to === to).map(({ id }) => id);
      const there = to === 'evidence' ? ' AND erased_at IS NULL' : '';
      const rows = await this.db.query<{ id: string }>(
        `SELECT id FROM ${tables[to]} WHERE id = ANY($1::uuid[])${there}`,
        [ids],
      );
      rows.forEach(({ id }) => known.add(id));
    }
    return pointed.filter(({ id }) => !known.has(id));
  }
}
