import { ApiProperty } from '@nestjs/swagger';
import {
  changeReactions,
  dpiaCriteria,
  dpiaTriggers,
  frequencyBands,
  securityMeasureFamilies,
  volumeBands,
  type ChangeReaction,
  type DpiaCriterion,
  type DpiaTrigger,
  type DataSubjectCategoryCode,
  type FrequencyBand,
  type SecurityMeasureFamily,
  type VolumeBand,
} from '../../reference-data/index.js';
import {
  dataFlowStatuses,
  flowDirections,
  type DataFlow,
  type DataFlowStatus,
  type Emergency,
  type EmergencyGround,
  type FlowDirection,
  type StaleFact,
} from '../domain/data-flow.js';
import { screenDpia } from '../domain/dpia-screening.js';
import { anyJson } from '../../../platform/http/any-json.js';
import {
  conditionConsequences,
  conditionKinds,
  type ConditionConsequence,
  type ConditionKind,
  type FlowCondition,
} from '../domain/flow-decision.js';
import { ClosingCertificateShownDto } from './flow-closing.dto.js';
import { OnBehalfOfDto, OnwardRecipientDto } from './data-flow-others.dto.js';
import {
  FlowCompatibilityDto,
  FlowDataCategoryDto,
  FlowDpiaDto,
  FlowLocationDto,
  FlowPurposeDto,
} from './data-flow-parts.dto.js';
import { transferShown } from './transfer-fields.js';
import { FlowTransferDto } from './transfer-parts.dto.js';

/** A fact is a text, a number, a yes or no, or a list or an object of them; null where it was or is not known. */
export class FactDifferenceDto {
  @ApiProperty({ example: 'vendor.status' }) fact: string;
  @ApiProperty(anyJson('As it was decided on.')) then: unknown;
  @ApiProperty(anyJson('As it is now.')) now: unknown;
}

export class StaleFactDto extends FactDifferenceDto {
  @ApiProperty({ enum: changeReactions, enumName: 'ChangeReaction', example: 'block' })
  reaction: ChangeReaction;

  static of({ fact, then, now, reaction = 'block' }: StaleFact): StaleFactDto {
    return { fact, then, now, reaction };
  }
}

export class EmergencyGroundDto {
  @ApiProperty() reason: string;
  @ApiProperty({ type: [String], example: ['DPIA_SCREENED'], description: 'Requirements that were not met.' })
  skipped: string[];

  static of({ reason, skipped }: EmergencyGround): EmergencyGroundDto {
    return { reason, skipped: [...skipped] };
  }
}

export class FlowEmergencyDto extends EmergencyGroundDto {
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'Last day for the full review, after which the approval ends; null until it is approved.',
  })
  reviewBy: string | null;

  static on({ reviewBy, ...ground }: Emergency): FlowEmergencyDto {
    return { ...EmergencyGroundDto.of(ground), reviewBy };
  }
}

/** One sharing, as it is shown in lists. */
export class DataFlowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'DF-PAYROLL-DE' }) reference: string;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ example: 'Payroll of German staff' }) title: string;
  @ApiProperty({ enum: dataFlowStatuses, enumName: 'DataFlowStatus' }) status: DataFlowStatus;
  @ApiProperty({ enum: flowDirections, enumName: 'FlowDirection', nullable: true })
  direction: FlowDirection | null;
  @ApiProperty({ type: [FlowPurposeDto] }) purposes: FlowPurposeDto[];
  @ApiProperty({ type: [String], example: ['EMPLOYEES'] }) subjectCategories: DataSubjectCategoryCode[];
  @ApiProperty({ type: [FlowDataCategoryDto] }) dataCategories: FlowDataCategoryDto[];
  @ApiProperty({ enum: volumeBands, enumName: 'VolumeBand', nullable: true }) volume: VolumeBand | null;
  @ApiProperty({ enum: frequencyBands, enumName: 'FrequencyBand', nullable: true })
  frequency: FrequencyBand | null;
  @ApiProperty({ type: String, nullable: true }) sourceSystem: string | null;
  @ApiProperty({ type: String, nullable: true }) recipientSystem: string | null;
  @ApiProperty({ type: [OnBehalfOfDto], description: 'Art. 30(2) GDPR.' }) onBehalfOf: OnBehalfOfDto[];
  @ApiProperty({ type: [OnwardRecipientDto], description: 'Art. 30(1)(d) GDPR.' })
  recipients: OnwardRecipientDto[];
  @ApiProperty({ type: [FlowLocationDto] }) locations: FlowLocationDto[];
  @ApiProperty({ type: [FlowTransferDto] }) transfers: FlowTransferDto[];
  @ApiProperty({ enum: securityMeasureFamilies, enumName: 'SecurityMeasureFamily', isArray: true })
  securityMeasures: SecurityMeasureFamily[];
  @ApiProperty({ type: FlowDpiaDto, nullable: true }) dpia: FlowDpiaDto | null;
  @ApiProperty({ type: FlowCompatibilityDto, nullable: true }) compatibility: FlowCompatibilityDto | null;
  @ApiProperty({
    type: [String],
    example: ['EU_US_DPF'],
    description: 'Adequacy decisions that its transfers rely on.',
  })
  standsOn: string[];
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) submittedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: Date | null;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The decision; while submitted, the first of two.',
  })
  decisionId: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of the approval.' })
  validUntil: string | null;
  @ApiProperty({
    example: 0,
    description: 'Conditions that are still to be fulfilled; standing ones not counted.',
  })
  openConditions: number;
  @ApiProperty({
    type: [StaleFactDto],
    description: 'What made the approval stale, or is to be reviewed by reviewDueOn, each with the reaction.',
  })
  staleFacts: StaleFactDto[];
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description:
      'Last day for the review of staleFacts; the approval stands until then, and is stale afterwards.',
  })
  reviewDueOn: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) activatedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) suspendedBecause: string | null;
  @ApiProperty({
    type: FlowEmergencyDto,
    nullable: true,
    description: 'Asked for or approved in an emergency, and not examined in full since.',
  })
  emergency: FlowEmergencyDto | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closedAt: Date | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Last day of the sharing.' })
  endedOn: string | null;
  @ApiProperty({ type: ClosingCertificateShownDto, nullable: true })
  certificate: ClosingCertificateShownDto | null;
  @ApiProperty({
    description: 'Closed without proof that the data were deleted or returned (Art. 28(3)(g) GDPR).',
  })
  certificateMissing: boolean;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) createdById: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(flow: DataFlow): DataFlowDto {
    return { ...identityOf(flow), ...contentOf(flow), ...standingOf(flow) };
  }
}

