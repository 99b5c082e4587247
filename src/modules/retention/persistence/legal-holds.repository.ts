import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type Condition, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import type { HoldState, HoldSubject, LegalHold, Reach } from '../domain/legal-hold.js';
import { LegalHoldEntity } from './legal-hold.entity.js';

export type HoldFilter = Readonly<{
  state?: HoldState;
  subjectKind?: HoldSubject;
  subjectId?: string;
  ownerId?: string;
}>;
export type ReachingHold = LegalHold & Reach;

const turns = 'keyholder.legal_holds';
const shown = `h.id, h.revision, h.subject_kind AS "subjectKind", h.person_kind AS "personKind",
  h.subject_id AS "subjectId", h.reason, h.reference, h.until, h.owner_id AS "ownerId",
  h.placed_by_id AS "placedById", h.placed_at AS "placedAt", h.released_by_id AS "releasedById",
  h.released_at AS "releasedAt", h.release_reason AS "releaseReason"`;
const standing = 'h.released_at IS NULL AND (h.until IS NULL OR h.until >= $?::date)';

/** Where it is looked up that there is what a hold is on. */
const tables: Readonly<Record<Exclude<HoldSubject, 'person' | 'everything'>, string>> = {
  ...{ vendor: 'vendor', data_flow: 'data_flow', agreement: 'agreement', incident: 'incident' },
};

@Injectable()
export class LegalHoldsRepository {
  readonly register: Register<LegalHold>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<LegalHold>({ type: 'legal_hold', entity: LegalHoldEntity });
  }

  page(filter: HoldFilter, today: LocalDate, request: PageRequest): Promise<Page<LegalHold>> {
    return this.lists.page<LegalHold>(
      {
        select: shown,
        from: 'legal_hold h',
        where: [
          ...inState(filter.state, today),
          ...when(filter.subjectKind, 'h.subject_kind = $?'),
          ...when(filter.subjectId, 'h.subject_id = $?'),
          ...when(filter.ownerId, 'h.owner_id = $?'),
        ],
        sorts: { placedAt: { by: 'h.placed_at', type: 'timestamptz' } },
        id: 'h.id',
      },
      request,
    );
  }

  /** All that stand on that day, with the vendors that each reaches. */
  standing(today: LocalDate): Promise<ReachingHold[]> {
    return this.db.query<ReachingHold>(
      `SELECT ${shown}, coalesce(CASE h.subject_kind
          WHEN 'vendor' THEN ARRAY[h.subject_id]
          WHEN 'data_flow' THEN (SELECT ARRAY[f.vendor_id] FROM data_flow f WHERE f.id = h.subject_id)
          WHEN 'agreement' THEN (SELECT ARRAY[a.vendor_id] FROM agreement a WHERE a.id = h.subject_id)
          WHEN 'incident' THEN (
            SELECT i.vendor_ids
                   || ARRAY(SELECT (s ->> 'vendorId')::uuid FROM jsonb_array_elements(i.sub_processors) s
                             WHERE s ->> 'vendorId' IS NOT NULL)
                   || ARRAY(SELECT f.vendor_id FROM data_flow f WHERE f.id = ANY(i.data_flow_ids))
              FROM incident i WHERE i.id = h.subject_id)
        END, '{}'::uuid[]) AS "vendorIds"
         FROM legal_hold h WHERE ${standing.replace('$?', '$1')} ORDER BY h.placed_at, h.id`,
      [today],
    );
  }

  async isThere(kind: keyof typeof tables, id: string): Promise<boolean> {
    return (await this.db.query(`SELECT 1 FROM ${tables[kind]} WHERE id = $1`, [id])).length > 0;
  }

  /** Until the transaction ends nobody deletes, so that whoever deletes next sees the hold. */
  async holdAlone(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [turns]);
  }

  /** Until the transaction ends nobody places a hold; others may delete meanwhile. */
  async share(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0))', [turns]);
  }
}

function inState(state: HoldState | undefined, today: LocalDate): Condition[] {
  switch (state) {
    case undefined:
      return [];
    case 'released':
      return [{ sql: 'h.released_at IS NOT NULL', values: [] }];
    case 'lapsed':
      return [{ sql: 'h.released_at IS NULL AND h.until < $?::date', values: [today] }];
    case 'standing':
      return [{ sql: standing, values: [today] }];
  }
}
