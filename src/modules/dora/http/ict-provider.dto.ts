import { ApiProperty } from '@nestjs/swagger';
import { CodeField, IdField, IntField, LabelField } from '../../../platform/http/fields.js';
import { doraPersonTypes, type DoraPersonType } from '../../reference-data/codes.js';
import type { IctProvider } from '../domain/records.js';
import { CurrencyField, largestAmount, nullable } from './dora-fields.js';

const codeTypes = ['OTHER', 'EUID', 'COMPANY_REGISTER', 'VAT', 'NATIONAL_ID'] as const;

export class SetIctProviderDto {
  @CodeField({
    ...nullable,
    codes: doraPersonTypes,
    name: 'DoraPersonType',
    example: 'LEGAL_PERSON',
    description: 'B_05.01.0070.',
  })
  personType?: DoraPersonType | null;
  @CodeField({
    ...nullable,
    codes: codeTypes,
    name: 'DoraOtherCode',
    example: 'EUID',
    description: 'Kind of `code`; it counts where the vendor has no LEI.',
  })
  codeType?: IctProvider['codeType'];
  @LabelField({ ...nullable, max: 100, example: 'DEK1101R.HRB116737' }) code?: string | null;
  @LabelField({
    ...nullable,
    max: 200,
    example: null,
    description: 'Where the legal name is in another script (B_05.01.0060).',
  })
  latinName?: string | null;
  @IdField({
    ...nullable,
    example: null,
    description: 'Of our vendors, its ultimate parent; none where it has none (B_05.01.0110).',
  })
  ultimateParentId?: string | null;
  @CurrencyField({ ...nullable, example: null, description: 'Of annualCost.' }) currency?: string | null;
  @IntField({
    ...nullable,
    min: 0,
    max: largestAmount,
    example: null,
    description: 'A year, whole units; left out, the sum of its agreements (B_05.01.0100).',
  })
  annualCost?: number | null;

  static said(vendorId: string, body: SetIctProviderDto): Omit<IctProvider, 'id' | 'revision' | 'updatedAt'> {
    const { personType = null, codeType = null, code = null, latinName = null } = body;
    const { ultimateParentId = null, currency = null, annualCost = null } = body;
    return { vendorId, personType, codeType, code, latinName, ultimateParentId, currency, annualCost };
  }
}

export class IctProviderDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: doraPersonTypes, enumName: 'DoraPersonType', nullable: true })
  personType: DoraPersonType | null;
  @ApiProperty({ enum: codeTypes, enumName: 'DoraOtherCode', nullable: true })
  codeType: IctProvider['codeType'];
  @ApiProperty({ type: String, nullable: true }) code: string | null;
  @ApiProperty({ type: String, nullable: true }) latinName: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ultimateParentId: string | null;
  @ApiProperty({ type: String, nullable: true }) currency: string | null;
  @ApiProperty({ type: Number, nullable: true }) annualCost: number | null;
  @ApiProperty({ type: String, format: 'date-time' }) updatedAt: Date;

  static of(provider: IctProvider): IctProviderDto {
    const { id, revision, vendorId, personType, codeType, code, latinName } = provider;
    const { ultimateParentId, currency, annualCost, updatedAt } = provider;
    return {
      ...{ id, revision, vendorId, personType, codeType, code, latinName },
      ...{ ultimateParentId, currency, annualCost, updatedAt },
    };
  }
}
