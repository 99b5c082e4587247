import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  IdField,
  IdsField,
  IntField,
  LabelField,
  ObjectField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  clauseCodes,
  clauseStatuses,
  CountryField,
  partyRoles,
  subprocessorAuthorisations,
  type ClauseCode,
  type ClauseStatus,
  type PartyRole,
  type SubprocessorAuthorisation,
} from '../../reference-data/index.js';
import {
  agreementKinds,
  agreementStatuses,
  type Agreement,
  type AgreementKind,
  type AgreementStatus,
} from '../domain/agreement.js';
import { clauseCheck, type ClauseCheck, type NamedClause } from '../domain/clause-check.js';

const nullable = { optional: true, nullable: true } as const;

export class ClauseFindingDto {
  @CodeField({ codes: clauseCodes, name: 'ClauseCode', example: 'A28_3_H_AUDIT' }) code: ClauseCode;
  @CodeField({ codes: clauseStatuses, name: 'ClauseStatus', example: 'PRESENT' }) status: ClauseStatus;
  @ProseField({
    ...nullable,
    max: 2_000,
    example: 'Clause 9; on-site audits once a year with 30 days notice.',
    description: 'Where it stands and how it is met. NOT_APPLICABLE needs the reason here.',
  })
  note?: string | null;
}

export class FurtherPartyDto {
  @LabelField({ max: 200, example: 'Example Holding AG' }) name: string;
  @CodeField({ codes: partyRoles, name: 'PartyRole', example: 'JOINT_CONTROLLER' }) role: PartyRole;
  @CountryField({ ...nullable, example: 'AT' }) country?: string | null;
}

export class SubprocessorAuthorisationDto {
  @CodeField({
    codes: subprocessorAuthorisations,
    name: 'SubprocessorAuthorisation',
    example: 'GENERAL',
    description: 'GDPR Art. 28(2).',
  })
  kind: SubprocessorAuthorisation;
  @IntField({
    ...nullable,
    min: 0,
    max: 365,
    example: 30,
    description: 'Calendar days in which we may object to a new sub-processor.',
  })
  objectionDays?: number | null;
}

export class CreateAgreementDto {
  @LabelField({
    max: 100,
    optional: true,
    example: 'DPA-2026-014',
    description: "The contract's number, unique. Given by us unless told.",
  })
  reference?: string;
  @IdField({ description: 'The vendor that is bound.' }) vendorId: string;
  @IdField({ description: 'Our company that is bound.' }) legalEntityId: string;
  @CodeField({ codes: agreementKinds, name: 'AgreementKind', example: 'data_processing' })
  kind: AgreementKind;
  @CodeField({
    codes: partyRoles,
    name: 'PartyRole',
    example: 'PROCESSOR',
    description: 'What the vendor is under this agreement (Art. 4(7)–(10), 26, 28 GDPR).',
  })
  vendorRole: PartyRole;
  @IdField({ ...nullable, example: null, description: 'The master agreement, or what this one amends.' })
  parentId?: string | null;
  @ObjectsField(() => FurtherPartyDto, { optional: true, max: 50, description: 'Further parties.' })
  parties?: FurtherPartyDto[];
  @DayField({ ...nullable, example: '2026-01-01', description: 'First day on which it counts.' })
  effectiveFrom?: LocalDate | null;
  @DayField({ ...nullable, example: '2028-12-31', description: 'Last day on which it counts; null is open.' })
  effectiveTo?: LocalDate | null;
  @IntField({ ...nullable, min: 0, max: 3_650, example: 90, description: 'Calendar days.' })
  noticePeriodDays?: number | null;
  @BoolField({ optional: true, example: false, description: 'Goes on after its last day by itself.' })
  autoRenewal?: boolean;
  @LabelField({ ...nullable, max: 100, example: 'German law' }) governingLaw?: string | null;
  @ObjectField(() => SubprocessorAuthorisationDto, nullable)
  subprocessorAuthorisation?: SubprocessorAuthorisationDto | null;
  @IntField({
    ...nullable,
    min: 0,
    max: 720,
    example: 24,
    description:
      'Elapsed hours in which the vendor reports a breach to us (Art. 33(2) GDPR names no number).',
  })
  breachNoticeHours?: number | null;
  @ObjectsField(() => ClauseFindingDto, {
    optional: true,
    max: clauseCodes.length,
    description:
      'What was found of each clause. The list that the law asks for is laid out by itself; clauses left out stay as they are.',
  })
  clauses?: ClauseFindingDto[];
  @IdsField({
    optional: true,
    max: 50,
    example: [],
    description: 'Evidence: the signed contract, its annexes.',
  })
  documents?: string[];
}

export class ChangeAgreementDto extends PartialType(CreateAgreementDto, { skipNullProperties: false }) {}

