import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import type { Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { IdempotencyKeyEntity } from '../../../platform/http/idempotency.entity.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Erasure } from '../domain/erasure.js';
import { ErasureEntity } from './erasure.entity.js';

export type ErasureFilter = Readonly<{ kind?: string; subjectId?: string }>;

/** As whom a kind of person makes requests. */
const callers: Readonly<Record<string, string>> = {
  user: 'user',
  respondent: 'respondent',
  remediator: 'respondent',
  reporter: 'respondent',
};

@Injectable()
export class ErasuresRepository {
  readonly register: Register<Erasure>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Erasure>({ type: 'erasure', entity: ErasureEntity });
  }

  page(filter: ErasureFilter, request: PageRequest): Promise<Page<Erasure>> {
    return this.lists.page<Erasure>(
      {
        select: `e.id, e.revision, e.kind, e.subject_id AS "subjectId", e.fields, e.ended, e.reason,
          e.erased_by_id AS "erasedById", e.erased_at AS "erasedAt"`,
        from: 'erasure e',
        where: [...when(filter.kind, 'e.kind = $?'), ...when(filter.subjectId, 'e.subject_id = $?')],
        sorts: { erasedAt: { by: 'e.erased_at', type: 'timestamptz' } },
        id: 'e.id',
      },
      request,
    );
  }

  /** The answers that are kept for their retries; whether there were any. */
  async forgetAnswers(tx: Tx, kind: string, id: string): Promise<boolean> {
    const caller = callers[kind];
    if (caller === undefined) return false;
    const { affected } = await tx.delete(IdempotencyKeyEntity, { owner: `${caller}:${id}` });
    return (affected ?? 0) > 0;
  }
}
