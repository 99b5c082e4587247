import { ApiProperty } from '@nestjs/swagger';
import { DayField, MomentField } from '../../../platform/http/fields.js';
import type { Gap } from '../domain/filing.js';
import { severities } from '../domain/filing.js';
import type { Assembled } from '../domain/assemble.js';

export class DoraReadinessRequest {
  @DayField({
    example: '2025-12-31',
    description: 'The reference date of the register; a day to come shows what will be missing.',
  })
  asOf: string;
  @MomentField({ optional: true, description: 'As it was on record by then; now, unless told.' })
  knownAt?: string;
}

export class GapAboutDto {
  @ApiProperty({ enum: ['vendor', 'legal_entity'] }) type: Gap['about']['type'];
  @ApiProperty({ description: 'Empty where it is about the register as a whole.' }) id: string;
  @ApiProperty({ example: 'Acme Cloud Ltd' }) name: string;
}

export class DoraGapDto {
  @ApiProperty({
    example: 'missing',
    description:
      'missing, does_not_fit, empty_key (805), duplicate_key (806), unknown_reference (807), nothing_to_report (808) or undecided.',
  })
  code: string;
  @ApiProperty({ enum: severities }) severity: Gap['severity'];
  @ApiProperty({ example: 'B_05.01' }) template: string;
  @ApiProperty({ type: String, nullable: true, example: 'c0070' }) column: string | null;
  @ApiProperty({ type: GapAboutDto, description: 'The vendor, or the company of ours.' }) about: GapAboutDto;
  @ApiProperty({
    example: '/vendors/01939f2e-7c1a-7b3c-8f4d-5a6b7c8d9e0f/dora',
    description: 'Where the fact is kept.',
  })
  resource: string;
  @ApiProperty({ example: '/personType', description: 'The field in it.' }) pointer: string;
  @ApiProperty() message: string;
}

export class DoraReadinessDto {
  @ApiProperty({ format: 'date' }) asOf: string;
  @ApiProperty({ description: 'Whether nothing blocks the filing.' }) ready: boolean;
  @ApiProperty({
    type: [DoraGapDto],
    description: 'Everything that blocks it or should be looked at, by template.',
  })
  unmet: DoraGapDto[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    description: 'Rows of each template.',
  })
  rows: Record<string, number>;

  static of(asOf: string, { filing, gaps }: Assembled): DoraReadinessDto {
    return {
      asOf,
      ready: gaps.every(({ severity }) => severity !== 'blocking'),
      unmet: gaps.map((gap) => ({ ...gap, about: { ...gap.about } })),
      rows: Object.fromEntries(Object.entries(filing).map(([template, rows]) => [template, rows.length])),
    };
  }
}
