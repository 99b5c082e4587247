import { PartialType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  CodesField,
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
  sccChoiceCodes,
  sccModules,
  subprocessorAuthorisations,
  type ClauseCode,
  type ClauseStatus,
  type PartyRole,
  type SccChoice,
  type SccModule,
  type SubprocessorAuthorisation,
} from '../../reference-data/index.js';
import {
  agreementKinds,
  agreementStatuses,
  deletionChoices,
  type AgreementKind,
  type AgreementStatus,
  type DeletionChoice,
} from '../domain/agreement.js';

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

export class SccChoiceDto {
  @CodeField({ codes: sccChoiceCodes, name: 'SccChoice', example: 'SCC_17' }) code: SccChoice;
  @LabelField({
    max: 500,
    example: 'Law of Ireland',
    description: 'What is filled in. SCC_9A is OPTION_1 (specific) or OPTION_2 (general).',
  })
  value: string;
  @ProseField({ ...nullable, max: 2_000, example: null }) note?: string | null;
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
  @CodeField({
    ...nullable,
    codes: partyRoles,
    name: 'PartyRole',
    example: 'CONTROLLER',
    description: 'What our company is under it; as the legal entity says unless told.',
  })
  legalEntityRole?: PartyRole | null;
  @IdField({ ...nullable, example: null, description: 'The master agreement, between the same parties.' })
  parentId?: string | null;
  @ObjectsField(() => FurtherPartyDto, { optional: true, max: 50, description: 'Further parties.' })
  parties?: FurtherPartyDto[];
  @DayField({ ...nullable, example: '2026-01-01', description: 'First day on which it counts.' })
  effectiveFrom?: LocalDate | null;
  @DayField({ ...nullable, example: '2028-12-31', description: 'Last day of its first term; null is open.' })
  effectiveTo?: LocalDate | null;
  @IntField({ ...nullable, min: 0, max: 3_650, example: 90, description: 'Calendar days.' })
  noticePeriodDays?: number | null;
  @BoolField({ optional: true, example: false, description: 'Goes on after its last day by itself.' })
  autoRenewal?: boolean;
  @IntField({
    ...nullable,
    min: 1,
    max: 120,
    example: 12,
    description: 'Months of each further term, where it renews itself. Ends of months stay ends of months.',
  })
  renewalMonths?: number | null;
  @DayField({
    ...nullable,
    example: null,
    description:
      'When either side gave notice, not after today: the term for which it was in time is the last.',
  })
  noticeGivenOn?: LocalDate | null;
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
  @CodeField({
    ...nullable,
    codes: deletionChoices,
    name: 'DeletionChoice',
    example: 'DELETE',
    description: 'What happens with the data at the end (Art. 28(3)(g) GDPR).',
  })
  deletionChoice?: DeletionChoice | null;
  @IntField({
    ...nullable,
    min: 0,
    max: 3_650,
    example: 30,
    description: 'Calendar days after the end in which it happens.',
  })
  deletionDays?: number | null;
  @BoolField({ optional: true, example: true, description: 'The vendor certifies it.' })
  deletionCertificateRequired?: boolean;
  @CodesField({
    optional: true,
    codes: sccModules,
    name: 'SccModule',
    example: ['SCC_M2'],
    description:
      'Modules of the transfer clauses (EU) 2021/914 that it carries: those of the roles of both sides.',
  })
  sccModules?: SccModule[];
  @ObjectsField(() => SccChoiceDto, {
    optional: true,
    max: sccChoiceCodes.length,
    description: 'What the transfer clauses leave to the parties, as it is filled in.',
  })
  sccChoices?: SccChoiceDto[];
  @BoolField({
    optional: true,
    example: false,
    description:
      'Personal information of Californian consumers is disclosed under it: the CCPA terms are asked for.',
  })
  coversCcpa?: boolean;
  @BoolField({
    optional: true,
    example: false,
    description: 'It allows advertising across businesses with the data, Cal. Civ. Code 1798.140(k), (ah).',
  })
  crossContextAdvertising?: boolean;
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

export class AgreementOnRequest {
  @DayField({ optional: true, description: 'Today unless told.' }) on?: LocalDate;
}
