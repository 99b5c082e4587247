import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, IdField, LabelField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  evidenceKinds,
  uploaderKinds,
  type Evidence,
  type EvidenceKind,
  type UploaderKind,
} from '../domain/evidence.js';
import { acceptedMediaTypes } from '../domain/media-type.js';

const validity = { optional: true, nullable: true } as const;

class EvidenceFieldsDto {
  @LabelField({ max: 200, example: 'SOC 2 Type II report 2026' }) title: string;
  @CodeField({ codes: evidenceKinds, name: 'EvidenceKind', example: 'AUDIT_REPORT' }) kind: EvidenceKind;
  @DayField({ ...validity, example: '2026-01-01', description: 'First day for which it holds.' })
  validFrom?: LocalDate | null;
  @DayField({
    ...validity,
    example: '2026-12-31',
    description: 'Last day for which it holds; scores age after it.',
  })
  validTo?: LocalDate | null;
  @IdField({ optional: true, nullable: true, description: 'The vendor that it speaks of.' })
  vendorId?: string | null;
}

export class StoreEvidenceDto extends EvidenceFieldsDto {
  @ApiProperty({
    type: String,
    format: 'binary',
    description: `The document. One of ${acceptedMediaTypes.join(', ')}; judged by its content.`,
  })
  file: unknown;
}

export class ChangeEvidenceDto extends PartialType(OmitType(EvidenceFieldsDto, ['vendorId']), {
  skipNullProperties: false,
}) {}

export class EvidenceDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'SOC 2 Type II report 2026' }) title: string;
  @ApiProperty({ enum: evidenceKinds, enumName: 'EvidenceKind' }) kind: EvidenceKind;
  @ApiProperty({ example: 'soc2-2026.pdf' }) fileName: string;
  @ApiProperty({ enum: acceptedMediaTypes, example: 'application/pdf', description: 'By its content.' })
  mediaType: string;
  @ApiProperty({ example: 48_213, description: 'Bytes.' }) size: number;
  @ApiProperty({
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    description: 'SHA-256 of the content, hexadecimal.',
  })
  sha256: string;
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-01-01' })
  validFrom: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2026-12-31' })
  validTo: LocalDate | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) vendorId: string | null;
  @ApiProperty({ enum: uploaderKinds, enumName: 'UploaderKind' }) uploadedByKind: UploaderKind;
  @ApiProperty({ format: 'uuid' }) uploadedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(evidence: Evidence): EvidenceDto {
    const { id, revision, title, kind, fileName, mediaType, size, sha256, validFrom, validTo } = evidence;
    const { vendorId, uploadedByKind, uploadedById, createdAt } = evidence;
    return {
      ...{ id, revision, title, kind, fileName, mediaType, size, sha256, validFrom, validTo },
      ...{ vendorId, uploadedByKind, uploadedById, createdAt },
    };
  }
}

export class StoredEvidenceDto extends EvidenceDto {
  @ApiProperty({
    type: [String],
    format: 'uuid',
    example: [],
    description: 'Older evidence with the same bytes, at most 20: it was sent before.',
  })
  sameBytesAs: string[];
}

const sorts = ['title', '-title', 'createdAt', '-createdAt', 'validTo', '-validTo'] as const;

export class EvidenceRequest extends ListRequest {
  @CodeField({
    codes: sorts,
    optional: true,
    example: '-createdAt',
    description: 'validTo: soonest to end first, without an end last.',
  })
  sort: (typeof sorts)[number] = '-createdAt';
  @LabelField({ max: 200, optional: true, example: 'soc', description: 'Part of the title or file name.' })
  q?: string;
  @CodeField({ codes: evidenceKinds, name: 'EvidenceKind', optional: true, example: 'CERTIFICATE' })
  kind?: EvidenceKind;
  @IdField({ optional: true }) vendorId?: string;
  @LabelField({ optional: true, min: 64, max: 64, description: 'Exactly this content.' }) sha256?: string;
}
