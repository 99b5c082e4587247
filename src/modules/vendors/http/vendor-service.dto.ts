import { ApiProperty, PartialType } from '@nestjs/swagger';
import { CodeField, CodesField, IntField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { CountriesField, vendorCategories, type VendorCategory } from '../../reference-data/index.js';
import {
  substitutabilities,
  type Criticality,
  type Substitutability,
  type VendorService,
} from '../domain/vendor-service.js';

export class CreateVendorServiceDto {
  @LabelField({ max: 200, example: 'Acme Funnels', description: 'Name of the product; once per vendor.' })
  name: string;
  @ProseField({ max: 4_000, optional: true, nullable: true, example: 'Measures paths through the web shop.' })
  description?: string | null;
  @CodesField({
    codes: vendorCategories,
    name: 'VendorCategory',
    optional: true,
    max: 10,
    example: ['ANALYTICS'],
  })
  categories?: VendorCategory[];
  @CountriesField({
    optional: true,
    example: ['IE', 'NL'],
    description: 'Where it is hosted, ISO 3166-1 alpha-2.',
  })
  hostingCountries?: string[];
  @IntField({
    min: 0,
    max: 4,
    optional: true,
    nullable: true,
    example: 2,
    description: 'To our business: 0 nobody would notice, 4 we would stand still.',
  })
  criticality?: Criticality | null;
  @CodeField({
    codes: substitutabilities,
    name: 'Substitutability',
    optional: true,
    nullable: true,
    example: 'medium',
    description: 'How hard it would be to replace.',
  })
  substitutability?: Substitutability | null;
}

export class ChangeVendorServiceDto extends PartialType(CreateVendorServiceDto, {
  skipNullProperties: false,
}) {}

export class VendorServiceDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 'Acme Funnels' }) name: string;
  @ApiProperty({ type: String, nullable: true }) description: string | null;
  @ApiProperty({ enum: vendorCategories, enumName: 'VendorCategory', isArray: true })
  categories: VendorCategory[];
  @ApiProperty({ type: [String], example: ['IE', 'NL'] }) hostingCountries: string[];
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 4, nullable: true }) criticality: Criticality | null;
  @ApiProperty({ enum: substitutabilities, enumName: 'Substitutability', nullable: true })
  substitutability: Substitutability | null;
  @ApiProperty({ example: false }) removed: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(service: VendorService): VendorServiceDto {
    const { id, revision, vendorId, name, description, criticality, substitutability } = service;
    const { removed, createdAt } = service;
    return {
      ...{ id, revision, vendorId, name, description },
      categories: [...service.categories],
      hostingCountries: [...service.hostingCountries],
      ...{ criticality, substitutability, removed, createdAt },
    };
  }
}

const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class VendorServicesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'funnels', description: 'Part of name or description.' })
  q?: string;
}
