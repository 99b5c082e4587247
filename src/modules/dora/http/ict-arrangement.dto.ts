import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  IdsField,
  IntField,
  LabelField,
  ObjectsField,
} from '../../../platform/http/fields.js';
import { localDate } from '../../../shared/local-date.js';
import {
  doraAssessed,
  doraIctServices,
  doraImpacts,
  doraNotSubstitutable,
  doraReintegrations,
  doraReliances,
  doraSensitivenesses,
  doraSubstitutabilities,
  doraTerminations,
  type DoraAssessment,
  type DoraIctService,
  type DoraImpact,
  type DoraObstacle,
  type DoraReintegration,
  type DoraReliance,
  type DoraSensitiveness,
  type DoraSubstitutability,
  type DoraTermination,
} from '../../reference-data/codes.js';
import { CountriesField, CountryField } from '../../reference-data/index.js';
import type { IctArrangement, IctService } from '../domain/records.js';
import { CurrencyField, largestAmount, nullable } from './dora-fields.js';

export class IctServiceDto {
  @CodeField({
    codes: doraIctServices,
    name: 'DoraIctService',
    example: 'S19',
    description: 'Of Annex III, once in an agreement (B_02.02.0060).',
  })
  type: DoraIctService;
  @IdsField({ max: 100, example: [], description: 'Functions of companies that use it (B_02.02.0050).' })
  functionIds: string[];
  @CountriesField({
    optional: true,
    example: ['IE'],
    description: 'From where it is provided (B_02.02.0130).',
  })
  provisionCountries?: string[];
  @BoolField({ ...nullable, example: true, description: 'Whether it stores data (B_02.02.0140).' })
  storesData?: boolean | null;
  @CountriesField({
    ...nullable,
    example: null,
    description: 'Where data lie; left out, where the data flows of the agreement say.',
  })
  storageCountries?: string[] | null;
  @CountriesField({
    ...nullable,
    example: null,
    description: 'Where they are managed; left out, where the data flows say.',
  })
  processingCountries?: string[] | null;
  @CodeField({
    ...nullable,
    codes: doraSensitivenesses,
    name: 'DoraSensitiveness',
    example: 'HIGH',
    description: 'B_02.02.0170.',
  })
  sensitiveness?: DoraSensitiveness | null;
  @CodeField({
    ...nullable,
    codes: doraReliances,
    name: 'DoraReliance',
    example: 'FULL',
    description: 'B_02.02.0180.',
  })
  reliance?: DoraReliance | null;
  @CodeField({
    ...nullable,
    codes: doraSubstitutabilities,
    name: 'DoraSubstitutability',
    example: 'MEDIUM',
    description: 'B_07.01.0050.',
  })
  substitutability?: DoraSubstitutability | null;
  @CodeField({
    ...nullable,
    codes: doraNotSubstitutable,
    name: 'DoraObstacle',
    example: null,
    description: 'Why it is hard to substitute (B_07.01.0060).',
  })
  obstacle?: DoraObstacle | null;
  @DayField({ ...nullable, description: 'Day of the last audit (B_07.01.0070).' }) lastAuditOn?:
    string | null;
  @BoolField({ ...nullable, example: true, description: 'B_07.01.0080.' }) hasExitPlan?: boolean | null;
  @CodeField({
    ...nullable,
    codes: doraReintegrations,
    name: 'DoraReintegration',
    example: 'DIFFICULT',
    description: 'B_07.01.0090.',
  })
  reintegration?: DoraReintegration | null;
  @CodeField({
    ...nullable,
    codes: doraImpacts,
    name: 'DoraImpact',
    example: 'HIGH',
    description: 'Of discontinuing it (B_07.01.0100).',
  })
  impact?: DoraImpact | null;
  @CodeField({
    ...nullable,
    codes: doraAssessed,
    name: 'DoraAssessment',
    example: 'YES',
    description: 'Whether others are known (B_07.01.0110).',
  })
  alternatives?: DoraAssessment | null;
  @LabelField({ ...nullable, max: 500, example: 'Other Cloud Ltd', description: 'B_07.01.0120.' })
  alternativeProviders?: string | null;
  @IdsField({
    ...nullable,
    max: 500,
    example: null,
    description: 'Sub-processors of the vendor that underpin it (B_05.02); left out, all that are in use.',
  })
  subprocessorIds?: string[] | null;

