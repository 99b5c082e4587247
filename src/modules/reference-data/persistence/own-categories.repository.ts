import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { ExtensibleList, OwnCategory } from '../domain/own-category.js';
import { OwnCategoryEntity } from './own-category.entity.js';

export type OwnCategoryFilter = Readonly<{
  list?: string;
  parent?: string;
  retired?: boolean;
  q?: string;
}>;

const shown = `c.id, c.revision, c.list, c.code, c.parent, c.label, c.description, c.created_by_id AS "createdById",
  c.created_at AS "createdAt", c.retired_by_id AS "retiredById", c.retired_at AS "retiredAt",
  c.retired_because AS "retiredBecause"`;

@Injectable()
export class OwnCategoriesRepository {
  readonly register: Register<OwnCategory>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<OwnCategory>({ type: 'own_category', entity: OwnCategoryEntity });
  }

  page(filter: OwnCategoryFilter, request: PageRequest): Promise<Page<OwnCategory>> {
    const retired = filter.retired === undefined ? undefined : String(filter.retired);
    return this.lists.page<OwnCategory>(
      {
        select: shown,
        from: 'own_category c',
        where: [
          ...containing(filter.q, 'c.code', 'c.label'),
          ...when(filter.list, 'c.list = $?'),
          ...when(filter.parent, 'c.parent = $?'),
          ...when(retired, '(c.retired_at IS NOT NULL) = $?::bool'),
        ],
        sorts: {
          code: { by: 'c.code', type: 'text' },
          createdAt: { by: 'c.created_at', type: 'timestamptz' },
        },
        id: 'c.id',
      },
      request,
    );
  }

  /** All of a list, retired ones too, in the order of their codes. */
  of(list: ExtensibleList): Promise<OwnCategory[]> {
    return this.db.query<OwnCategory>(
      `SELECT ${shown} FROM own_category c WHERE c.list = $1 ORDER BY c.code`,
      [list],
    );
  }

  /** Those of the codes that are there and not retired; they stay so until the transaction ends. */
  async held(tx: Tx, list: ExtensibleList, codes: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ code: string }[]>(
      `SELECT c.code FROM own_category c
        WHERE c.list = $1 AND c.code = ANY($2) AND c.retired_at IS NULL ORDER BY c.code FOR SHARE`,
      [list, codes],
    );
    return rows.map(({ code }) => code);
  }
}
