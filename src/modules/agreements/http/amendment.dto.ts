import { ApiProperty, PartialType, PickType } from '@nestjs/swagger';
import {
  CodeField,
  DayField,
  IdsField,
  LabelField,
  ObjectField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  amendable,
  amendmentStatuses,
  type AgreementVersion,
  type Amendment,
  type AmendmentStatus,
} from '../domain/amendment.js';
import { CreateAgreementDto } from './agreement.dto.js';
import { AgreementDto } from './agreement-shown.dto.js';

export class AmendedTermsDto extends PartialType(PickType(CreateAgreementDto, amendable), {
  skipNullProperties: false,
}) {}

export class DraftAmendmentDto {
  @LabelField({
    max: 100,
    optional: true,
    example: 'DPA-2026-014/1',
    description: 'Its number, unique in the agreement. Given by us unless told.',
  })
  reference?: string;
  @ObjectField(() => AmendedTermsDto, {
    example: { breachNoticeHours: 24 },
    description: 'The new terms; what is left out stays. Of clauses, what was found in the amendment.',
  })
  changes: AmendedTermsDto;
  @DayField({ example: '2027-01-01', description: 'The first day on which the new terms hold.' })
  effectiveFrom: LocalDate;
  @IdsField({ optional: true, max: 50, example: [], description: 'Evidence: the signed amendment.' })
  documents?: string[];
  @ProseField({ max: 2_000, example: 'The vendor shortens its notice of breaches.' }) reason: string;
}

export class SignAmendmentDto {
  @ProseField({ max: 2_000, example: 'Signed by both sides.' }) reason: string;
  @DayField({ optional: true, description: 'The day of the signature, not after today; today unless told.' })
  on?: LocalDate;
}

export class WithdrawAmendmentDto {
  @ProseField({ max: 2_000, example: 'The vendor did not agree.' }) reason: string;
}

const terms = { type: 'object', additionalProperties: true } as const;

export class AmendmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ example: 'DPA-2026-014/1' }) reference: string;
  @ApiProperty({ ...terms, description: 'The new terms, by field of the agreement.' })
  changes: Readonly<Record<string, unknown>>;
  @ApiProperty({ ...terms, nullable: true, description: 'What they were until it took effect; null before.' })
  replaced: Readonly<Record<string, unknown>> | null;
  @ApiProperty({ type: String, format: 'date' }) effectiveFrom: string;
  @ApiProperty({ type: [String], format: 'uuid' }) documents: string[];
  @ApiProperty() reason: string;
  @ApiProperty({ enum: amendmentStatuses, enumName: 'AmendmentStatus' }) status: AmendmentStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) signedOn: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) signedById: string | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(amendment: Amendment): AmendmentDto {
    const { id, revision, agreementId, reference, changes, replaced, effectiveFrom, reason } = amendment;
    const { status, signedOn, signedById, createdById, createdAt } = amendment;
    return {
      ...{ id, revision, agreementId, reference, changes, replaced, effectiveFrom, reason },
      ...{ status, signedOn, signedById, createdById, createdAt },
      documents: [...amendment.documents],
    };
  }
}

export class AgreementTermsDto extends PickType(AgreementDto, amendable) {}

export class VersionAmendmentDto extends PickType(AmendmentDto, [
  'id',
  'reference',
  'effectiveFrom',
  'status',
]) {}

export class AgreementVersionDto {
  @ApiProperty({ type: String, format: 'date' }) on: LocalDate;
  @ApiProperty({ example: 1, description: 'How many amendments hold; 0 is the agreement as it was signed.' })
  number: number;
  @ApiProperty({ type: [VersionAmendmentDto], description: 'The oldest first.' })
  amendments: VersionAmendmentDto[];
  @ApiProperty({ type: AgreementTermsDto }) terms: object;

  static of({ on, number, amendments, terms: held }: AgreementVersion): AgreementVersionDto {
    const shown = amendments.map(({ id, reference, effectiveFrom, status }) => {
      return { id, reference, effectiveFrom, status };
    });
    return { on, number, amendments: shown, terms: held };
  }
}

const sorts = ['effectiveFrom', '-effectiveFrom', 'createdAt', '-createdAt'] as const;

export class AmendmentsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-effectiveFrom' }) sort: (typeof sorts)[number] =
    '-effectiveFrom';
  @CodeField({ codes: amendmentStatuses, optional: true, example: 'signed' }) status?: AmendmentStatus;
}
