import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Audit } from '../domain/audit.js';
import { AuditEntity } from './audit.entity.js';

export type AuditFilter = Readonly<{
  q?: string;
  vendorId?: string;
  serviceId?: string;
  auditorId?: string;
  kind?: string;
  status?: string;
  opinion?: string;
}>;

/** An audit in a list: its samples are counted, not shown. */
export type ListedAudit = Omit<Audit, 'sampledControls'> &
  Readonly<{ controlsSampled: number; controlsWithExceptions: number }>;

const day = 'coalesce(e.performed_on, e.planned_for)';

@Injectable()
export class AuditsRepository {
  readonly register: Register<Audit>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Audit>({
      type: 'audit',
      entity: AuditEntity,
      before: { status: 'performed', sampledControls: [], evidenceIds: [] },
    });
  }

  page(filter: AuditFilter, request: PageRequest): Promise<Page<ListedAudit>> {
    return this.lists.page<ListedAudit>(
      {
        select: `e.id, e.revision, e.vendor_id AS "vendorId", e.kind, e.status, e.scope, e.service_id AS "serviceId",
          e.planned_for AS "plannedFor", e.performed_on AS "performedOn", e.auditor, e.auditor_id AS "auditorId",
          jsonb_array_length(e.sampled_controls) AS "controlsSampled",
          jsonb_array_length(jsonb_path_query_array(e.sampled_controls, '$[*] ? (@.result == "exception")'))
            AS "controlsWithExceptions",
          e.evidence_ids AS "evidenceIds", e.opinion, e.conclusion, e.concluded_by_id AS "concludedById",
          e.concluded_at AS "concludedAt", e.created_by_id AS "createdById", e.created_at AS "createdAt"`,
        from: 'audit e',
        where: [
          ...containing(filter.q, 'e.scope', 'e.auditor', 'e.conclusion'),
          ...when(filter.vendorId, 'e.vendor_id = $?'),
          ...when(filter.serviceId, 'e.service_id = $?'),
          ...when(filter.auditorId, 'e.auditor_id = $?'),
          ...when(filter.kind, 'e.kind = $?'),
          ...when(filter.status, 'e.status = $?'),
          ...when(filter.opinion, 'e.opinion = $?'),
        ],
        sorts: {
          performedOn: { by: day, type: 'date' },
          createdAt: { by: 'e.created_at', type: 'timestamptz' },
        },
        id: 'e.id',
      },
      request,
    );
  }
}
