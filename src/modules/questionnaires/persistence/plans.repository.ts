import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database } from '../../../platform/database/database.js';
import {
  containing,
  Lists,
  numbered,
  when,
  type Condition,
  type PageRequest,
} from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { AssessmentPlan, Standing, TemplateOffer } from '../domain/plan.js';
import { AssessmentPlanEntity } from './plan.entity.js';

export type PlanFilter = Readonly<{
  q?: string;
  active?: boolean;
  ended?: boolean;
  templateId?: string;
  tier?: number;
  category?: string;
}>;
export type DueFilter = Readonly<{ q?: string; create?: boolean }>;
export type VendorUnderPlan = Standing &
  Readonly<{ vendorId: string; vendorName: string; tier: number | null }>;

const shown = `p.id, p.revision, p.name, p.description, p.template_id AS "templateId",
  p.template_version_id AS "templateVersionId", p.tiers, p.categories, p.vendor_statuses AS "vendorStatuses",
  p.cadence_months AS "cadenceMonths", p.cadence_days AS "cadenceDays", p.lead_days AS "leadDays",
  p.ask_gap_only AS "askGapOnly", p.active, p.ended_at AS "endedAt", p.created_by_id AS "createdById",
  p.created_at AS "createdAt"`;

/** A vendor that a plan is for, with what counts: assessments of the whole vendor by any version of the plan's template. */
const standing = `v.id AS "vendorId", v.name AS "vendorName", v.status AS "vendorStatus", v.tier,
  CASE WHEN o.id IS NULL THEN NULL ELSE jsonb_build_object('id', o.id, 'status', o.status) END AS open,
  CASE WHEN l.id IS NULL THEN NULL ELSE jsonb_build_object('id', l.id, 'status', l.status, 'on', l.counted_from) END AS last`;
const underPlan = `assessment_plan p
  JOIN vendor v ON (p.tiers = '{}' OR v.tier = ANY(p.tiers)) AND (p.categories = '{}' OR v.categories && p.categories)
  LEFT JOIN LATERAL (
    SELECT a.id, a.status FROM assessment a JOIN questionnaire_version q ON q.id = a.template_version_id
     WHERE a.vendor_id = v.id AND q.template_id = p.template_id AND a.service_id IS NULL
       AND a.status NOT IN ('completed', 'cancelled', 'declined', 'expired')
     ORDER BY a.created_at LIMIT 1) o ON true
  LEFT JOIN LATERAL (
    SELECT a.id, a.status,
           CASE WHEN a.status = 'completed' THEN (a.completed_at AT TIME ZONE 'UTC')::date ELSE a.due_on END AS counted_from
      FROM assessment a JOIN questionnaire_version q ON q.id = a.template_version_id
     WHERE a.vendor_id = v.id AND q.template_id = p.template_id AND a.service_id IS NULL
       AND (a.status = 'completed' OR (a.status IN ('cancelled', 'declined', 'expired') AND a.plan_id = p.id))
     ORDER BY a.created_at DESC LIMIT 1) l ON true`;
/** The same rule as domain/planned.ts, so that the few that are due are found among all. */
const isDue = `(v.status = ANY(p.vendor_statuses) AND o.id IS NULL AND (l.id IS NULL OR
  (coalesce(p.cadence_months, p.cadence_days) IS NOT NULL AND (l.counted_from
    + make_interval(months => coalesce(p.cadence_months, 0), days => coalesce(p.cadence_days, 0)))::date
    - p.lead_days <= $?::date)))`;

@Injectable()
export class PlansRepository {
  readonly register: Register<AssessmentPlan>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<AssessmentPlan>({ type: 'assessment_plan', entity: AssessmentPlanEntity });
  }

  page(filter: PlanFilter, request: PageRequest): Promise<Page<AssessmentPlan>> {
    return this.lists.page<AssessmentPlan>(
      {
        select: shown,
        from: 'assessment_plan p',
        where: [
          ...containing(filter.q, 'p.name', `coalesce(p.description, '')`),
          ...when(filter.active, 'p.active = $?'),
          ...when(filter.ended, '(p.ended_at IS NOT NULL) = $?'),
          ...when(filter.templateId, 'p.template_id = $?'),
          ...when(filter.tier, '$?::int = ANY(p.tiers)'),
          ...when(filter.category, '$?::text = ANY(p.categories)'),
        ],
        sorts: {
          name: { by: 'p.name', type: 'text' },
          createdAt: { by: 'p.created_at', type: 'timestamptz' },
        },
        id: 'p.id',
      },
      request,
    );
  }

  /** What each of these templates has to offer now. */
  async offers(templateIds: readonly string[]): Promise<Map<string, TemplateOffer>> {
    const rows = await this.db.query<{ id: string } & TemplateOffer>(
      `SELECT t.id, t.name, t.archived_at IS NOT NULL AS archived,
              ARRAY(SELECT q.id FROM questionnaire_version q
                     WHERE q.template_id = t.id AND q.version = ANY(t.archived_versions)) AS "archivedVersionIds",
              (SELECT jsonb_build_object('id', q.id, 'version', q.version) FROM questionnaire_version q
                WHERE q.template_id = t.id AND q.status = 'published' AND NOT q.version = ANY(t.archived_versions)
                ORDER BY q.version DESC LIMIT 1) AS newest
         FROM questionnaire_template t WHERE t.id = ANY($1)`,
      [[...new Set(templateIds)]],
    );
    return new Map(rows.map(({ id, ...offer }) => [id, offer]));
  }

  async versionNumbers(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.db.query<{ id: string; version: number }>(
      'SELECT id, version FROM questionnaire_version WHERE id = ANY($1)',
      [ids],
    );
    return new Map(rows.map(({ id, version }) => [id, version]));
  }

  running(): Promise<AssessmentPlan[]> {
    return this.register.list({ active: true });
  }

  /** The vendors that the plan is for, by name. */
  vendors(
    planId: string,
    { q, create }: DueFilter,
    today: LocalDate,
    request: PageRequest,
  ): Promise<Page<VendorUnderPlan>> {
    const due: Condition[] =
      create === undefined ? [] : [{ sql: create ? isDue : `NOT ${isDue}`, values: [today] }];
    return this.lists.page<VendorUnderPlan>(
      {
        select: standing,
        from: underPlan,
        where: [...when(planId, 'p.id = $?'), ...containing(q, 'v.name'), ...due],
        sorts: { name: { by: 'v.sort_name', type: 'text' } },
        id: 'v.id',
      },
      request,
    );
  }

  /** Some of those that are due, in the order in which vendors are locked. */
  due(planId: string, today: LocalDate, most: number): Promise<VendorUnderPlan[]> {
    return this.matching([...when(planId, 'p.id = $?'), { sql: isDue, values: [today] }], most);
  }

  async standing(planId: string, vendorId: string): Promise<VendorUnderPlan | null> {
    const where = [...when(planId, 'p.id = $?'), ...when(vendorId, 'v.id = $?')];
    return (await this.matching(where, 1))[0] ?? null;
  }

  private matching(where: readonly Condition[], most: number): Promise<VendorUnderPlan[]> {
    const { sql, values } = numbered(where);
    return this.db.query<VendorUnderPlan>(
      `SELECT ${standing} FROM ${underPlan}${sql} ORDER BY v.id LIMIT ${most}`,
      values,
    );
  }
}
