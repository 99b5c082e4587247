import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  ccpaDisclosureKinds,
  ccpaRoles,
  clauseCodes,
  clauseStatuses,
  partyRoles,
  sccChoiceCodes,
  sccModules,
  type CcpaDisclosureKind,
  type CcpaRole,
  type ClauseCode,
  type ClauseStatus,
  type PartyRole,
  type SccChoice,
  type SccModule,
} from '../../reference-data/index.js';
import {
  agreementKinds,
  agreementStatuses,
  deletionChoices,
  type Agreement,
  type AgreementKind,
  type AgreementStatus,
  type DeletionChoice,
} from '../domain/agreement.js';
import { calendarOf } from '../domain/agreement-calendar.js';
import type { Term } from '../domain/agreement-terms.js';
import { ccpaStanding, type CcpaStanding } from '../domain/ccpa-role.js';
import { clauseCheck, type ClauseCheck, type NamedClause } from '../domain/clause-check.js';
import { FurtherPartyDto, SccChoiceDto, SubprocessorAuthorisationDto } from './agreement.dto.js';

const day = { type: String, format: 'date', nullable: true } as const;
const checkedCodes = [...clauseCodes, ...sccChoiceCodes] as const;

export class ClauseDto {
  @ApiProperty({ enum: clauseCodes, enumName: 'ClauseCode' }) code: ClauseCode;
  @ApiProperty({ enum: clauseStatuses, enumName: 'ClauseStatus' }) status: ClauseStatus;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who judged it last.' })
  reviewedById: string | null;
}

export class NamedClauseDto implements NamedClause {
  @ApiProperty({ enum: checkedCodes, enumName: 'CheckedCode' }) code: ClauseCode | SccChoice;
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

export class AgreementSccChoiceDto extends OmitType(SccChoiceDto, ['note']) {
  @ApiProperty({ type: String, nullable: true }) note: string | null;
}

export class AgreementTermDto implements Term {
  @ApiProperty({ example: 0, description: '0 is the term as agreed, each further one a renewal.' })
  number: number;
  @ApiProperty(day) from: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', description: 'Last day of the term.' }) to: LocalDate;
  @ApiProperty({ ...day, description: 'Last day on which notice keeps it from being followed by another.' })
  noticeOn: LocalDate | null;
}

export class CcpaTermDto {
  @ApiProperty({ example: 'CC_NO_SELL' }) code: string;
  @ApiProperty({ example: 'No selling or sharing' }) label: string;
  @ApiProperty({ example: '11 CCR 7051(a)' }) law: string;
}

export class CcpaStandingDto {
  @ApiProperty({
    enum: ccpaRoles,
    enumName: 'CcpaRole',
    description: 'Computed from the terms, never typed in.',
  })
  ccpaRole: CcpaRole;
  @ApiProperty({ enum: ccpaDisclosureKinds, enumName: 'CcpaDisclosureKind' })
  disclosureKind: CcpaDisclosureKind;
  @ApiProperty({ description: 'A sale or sharing: consumers may opt out, also by a browser signal.' })
  optOutApplies: boolean;
  @ApiProperty({
    type: [CcpaTermDto],
    description: 'What keeps it from being a service provider or contractor.',
  })
  missing: CcpaTermDto[];
  @ApiProperty({
    type: [CcpaTermDto],
    description: 'What the agreement with a third party must hold as well.',
  })
  missingForThirdParty: CcpaTermDto[];

