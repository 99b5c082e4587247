import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Amendment, AmendmentStatus } from '../domain/amendment.js';
import { AmendmentEntity } from './amendment.entity.js';

const shown = `m.id, m.revision, m.agreement_id AS "agreementId", m.reference, m.changes, m.replaced,
  m.effective_from AS "effectiveFrom", m.documents, m.reason, m.status, m.signed_on AS "signedOn",
  m.signed_by_id AS "signedById", m.created_by_id AS "createdById", m.created_at AS "createdAt"`;

@Injectable()
export class AmendmentsRepository {
  readonly register: Register<Amendment>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<Amendment>({ type: 'agreement_amendment', entity: AmendmentEntity });
  }

  page(
    filter: { agreementId: string; status?: AmendmentStatus },
    request: PageRequest,
  ): Promise<Page<Amendment>> {
    return this.lists.page<Amendment>(
      {
        select: shown,
        from: 'agreement_amendment m',
        where: [...when(filter.agreementId, 'm.agreement_id = $?'), ...when(filter.status, 'm.status = $?')],
        sorts: {
          effectiveFrom: { by: 'm.effective_from', type: 'date' },
          createdAt: { by: 'm.created_at', type: 'timestamptz' },
        },
        id: 'm.id',
      },
      request,
    );
  }

  of(agreementId: string): Promise<Amendment[]> {
    return this.register.list({ agreementId });
  }

  ofAll(agreementIds: readonly string[]): Promise<Amendment[]> {
    return this.register.list({ agreementId: In([...agreementIds]) }, 10_000);
  }

  /** Signed, and their day has come: under agreements that run, or that are over. */
  async due(today: LocalDate, most: number): Promise<Pick<Amendment, 'id' | 'agreementId'>[]> {
    return this.db.query(
      `SELECT m.id, m.agreement_id AS "agreementId" FROM agreement_amendment m JOIN agreement a ON a.id = m.agreement_id
        WHERE m.status = 'signed' AND m.effective_from <= $1 AND a.status <> 'signed'
        ORDER BY m.effective_from, m.id LIMIT $2`,
      [today, most],
    );
  }
}
