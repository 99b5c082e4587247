import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  IdField,
  IntField,
  LabelField,
  ObjectField,
  ProseField,
} from '../../../platform/http/fields.js';
import { localDate } from '../../../shared/local-date.js';
import {
  doraEntityTypes,
  doraHierarchies,
  type DoraEntityType,
  type DoraHierarchy,
} from '../../reference-data/codes.js';
import { definedTerms, type FinancialEntity } from '../domain/records.js';
import { CurrencyField, largestAmount, nullable } from './dora-fields.js';

const Term = () => ProseField({ max: 2_000, example: 'As in Art. 3 of our policy on ICT risk.' });

/** How the entity reads what it reports (B_99.01). */
export class DefinitionsDto implements Record<(typeof definedTerms)[number], string> {
  @Term() standaloneArrangement: string;
  @Term() overarchingArrangement: string;
  @Term() subsequentArrangement: string;
  @Term() lowSensitiveness: string;
  @Term() mediumSensitiveness: string;
  @Term() highSensitiveness: string;
  @Term() lowFunctionImpact: string;
  @Term() mediumFunctionImpact: string;
  @Term() highFunctionImpact: string;
  @Term() notSubstitutable: string;
  @Term() highlyComplexSubstitutability: string;
  @Term() mediumSubstitutability: string;
  @Term() easilySubstitutable: string;
  @Term() easyReintegration: string;
  @Term() difficultReintegration: string;
  @Term() highlyComplexReintegration: string;
  @Term() lowServiceImpact: string;
  @Term() mediumServiceImpact: string;
  @Term() highServiceImpact: string;
}

export class SetFinancialEntityDto {
  @CodeField({
    codes: doraEntityTypes,
    name: 'DoraEntityType',
    example: 'CREDIT_INSTITUTION',
    description: 'B_01.02.0040.',
  })
  entityType: DoraEntityType;
  @CodeField({
    codes: doraHierarchies,
    name: 'DoraHierarchy',
    example: 'STANDALONE',
    description: 'B_01.02.0050.',
  })
  hierarchy: DoraHierarchy;
  @IdField({
    ...nullable,
    example: null,
    description: 'Of our companies, the one directly above it (B_01.02.0060).',
  })
  parentId?: string | null;
  @BoolField({
    optional: true,
    example: true,
    description: 'It keeps and files the register (B_01.01). One company does.',
  })
  maintainsRegister?: boolean;
  @LabelField({ ...nullable, max: 200, example: 'BaFin', description: 'B_01.01.0050.' })
  competentAuthority?: string | null;
  @DayField({
    ...nullable,
    example: '2025-01-17',
    description: 'When it came into the register (B_01.02.0080).',
  })
  integratedOn?: string | null;
  @DayField({ ...nullable, example: null, description: 'When it left the register (B_01.02.0090).' })
  removedOn?: string | null;
  @CurrencyField({ ...nullable, description: 'Of totalAssets, and of the register that it keeps.' })
  currency?: string | null;
  @IntField({
    ...nullable,
    min: 0,
    max: largestAmount,
    example: 1_200_000_000,
    description: 'Whole units (B_01.02.0110).',
  })
  totalAssets?: number | null;
  @ObjectField(() => DefinitionsDto, { ...nullable, description: 'How it reads the levels (B_99.01).' })
  definitions?: DefinitionsDto | null;

  static said(
    legalEntityId: string,
    body: SetFinancialEntityDto,
  ): Omit<FinancialEntity, 'id' | 'revision' | 'updatedAt'> {
    const {
      entityType,
      hierarchy,
      parentId = null,
      maintainsRegister = false,
      competentAuthority = null,
    } = body;
    const { currency = null, totalAssets = null, definitions } = body;
    return {
      ...{ legalEntityId, entityType, hierarchy, parentId, maintainsRegister, competentAuthority },
      ...{ currency, totalAssets, integratedOn: dayOf(body.integratedOn), removedOn: dayOf(body.removedOn) },
      definitions: definitions ? definedTerms.map((term) => definitions[term]) : null,
    };
  }
}

const dayOf = (day: string | null | undefined) => (day ? localDate(day) : null);

export class FinancialEntityDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({ enum: doraEntityTypes, enumName: 'DoraEntityType' }) entityType: DoraEntityType;
  @ApiProperty({ enum: doraHierarchies, enumName: 'DoraHierarchy' }) hierarchy: DoraHierarchy;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) parentId: string | null;
  @ApiProperty() maintainsRegister: boolean;
  @ApiProperty({ type: String, nullable: true }) competentAuthority: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) integratedOn: string | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) removedOn: string | null;
  @ApiProperty({ type: String, nullable: true }) currency: string | null;
  @ApiProperty({ type: Number, nullable: true }) totalAssets: number | null;
  @ApiProperty({ type: DefinitionsDto, nullable: true }) definitions: DefinitionsDto | null;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt: Date;

  static of({ definitions, ...others }: FinancialEntity): FinancialEntityDto {
    const told = definedTerms.map((term, nth) => [term, definitions?.[nth] ?? '']);
    return { ...others, definitions: definitions && (Object.fromEntries(told) as DefinitionsDto) };
  }
}
