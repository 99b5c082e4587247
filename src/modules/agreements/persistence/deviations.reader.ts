import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import type { DeviationView } from '../domain/deviation.js';

export type DeviationFilter = Readonly<{
  dataFlowId?: string;
  vendorId?: string;
  status?: string;
  kind?: string;
  unresolved?: boolean;
  overdueOn?: LocalDate;
}>;

const shown = `d.id, d.revision, d.data_flow_id AS "dataFlowId", d.kind, d.excess, d.approved, d.decision_id AS "decisionId",
  d.status, d.batch_id AS "batchId", d.sent_at AS "sentAt", d.due_on AS "dueOn", d.raised_by_kind AS "raisedByKind",
  d.raised_by_id AS "raisedById", d.created_at AS "createdAt", d.reviewed_by_id AS "reviewedById",
  d.reviewed_at AS "reviewedAt", d.resolved_by_id AS "resolvedById", d.resolved_at AS "resolvedAt", d.outcome, d.resolution,
  f.vendor_id AS "vendorId", f.reference AS "flowReference", f.title AS "flowTitle",
  jsonb_build_object('events', t.events, 'subjects', t.subjects, 'records', t.records, 'lastAt', t.last_at) AS tally`;
const from = `deviation d JOIN data_flow f ON f.id = d.data_flow_id JOIN deviation_tally t ON t.deviation_id = d.id`;

@Injectable()
export class DeviationsReader {
  constructor(
    private readonly lists: Lists,
    private readonly db: Database,
  ) {}

  page(filter: DeviationFilter, request: PageRequest): Promise<Page<DeviationView>> {
    return this.lists.page<DeviationView>(
      {
        select: shown,
        from,
        where: [
          ...when(filter.dataFlowId, 'd.data_flow_id = $?'),
          ...when(filter.vendorId, 'f.vendor_id = $?'),
          ...when(filter.status, 'd.status = $?'),
          ...when(filter.kind, 'd.kind = $?'),
          ...when(filter.unresolved, `(d.status <> 'resolved') = $?`),
          ...when(filter.overdueOn, `d.status <> 'resolved' AND d.due_on < $?`),
        ],
        sorts: {
          createdAt: { by: 'd.created_at', type: 'timestamptz' },
          dueOn: { by: 'd.due_on', type: 'date' },
        },
        id: 'd.id',
      },
      request,
    );
  }

  some(ids: readonly string[]): Promise<DeviationView[]> {
    return this.db.query(`SELECT ${shown} FROM ${from} WHERE d.id = ANY($1::uuid[]) ORDER BY d.id`, [ids]);
  }
}
