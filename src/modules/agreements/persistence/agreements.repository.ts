import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Agreement } from '../domain/agreement.js';
import { recorded, type AgreementRow } from '../domain/agreement-record.js';
import type { Sides } from '../domain/agreement-problems.js';
import { AgreementEntity } from './agreement.entity.js';

export type AgreementFilter = Readonly<{
  q?: string;
  vendorId?: string;
  legalEntityId?: string;
  kind?: string;
  status?: string;
}>;

const shown = `a.id, a.revision, a.reference, a.vendor_id AS "vendorId", a.legal_entity_id AS "legalEntityId",
  a.kind, a.vendor_role AS "vendorRole", a.legal_entity_role AS "legalEntityRole", a.parent_id AS "parentId",
  a.parties, a.status, a.effective_from AS "effectiveFrom", a.effective_to AS "effectiveTo",
  a.notice_period_days AS "noticePeriodDays", a.auto_renewal AS "autoRenewal", a.renewal_months AS "renewalMonths",
  a.notice_given_on AS "noticeGivenOn", a.governing_law AS "governingLaw",
  a.subprocessor_authorisation AS "subprocessorAuthorisation", a.breach_notice_hours AS "breachNoticeHours",
  a.deletion_choice AS "deletionChoice", a.deletion_days AS "deletionDays",
  a.deletion_certificate_required AS "deletionCertificateRequired", a.scc_modules AS "sccModules",
  a.scc_choices AS "sccChoices", a.covers_ccpa AS "coversCcpa",
  a.cross_context_advertising AS "crossContextAdvertising", a.clauses, a.documents, a.signed_on AS "signedOn",
  a.ended_on AS "endedOn", a.term_number AS "termNumber", a.notice_announced_for AS "noticeAnnouncedFor",
  a.created_at AS "createdAt"`;

/** What a revision from before these columns came says of them. */
const before: Partial<AgreementRow> = {
  deletionCertificateRequired: false,
  sccModules: [],
  sccChoices: [],
  coversCcpa: false,
  crossContextAdvertising: false,
  termNumber: 0,
};
const longestChain = 50;

@Injectable()
export class AgreementsRepository {
  readonly register: Register<AgreementRow>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<AgreementRow>({
      ...{ type: 'agreement', entity: AgreementEntity, before },
      derived: ['termEndsOn', 'noticeOn', 'endsOn'],
      derive: recorded,
    });
  }

  page(filter: AgreementFilter, request: PageRequest): Promise<Page<Agreement>> {
    return this.lists.page<Agreement>(
      {
        select: shown,
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

  some(ids: readonly string[], at?: Date): Promise<AgreementRow[]> {
    return at ? this.register.allAt(ids, at) : this.register.some(ids);
  }

  /** Both sides as their registers show them now; null when there is no such vendor or company. */
  async sidesOf({ vendorId, legalEntityId }: SidesOf): Promise<Sides | null> {
    const [row] = await this.db.query<{ sides: Sides }>(
      `SELECT jsonb_build_object('vendor', jsonb_build_object('name', v.name), 'legalEntity',
          jsonb_build_object('name', e.name, 'country', e.country, 'role', e.role)) AS sides
         FROM vendor v CROSS JOIN legal_entity e WHERE v.id = $1 AND e.id = $2`,
      [vendorId, legalEntityId],
    );
    return row?.sides ?? null;
  }

  /** Until the transaction ends nobody else changes who stands under whom. */
  async holdLines(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', ['keyholder.agreement.lines']);
  }

  /** The agreement, its parent, that one's parent and so on, the nearest first; a ring ends where it began. */
  ancestry(id: string): Promise<(SidesOf & Readonly<{ id: string }>)[]> {
    return this.db.query(
      `WITH RECURSIVE line AS (
          SELECT id, parent_id, vendor_id, legal_entity_id, 1 AS depth FROM agreement WHERE id = $1
        UNION ALL
          SELECT a.id, a.parent_id, a.vendor_id, a.legal_entity_id, line.depth + 1
            FROM agreement a JOIN line ON a.id = line.parent_id WHERE line.depth < $2)
      SELECT id, vendor_id AS "vendorId", legal_entity_id AS "legalEntityId" FROM line ORDER BY depth`,
      [id, longestChain],
    );
  }

  /** Still counted as agreed although their last day has passed; not while an amendment of before waits. */
  idsOver(today: LocalDate, most: number): Promise<string[]> {
    return this.ids(
      `(a.ends_on < $1 OR (a.ends_on IS NULL AND a.effective_to < $1 AND NOT a.auto_renewal))
        AND NOT EXISTS (SELECT 1 FROM agreement_amendment m WHERE m.agreement_id = a.id
          AND m.status = 'signed' AND m.effective_from <= $1)`,
      today,
      most,
    );
  }

  /** Whose term has ended, and which go on by themselves. */
  idsToRenew(today: LocalDate, most: number): Promise<string[]> {
    return this.ids(
      `a.term_ends_on < $1 AND a.auto_renewal AND a.renewal_months IS NOT NULL AND (a.ends_on IS NULL OR a.ends_on >= $1)`,
      today,
      most,
    );
  }

  /** Whose notice day comes by `until`, and was not announced for this term. */
  async idsWithNotice(today: LocalDate, until: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT a.id FROM agreement a
        WHERE a.status IN ('in_force', 'suspended') AND a.notice_on BETWEEN $1 AND $2 AND a.notice_given_on IS NULL
          AND a.notice_announced_for IS DISTINCT FROM a.term_ends_on
        ORDER BY a.id LIMIT $3`,
      [today, until, most],
    );
    return rows.map(({ id }) => id);
  }

  private async ids(condition: string, today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT a.id FROM agreement a WHERE a.status IN ('in_force', 'suspended') AND ${condition}
        ORDER BY a.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }
}

type SidesOf = Readonly<{ vendorId: string; legalEntityId: string }>;
