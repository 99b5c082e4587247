import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Change, type Register } from '../../../platform/ledger/register.js';
import type { AwaitedAnswer, ObjectionWindow } from '../domain/objection-window.js';
import type { Answered } from '../domain/used-subprocessors.js';
import type { SubprocessorNotice } from '../domain/subprocessor-notice.js';
import { ObjectionWindowEntity, SubprocessorNoticeEntity } from './objection.entities.js';

export type WindowFilter = Readonly<{
  vendorId?: string;
  agreementId?: string;
  noticeId?: string;
  state?: string;
  awaits?: AwaitedAnswer;
  dueBy?: LocalDate;
}>;

const windowShown = `w.id, w.revision, w.notice_id AS "noticeId", w.line, w.vendor_id AS "vendorId",
  w.agreement_id AS "agreementId", w.subprocessor_id AS "subprocessorId", w.change, w.authorisation,
  w.objection_days AS "objectionDays", w.agreement_version AS "agreementVersion",
  w.received_on::text AS "receivedOn", w.last_day::text AS "lastDay", w.state, w.decided_on::text AS "decidedOn",
  w.decided_by_id AS "decidedById", w.reason, w.late_objection AS "lateObjection",
  w.excluded_on::text AS "excludedOn", w.created_at AS "createdAt"`;

const awaiting: Readonly<Record<AwaitedAnswer, string>> = {
  answer: `w.state IN ('ANNOUNCED', 'IN_OBJECTION_WINDOW')`,
  outcome: `w.state = 'OBJECTED'`,
  ruling: `w.late_objection IS NOT NULL AND w.late_objection -> 'ruling' = 'null'::jsonb`,
};
const rowsAtOnce = 500;

/** Notices of vendors, and what we say to them under each agreement. */
@Injectable()
export class ObjectionsRepository {
  readonly notices: Register<SubprocessorNotice>;
  readonly windows: Register<ObjectionWindow>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.notices = registers.open<SubprocessorNotice>({
      type: 'subprocessor_notice',
      entity: SubprocessorNoticeEntity,
    });
    this.windows = registers.open<ObjectionWindow>({
      type: 'objection_window',
      entity: ObjectionWindowEntity,
    });
  }

  noticesOf(vendorId: string, request: PageRequest): Promise<Page<SubprocessorNotice>> {
    return this.lists.page<SubprocessorNotice>(
      {
        select: `n.id, n.revision, n.vendor_id AS "vendorId", n.received_on::text AS "receivedOn",
          n.effective_on::text AS "effectiveOn", n.source, n.evidence_id AS "evidenceId", n.note, n.changes,
          n.recorded_by_id AS "recordedById", n.created_at AS "createdAt"`,
        from: 'subprocessor_notice n',
        where: [{ sql: 'n.vendor_id = $?', values: [vendorId] }],
        sorts: {
          receivedOn: { by: 'n.received_on', type: 'date' },
          createdAt: { by: 'n.created_at', type: 'timestamptz' },
        },
        id: 'n.id',
      },
      request,
    );
  }

  page(filter: WindowFilter, request: PageRequest): Promise<Page<ObjectionWindow>> {
    const { awaits, dueBy } = filter;
    return this.lists.page<ObjectionWindow>(
      {
        ...{ select: windowShown, from: 'objection_window w', id: 'w.id' },
        where: [
          ...when(filter.vendorId, 'w.vendor_id = $?'),
          ...when(filter.agreementId, 'w.agreement_id = $?'),
          ...when(filter.noticeId, 'w.notice_id = $?'),
          ...when(filter.state, 'w.state = $?'),
          ...(awaits === undefined ? [] : [{ sql: awaiting[awaits], values: [] }]),
          ...when(dueBy, `w.state = 'IN_OBJECTION_WINDOW' AND w.last_day <= $?::date`),
        ],
        sorts: {
          lastDay: { by: `coalesce(w.last_day, 'infinity'::date)`, type: 'date' },
          createdAt: { by: 'w.created_at', type: 'timestamptz' },
        },
      },
      request,
    );
  }

  /** A notice to many agreements is stored some rows at a time: a statement takes only so many values. */
  async open(tx: Tx, changes: readonly Change<ObjectionWindow>[]): Promise<void> {
    for (let at = 0; at < changes.length; at += rowsAtOnce)
      await this.windows.recordAll(tx, changes.slice(at, at + rowsAtOnce));
  }

  /** Of a vendor, and begun by that day; nobody changes them until the transaction ends. */
  async agreementsOn(tx: Tx, vendorId: string, on: LocalDate): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT a.id FROM agreement a
        WHERE a.vendor_id = $1 AND a.status IN ('in_force', 'suspended') AND a.effective_from <= $2
        ORDER BY a.id FOR SHARE`,
      [vendorId, on],
    );
    return rows.map(({ id }) => id);
  }

  /** What we answered under these agreements about these sub-processors, the newest notice first. */
  answers(
    agreementIds: readonly string[],
    subprocessorIds: readonly string[],
  ): Promise<(Answered & Pick<ObjectionWindow, 'agreementId'>)[]> {
    if (subprocessorIds.length === 0) return Promise.resolve([]);
    return this.db.query(
      `SELECT w.agreement_id AS "agreementId", w.subprocessor_id AS "subprocessorId", w.state, w.authorisation,
          w.last_day::text AS "lastDay", w.change, w.excluded_on::text AS "excludedOn"
         FROM objection_window w WHERE w.agreement_id = ANY($1) AND w.subprocessor_id = ANY($2)
        ORDER BY w.received_on DESC, w.id DESC`,
      [agreementIds, subprocessorIds],
    );
  }

  /** Windows whose last day has passed without an answer. */
  async idsOver(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT w.id FROM objection_window w WHERE w.state = 'IN_OBJECTION_WINDOW' AND w.last_day < $1
        ORDER BY w.last_day, w.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }
}