export class MoveAgreementDto {
  @CodeField({ codes: agreementStatuses, name: 'AgreementStatus', example: 'in_review' }) to: AgreementStatus;
  @ProseField({ max: 2_000, example: 'Sent to the vendor for review.' }) reason: string;
  @DayField({
    optional: true,
    example: '2026-01-01',
    description: 'The day on which it happened, not after today; today unless told.',
  })
  on?: LocalDate;
}

export class ClauseDto {
  @ApiProperty({ enum: clauseCodes, enumName: 'ClauseCode' }) code: ClauseCode;
  @ApiProperty({ enum: clauseStatuses, enumName: 'ClauseStatus' }) status: ClauseStatus;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who judged it last.' })
  reviewedById: string | null;
}

export class NamedClauseDto implements NamedClause {
  @ApiProperty({ enum: clauseCodes, enumName: 'ClauseCode' }) code: ClauseCode;
  @ApiProperty({ example: 'All Art. 32 measures' }) label: string;
  @ApiProperty({ example: 'GDPR Art. 28(3)(c)' }) law: string;
}

export class ClauseCheckDto implements ClauseCheck {
  @ApiProperty({ description: 'Everything reviewed, nothing missing or partial.' }) complete: boolean;
  @ApiProperty({ type: [NamedClauseDto] }) missing: NamedClauseDto[];
  @ApiProperty({ type: [NamedClauseDto] }) partial: NamedClauseDto[];
  @ApiProperty({ type: [NamedClauseDto] }) notReviewed: NamedClauseDto[];
}

export class AgreementPartyDto extends OmitType(FurtherPartyDto, ['country']) {
  @ApiProperty({ type: String, nullable: true, example: 'AT' }) country: string | null;
}

export class AgreementSubprocessorAuthorisationDto extends OmitType(SubprocessorAuthorisationDto, [
  'objectionDays',
]) {
  @ApiProperty({ type: Number, nullable: true, example: 30 }) objectionDays: number | null;
}

export class AgreementDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'DPA-2026-014' }) reference: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ enum: agreementKinds, enumName: 'AgreementKind' }) kind: AgreementKind;
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) vendorRole: PartyRole;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId: string | null;
  @ApiProperty({ type: [AgreementPartyDto] }) parties: AgreementPartyDto[];
  @ApiProperty({ enum: agreementStatuses, enumName: 'AgreementStatus' }) status: AgreementStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) effectiveFrom: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) effectiveTo: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Calendar days.' }) noticePeriodDays:
    number | null;
  @ApiProperty() autoRenewal: boolean;
  @ApiProperty({ type: String, nullable: true }) governingLaw: string | null;
  @ApiProperty({ type: AgreementSubprocessorAuthorisationDto, nullable: true })
  subprocessorAuthorisation: AgreementSubprocessorAuthorisationDto | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Elapsed hours.' }) breachNoticeHours:
    number | null;
  @ApiProperty({ type: [ClauseDto] }) clauses: ClauseDto[];
  @ApiProperty({
    type: ClauseCheckDto,
    description: 'What the law asks for and is not there (Art. 28(3), 26 GDPR).',
  })
  clauseCheck: ClauseCheckDto;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Evidence.' }) documents: string[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) signedOn: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(agreement: Agreement): AgreementDto {
    const { id, revision, reference, vendorId, legalEntityId, kind, vendorRole, parentId, status } =
      agreement;
    const { effectiveFrom, effectiveTo, noticePeriodDays, autoRenewal, governingLaw } = agreement;
    const { subprocessorAuthorisation, breachNoticeHours, signedOn, endedOn, createdAt } = agreement;
    return {
      ...{ id, revision, reference, vendorId, legalEntityId, kind, vendorRole, parentId, status },
      ...{ effectiveFrom, effectiveTo, noticePeriodDays, autoRenewal, governingLaw },
      ...{ subprocessorAuthorisation, breachNoticeHours, signedOn, endedOn, createdAt },
      parties: agreement.parties.map(({ name, role, country }) => ({ name, role, country })),
      clauses: agreement.clauses.map(({ code, status: found, note, reviewedById }) => {
        return { code, status: found, note, reviewedById };
      }),
      clauseCheck: clauseCheck(agreement.clauses),
      documents: [...agreement.documents],
    };
  }
}

const sorts = ['reference', '-reference', 'createdAt', '-createdAt'] as const;

export class AgreementsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
  @LabelField({
    max: 200,
    optional: true,
    example: 'DPA',
    description: "Part of the reference or of the vendor's name.",
  })
  q?: string;
  @IdField({ optional: true }) vendorId?: string;
  @IdField({ optional: true }) legalEntityId?: string;
  @CodeField({ codes: agreementKinds, optional: true, example: 'data_processing' }) kind?: AgreementKind;
  @CodeField({ codes: agreementStatuses, optional: true, example: 'in_force' }) status?: AgreementStatus;
}
