import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { isInForce, type Waiver, type WaiverInForce } from '../domain/waiver.js';
import { WaiverEntity } from './waiver.entity.js';

export type WaiverFilter = Readonly<{
  q?: string;
  subjectType?: string;
  subjectId?: string;
  requirementId?: string;
  status?: string;
  expiringBy?: string;
}>;

@Injectable()
export class WaiversRepository {
  readonly register: Register<Waiver>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Waiver>({ type: 'waiver', entity: WaiverEntity });
  }

  page(filter: WaiverFilter, request: PageRequest): Promise<Page<Waiver>> {
    return this.lists.page<Waiver>(
      {
        select: `w.id, w.revision, w.requirement_id AS "requirementId", w.subject_type AS "subjectType",
          w.subject_id AS "subjectId", w.reason, w.compensating_measure AS "compensatingMeasure",
          w.valid_until AS "validUntil", w.status, w.requested_by_id AS "requestedById",
          w.requested_at AS "requestedAt", w.decided_by_id AS "decidedById", w.decided_at AS "decidedAt",
          w.rationale, w.ended_by_id AS "endedById", w.ended_at AS "endedAt", w.end_reason AS "endReason"`,
        from: 'waiver w',
        where: [
          ...containing(filter.q, 'w.reason', 'w.compensating_measure'),
          ...when(filter.subjectType, 'w.subject_type = $?'),
          ...when(filter.subjectId, 'w.subject_id = $?'),
          ...when(filter.requirementId, 'w.requirement_id = $?'),
          ...when(filter.status, 'w.status = $?'),
          ...when(filter.expiringBy, `w.status = 'granted' AND w.valid_until <= $?::date`),
        ],
        sorts: {
          validUntil: { by: 'w.valid_until', type: 'date' },
          requestedAt: { by: 'w.requested_at', type: 'timestamptz' },
        },
        id: 'w.id',
      },
      request,
    );
  }

  inForce(subjectIds: readonly string[], on: LocalDate): Promise<WaiverInForce[]> {
    return this.db.query<WaiverInForce>(
      `SELECT w.id, w.requirement_id AS "requirementId", w.subject_id AS "subjectId", w.valid_until AS "validUntil"
         FROM waiver w
        WHERE w.subject_id = ANY($1::uuid[]) AND w.status = 'granted' AND w.valid_until >= $2`,
      [subjectIds, on],
    );
  }

  /** Those in force on that day by what was on record at that moment. */
  async inForceAt(subjectIds: readonly string[], on: LocalDate, moment: Date): Promise<WaiverInForce[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT w.id FROM waiver w WHERE w.subject_id = ANY($1::uuid[])',
      [subjectIds],
    );
    const then = await this.register.allAt(
      rows.map(({ id }) => id),
      moment,
    );
    return then.filter((waiver) => isInForce(waiver, on));
  }

  /** Until the transaction ends nobody else asks for a waiver of this requirement for this subject. */
  async serialise(tx: Tx, requirementId: string, subjectId: string): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `keyholder.waiver.${subjectId}.${requirementId}`,
    ]);
  }

  /** Requested or granted, and their last day has passed. */
  async idsOver(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT w.id FROM waiver w WHERE w.status IN ('requested', 'granted') AND w.valid_until < $1
        ORDER BY w.valid_until, w.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }
}
