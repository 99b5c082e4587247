import { Injectable } from '@nestjs/common';
import { In, MoreThan, Not } from 'typeorm';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { ExtensibleList } from '../../reference-data/codes.js';
import type { Agreement } from '../domain/agreement.js';
import { approvedStatuses, type DataFlow } from '../domain/data-flow.js';
import { DataFlowEntity, DataFlowExaminationEntity } from './data-flow.entity.js';

export type DataFlowFilter = Readonly<{
  q?: string;
  status?: string;
  vendorId?: string;
  agreementId?: string;
  legalEntityId?: string;
  country?: string;
  dataCategory?: string;
  purpose?: string;
  standsOn?: string;
  transferTool?: string;
  certificateMissing?: boolean;
  reviewDueBy?: string;
  emergency?: boolean;
  /** A certificate that leaves something open on that day. */
  certificateIncompleteOn?: LocalDate;
}>;

const shown = `f.id, f.revision, f.reference, f.agreement_id AS "agreementId", f.vendor_id AS "vendorId",
  f.legal_entity_id AS "legalEntityId", f.title, f.status, f.direction, f.purposes,
  f.subject_categories AS "subjectCategories", f.data_categories AS "dataCategories", f.volume, f.frequency,
  f.source_system AS "sourceSystem", f.recipient_system AS "recipientSystem", f.on_behalf_of AS "onBehalfOf",
  f.recipients, f.locations, f.transfers, f.security_measures AS "securityMeasures", f.dpia,
  f.compatibility, f.legs, f.stands_on AS "standsOn", f.author_ids AS "authorIds", f.submitted_by_id AS "submittedById",
  f.submitted_at AS "submittedAt", f.decision_id AS "decisionId", f.valid_until AS "validUntil",
  f.open_conditions AS "openConditions", f.stale_facts AS "staleFacts",
  f.logged_facts AS "loggedFacts", f.review_due_on AS "reviewDueOn", f.activated_at AS "activatedAt",
  f.suspended_because AS "suspendedBecause", f.emergency, f.closed_at AS "closedAt", f.ended_on AS "endedOn", f.certificate,
  f.certificate_missing AS "certificateMissing", f.created_by_id AS "createdById", f.created_at AS "createdAt"`;

const categoryOrPart = `jsonb_path_exists(f.data_categories,
  '$[*].code ? (@ == $code || @ starts with $part)', $?::jsonb)`;

/** What `gapsOf` finds, as SQL. */
const incompleteCertificate = `f.certificate IS NOT NULL AND (f.certificate ->> 'method' IS NULL
  OR f.certificate ->> 'evidenceId' IS NULL
  OR coalesce(f.certificate ->> 'subprocessorCopies', 'STILL_HELD') = 'STILL_HELD'
  OR EXISTS (SELECT FROM jsonb_array_elements(f.certificate -> 'exceptions') e WHERE (e ->> 'until')::date < $?))`;

