import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { openStatuses, type Incident } from '../domain/incident.js';
import { IncidentEntity } from './incident.entity.js';

export type IncidentFilter = Readonly<{
  q?: string;
  status?: string;
  vendorId?: string;
  exercise?: boolean;
  open?: boolean;
  breachType?: string;
}>;

const shown = `i.id, i.revision, i.title, i.status, i.exercise, i.vendor_ids AS "vendorIds",
  i.sub_processors AS "subProcessors", i.systems, i.breach_types AS "breachTypes", i.description,
  i.occurred_from AS "occurredFrom", i.occurred_to AS "occurredTo", i.vendor_detected_at AS "vendorDetectedAt",
  i.vendor_notified_at AS "vendorNotifiedAt", i.subjects_affected AS "subjectsAffected",
  i.records_affected AS "recordsAffected", i.consequences, i.measures, i.owner_id AS "ownerId", i.risk,
  i.risk_reasons AS "riskReasons", i.exemption, i.sectors, i.risk_assessed_by_id AS "riskAssessedById",
  i.risk_assessed_at AS "riskAssessedAt", i.severity, i.severity_assessed_by_id AS "severityAssessedById",
  i.severity_assessed_at AS "severityAssessedAt", i.triage_started_at AS "triageStartedAt", i.aware_at AS "awareAt",
  i.aware_reason AS "awareReason", i.aware_decided_by_id AS "awareDecidedById",
  i.aware_decided_at AS "awareDecidedAt", i.earlier_awareness AS "earlierAwareness",
  i.contained_at AS "containedAt", i.closed_at AS "closedAt", i.closed_by_id AS "closedById", i.outcome,
  i.reported_by_kind AS "reportedByKind", i.reported_by_id AS "reportedById", i.created_at AS "createdAt",
  i.data_flow_ids AS "dataFlowIds"`;

@Injectable()
export class IncidentsRepository {
  readonly register: Register<Incident>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
    private readonly db: Database,
  ) {
    this.register = registers.open<Incident>({ type: 'incident', entity: IncidentEntity });
  }

  /** Those of these data flows that there are. */
  async knownFlows(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.db.query<{ id: string }>('SELECT id FROM data_flow WHERE id = ANY($1)', [ids]);
    return new Set(rows.map(({ id }) => id));
  }

  /** Real ones, unless exercises are asked for: never both. */
  page({ q, exercise = false, ...filter }: IncidentFilter, request: PageRequest): Promise<Page<Incident>> {
    return this.lists.page<Incident>(
      {
        select: shown,
        from: 'incident i',
        where: [
          ...when(exercise, 'i.exercise = $?'),
          ...containing(q, 'i.title', 'i.description'),
          ...when(filter.status, 'i.status = $?'),
          ...when(filter.vendorId, 'i.vendor_ids @> ARRAY[$?::uuid]'),
          ...when(filter.breachType, 'i.breach_types @> ARRAY[$?]'),
          ...when(filter.open, '(i.status = ANY($?)) = $?', openStatuses, filter.open),
        ],
        sorts: {
          createdAt: { by: 'i.created_at', type: 'timestamptz' },
          awareAt: { by: `coalesce(i.aware_at, 'infinity')`, type: 'timestamptz' },
          title: { by: 'i.title', type: 'text' },
        },
        id: 'i.id',
      },
      request,
    );
  }
}
