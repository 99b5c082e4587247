import { ApiProperty, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, IdField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { certificationSchemes, type CertificationScheme } from '../../reference-data/index.js';
import type { Certification } from '../domain/certification.js';

export class CreateCertificationDto {
  @CodeField({ codes: certificationSchemes, name: 'CertificationScheme', example: 'ISO_27001' })
  scheme: CertificationScheme;
  @ProseField({
    max: 2_000,
    optional: true,
    nullable: true,
    example: 'Development and operation of the analytics platform, Amsterdam and Dublin.',
    description: 'What it covers; a certificate of another product or place proves nothing here.',
  })
  scope?: string | null;
  @LabelField({ max: 200, optional: true, nullable: true, example: 'Example Certification Ltd' })
  issuer?: string | null;
  @DayField({ optional: true, nullable: true, example: '2026-01-15', description: 'First day.' })
  validFrom?: LocalDate | null;
  @DayField({
    optional: true,
    nullable: true,
    example: '2029-01-14',
    description: 'Last day; null when it does not end by itself.',
  })
  validTo?: LocalDate | null;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The stored certificate (POST /evidence).',
  })
  evidenceId?: string | null;
}

export class ChangeCertificationDto extends PartialType(CreateCertificationDto, {
  skipNullProperties: false,
}) {}

export class CertificationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: certificationSchemes, enumName: 'CertificationScheme' }) scheme: CertificationScheme;
  @ApiProperty({ type: String, nullable: true }) scope: string | null;
  @ApiProperty({ type: String, nullable: true }) issuer: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validFrom: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo: LocalDate | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;
  @ApiProperty({ example: false }) removed: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(certification: Certification): CertificationDto {
    const { id, revision, vendorId, scheme, scope, issuer, validFrom, validTo } = certification;
    const { evidenceId, removed, createdAt } = certification;
    return {
      ...{ id, revision, vendorId, scheme, scope, issuer, validFrom, validTo },
      ...{ evidenceId, removed, createdAt },
    };
  }
}

const sorts = ['validTo', '-validTo', 'createdAt', '-createdAt'] as const;

export class CertificationsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'validTo' }) sort: (typeof sorts)[number] = 'validTo';
  @CodeField({ codes: certificationSchemes, optional: true, example: 'ISO_27001' })
  scheme?: CertificationScheme;
  @DayField({ optional: true, example: '2026-06-01', description: 'Only those valid on this day.' })
  validOn?: string;
}
