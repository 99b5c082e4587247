import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { daysAround, type SharingDay } from '../domain/sharing-days.js';
import type { SentData, SharingBatch, SharingEvent, SharingEventFilter } from '../domain/sharing-event.js';
import type { RecordedStanding } from '../domain/standings.js';
import { SharingBatchEntity } from './sharing.entity.js';

const shown = `s.id, s.data_flow_id AS "dataFlowId", s.batch_id AS "batchId", s.reference, s.at, s.categories,
  s.subjects::float8 AS subjects, s.records::float8 AS records, s.to_country AS "toCountry", s.purpose,
  s.deviation_ids AS "deviationIds"`;
const batchShown = `b.id, b.revision, b.data_flow_id AS "dataFlowId", b.events, b.subjects::float8 AS subjects,
  b.records::float8 AS records, b.first_at AS "firstAt", b.last_at AS "lastAt", b.exceeding, b.digest,
  b.reported_by_kind AS "reportedByKind", b.reported_by_id AS "reportedById", b.reported_at AS "reportedAt"`;
const dayShown = 'd.day, d.events, d.subjects::float8 AS subjects, d.records::float8 AS records, d.hours';

@Injectable()
export class SharingRepository {
  readonly batches: Register<SharingBatch>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.batches = registers.open<SharingBatch>({ type: 'sharing_batch', entity: SharingBatchEntity });
  }

  page(dataFlowId: string, filter: SharingEventFilter, request: PageRequest): Promise<Page<SharingEvent>> {
    const { from, to, deviating, deviationId } = filter;
    return this.lists.page<SharingEvent>(
      {
        select: shown,
        from: 'sharing_event s',
        where: [
          ...when(dataFlowId, 's.data_flow_id = $?'),
          ...when(from, 's.at >= $?'),
          ...when(to, 's.at < $?'),
          ...when(filter.purpose, 's.purpose = $?'),
          ...when(filter.category, 's.categories @> ARRAY[$?]'),
          ...when(filter.toCountry, 's.to_country = $?'),
          ...when(filter.reference, 's.reference = $?'),
          ...when(filter.batchId, 's.batch_id = $?'),
          ...when(deviationId, `s.deviation_ids <> '{}' AND s.deviation_ids @> ARRAY[$?::uuid]`),
          ...when(deviating, `(s.deviation_ids <> '{}') = $?`),
        ],
        sorts: { at: { by: 's.at', type: 'timestamptz' } },
        id: 's.id',
      },
      request,
    );
  }

  batchPage(dataFlowId: string, request: PageRequest): Promise<Page<SharingBatch>> {
    return this.lists.page<SharingBatch>(
      {
        select: batchShown,
        from: 'sharing_batch b',
        where: when(dataFlowId, 'b.data_flow_id = $?'),
        sorts: { reportedAt: { by: 'b.reported_at', type: 'timestamptz' } },
        id: 'b.id',
      },
      request,
    );
  }

  eventsOf(batchId: string): Promise<SharingEvent[]> {
    return this.db.query(`SELECT ${shown} FROM sharing_event s WHERE s.batch_id = $1`, [batchId]);
  }

  known(dataFlowId: string, references: readonly string[]): Promise<SharingEvent[]> {
    return this.db.query(
      `SELECT ${shown} FROM sharing_event s WHERE s.data_flow_id = $1 AND s.reference = ANY($2)`,
      [dataFlowId, references],
    );
  }

  /** Every change of what an event is compared with, the oldest first. */
  standings(dataFlowId: string): Promise<RecordedStanding[]> {
    return this.db.query(
      `SELECT entry.recorded_at AS "from", entry.state ->> 'status' AS status,
              entry.state ->> 'validUntil' AS "validUntil", entry.state ->> 'decisionId' AS "decisionId"
         FROM ledger_entry entry
        WHERE entry.subject_type = 'data_flow' AND entry.subject_id = $1
          AND entry.changed && '{status,validUntil,decisionId}'::text[]
        ORDER BY entry.revision`,
      [dataFlowId],
    );
  }

  /** Days with a sharing near those from `first` to `last`, and the first two of all. */
  days(dataFlowId: string, first: LocalDate, last: LocalDate): Promise<SharingDay[]> {
    return this.db.query(
      `SELECT ${dayShown} FROM sharing_day d WHERE d.data_flow_id = $1 AND d.day BETWEEN $2::date - $4::int AND $3::date + $4::int
       UNION
       (SELECT ${dayShown} FROM sharing_day d WHERE d.data_flow_id = $1 ORDER BY d.day LIMIT 2)`,
      [dataFlowId, first, last, daysAround],
    );
  }

  /** The last day of which an event was reported; null where there is none. */
  async lastDay(dataFlowId: string): Promise<LocalDate | null> {
    const [row] = await this.db.query<{ day: LocalDate | null }>(
      'SELECT max(d.day) AS day FROM sharing_day d WHERE d.data_flow_id = $1',
      [dataFlowId],
    );
    return row?.day ?? null;
  }

  /** After its batch, which says how many there are. */
  async addEvents(tx: Tx, events: readonly SharingEvent[]): Promise<void> {
    await tx.query(
      `INSERT INTO sharing_event (id, data_flow_id, batch_id, reference, at, categories, subjects, records, to_country, purpose,
                                  deviation_ids)
       SELECT e.id, e."dataFlowId", e."batchId", e.reference, e.at, e.categories, e.subjects, e.records, e."toCountry",
              e.purpose, e."deviationIds"
         FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, "dataFlowId" uuid, "batchId" uuid, reference text, at timestamptz,
              categories text[], subjects bigint, records bigint, "toCountry" text, purpose text, "deviationIds" uuid[])`,
      [JSON.stringify(events)],
    );
  }

  async saveDays(tx: Tx, dataFlowId: string, days: readonly SharingDay[]): Promise<void> {
    await tx.query(
      `INSERT INTO sharing_day (data_flow_id, day, events, subjects, records, hours)
       SELECT $1, d.day, d.events, d.subjects, d.records, d.hours
         FROM jsonb_to_recordset($2::jsonb) AS d (day date, events int, subjects bigint, records bigint, hours int)
       ON CONFLICT (data_flow_id, day) DO UPDATE
          SET events = excluded.events, subjects = excluded.subjects, records = excluded.records, hours = excluded.hours`,
      [dataFlowId, JSON.stringify(days)],
    );
  }

  /** Adds events to the totals of their deviations. */
  async tally(tx: Tx, events: readonly (SentData & Pick<SharingEvent, 'deviationIds'>)[]): Promise<void> {
    const deviating = events.filter(({ deviationIds }) => deviationIds.length > 0);
    if (deviating.length === 0) return;
    await tx.query(
      `INSERT INTO deviation_tally (deviation_id, events, subjects, records, last_at)
       SELECT id, count(*), sum(e.subjects), sum(e.records), max(e.at)
         FROM jsonb_to_recordset($1::jsonb) AS e (at timestamptz, subjects bigint, records bigint, "deviationIds" uuid[])
              CROSS JOIN LATERAL unnest(e."deviationIds") AS id
        GROUP BY id
       ON CONFLICT (deviation_id) DO UPDATE
          SET events = deviation_tally.events + excluded.events, subjects = deviation_tally.subjects + excluded.subjects,
              records = deviation_tally.records + excluded.records,
              last_at = greatest(deviation_tally.last_at, excluded.last_at)`,
      [JSON.stringify(deviating)],
    );
  }
}
