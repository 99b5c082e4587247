import { ApiProperty, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  CodesField,
  Digits,
  Flag,
  IdField,
  IntField,
  LabelField,
  ProseField,
  rule,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { vendorCategories, type VendorCategory } from '../../reference-data/codes.js';
import { tiers, type Tier } from '../domain/content.js';
import {
  mostCadenceDays,
  mostCadenceMonths,
  mostLeadDays,
  plannedStatuses,
  type PlanFields,
  type PlannedStatus,
} from '../domain/plan.js';
import type { PlannedVendor, ShownPlan } from '../plans.service.js';

export class CreatePlanDto {
  @LabelField({ max: 200, example: 'Critical vendors, every year' }) name: string;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'The long questionnaire.' })
  description?: string | null;
  @IdField({ description: 'The questionnaire that it asks.' }) templateId: string;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'Fixes one published version; null: the newest published one at the time.',
  })
  templateVersionId?: string | null;
  @ApiProperty({
    type: [Number],
    required: false,
    example: [1, 2],
    description: 'Tiers of the vendors that it is for; empty: any. Tiers or categories, or both, are given.',
  })
  @rule(
    'tiers',
    'must list some of 1, 2, 3 and 4, each once',
    (value) =>
      value === undefined ||
      (Array.isArray(value) &&
        new Set(value).size === value.length &&
        value.every((tier) => tiers.includes(tier as Tier))),
  )
  tiers?: Tier[];
  @CodesField({
    codes: vendorCategories,
    name: 'VendorCategory',
    optional: true,
    example: [],
    description: 'Categories of the vendors that it is for, one of which is enough; empty: any.',
  })
  categories?: VendorCategory[];
  @CodesField({
    codes: plannedStatuses,
    name: 'PlannedVendorStatus',
    optional: true,
    example: ['vetting', 'approved', 'conditionally_approved'],
    description: 'States in which a vendor is asked; all of these unless told. Nobody else is ever asked.',
  })
  vendorStatuses?: PlannedStatus[];
  @IntField({
    min: 1,
    max: mostCadenceMonths,
    optional: true,
    nullable: true,
    example: 12,
    description:
      'Months from the last completion until the next one is due. Without months and days: asked once.',
  })
  cadenceMonths?: number | null;
  @IntField({
    min: 1,
    max: mostCadenceDays,
    optional: true,
    nullable: true,
    example: null,
    description: 'The same in days, instead of months.',
  })
  cadenceDays?: number | null;
  @IntField({
    min: 1,
    max: mostLeadDays,
    optional: true,
    example: 30,
    description: 'Days between creation and due day; 30 unless told. Shorter than the cadence.',
  })
  leadDays?: number;
  @BoolField({
    optional: true,
    example: true,
    description:
      'Offers earlier answers that are still valid, so that only the gap is asked; true unless told.',
  })
  askGapOnly?: boolean;
  @BoolField({
    optional: true,
    example: true,
    description: 'false prepares the plan: its due list shows what it would do. true unless told.',
  })
  active?: boolean;
}

export class ChangePlanDto extends PartialType(CreatePlanDto, { skipNullProperties: false }) {}

/** What was left out is as a plan is unless told. */
export function planFields({ active = true, ...said }: CreatePlanDto): PlanFields & { active: boolean } {
  return {
    description: null,
    templateVersionId: null,
    tiers: [],
    categories: [],
    vendorStatuses: [...plannedStatuses],
    cadenceMonths: null,
    cadenceDays: null,
    leadDays: 30,
    askGapOnly: true,
    ...said,
    active,
  };
}

export class PlanObstacleDto {
  @ApiProperty({ example: 'NO_PUBLISHED_VERSION' }) code: string;
  @ApiProperty({ example: 'The questionnaire Agencies has no published version.' }) message: string;
  @ApiProperty({ example: 'Publish a version of it.' }) remedy: string;
}

export class AskedVersionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 2 }) version: number;
}

