import { ApiProperty } from '@nestjs/swagger';
import { twoDecimals } from '../../../shared/rounding.js';
import { Digits, IntField } from '../../../platform/http/fields.js';
import type { NamedConcentration } from '../concentration.service.js';

export class ConcentrationRequest {
  @Digits()
  @IntField({
    min: 1,
    max: 100,
    optional: true,
    example: 20,
    description: 'Rows of each ranking; 20 unless told.',
  })
  limit: number = 20;
}

const people =
  'Lower bounds of the volume bands of these flows, added up; somebody in two flows counts twice.';

class VendorShareDto {
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ example: 'Acme Analytics' }) name: string;
  @ApiProperty({ example: 6, description: 'Active flows.' }) flows: number;
  @ApiProperty({ example: 0.24, description: 'Part of all active flows, 0 to 1.' }) share: number;
  @ApiProperty({ example: 100_000, description: people }) people: number;
}

class CountryShareDto {
  @ApiProperty({ example: 'US', description: 'Where data are stored, processed or reached from.' })
  country: string;
  @ApiProperty({ example: 9, description: 'Active flows.' }) flows: number;
  @ApiProperty({ example: 0.36, description: 'Part of all active flows, 0 to 1.' }) share: number;
  @ApiProperty({ example: 5 }) vendors: number;
  @ApiProperty({ example: 250_000, description: people }) people: number;
}

class FourthPartyShareDto {
  @ApiProperty({ example: 'Cloud Storage Ltd' }) name: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The same company in our register.',
  })
  linkedVendorId: string | null;
  @ApiProperty({ example: 9, description: 'Active flows.' }) flows: number;
  @ApiProperty({ example: 0.36, description: 'Part of all active flows, 0 to 1.' }) share: number;
  @ApiProperty({ example: 5, description: 'Vendors of these flows that use it, at any rank.' })
  vendors: number;
  @ApiProperty({ example: 250_000, description: people }) people: number;
}

export class ConcentrationDto {
  @ApiProperty({ example: 25, description: 'All active flows.' }) flows: number;
  @ApiProperty({ example: 700_000, description: people }) people: number;
  @ApiProperty({ type: [VendorShareDto], description: 'By flows, then people.' }) vendors: VendorShareDto[];
  @ApiProperty({ type: [CountryShareDto], description: 'By flows, then people.' })
  countries: CountryShareDto[];

  @ApiProperty({ type: [FourthPartyShareDto], description: 'Sub-processors, by flows, then people.' })
  subprocessors: FourthPartyShareDto[];

  static of({ flows, people, vendors, countries, subprocessors }: NamedConcentration): ConcentrationDto {
    const share = (some: number) => (flows === 0 ? 0 : twoDecimals(some / flows));
    return {
      flows,
      people,
      vendors: vendors.map((one) => ({
        ...{ vendorId: one.vendorId, name: one.name, flows: one.flows },
        ...{ share: share(one.flows), people: one.people },
      })),
      countries: countries.map((one) => ({
        ...{ country: one.country, flows: one.flows, share: share(one.flows) },
        ...{ vendors: one.vendors, people: one.people },
      })),
      subprocessors: subprocessors.map((one) => ({
        ...{ name: one.name, linkedVendorId: one.linkedVendorId, flows: one.flows },
        ...{ share: share(one.flows), vendors: one.vendors, people: one.people },
      })),
    };
  }
}