  static service(body: IctServiceDto): IctService {
    const { type, functionIds, provisionCountries = [], lastAuditOn } = body;
    return {
      ...{ type, functionIds, provisionCountries, ...assessed(body), ...placed(body) },
      lastAuditOn: lastAuditOn ? localDate(lastAuditOn) : null,
    };
  }
}

function placed(body: IctServiceDto) {
  const { storesData = null, storageCountries = null, processingCountries = null } = body;
  const { sensitiveness = null, reliance = null, subprocessorIds = null } = body;
  return { storesData, storageCountries, processingCountries, sensitiveness, reliance, subprocessorIds };
}

function assessed(body: IctServiceDto) {
  const { substitutability = null, obstacle = null, hasExitPlan = null, reintegration = null } = body;
  const { impact = null, alternatives = null, alternativeProviders = null } = body;
  return {
    substitutability,
    obstacle,
    hasExitPlan,
    reintegration,
    impact,
    alternatives,
    alternativeProviders,
  };
}

export class SetIctArrangementDto {
  @CurrencyField({ ...nullable, description: 'B_02.01.0040.' }) currency?: string | null;
  @IntField({
    ...nullable,
    min: 0,
    max: largestAmount,
    example: 120_000,
    description: 'A year, whole units (B_02.01.0050).',
  })
  annualCost?: number | null;
  @CodeField({
    ...nullable,
    codes: doraTerminations,
    name: 'DoraTermination',
    example: null,
    description: 'B_02.02.0090.',
  })
  terminationReason?: DoraTermination | null;
  @IntField({
    ...nullable,
    min: 0,
    max: 3_650,
    example: 90,
    description: 'Notice that the provider gives, in days (B_02.02.0110).',
  })
  providerNoticeDays?: number | null;
  @CountryField({ ...nullable, description: 'Whose law governs it (B_02.02.0120).' }) governingCountry?:
    string | null;
  @IdsField({
    optional: true,
    max: 200,
    example: [],
    description: 'Our companies that use it; none: the one that signed (B_04.01).',
  })
  userIds?: string[];
  @ObjectsField(() => IctServiceDto, {
    max: 19,
    description: 'None: the agreement is not one for ICT services.',
  })
  services: IctServiceDto[];

  static said(
    agreementId: string,
    body: SetIctArrangementDto,
  ): Omit<IctArrangement, 'id' | 'revision' | 'updatedAt'> {
    const { currency = null, annualCost = null, terminationReason = null, providerNoticeDays = null } = body;
    const { governingCountry = null, userIds = [], services } = body;
    return {
      ...{
        agreementId,
        currency,
        annualCost,
        terminationReason,
        providerNoticeDays,
        governingCountry,
        userIds,
      },
      services: services.map((service) => IctServiceDto.service(service)),
    };
  }
}

export class IctArrangementDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) agreementId: string;
  @ApiProperty({ type: String, nullable: true }) currency: string | null;
  @ApiProperty({ type: Number, nullable: true }) annualCost: number | null;
  @ApiProperty({ enum: doraTerminations, enumName: 'DoraTermination', nullable: true })
  terminationReason: DoraTermination | null;
  @ApiProperty({ type: Number, nullable: true }) providerNoticeDays: number | null;
  @ApiProperty({ type: String, nullable: true }) governingCountry: string | null;
  @ApiProperty({ type: [String], format: 'uuid' }) userIds: string[];
  @ApiProperty({ type: [IctServiceDto] }) services: IctServiceDto[];
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt: Date;

  static of(arrangement: IctArrangement): IctArrangementDto {
    const { id, revision, agreementId, currency, annualCost, terminationReason, providerNoticeDays } =
      arrangement;
    const { governingCountry, userIds, services, updatedAt } = arrangement;
    return {
      ...{ id, revision, agreementId, currency, annualCost, terminationReason, providerNoticeDays },
      ...{ governingCountry, userIds: [...userIds], updatedAt },
      services: services.map(shownService),
    };
  }
}

function shownService(service: IctService): IctServiceDto {
  const { functionIds, provisionCountries, storageCountries, processingCountries, subprocessorIds } = service;
  return {
    ...service,
    ...{ functionIds: [...functionIds], provisionCountries: [...provisionCountries] },
    storageCountries: storageCountries && [...storageCountries],
    processingCountries: processingCountries && [...processingCountries],
    subprocessorIds: subprocessorIds && [...subprocessorIds],
  };
}