export class PlanDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Critical vendors, every year' }) name: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ format: 'uuid' }) templateId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) templateVersionId: string | null;
  @ApiProperty({ type: AskedVersionDto, nullable: true, description: 'The version that it asks now.' })
  asks: AskedVersionDto | null;
  @ApiProperty({ type: [Number], example: [1, 2] }) tiers: Tier[];
  @ApiProperty({ enum: vendorCategories, enumName: 'VendorCategory', isArray: true })
  categories: VendorCategory[];
  @ApiProperty({ enum: plannedStatuses, enumName: 'PlannedVendorStatus', isArray: true })
  vendorStatuses: PlannedStatus[];
  @ApiProperty({ type: Number, nullable: true, example: 12 }) cadenceMonths: number | null;
  @ApiProperty({ type: Number, nullable: true, example: null }) cadenceDays: number | null;
  @ApiProperty({ example: 30 }) leadDays: number;
  @ApiProperty({ example: true }) askGapOnly: boolean;
  @ApiProperty({ example: true }) active: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: [PlanObstacleDto], description: 'Why it asks nobody now; empty when it does.' })
  obstacles: PlanObstacleDto[];
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of({ plan, asks, obstacles }: ShownPlan): PlanDto {
    const { id, revision, name, description, templateId, templateVersionId, leadDays } = plan;
    const { cadenceMonths, cadenceDays, askGapOnly, active, endedAt, createdById, createdAt } = plan;
    return {
      ...{ id, revision, name, description, templateId, templateVersionId },
      asks: asks && { id: asks.id, version: asks.version },
      tiers: [...plan.tiers],
      categories: [...plan.categories],
      vendorStatuses: [...plan.vendorStatuses],
      ...{ cadenceMonths, cadenceDays, leadDays, askGapOnly, active, endedAt },
      obstacles: obstacles.map(({ code, message, remedy }) => ({ code, message, remedy })),
      ...{ createdById, createdAt },
    };
  }
}

export class PlanReasonDto {
  @ApiProperty({ example: 'NOT_YET_DUE' }) code: string;
  @ApiProperty({ example: 'Completed on 2026-05-01; the next one is due on 2027-05-01.' }) message: string;
}

export class PlannedVendorDto {
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 'Brieftaube' }) vendorName: string;
  @ApiProperty({ example: 'approved' }) vendorStatus: string;
  @ApiProperty({ type: Number, nullable: true, example: 2 }) tier: number | null;
  @ApiProperty({
    example: false,
    description: 'Whether an assessment is created now, while the plan is active.',
  })
  create: boolean;
  @ApiProperty({ type: [PlanReasonDto], description: 'Why, or everything that speaks against it.' })
  reasons: PlanReasonDto[];
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'When it is created.' })
  createOn: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn: LocalDate | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) openAssessmentId: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The newest that ended; the cadence counts from it.',
  })
  lastAssessmentId: string | null;

  static of({
    vendorId,
    vendorName,
    vendorStatus,
    tier,
    open,
    last,
    ...planned
  }: PlannedVendor): PlannedVendorDto {
    const { create, reasons, createOn, dueOn } = planned;
    return {
      ...{ vendorId, vendorName, vendorStatus, tier, create, createOn, dueOn },
      reasons: reasons.map(({ code, message }) => ({ code, message })),
      openAssessmentId: open?.id ?? null,
      lastAssessmentId: last?.id ?? null,
    };
  }
}

const planSorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class PlansRequest extends ListRequest {
  @CodeField({ codes: planSorts, optional: true, example: 'name' }) sort: (typeof planSorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'year', description: 'Part of the name or description.' })
  q?: string;
  @Flag() @BoolField({ optional: true, example: true }) active?: boolean;
  @Flag() @BoolField({ optional: true, example: false }) ended?: boolean;
  @IdField({ optional: true }) templateId?: string;
  @Digits()
  @IntField({ min: 1, max: 4, optional: true, example: 1, description: 'Plans that name this tier.' })
  tier?: number;
  @CodeField({ codes: vendorCategories, optional: true, example: 'ANALYTICS' }) category?: string;
}

const dueSorts = ['name', '-name'] as const;

export class PlannedVendorsRequest extends ListRequest {
  @CodeField({ codes: dueSorts, optional: true, example: 'name' }) sort: (typeof dueSorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'brief', description: 'Part of the name of the vendor.' })
  q?: string;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'Only vendors that are due, or are not.' })
  create?: boolean;
}
