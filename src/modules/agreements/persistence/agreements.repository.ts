import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Agreement } from '../domain/agreement.js';
import { AgreementEntity } from './agreement.entity.js';

export type AgreementFilter = Readonly<{
  q?: string;
  vendorId?: string;
  legalEntityId?: string;
  kind?: string;
  status?: string;
}>;

@Injectable()
export class AgreementsRepository {
  readonly register: Register<Agreement>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<Agreement>({ type: 'agreement', entity: AgreementEntity });
  }

  page(filter: AgreementFilter, request: PageRequest): Promise<Page<Agreement>> {
    return this.lists.page<Agreement>(
      {
        select: `a.id, a.revision, a.reference, a.vendor_id AS "vendorId", a.legal_entity_id AS "legalEntityId",
          a.kind, a.vendor_role AS "vendorRole", a.parent_id AS "parentId", a.parties, a.status,
          a.effective_from AS "effectiveFrom", a.effective_to AS "effectiveTo",
          a.notice_period_days AS "noticePeriodDays", a.auto_renewal AS "autoRenewal",
          a.governing_law AS "governingLaw", a.subprocessor_authorisation AS "subprocessorAuthorisation",
          a.breach_notice_hours AS "breachNoticeHours", a.clauses, a.documents, a.signed_on AS "signedOn",
          a.ended_on AS "endedOn", a.created_at AS "createdAt"`,
        from: 'agreement a JOIN vendor v ON v.id = a.vendor_id',
        where: [
          ...containing(filter.q, 'a.reference', 'v.name'),
          ...when(filter.vendorId, 'a.vendor_id = $?'),
          ...when(filter.legalEntityId, 'a.legal_entity_id = $?'),
          ...when(filter.kind, 'a.kind = $?'),
          ...when(filter.status, 'a.status = $?'),
        ],
        sorts: {
          reference: { by: 'a.reference', type: 'text' },
          createdAt: { by: 'a.created_at', type: 'timestamptz' },
        },
        id: 'a.id',
      },
      request,
    );
  }

  some(ids: readonly string[], at?: Date): Promise<Agreement[]> {
    return at ? this.register.allAt(ids, at) : this.register.list({ id: In([...ids]) }, ids.length);
  }

  /** Still counted as agreed although their last day has passed. */
  async idsOver(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT a.id FROM agreement a
        WHERE a.status IN ('in_force', 'suspended') AND a.effective_to < $1 AND NOT a.auto_renewal
        ORDER BY a.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }
}