export class FlowConditionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'Rotate the keys before the first file is sent.' }) text: string;
  @ApiProperty({ enum: conditionKinds, enumName: 'ConditionKind' }) kind: ConditionKind;
  @ApiProperty({ type: String, format: 'date', nullable: true }) dueOn: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ownerId: string | null;
  @ApiProperty({ enum: conditionConsequences, enumName: 'ConditionConsequence' })
  consequence: ConditionConsequence;
  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it was found overdue, and its consequence followed.',
  })
  missedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) fulfilledAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) fulfilledById: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;

  static of(condition: FlowCondition): FlowConditionDto {
    const { id, text, kind, dueOn, ownerId, fulfilledAt, fulfilledById, fulfilmentNote, evidenceId } =
      condition;
    const { consequence, missedAt } = condition;
    return {
      ...{ id, text, kind, dueOn, ownerId, consequence, missedAt },
      ...{ fulfilledAt, fulfilledById, note: fulfilmentNote, evidenceId },
    };
  }
}

export class DpiaScreeningDto {
  @ApiProperty({ description: 'An assessment is needed: by one trigger, or by two criteria.' })
  required: boolean;
  @ApiProperty({ enum: dpiaTriggers, enumName: 'DpiaTrigger', isArray: true }) triggers: DpiaTrigger[];
  @ApiProperty({ enum: dpiaCriteria, enumName: 'DpiaCriterion', isArray: true }) criteria: DpiaCriterion[];
}

/** One sharing by itself: with the conditions of its approval. */
export class DataFlowDetailDto extends DataFlowDto {
  @ApiProperty({
    type: DpiaScreeningDto,
    description: 'What was answered in dpia, and what the record shows by itself (Art. 35(3) GDPR, WP 248).',
  })
  dpiaScreening: DpiaScreeningDto;
  @ApiProperty({ type: [FlowConditionDto] }) conditions: FlowConditionDto[];

  static with(flow: DataFlow, conditions: readonly FlowCondition[]): DataFlowDetailDto {
    return {
      ...DataFlowDto.of(flow),
      dpiaScreening: screenDpia(flow),
      conditions: conditions.map((condition) => FlowConditionDto.of(condition)),
    };
  }
}

function identityOf(flow: DataFlow) {
  const { id, revision, reference, agreementId, vendorId, legalEntityId, title, status } = flow;
  return { id, revision, reference, agreementId, vendorId, legalEntityId, title, status };
}

function contentOf(flow: DataFlow) {
  const { direction, volume, frequency, sourceSystem, recipientSystem, dpia, compatibility } = flow;
  return {
    ...{ direction, volume, frequency, sourceSystem, recipientSystem },
    onBehalfOf: flow.onBehalfOf.map((one) => ({ ...one, processing: [...one.processing] })),
    recipients: [...flow.recipients],
    purposes: [...flow.purposes],
    subjectCategories: [...flow.subjectCategories],
    dataCategories: [...flow.dataCategories],
    locations: [...flow.locations],
    transfers: flow.transfers.map(transferShown),
    securityMeasures: [...flow.securityMeasures],
    dpia: dpia && { ...dpia, triggers: [...dpia.triggers], criteria: [...dpia.criteria] },
    compatibility: compatibility && { ...compatibility, factors: [...compatibility.factors] },
  };
}

function standingOf(flow: DataFlow) {
  const { submittedById, submittedAt, decisionId, validUntil, openConditions, activatedAt } = flow;
  const { suspendedBecause, closedAt, endedOn, certificateMissing, createdById, createdAt } = flow;
  return {
    ...{ submittedById, submittedAt, decisionId, validUntil, openConditions, activatedAt },
    ...{ suspendedBecause, closedAt, endedOn, certificateMissing, createdById, createdAt },
    certificate: flow.certificate && ClosingCertificateShownDto.of(flow.certificate),
    emergency: flow.emergency && FlowEmergencyDto.on(flow.emergency),
    standsOn: [...flow.standsOn],
    staleFacts: flow.staleFacts.map((fact) => StaleFactDto.of(fact)),
    reviewDueOn: flow.reviewDueOn,
  };
}
