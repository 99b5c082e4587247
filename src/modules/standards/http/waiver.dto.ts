import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  CodeField,
  DayField,
  IdField,
  LabelField,
  LookedUpField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { requirementId } from '../domain/requirement.js';
import { waiverOutcomes, type WaiverDecision, type WaiverRequest } from '../domain/waiver-rules.js';
import {
  isInForce,
  waiverStatuses,
  waiverSubjects,
  type Waiver,
  type WaiverStatus,
  type WaiverSubject,
} from '../domain/waiver.js';

const RequirementIdField = (options: { optional?: boolean; example: string }) =>
  LookedUpField({
    ...options,
    pattern: requirementId.source,
    sentence: 'must be the code of a requirement, UPPER_SNAKE_CASE',
    known: (value) => value.length <= 60 && requirementId.test(value),
    description: 'What is to be waived: the code that readiness names.',
  });

export class RequestWaiverDto implements WaiverRequest {
  @RequirementIdField({ example: 'VENDOR_GRADE' }) requirementId: string;
  @CodeField({
    codes: waiverSubjects,
    name: 'WaiverSubject',
    example: 'vendor',
    description:
      'A waiver for a vendor counts for its flows as well, one for a data flow for that flow only.',
  })
  subjectType: WaiverSubject;
  @IdField() subjectId: string;
  @ProseField({ max: 5_000, example: 'The new data centre is audited in May.' }) reason: string;
  @ProseField({
    max: 5_000,
    example: 'Until then only pseudonymised data are sent.',
    description: 'What makes up for the requirement meanwhile.',
  })
  compensatingMeasure: string;
  @DayField({
    example: '2026-12-31',
    description: 'The last day on which it counts; at most KEYHOLDER_WAIVER_DAYS ahead.',
  })
  validUntil: LocalDate;
}

export class DecideWaiverDto implements WaiverDecision {
  @CodeField({ codes: waiverOutcomes, name: 'WaiverOutcome', example: 'granted' })
  outcome: (typeof waiverOutcomes)[number];
  @ProseField({ max: 5_000, example: 'The measure covers the risk until the audit.' }) rationale: string;
}

export class EndWaiverDto {
  @ProseField({ max: 5_000, example: 'No longer needed: the audit is done.' }) reason: string;
}

export class WaiverDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'VENDOR_GRADE' }) requirementId: string;
  @ApiProperty({ enum: waiverSubjects, enumName: 'WaiverSubject' }) subjectType: WaiverSubject;
  @ApiProperty({ format: 'uuid' }) subjectId: string;
  @ApiProperty() reason: string;
  @ApiProperty() compensatingMeasure: string;
  @ApiProperty({ format: 'date', description: 'The last day on which it counts.' }) validUntil: string;
  @ApiProperty({ enum: waiverStatuses, enumName: 'WaiverStatus' }) status: WaiverStatus;
  @ApiProperty({ description: 'Whether it lifts its requirement today.' }) inForce: boolean;
  @ApiProperty({ format: 'uuid' }) requestedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) requestedAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) decidedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decidedAt: Date | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was granted or refused.' })
  rationale: string | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who withdrew or revoked it; null when it expired.',
  })
  endedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) endReason: string | null;

  static of(waiver: Waiver, today: LocalDate): WaiverDto {
    const { id, revision, requirementId: requirement, subjectType, subjectId, reason } = waiver;
    const { compensatingMeasure, validUntil, status, requestedById, requestedAt } = waiver;
    const { decidedById, decidedAt, rationale, endedById, endedAt, endReason } = waiver;
    return {
      ...{ id, revision, requirementId: requirement, subjectType, subjectId, reason, compensatingMeasure },
      ...{ validUntil, status, inForce: isInForce(waiver, today), requestedById, requestedAt },
      ...{ decidedById, decidedAt, rationale, endedById, endedAt, endReason },
    };
  }
}

const sorts = ['validUntil', '-validUntil', 'requestedAt', '-requestedAt'] as const;

export class WaiversRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'validUntil' }) sort: (typeof sorts)[number] =
    '-requestedAt';
  @LabelField({
    max: 200,
    optional: true,
    example: 'pseudonymised',
    description: 'Part of reason or measure.',
  })
  q?: string;
  @CodeField({ codes: waiverSubjects, optional: true, example: 'vendor' }) subjectType?: WaiverSubject;
  @IdField({ optional: true }) subjectId?: string;
  @RequirementIdField({ optional: true, example: 'VENDOR_GRADE' }) requirementId?: string;
  @CodeField({ codes: waiverStatuses, optional: true, example: 'granted' }) status?: WaiverStatus;
  @DayField({ optional: true, description: 'Granted ones that count no longer than to this day.' })
  expiringBy?: LocalDate;
}
