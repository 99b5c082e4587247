import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import {
  containing,
  Lists,
  when,
  type Condition,
  type PageRequest,
} from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import { findingStatuses, type Finding } from '../domain/finding.js';
import { FindingEntity } from './finding.entity.js';

export type FindingFilter = Readonly<{
  q?: string;
  vendorId?: string;
  auditId?: string;
  severity?: string;
  status?: string;
  source?: string;
  ownerId?: string;
  overdue?: boolean;
}>;

export type UnverifiedFinding = Pick<
  Finding,
  'id' | 'vendorId' | 'severity' | 'title' | 'status' | 'dueOn' | 'acceptedUntil'
>;

const overdueOn = `(e.due_on < $?::date AND (e.status IN ('open', 'in_remediation')
  OR (e.status = 'risk_accepted' AND e.accepted_until < $?::date)))`;

@Injectable()
export class FindingsRepository {
  readonly register: Register<Finding>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Finding>({ type: 'finding', entity: FindingEntity });
  }

  page(filter: FindingFilter, today: LocalDate, request: PageRequest): Promise<Page<Finding>> {
    return this.lists.page<Finding>(
      {
        select: `e.id, e.revision, e.vendor_id AS "vendorId", e.source, e.audit_id AS "auditId",
          e.assessment_id AS "assessmentId", e.question_id AS "questionId", e.severity, e.title, e.description,
          e.due_on AS "dueOn", e.owner_id AS "ownerId", e.status, e.raised_by_kind AS "raisedByKind",
          e.raised_by_id AS "raisedById", e.resolved_by_id AS "resolvedById", e.verified_by_id AS "verifiedById",
          e.accepted_by_id AS "acceptedById", e.accepted_until AS "acceptedUntil", e.created_at AS "createdAt"`,
        from: 'finding e',
        where: [...asked(filter), ...overdue(filter.overdue, today)],
        sorts: {
          dueOn: { by: 'e.due_on', type: 'date' },
          createdAt: { by: 'e.created_at', type: 'timestamptz' },
          severity: {
            by: `array_position(ARRAY['low', 'medium', 'high', 'critical'], e.severity)`,
            type: 'int',
          },
        },
        id: 'e.id',
      },
      request,
    );
  }

  /** What is not verified, accepted risks among it. */
  unverified(vendorId: string): Promise<Finding[]> {
    const statuses = findingStatuses.filter((status) => status !== 'verified');
    return this.register.list(statuses.map((status) => ({ vendorId, status })));
  }

  /** The same of many vendors in one statement, as far as their standing depends on it. */
  unverifiedOf(vendorIds: readonly string[]): Promise<UnverifiedFinding[]> {
    return this.db.query<UnverifiedFinding>(
      `SELECT id, vendor_id AS "vendorId", severity, title, status, due_on AS "dueOn", accepted_until AS "acceptedUntil"
         FROM finding WHERE vendor_id = ANY($1) AND status <> 'verified' ORDER BY id`,
      [vendorIds],
    );
  }
}

function asked(filter: FindingFilter): Condition[] {
  return [
    ...containing(filter.q, 'e.title', 'e.description'),
    ...when(filter.vendorId, 'e.vendor_id = $?'),
    ...when(filter.auditId, 'e.audit_id = $?'),
    ...when(filter.severity, 'e.severity = $?'),
    ...when(filter.status, 'e.status = $?'),
    ...when(filter.source, 'e.source = $?'),
    ...when(filter.ownerId, 'e.owner_id = $?'),
  ];
}

function overdue(wanted: boolean | undefined, today: LocalDate): Condition[] {
  if (wanted === undefined) return [];
  return [{ sql: wanted ? overdueOn : `NOT ${overdueOn}`, values: [today, today] }];
}
