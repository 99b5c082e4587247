import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { IncidentNotice } from '../domain/incident-notice.js';
import { announcedShares, type Obligation } from '../domain/obligation.js';
import { IncidentNoticeEntity, ObligationEntity } from './obligation.entity.js';

export type ObligationFilter = Readonly<{ state?: string; by?: string; noticeKind?: string }>;

const shown = `o.id, o.revision, o.incident_id AS "incidentId", o.key, o.by, o.to, o.notice_kind AS "noticeKind", o.clock,
  o.ground, o.legal_entity_id AS "legalEntityId", o.agreement_id AS "agreementId", o.starts_at AS "startsAt",
  o.due_at AS "dueAt", o.formal_end_at AS "formalEndAt", o.state, o.sent_at AS "sentAt", o.notice_id AS "noticeId",
  o.late_reason AS "lateReason", o.because, o.settled_by_id AS "settledById", o.settled_at AS "settledAt",
  o.announced_share AS "announcedShare", o.by_hand AS "byHand", o.created_at AS "createdAt"`;

@Injectable()
export class ObligationsRepository {
  readonly register: Register<Obligation>;
  readonly notices: Register<IncidentNotice>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Obligation>({ type: 'incident_obligation', entity: ObligationEntity });
    this.notices = registers.open<IncidentNotice>({ type: 'incident_notice', entity: IncidentNoticeEntity });
  }

  page(incidentId: string, filter: ObligationFilter, request: PageRequest): Promise<Page<Obligation>> {
    return this.lists.page<Obligation>(
      {
        select: shown,
        from: 'incident_obligation o',
        where: [
          { sql: 'o.incident_id = $?', values: [incidentId] },
          ...when(filter.state, 'o.state = $?'),
          ...when(filter.by, 'o.by = $?'),
          ...when(filter.noticeKind, 'o.notice_kind = $?'),
        ],
        sorts: {
          dueAt: { by: `coalesce(o.due_at, 'infinity')`, type: 'timestamptz' },
          startsAt: { by: 'o.starts_at', type: 'timestamptz' },
        },
        id: 'o.id',
      },
      request,
    );
  }

  noticesPage(incidentId: string, request: PageRequest): Promise<Page<IncidentNotice>> {
    return this.lists.page<IncidentNotice>(
      {
        select: `n.id, n.revision, n.incident_id AS "incidentId", n.kind, n.obligation_ids AS "obligationIds",
          n.recipients, n.contact, n.text, n.sent_at AS "sentAt", n.proof, n.evidence_ids AS "evidenceIds",
          n.late_reason AS "lateReason", n.sent_by_id AS "sentById", n.created_at AS "createdAt"`,
        from: 'incident_notice n',
        where: [{ sql: 'n.incident_id = $?', values: [incidentId] }],
        sorts: { sentAt: { by: 'n.sent_at', type: 'timestamptz' } },
        id: 'n.id',
      },
      request,
    );
  }

  /** Which of these incidents are rehearsed. */
  async exercisesOf(incidentIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM incident WHERE id = ANY($1) AND exercise',
      [incidentIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Open ones of ours of which a further share of the period has passed. */
  async idsToAnnounce(now: Date, most: number): Promise<string[]> {
    const share = `CASE ${[...announcedShares]
      .reverse()
      .map((each) => `WHEN $1 >= o.starts_at + (o.due_at - o.starts_at) * ${each / 100} THEN ${each}`)
      .join(' ')} ELSE 0 END`;
    const rows = await this.db.query<{ id: string }>(
      `SELECT o.id FROM incident_obligation o
        WHERE o.state = 'open' AND o.by = 'us' AND o.due_at IS NOT NULL AND o.announced_share < ${share}
        ORDER BY o.due_at, o.id LIMIT $2`,
      [now, most],
    );
    return rows.map(({ id }) => id);
  }
}
