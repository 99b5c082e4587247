import { ApiProperty, IntersectionType, OmitType, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { CodeField, DayField, IdField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { evidenceKinds, type EvidenceKind } from '../../reference-data/codes.js';
import {
  contentStates,
  expiringDays,
  uploaderKinds,
  validities,
  validityOn,
  verificationOutcomes,
  type ContentState,
  type Evidence,
  type UploaderKind,
  type Validity,
  type VerificationOutcome,
} from '../domain/evidence.js';
import { acceptedMediaTypes } from '../domain/media-type.js';

const clearable = { optional: true, nullable: true } as const;

class EvidenceFieldsDto {
  @LabelField({ max: 200, example: 'SOC 2 Type II report 2026' }) title: string;
  @CodeField({
    codes: evidenceKinds,
    name: 'EvidenceKind',
    example: 'SOC2_TYPE_2',
    description: 'From the code list evidence_kind.',
  })
  kind: EvidenceKind;
  @LabelField({ ...clearable, max: 200, example: 'Nordaudit AB', description: 'Who issued it.' })
  issuer?: string | null;
  @ProseField({
    ...clearable,
    max: 2_000,
    example: 'The hosting platform in Dublin and Frankfurt',
    description: 'What it covers: companies, sites, services, systems.',
  })
  scope?: string | null;
  @DayField({
    ...clearable,
    example: '2026-01-01',
    description: 'Effective date: the first day for which it holds. Not the day of the upload.',
  })
  validFrom?: LocalDate | null;
  @DayField({
    ...clearable,
    example: '2026-12-31',
    description: 'Expiry date: the last day for which it holds; scores age after it.',
  })
  validTo?: LocalDate | null;
  @IdField({
    ...clearable,
    description: 'Of an ISO_CERTIFICATE: evidence of kind STATEMENT_OF_APPLICABILITY of the same vendor.',
  })
  statementOfApplicabilityId?: string | null;
  @IdField({ ...clearable, description: 'The vendor that it speaks of.' })
  vendorId?: string | null;
}

class FilePartDto {
  @ApiProperty({
    type: String,
    format: 'binary',
    description: `The document. One of ${acceptedMediaTypes.join(', ')}; judged by its content.`,
  })
  file: unknown;
}

export class StoreEvidenceDto extends IntersectionType(EvidenceFieldsDto, FilePartDto) {}

/** What is left out is as it was in the version before, but for the days. */
export class StoreVersionDto extends IntersectionType(
  PartialType(OmitType(EvidenceFieldsDto, ['vendorId']), { skipNullProperties: false }),
  FilePartDto,
) {}

export class ChangeEvidenceDto extends PartialType(OmitType(EvidenceFieldsDto, ['vendorId']), {
  skipNullProperties: false,
}) {}

export class VerifyEvidenceDto {
  @CodeField({
    codes: verificationOutcomes,
    name: 'VerificationOutcome',
    example: 'verified',
    description: 'verified: it is what it says it is. rejected: it is not.',
  })
  outcome: VerificationOutcome;
  @ProseField({
    max: 2_000,
    example: 'Found in the register of the certification body, same number and scope.',
    description: 'What was looked at.',
  })
  note: string;
}

export class EraseEvidenceDto {
  @ProseField({
    max: 2_000,
    example: 'The report names patients who objected.',
    description: 'Why; it stays.',
  })
  reason: string;
  @LabelField({ max: 200, example: 'GDPR Art. 17(1)(d)', description: 'The law or order that asks for it.' })
  legalGround: string;
}

export class EvidenceDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'SOC 2 Type II report 2026' }) title: string;
  @ApiProperty({ enum: evidenceKinds, enumName: 'EvidenceKind' }) kind: EvidenceKind;
  @ApiProperty({ type: String, nullable: true, example: 'Nordaudit AB' }) issuer: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'The hosting platform' }) scope: string | null;
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
  @ApiProperty({
    enum: validities,
    enumName: 'EvidenceValidity',
    example: 'valid',
    description: `As of today: expiring in its last ${expiringDays} days.`,
  })
  validity: Validity;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) statementOfApplicabilityId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) vendorId: string | null;
  @ApiProperty({ example: 1, description: '1 for the first version of a document.' }) version: number;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The version before.' })
  supersedesId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The version after.' })
  supersededById: string | null;
  @ApiProperty({ enum: verificationOutcomes, enumName: 'VerificationOutcome', nullable: true })
  verificationOutcome: VerificationOutcome | null;
  @ApiProperty({ type: String, nullable: true }) verificationNote: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Never who stored it.' })
  verifiedById: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) verifiedAt: Date | null;
  @ApiProperty({
    enum: contentStates,
    enumName: 'ContentState',
    example: 'kept',
    description:
      'Of the bytes. erasing: not given out any more, deleted within minutes. withheld: not given out, and kept for ' +
      'another document that has the same ones. erased: gone; hash, size and reason remain.',
  })
  contentState: ContentState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) erasedAt: Date | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) erasedById: string | null;
  @ApiProperty({ type: String, nullable: true }) erasureReason: string | null;
  @ApiProperty({ type: String, nullable: true, example: null }) legalGround: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) bytesDeletedAt: Date | null;
  @ApiProperty({ enum: uploaderKinds, enumName: 'UploaderKind' }) uploadedByKind: UploaderKind;
  @ApiProperty({ format: 'uuid' }) uploadedById: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'When it was sent.' }) createdAt: Date;

  static of(evidence: Evidence, today: LocalDate): EvidenceDto {
    const { id, revision, title, kind, issuer, scope, fileName, mediaType, size, sha256 } = evidence;
    const { validFrom, validTo, statementOfApplicabilityId, vendorId } = evidence;
    const { version, supersedesId, supersededById } = evidence;
    const { verificationOutcome, verificationNote, verifiedById, verifiedAt } = evidence;
    const { contentState, erasedAt, erasedById, erasureReason, legalGround, bytesDeletedAt } = evidence;
    const { uploadedByKind, uploadedById, createdAt } = evidence;
    return {
      ...{ id, revision, title, kind, issuer, scope, fileName, mediaType, size, sha256 },
      ...{ validFrom, validTo, validity: validityOn(today, evidence), statementOfApplicabilityId, vendorId },
      ...{ version, supersedesId, supersededById },
      ...{ verificationOutcome, verificationNote, verifiedById, verifiedAt },
      ...{ contentState, erasedAt, erasedById, erasureReason, legalGround, bytesDeletedAt },
      ...{ uploadedByKind, uploadedById, createdAt },
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

export class EvidenceVersionsDto {
  @ApiProperty({ type: [EvidenceDto], description: 'The first version first.' }) items: EvidenceDto[];
}