  static of({
    role,
    disclosure,
    optOutApplies,
    missing,
    missingForThirdParty,
  }: CcpaStanding): CcpaStandingDto {
    const named = ({ code, label, law }: CcpaStanding['missing'][number]) => ({
      code,
      label,
      law: law ?? '',
    });
    return {
      ...{ ccpaRole: role, disclosureKind: disclosure, optOutApplies },
      missing: missing.map(named),
      missingForThirdParty: missingForThirdParty.map(named),
    };
  }
}

export class AgreementDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'DPA-2026-014' }) reference: string;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ enum: agreementKinds, enumName: 'AgreementKind' }) kind: AgreementKind;
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) vendorRole: PartyRole;
  @ApiProperty({
    enum: partyRoles,
    enumName: 'PartyRole',
    nullable: true,
    description: 'What our company is.',
  })
  legalEntityRole: PartyRole | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId: string | null;
  @ApiProperty({ type: [AgreementPartyDto] }) parties: AgreementPartyDto[];
  @ApiProperty({ enum: agreementStatuses, enumName: 'AgreementStatus' }) status: AgreementStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) effectiveFrom: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) effectiveTo: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Calendar days.' }) noticePeriodDays:
    number | null;
  @ApiProperty() autoRenewal: boolean;
  @ApiProperty({ type: Number, nullable: true }) renewalMonths: number | null;
  @ApiProperty(day) noticeGivenOn: string | null;
  @ApiProperty({
    type: AgreementTermDto,
    nullable: true,
    description: 'The term of today; null without an end day.',
  })
  currentTerm: AgreementTermDto | null;
  @ApiProperty({ ...day, description: 'The next day on which notice can be given in time.' })
  noticeOn: string | null;
  @ApiProperty({ ...day, description: 'After this day it counts no more; null while it goes on.' })
  lastDay: string | null;
  @ApiProperty({ type: String, nullable: true }) governingLaw: string | null;
  @ApiProperty({ type: AgreementSubprocessorAuthorisationDto, nullable: true })
  subprocessorAuthorisation: AgreementSubprocessorAuthorisationDto | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Elapsed hours.' }) breachNoticeHours:
    number | null;
  @ApiProperty({ enum: deletionChoices, enumName: 'DeletionChoice', nullable: true })
  deletionChoice: DeletionChoice | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Calendar days after the end.' }) deletionDays:
    number | null;
  @ApiProperty() deletionCertificateRequired: boolean;
  @ApiProperty({ enum: sccModules, enumName: 'SccModule', isArray: true }) sccModules: SccModule[];
  @ApiProperty({ type: [AgreementSccChoiceDto] }) sccChoices: AgreementSccChoiceDto[];
  @ApiProperty() coversCcpa: boolean;
  @ApiProperty() crossContextAdvertising: boolean;
  @ApiProperty({
    type: CcpaStandingDto,
    nullable: true,
    description: 'Null where it does not cover the CCPA.',
  })
  ccpa: CcpaStandingDto | null;
  @ApiProperty({ type: [ClauseDto] }) clauses: ClauseDto[];
  @ApiProperty({
    type: ClauseCheckDto,
    description:
      'What is asked for and is not there: Art. 28(3), 26 GDPR, our list between controllers, CCPA terms, choices of the SCC.',
  })
  clauseCheck: ClauseCheckDto;
  @ApiProperty({ type: [String], format: 'uuid', description: 'Evidence.' }) documents: string[];
  @ApiProperty({ type: String, format: 'date', nullable: true }) signedOn: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) endedOn: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  /** As of this day. */
  static of(agreement: Agreement, today: LocalDate): AgreementDto {
    const { id, revision, reference, vendorId, legalEntityId, kind, vendorRole, parentId, status } =
      agreement;
    const { effectiveFrom, effectiveTo, noticePeriodDays, autoRenewal, governingLaw } = agreement;
    const { subprocessorAuthorisation, breachNoticeHours, signedOn, endedOn, createdAt } = agreement;
    const { legalEntityRole, renewalMonths, noticeGivenOn, deletionChoice, deletionDays } = agreement;
    const { deletionCertificateRequired, coversCcpa, crossContextAdvertising } = agreement;
    const ccpa = ccpaStanding(agreement);
    const { currentTerm, noticeOn, lastDay } = calendarOf(agreement, today);
    return {
      ...{ id, revision, reference, vendorId, legalEntityId, kind, vendorRole, legalEntityRole, parentId },
      ...{ status, effectiveFrom, effectiveTo, noticePeriodDays, autoRenewal, renewalMonths, noticeGivenOn },
      ...{ governingLaw, subprocessorAuthorisation, breachNoticeHours, signedOn, endedOn, createdAt },
      ...{ deletionChoice, deletionDays, deletionCertificateRequired, coversCcpa, crossContextAdvertising },
      ...{ currentTerm, noticeOn, lastDay },
      sccModules: [...agreement.sccModules],
      sccChoices: agreement.sccChoices.map(({ code, value, note }) => ({ code, value, note })),
      ccpa: ccpa && CcpaStandingDto.of(ccpa),
      parties: agreement.parties.map(({ name, role, country }) => ({ name, role, country })),
      clauses: agreement.clauses.map(({ code, status: found, note, reviewedById }) => {
        return { code, status: found, note, reviewedById };
      }),
      clauseCheck: clauseCheck(agreement),
      documents: [...agreement.documents],
    };
  }
}

export class AgreementCalendarDto {
  @ApiProperty({ type: String, format: 'date', description: 'The day of the question.' }) on: LocalDate;
  @ApiProperty({ type: AgreementTermDto, nullable: true, description: 'The term in which the day lies.' })
  currentTerm: AgreementTermDto | null;
  @ApiProperty({ ...day, description: 'The next day on which notice can be given in time.' })
  noticeOn: LocalDate | null;
  @ApiProperty({ ...day, description: 'After this day it counts no more; null while it goes on.' })
  lastDay: LocalDate | null;
  @ApiProperty({
    ...day,
    description: 'Until when we may object to a sub-processor of which a notice arrives on that day.',
  })
  lastDayToObject: LocalDate | null;
  @ApiProperty({
    type: [AgreementTermDto],
    description: 'The terms that follow by themselves, the next first.',
  })
  renewals: AgreementTermDto[];
}
