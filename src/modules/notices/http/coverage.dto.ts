import { ApiProperty } from '@nestjs/swagger';
import { CodeField, Digits, IdField, IntField } from '../../../platform/http/fields.js';
import { SubjectCategoryField } from '../../reference-data/index.js';
import type { CoverageReport } from '../coverage.service.js';
import { coverageStates, type Coverage, type CoverageState } from '../domain/coverage.js';
import type { Naming } from '../domain/disclosure.js';

export class CoverageRequest {
  @IdField({ optional: true }) legalEntityId?: string;
  @IdField({ optional: true, description: 'The vendor of the flows.' }) vendorId?: string;
  @SubjectCategoryField({ optional: true, description: 'The group whose data go.' }) audience?: string;
  @CodeField({ codes: coverageStates, name: 'CoverageState', optional: true, example: 'undisclosed' })
  state?: CoverageState;
  @Digits()
  @IntField({ min: 1, max: 200, optional: true, example: 50, description: 'Most rows; 50 unless told.' })
  limit: number = 50;
}

export class NamingDto {
  @ApiProperty({ format: 'uuid' }) noticeId: string;
  @ApiProperty({ format: 'uuid' }) versionId: string;
  @ApiProperty({ example: 'en' }) language: string;
  @ApiProperty({ enum: ['recipient', 'category'], description: 'category: it is not named itself.' })
  by: 'recipient' | 'category';
  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'Since when the group has been told, without a gap.',
  })
  since: string;

  static of({ noticeId, versionId, language, by, since }: Naming): NamingDto {
    return { noticeId, versionId, language, by, since };
  }
}

export class CoverageDto {
  @ApiProperty({
    enum: coverageStates,
    enumName: 'CoverageState',
    description:
      'undisclosed: it gets data and nobody told the group; stale: it is named and its flows are over.',
  })
  state: CoverageState;
  @ApiProperty({ format: 'uuid' }) legalEntityId: string;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The vendor of the flows; null of a stale name or category that is not in the register.',
  })
  vendorId: string | null;
  @ApiProperty({ example: 'Harbour Mail' }) recipient: string;
  @ApiProperty({ description: 'Somebody to whom the vendor passes the data on.' }) onward: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'SUBSCRIBERS', description: 'Null of a stale one.' })
  group: string | null;
  @ApiProperty({ type: [NamingDto], description: 'The published versions that name it.' })
  namedBy: NamingDto[];
  @ApiProperty({ type: [String], description: 'Where it has the data, by the flows that run.' })
  countries: string[];
  @ApiProperty({ type: [String], description: 'Those of them that a version which names it leaves out.' })
  countriesNotNamed: string[];
  @ApiProperty({ example: 3, description: 'Flows that run.' }) flows: number;
  @ApiProperty({ type: [String], description: 'References of some of them.' }) examples: string[];

  static of(coverage: Coverage): CoverageDto {
    const { state, legalEntityId, vendorId, recipient, onward, group, flows } = coverage;
    return {
      ...{ state, legalEntityId, vendorId, recipient, onward, group, flows },
      namedBy: coverage.namings.map((naming) => NamingDto.of(naming)),
      countries: [...coverage.countries],
      countriesNotNamed: [...coverage.countriesNotNamed],
      examples: [...coverage.examples],
    };
  }
}

export class CoverageCountsDto {
  @ApiProperty() undisclosed: number;
  @ApiProperty() stale: number;
  @ApiProperty() disclosed: number;
}

export class CoverageReportDto {
  @ApiProperty({ type: String, format: 'date-time' }) evaluatedAt: Date;
  @ApiProperty({ type: CoverageCountsDto, description: 'Of all rows, whatever state is asked for.' })
  counts: CoverageCountsDto;
  @ApiProperty({ type: [CoverageDto], description: 'The worst first.' }) items: CoverageDto[];
  @ApiProperty({ example: 0, description: 'How many rows are not shown: ask for more, or for less.' })
  leftOut: number;
  @ApiProperty({
    description: 'false: there are more recipients than are looked at; ask by company or vendor.',
  })
  complete: boolean;

  static of({ evaluatedAt, counts, items, leftOut, complete }: CoverageReport): CoverageReportDto {
    const { undisclosed, stale, disclosed } = counts;
    return {
      ...{ evaluatedAt, leftOut, complete, counts: { undisclosed, stale, disclosed } },
      items: items.map((item) => CoverageDto.of(item)),
    };
  }
}
