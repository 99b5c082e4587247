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
import { closedStatuses, findingStatuses, type Finding } from '../domain/finding.js';
import { FindingEntity } from './finding.entity.js';

export type FindingFilter = Readonly<{
  q?: string;
  vendorId?: string;
  auditId?: string;
  assessmentId?: string;
  /** The audit, the assessment or whatever else found it. */
  sourceId?: string;
  severity?: string;
  status?: string;
  source?: string;
  ownerId?: string;
  controlRef?: string;
  dueBefore?: string;
  overdue?: boolean;
  /** null: not only these. */
  ids?: readonly string[] | null;
}>;

export type UnclosedFinding = Pick<
  Finding,
  'id' | 'vendorId' | 'severity' | 'title' | 'status' | 'dueOn' | 'acceptedUntil'
>;

const columns = `e.id, e.revision, e.vendor_id AS "vendorId", e.source, e.audit_id AS "auditId",
  e.assessment_id AS "assessmentId", e.question_id AS "questionId", e.source_id AS "sourceId", e.severity, e.title,
  e.description, e.remedy, e.control_refs AS "controlRefs", e.evidence_ids AS "evidenceIds", e.due_on AS "dueOn",
  e.extensions, e.announced_late AS "announcedLate", e.owner_id AS "ownerId", e.status,
  e.raised_by_kind AS "raisedByKind", e.raised_by_id AS "raisedById", e.plan, e.planned_for AS "plannedFor",
  e.resolved_by_id AS "resolvedById", e.resolved_by_link_id AS "resolvedByLinkId", e.verified_by_id AS "verifiedById",
  e.verification_method AS "verificationMethod", e.verification_evidence_ids AS "verificationEvidenceIds",
  e.accepted_by_id AS "acceptedById", e.accepted_until AS "acceptedUntil", e.created_at AS "createdAt"`;

/** The state as it counts on that day: an acceptance that has ended is one no more. */
const statusOn = `(CASE WHEN e.status = 'risk_accepted' AND e.accepted_until < $?::date THEN 'open' ELSE e.status END)`;
const overdueOn = `(e.due_on < $?::date AND (e.status IN ('open', 'in_remediation')
  OR (e.status = 'risk_accepted' AND e.accepted_until < $?::date)))`;

/** More vendors than one incident can touch. */
const mostOfOneSource = 10_000;

@Injectable()
export class FindingsRepository {
  readonly register: Register<Finding>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Finding>({
      type: 'finding',
      entity: FindingEntity,
      before: { controlRefs: [], evidenceIds: [], extensions: 0, verificationEvidenceIds: [] },
    });
  }

  page(filter: FindingFilter, today: LocalDate, request: PageRequest): Promise<Page<Finding>> {
    return this.lists.page<Finding>(
      {
        select: columns,
        from: 'finding e',
        where: [...asked(filter), ...onDay(filter, today)],
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

  /** What is not closed, accepted risks among it. */
  unclosed(vendorId: string): Promise<Finding[]> {
    const statuses = findingStatuses.filter((status) => !closedStatuses.includes(status));
    return this.register.list(statuses.map((status) => ({ vendorId, status })));
  }

  ofSource(source: Finding['source'], sourceId: string): Promise<Finding[]> {
    return this.register.list({ source, sourceId }, mostOfOneSource);
  }

  /** Accepted risks whose last day has passed. */
  async idsAcceptedUntilBefore(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM finding WHERE accepted_until < $1 ORDER BY accepted_until, id LIMIT $2',
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Past their due day, and nobody was told of it. */
  async idsLate(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT id FROM finding
        WHERE due_on < $1 AND status IN ('open', 'in_remediation') AND announced_late IS DISTINCT FROM due_on
        ORDER BY due_on, id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  async idsOf(vendorId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.db.query<{ id: string }>(
      'SELECT id FROM finding WHERE vendor_id = $1 AND id = ANY($2)',
      [vendorId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** The same of many vendors in one statement, as far as their standing depends on it. */
  unclosedOfAll(vendorIds: readonly string[]): Promise<UnclosedFinding[]> {
    return this.db.query<UnclosedFinding>(
      `SELECT id, vendor_id AS "vendorId", severity, title, status, due_on AS "dueOn", accepted_until AS "acceptedUntil"
         FROM finding WHERE vendor_id = ANY($1) AND status <> ALL ($2) ORDER BY id`,
      [vendorIds, closedStatuses],
    );
  }
}

function asked(filter: FindingFilter): Condition[] {
  return [
    ...containing(filter.q, 'e.title', 'e.description'),
    ...when(filter.vendorId, 'e.vendor_id = $?'),
    ...when(filter.auditId, 'e.audit_id = $?'),
    ...when(filter.severity, 'e.severity = $?'),
    ...when(filter.source, 'e.source = $?'),
    ...when(filter.ownerId, 'e.owner_id = $?'),
    ...when(filter.assessmentId, 'e.assessment_id = $?'),
    ...when(filter.sourceId, '$? IN (e.audit_id, e.assessment_id, e.source_id)'),
    ...when(filter.controlRef, '$? = ANY(e.control_refs)'),
    ...when(filter.dueBefore, 'e.due_on < $?'),
    ...when(filter.ids ?? undefined, 'e.id = ANY($?)'),
  ];
}

function onDay({ status, overdue }: FindingFilter, today: LocalDate): Condition[] {
  return [
    ...when(status, `${statusOn} = $?`, today, status),
    ...when(overdue, overdue === true ? overdueOn : `NOT ${overdueOn}`, today, today),
  ];
}