@Injectable()
export class DataFlowsRepository {
  readonly register: Register<DataFlow>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<DataFlow>({
      type: 'data_flow',
      entity: DataFlowEntity,
      before: { loggedFacts: [], legs: [], recipientSystem: null, onBehalfOf: [], recipients: [] },
    });
  }

  page(filter: DataFlowFilter, request: PageRequest): Promise<Page<DataFlow>> {
    const { country, dataCategory, purpose } = filter;
    return this.lists.page<DataFlow>(
      {
        select: shown,
        from: 'data_flow f JOIN vendor v ON v.id = f.vendor_id',
        where: [
          ...containing(filter.q, 'f.reference', 'f.title', 'v.name'),
          ...when(filter.status, 'f.status = $?'),
          ...when(filter.vendorId, 'f.vendor_id = $?'),
          ...when(filter.agreementId, 'f.agreement_id = $?'),
          ...when(filter.legalEntityId, 'f.legal_entity_id = $?'),
          ...when(
            country,
            '(f.locations @> $?::jsonb OR f.transfers @> $?::jsonb OR f.recipients @> $?::jsonb)',
            JSON.stringify([{ country }]),
            JSON.stringify([{ toCountry: country }]),
            JSON.stringify([{ country }]),
          ),
          ...when(
            dataCategory,
            categoryOrPart,
            JSON.stringify({ code: dataCategory, part: `${dataCategory}.` }),
          ),
          ...when(purpose, 'f.purposes @> $?::jsonb', JSON.stringify([{ code: purpose }])),
          ...when(filter.standsOn, 'f.stands_on @> ARRAY[$?]'),
          ...when(
            filter.transferTool,
            'f.transfers @> $?::jsonb',
            JSON.stringify([{ tool: filter.transferTool }]),
          ),
          ...when(filter.certificateMissing, 'f.certificate_missing = $?'),
          ...when(filter.reviewDueBy, "f.review_due_on <= $?::date AND f.status <> 'closed'"),
          ...when(filter.emergency, '(f.emergency IS NOT NULL) = $?'),
          ...when(filter.certificateIncompleteOn, incompleteCertificate),
        ],
        sorts: {
          reference: { by: 'f.reference', type: 'text' },
          title: { by: 'f.title', type: 'text' },
          createdAt: { by: 'f.created_at', type: 'timestamptz' },
        },
        id: 'f.id',
      },
      request,
    );
  }

  /** Approved flows of a vendor or under an agreement, or of ours; theirs are the approvals that a changed fact may end. */
  async approvedIds(
    of: { vendorId: string } | { agreementId: string } | { legalEntityId: string },
  ): Promise<string[]> {
    const rows = await this.db.reading.find(DataFlowEntity, {
      select: { id: true },
      where: { ...of, status: In([...approvedStatuses]) },
      order: { id: 'ASC' },
    });
    return rows.map(({ id }) => id);
  }

  /** Open flows that stand on one of these decisions, after this one in the order of ids. */
  openOn(
    decisions: readonly string[],
    after: string | null,
    most: number,
  ): Promise<Pick<DataFlow, 'id' | 'standsOn'>[]> {
    return this.db.query(
      `SELECT f.id, f.stands_on AS "standsOn" FROM data_flow f
        WHERE f.status <> 'closed' AND f.stands_on && $1::text[] AND ($2::uuid IS NULL OR f.id > $2)
        ORDER BY f.id LIMIT $3`,
      [decisions, after, most],
    );
  }

  async standingOn(decision: string): Promise<{ approvals: number; flows: number }> {
    const [row] = await this.db.query<{ approvals: number; flows: number }>(
      `SELECT count(*)::int AS flows, (count(*) FILTER (WHERE f.status = ANY($2)))::int AS approvals
         FROM data_flow f WHERE f.stands_on @> ARRAY[$1] AND f.status <> 'closed'`,
      [decision, approvedStatuses],
    );
    return row ?? { approvals: 0, flows: 0 };
  }

  /** Flows that are not closed and name the category, with the references of some. */
  async naming(list: ExtensibleList, code: string): Promise<{ flows: number; examples: string[] }> {
    const names =
      list === 'data_category' ? 'f.data_categories @> $1::jsonb' : 'f.subject_categories @> ARRAY[$1::text]';
    const given = list === 'data_category' ? JSON.stringify([{ code }]) : code;
    const [row] = await this.db.query<{ flows: number; examples: string[] | null }>(
      `SELECT count(*)::int AS flows, (array_agg(f.reference ORDER BY f.id))[1:10] AS examples
         FROM data_flow f WHERE ${names} AND f.status <> 'closed'`,
      [given],
    );
    return { flows: row?.flows ?? 0, examples: row?.examples ?? [] };
  }

  /** Open flows under the agreement that name other parties than it does. */
  elsewhere({ id, vendorId, legalEntityId }: Agreement): Promise<DataFlow[]> {
    const open = { agreementId: id, status: Not('closed' as const) };
    return this.register.list([
      { ...open, vendorId: Not(vendorId) },
      { ...open, legalEntityId: Not(legalEntityId) },
    ]);
  }

  some(ids: readonly string[], at?: Date): Promise<DataFlow[]> {
    return at ? this.register.allAt(ids, at) : this.register.some(ids);
  }

  /** Flows that are not closed, after this one in the order of ids. */
  openAfter(id: string | null, most: number): Promise<DataFlow[]> {
    const after = id === null ? {} : { id: MoreThan(id) };
    return this.register.list({ ...after, status: Not('closed' as const) }, most);
  }

  async certificatesMissing(vendorIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.query<{ vendorId: string; missing: number }>(
      `SELECT f.vendor_id AS "vendorId", count(*)::int AS missing FROM data_flow f
        WHERE f.vendor_id = ANY($1::uuid[]) AND f.certificate_missing GROUP BY f.vendor_id`,
      [vendorIds],
    );
    return new Map(rows.map(({ vendorId, missing }) => [vendorId, missing]));
  }

  /** Approved flows whose last day, the day of their review or of one of their conditions has passed. */
  async idsPast(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT f.id FROM data_flow f
        WHERE f.status = ANY($1) AND (f.valid_until < $2 OR f.review_due_on < $2 OR EXISTS (
          SELECT 1 FROM data_flow_decision d JOIN data_flow_condition c ON c.decision_id IN (d.id, d.confirms_id)
           WHERE d.id = f.decision_id AND c.fulfilled_at IS NULL AND c.missed_at IS NULL AND c.kind <> 'standing'
             AND c.due_on < $2))
        ORDER BY f.id LIMIT $3`,
      [approvedStatuses, today, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Open flows whose facts nobody has looked at today. */
  async idsUnexamined(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT f.id FROM data_flow f LEFT JOIN data_flow_examination e ON e.data_flow_id = f.id
        WHERE f.status <> 'closed' AND (e.examined_on IS NULL OR e.examined_on < $1)
        ORDER BY e.examined_on NULLS FIRST, f.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  async markExamined(tx: Tx, ids: readonly string[], examinedOn: LocalDate): Promise<void> {
    if (ids.length === 0) return;
    const examined = ids.map((dataFlowId) => ({ dataFlowId, examinedOn }));
    await tx.upsert(DataFlowExaminationEntity, examined, ['dataFlowId']);
  }
}
