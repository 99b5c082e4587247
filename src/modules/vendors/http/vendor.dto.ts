import { ApiProperty, PartialType } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  CodesField,
  Digits,
  IdField,
  IntField,
  LabelField,
  LabelsField,
  ProseField,
  UrlField,
} from '../../../platform/http/fields.js';
import { LeiField } from '../../../platform/http/lei-field.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { CountryField, vendorCategories, type VendorCategory } from '../../reference-data/index.js';
import { vendorStatuses, type VendorStatus } from '../domain/vendor-lifecycle.js';
import { nameWarningCodes, nameWarnings, type NameWarningCode } from '../domain/vendor-names.js';
import { linkKinds, type Tier, type Vendor } from '../domain/vendor.js';
import { DomainsField, StringMapField } from './vendor-fields.js';

export class VendorFieldsDto {
  @LabelField({ max: 200, example: 'Acme Analytics', description: 'Name that people know it by.' })
  name: string;
  @LabelField({
    max: 200,
    optional: true,
    nullable: true,
    example: 'Acme Analytics B.V.',
    description: 'Registered name.',
  })
  legalName?: string | null;
  @CountryField({
    optional: true,
    nullable: true,
    example: 'NL',
    description: 'Where the company is established.',
  })
  country?: string | null;
  @LabelField({
    max: 100,
    optional: true,
    nullable: true,
    example: 'KVK 12345678',
    description: 'Company-register number.',
  })
  registrationNumber?: string | null;
  @LeiField({ optional: true, nullable: true, example: '529900T8BM49AURSDO55' }) lei?: string | null;
  @UrlField({ optional: true, nullable: true, example: 'https://acme.example' }) website?: string | null;
  @DomainsField({
    optional: true,
    example: ['acme.example'],
    description: 'Internet domains it operates, at most 50.',
  })
  domains?: string[];
  @CodesField({
    codes: vendorCategories,
    name: 'VendorCategory',
    optional: true,
    max: 10,
    example: ['ANALYTICS'],
  })
  categories?: VendorCategory[];
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'Product analytics for the web shop.' })
  description?: string | null;
  @IdField({ optional: true, nullable: true, description: 'The person of ours who answers for it.' })
  ownerId?: string | null;
  @StringMapField({
    optional: true,
    max: 20,
    example: { erp: 'V-1001' },
    description: 'Ids in other systems, by system.',
  })
  externalIds?: Record<string, string>;
  @StringMapField({
    optional: true,
    max: linkKinds.length,
    keys: linkKinds,
    urls: true,
    example: { subprocessors: 'https://acme.example/subprocessors' },
    description: 'Public pages of the vendor, by kind.',
  })
  links?: Record<string, string>;
  @LabelsField({
    optional: true,
    max: 200,
    length: 200,
    example: ['SOC 2 Type 2'],
    description:
      'Certificates that the vendor says it has; unverified. Verified ones are its certifications.',
  })
  certificationClaims?: string[];
}

export class CreateVendorDto extends VendorFieldsDto {
  @BoolField({
    optional: true,
    example: false,
    description: 'true registers it although it looks like one we have; recorded.',
  })
  allowDuplicate?: boolean;
}

export class ChangeVendorDto extends PartialType(CreateVendorDto, { skipNullProperties: false }) {}

export class MoveVendorDto {
  @CodeField({ codes: vendorStatuses, name: 'VendorStatus', example: 'vetting' }) to: VendorStatus;
  @ProseField({
    max: 2_000,
    optional: true,
    example: 'Needed by marketing from June.',
    description: 'Required for conditionally_approved, rejected, suspended, offboarding and offboarded.',
  })
  reason?: string;
}

class NameWarningDto {
  @ApiProperty({ enum: ['name', 'legalName'], example: 'name' }) field: 'name' | 'legalName';
  @ApiProperty({ enum: nameWarningCodes, enumName: 'NameWarningCode' }) code: NameWarningCode;
  @ApiProperty({ example: 'letters of several scripts stand in one word, some of which look like others' })
  message: string;
}

export class VendorDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Acme Analytics' }) name: string;
  @ApiProperty({ type: String, nullable: true }) legalName: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'NL' }) country: string | null;
  @ApiProperty({ type: String, nullable: true }) registrationNumber: string | null;
  @ApiProperty({ type: String, nullable: true }) lei: string | null;
  @ApiProperty({ type: String, nullable: true }) website: string | null;
  @ApiProperty({ type: [String] }) domains: string[];
  @ApiProperty({ enum: vendorCategories, enumName: 'VendorCategory', isArray: true })
  categories: VendorCategory[];
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) ownerId: string | null;
  @ApiProperty({ enum: vendorStatuses, enumName: 'VendorStatus' }) status: VendorStatus;
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: 4,
    nullable: true,
    description: '1 most critical; null until profiled.',
  })
  tier: Tier | null;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) externalIds: Record<
    string,
    string
  >;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } }) links: Record<string, string>;
  @ApiProperty({ type: [String] }) certificationClaims: string[];
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) createdBy: string | null;

  @ApiProperty({
    type: [NameWarningDto],
    description:
      'What a reader may not see in a name: letters that look like others. A reason to look twice.',
  })
  nameWarnings: NameWarningDto[];

  static of(vendor: Vendor): VendorDto {
    const { id, revision, name, legalName, country, registrationNumber, lei, website, description } = vendor;
    const { ownerId, status, tier, externalIds, links, createdAt, createdBy } = vendor;
    return {
      ...{ id, revision, name, legalName, country, registrationNumber, lei, website },
      domains: [...vendor.domains],
      categories: [...vendor.categories],
      ...{ description, ownerId, status, tier, externalIds, links },
      certificationClaims: [...vendor.certificationClaims],
      ...{ createdAt, createdBy },
      nameWarnings: nameWarnings(vendor),
    };
  }
}

const sorts = ['name', '-name', 'createdAt', '-createdAt', 'tier', '-tier'] as const;

export class VendorsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @LabelField({
    max: 200,
    optional: true,
    example: 'acme',
    description: 'Part of a name, domain, LEI or register number.',
  })
  q?: string;
  @CodeField({ codes: vendorStatuses, optional: true, example: 'vetting' }) status?: VendorStatus;
  @Digits() @IntField({ min: 1, max: 4, optional: true, example: 1, description: 'Risk tier.' }) tier?: Tier;
  @CountryField({ optional: true, example: 'NL' }) country?: string;
  @CodeField({ codes: vendorCategories, optional: true, example: 'ANALYTICS' }) category?: string;
  @IdField({ optional: true }) ownerId?: string;
}
