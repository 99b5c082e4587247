import type { FieldError } from '../../../shared/domain-error.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { VendorCategory } from '../../reference-data/codes.js';
import type { Tier } from './content.js';
import { refuse } from './questionnaire-errors.js';

/** Vendors in these states can be asked by a plan; whoever is suspended, rejected or on the way out is not. */
export const plannedStatuses = ['proposed', 'vetting', 'approved', 'conditionally_approved'] as const;
export type PlannedStatus = (typeof plannedStatuses)[number];

export const mostCadenceMonths = 120;
export const mostCadenceDays = 3_650;
export const mostLeadDays = 365;

/** Which vendors get which questionnaire, how often, and how long before it is due. */
export type AssessmentPlan = Readonly<{
  id: string;
  revision: number;
  name: string;
  description: string | null;
  templateId: string;
  /** A published version that is asked for ever; null: the newest published one at the time. */
  templateVersionId: string | null;
  /** Empty: any tier, or none. */
  tiers: readonly Tier[];
  /** One of them is enough; empty: any. */
  categories: readonly VendorCategory[];
  vendorStatuses: readonly PlannedStatus[];
  /** Counted from the last completion; without months and days a vendor is asked once. */
  cadenceMonths: number | null;
  cadenceDays: number | null;
  /** How many days before it is due an assessment is created: the time that the vendor has. */
  leadDays: number;
  /** Answers that are still valid are offered again, so that only the gap is asked. */
  askGapOnly: boolean;
  active: boolean;
  endedAt: Date | null;
  createdById: string;
  createdAt: Date;
}>;

export type PlanFields = Omit<
  AssessmentPlan,
  'id' | 'revision' | 'endedAt' | 'createdById' | 'createdAt' | 'active'
>;

/** What a plan finds of its template when it wants to ask. */
export type TemplateOffer = Readonly<{
  name: string;
  archived: boolean;
  /** Versions that take no new assessments; the newest is none of them. */
  archivedVersionIds: readonly string[];
  newest: Readonly<{ id: string; version: number }> | null;
}>;

export type PlanObstacle = Readonly<{ code: string; message: string; remedy: string }>;

/** Why a plan asks nobody at the moment; all at once. */
export function obstaclesTo(plan: AssessmentPlan, offer: TemplateOffer): PlanObstacle[] {
  return [
    ...(plan.endedAt === null ? [] : [obstacles.ended()]),
    ...(plan.active || plan.endedAt !== null ? [] : [obstacles.paused()]),
    ...unaskable(plan, offer),
  ];
}

/** What is wrong with the questionnaire itself. */
export function unaskable(
  { templateVersionId }: Pick<AssessmentPlan, 'templateVersionId'>,
  { name, archived, archivedVersionIds, newest }: TemplateOffer,
): PlanObstacle[] {
  if (archived) return [obstacles.archived(name)];
  if (templateVersionId === null) return newest === null ? [obstacles.unpublished(name)] : [];
  return archivedVersionIds.includes(templateVersionId) ? [obstacles.versionArchived(name)] : [];
}

const obstacles = {
  ended: () => ({
    code: 'PLAN_ENDED',
    message: 'The plan has ended.',
    remedy: 'Make a new plan.',
  }),
  paused: () => ({
    code: 'PLAN_PAUSED',
    message: 'The plan is not active.',
    remedy: 'Set active to true.',
  }),
  archived: (name: string) => ({
    code: 'TEMPLATE_ARCHIVED',
    message: `The questionnaire ${name} is archived.`,
    remedy: 'Choose another template for the plan.',
  }),
  versionArchived: (name: string) => ({
    code: 'VERSION_ARCHIVED',
    message: `The version of ${name} that the plan asks is archived.`,
    remedy: 'Choose another version, or null for the newest published one.',
  }),
  unpublished: (name: string) => ({
    code: 'NO_PUBLISHED_VERSION',
    message: `The questionnaire ${name} has no published version that is in use.`,
    remedy: 'Publish a version of it.',
  }),
};

export function assertSound(plan: PlanFields): void {
  const errors = mistakesIn(plan);
  if (errors.length > 0) refuse('assessment_plan.not_sound', 'The plan contradicts itself.', { errors });
}

export function mistakesIn(plan: PlanFields): FieldError[] {
  const { tiers, categories, vendorStatuses, cadenceMonths, cadenceDays, leadDays } = plan;
  const shortest = shortestDays(plan);
  const wrong = (holds: boolean, pointer: string, code: string, message: string) =>
    holds ? [{ pointer, code, message }] : [];
  return [
    ...wrong(
      tiers.length + categories.length === 0,
      '/tiers',
      'nobody_meant',
      'say which tiers or categories of vendors it is for; all four tiers are allowed',
    ),
    ...wrong(vendorStatuses.length === 0, '/vendorStatuses', 'nobody_meant', 'name at least one state'),
    ...wrong(
      cadenceMonths !== null && cadenceDays !== null,
      '/cadenceDays',
      'two_cadences',
      'count in months or in days, not in both',
    ),
    ...wrong(
      shortest !== null && leadDays >= shortest,
      '/leadDays',
      'too_long',
      'must be shorter than the cadence: the next one would be created as the last one ends',
    ),
  ];
}

const shortestMonth = 28;

function shortestDays({ cadenceMonths, cadenceDays }: PlanFields): number | null {
  return cadenceMonths === null ? cadenceDays : cadenceMonths * shortestMonth;
}

export function assertNotEnded({ endedAt, name }: AssessmentPlan): void {
  if (endedAt !== null) refuse('assessment_plan.ended', `The plan ${name} has ended.`);
}

/** An assessment that a plan has created, or a person for the same questionnaire. */
export type Standing = Readonly<{
  vendorStatus: string;
  /** One that has not ended yet. */
  open: Readonly<{ id: string; status: string }> | null;
  /** The newest that ended, and the day from which the next period counts. */
  last: Readonly<{ id: string; status: string; on: LocalDate }> | null;
}>;
