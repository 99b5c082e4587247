import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, IdField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { auditKinds, type Audit, type AuditKind } from '../domain/audit.js';

export class CreateAuditDto {
  @IdField({ description: 'The vendor that was audited (Art. 28(3)(h) GDPR).' }) vendorId: string;
  @CodeField({ codes: auditKinds, name: 'AuditKind', example: 'remote' }) kind: AuditKind;
  @ProseField({ max: 2_000, example: 'Access control and deletion in the payroll service' }) scope: string;
  @DayField({ example: '2026-05-18', description: 'Last day of the audit; not in the future.' })
  performedOn: LocalDate;
  @LabelField({ max: 200, example: 'Internal audit', description: 'Firm or team that audited.' })
  auditor: string;
  @ProseField({ max: 4_000, example: 'Access is well governed; deletion of backups is not proven.' })
  conclusion: string;
}

export class ChangeAuditDto extends PartialType(OmitType(CreateAuditDto, ['vendorId']), {
  skipNullProperties: false,
}) {}

export class AuditDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: auditKinds, enumName: 'AuditKind' }) kind: AuditKind;
  @ApiProperty() scope: string;
  @ApiProperty({ type: String, format: 'date' }) performedOn: LocalDate;
  @ApiProperty({ example: 'Internal audit' }) auditor: string;
  @ApiProperty() conclusion: string;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(audit: Audit): AuditDto {
    const { id, revision, vendorId, kind, scope, performedOn, auditor, conclusion } = audit;
    const { createdById, createdAt } = audit;
    return { id, revision, vendorId, kind, scope, performedOn, auditor, conclusion, createdById, createdAt };
  }
}

const sorts = ['performedOn', '-performedOn', 'createdAt', '-createdAt'] as const;

export class AuditsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-performedOn' })
  sort: (typeof sorts)[number] = '-performedOn';
  @LabelField({
    max: 200,
    optional: true,
    example: 'deletion',
    description: 'Part of scope, auditor or conclusion.',
  })
  q?: string;
  @IdField({ optional: true }) vendorId?: string;
  @CodeField({ codes: auditKinds, optional: true, example: 'remote' }) kind?: AuditKind;
}
