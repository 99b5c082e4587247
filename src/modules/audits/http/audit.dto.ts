import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  CodeField,
  DayField,
  IdField,
  IdsField,
  LabelField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  auditKinds,
  auditOpinions,
  auditStatuses,
  type Audit,
  type AuditKind,
  type AuditOpinion,
  type AuditStatus,
} from '../domain/audit.js';
import type { AuditFields } from '../audits.service.js';
import { SampledControlDto } from './sampled-control.dto.js';

const perhaps = { optional: true, nullable: true } as const;

export class CreateAuditDto {
  @IdField({ description: 'The vendor that is audited (Art. 28(3)(h) GDPR).' }) vendorId: string;
  @CodeField({ codes: auditKinds, name: 'AuditKind', example: 'remote' }) kind: AuditKind;
  @ProseField({ max: 2_000, example: 'Access control and deletion in the payroll service' }) scope: string;
  @IdField({
    ...perhaps,
    example: null,
    description: 'The service of the vendor that is audited; null: all.',
  })
  serviceId?: string | null;
  @DayField({
    ...perhaps,
    example: '2026-05-18',
    description: 'Day for which it is planned; needed without performedOn.',
  })
  plannedFor?: LocalDate | null;
  @DayField({
    ...perhaps,
    example: '2026-05-18',
    description: 'Last day of the audit; not in the future. Without it the audit is one to come.',
  })
  performedOn?: LocalDate | null;
  @LabelField({ max: 200, example: 'Internal audit', description: 'Firm or team that audits.' })
  auditor: string;
  @IdField({
    ...perhaps,
    example: null,
    description: 'Who audits, when it is one of us; never the owner of the vendor.',
  })
  auditorId?: string | null;
  @ObjectsField(() => SampledControlDto, {
    max: 200,
    optional: true,
    example: [],
    description: 'Controls that were tested, or could not be.',
  })
  sampledControls?: SampledControlDto[];
  @IdsField({
    max: 50,
    optional: true,
    example: [],
    description: 'Evidence: the report and other documents.',
  })
  evidenceIds?: string[];
  @CodeField({
    ...perhaps,
    codes: auditOpinions,
    name: 'AuditOpinion',
    example: 'satisfactory_with_findings',
    description: 'What the audit comes to. disclaimer: no judgement was possible.',
  })
  opinion?: AuditOpinion | null;
  @ProseField({
    ...perhaps,
    max: 4_000,
    example: 'Access is well governed; deletion of backups is not proven.',
    description: 'Reasons for the opinion.',
  })
  conclusion?: string | null;
}

export class ChangeAuditDto extends PartialType(OmitType(CreateAuditDto, ['vendorId']), {
  skipNullProperties: false,
}) {}

export function auditFieldsOf(body: CreateAuditDto): AuditFields {
  const { vendorId, kind, scope, serviceId = null, plannedFor = null, performedOn = null } = body;
  const { auditor, auditorId = null, evidenceIds = [], opinion = null, conclusion = null } = body;
  const sampledControls = (body.sampledControls ?? []).map((control) => SampledControlDto.read(control));
  return {
    ...{ vendorId, kind, scope, serviceId, plannedFor, performedOn, auditor, auditorId },
    ...{ sampledControls, evidenceIds, opinion, conclusion },
  };
}

export function auditChangeOf({ sampledControls, ...fields }: ChangeAuditDto): Partial<AuditFields> {
  return {
    ...fields,
    ...(sampledControls === undefined
      ? {}
      : { sampledControls: sampledControls.map((control) => SampledControlDto.read(control)) }),
  };
}

export class StepAuditDto {
  @CodeField({ codes: auditStatuses, name: 'AuditStatus', example: 'concluded' }) to: AuditStatus;
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'All samples are in.',
    description: 'Needed to reopen a concluded audit, and to cancel one.',
  })
  reason?: string;
  @DayField({
    optional: true,
    example: '2026-05-18',
    description: 'With performed: the last day of the audit.',
  })
  performedOn?: LocalDate;
  @CodeField({
    codes: auditOpinions,
    name: 'AuditOpinion',
    optional: true,
    example: 'satisfactory_with_findings',
    description: 'With concluded, unless it was given before.',
  })
  opinion?: AuditOpinion;
  @ProseField({ max: 4_000, optional: true, example: 'Deletion of backups is not proven.' })
  conclusion?: string;
}

type Shown = Omit<Audit, 'sampledControls'>;

class AuditCommonDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: auditKinds, enumName: 'AuditKind' }) kind: AuditKind;
  @ApiProperty({ enum: auditStatuses, enumName: 'AuditStatus' }) status: AuditStatus;
  @ApiProperty() scope: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) serviceId: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) plannedFor: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) performedOn: LocalDate | null;
  @ApiProperty({ example: 'Internal audit' }) auditor: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) auditorId: string | null;
  @ApiProperty({ type: [String], format: 'uuid' }) evidenceIds: string[];
  @ApiProperty({ enum: auditOpinions, enumName: 'AuditOpinion', nullable: true })
  opinion: AuditOpinion | null;
  @ApiProperty({ type: String, nullable: true }) conclusion: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) concludedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) concludedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  protected static common(audit: Shown): AuditCommonDto {
    const { id, revision, vendorId, kind, status, scope, serviceId, plannedFor, performedOn } = audit;
    const { auditor, auditorId, opinion, conclusion, concludedById, concludedAt } = audit;
    const { createdById, createdAt } = audit;
    return {
      ...{
        id,
        revision,
        vendorId,
        kind,
        status,
        scope,
        serviceId,
        plannedFor,
        performedOn,
        auditor,
        auditorId,
      },
      evidenceIds: [...audit.evidenceIds],
      ...{ opinion, conclusion, concludedById, concludedAt, createdById, createdAt },
    };
  }
}

export class AuditDto extends AuditCommonDto {
  @ApiProperty({ type: [SampledControlDto] }) sampledControls: SampledControlDto[];

  static of(audit: Audit): AuditDto {
    return {
      ...AuditCommonDto.common(audit),
      sampledControls: audit.sampledControls.map((control) => SampledControlDto.of(control)),
    };
  }
}

type Listed = Shown & Readonly<{ controlsSampled: number; controlsWithExceptions: number }>;

export class ListedAuditDto extends AuditCommonDto {
  @ApiProperty({ example: 25, description: 'How many controls were sampled.' }) controlsSampled: number;
  @ApiProperty({ example: 2, description: 'How many of them had exceptions.' })
  controlsWithExceptions: number;

  static of(audit: Listed): ListedAuditDto {
    const { controlsSampled, controlsWithExceptions } = audit;
    return { ...AuditCommonDto.common(audit), controlsSampled, controlsWithExceptions };
  }
}

const sorts = ['performedOn', '-performedOn', 'createdAt', '-createdAt'] as const;

export class AuditsRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: '-performedOn',
    description: 'performedOn: the planned day while it is to come.',
  })
  sort: (typeof sorts)[number] = '-performedOn';
  @LabelField({
    max: 200,
    optional: true,
    example: 'deletion',
    description: 'Part of scope, auditor or conclusion.',
  })
  q?: string;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) serviceId?: string;
  @IdField({ optional: true }) auditorId?: string;
  @CodeField({ codes: auditKinds, optional: true, example: 'remote' }) kind?: AuditKind;
  @CodeField({ codes: auditStatuses, optional: true, example: 'planned' }) status?: AuditStatus;
  @CodeField({ codes: auditOpinions, optional: true, example: 'unsatisfactory' }) opinion?: AuditOpinion;
}
