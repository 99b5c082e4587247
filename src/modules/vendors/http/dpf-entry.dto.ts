import { ApiProperty, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  BoolField,
  CodeField,
  CodesField,
  DayField,
  IdField,
  LabelField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { dataClasses, dpfFrameworks, type DataClass, type DpfFramework } from '../../reference-data/index.js';
import type { VendorDpfEntry } from '../domain/dpf-entry.js';

export class CreateDpfEntryDto {
  @CodeField({ codes: dpfFrameworks, name: 'DpfFramework', example: 'EU_US' }) framework: DpfFramework;
  @LabelField({
    max: 300,
    example: 'Example Analytics Inc.',
    description: 'The organisation as the list names it, exactly.',
  })
  listedName: string;
  @BoolField({
    optional: true,
    example: false,
    description: 'The vendor stands in the entry as an entity that the organisation covers.',
  })
  coveredEntity?: boolean;
  @CodesField({
    codes: dataClasses,
    name: 'DataClass',
    example: ['NON_HR'],
    description: 'HR: personnel of its own group; NON_HR: all other data.',
  })
  coveredData: DataClass[];
  @DayField({ example: '2026-02-01', description: 'First day of this certification.' })
  activeFrom: LocalDate;
  @DayField({ example: '2027-02-01', description: 'It counts to this day.' })
  nextCertificationDue: LocalDate;
  @DayField({
    optional: true,
    nullable: true,
    example: null,
    description: 'First day on which the list shows it as inactive.',
  })
  inactiveFrom?: LocalDate | null;
  @DayField({ example: '2026-03-01', description: 'When somebody looked.' }) checkedOn: LocalDate;
  @IdField({
    optional: true,
    nullable: true,
    example: null,
    description: 'The entry as it was seen (POST /evidence).',
  })
  evidenceId?: string | null;
}

export class ChangeDpfEntryDto extends PartialType(CreateDpfEntryDto, { skipNullProperties: false }) {}

export class DpfEntryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ enum: dpfFrameworks, enumName: 'DpfFramework' }) framework: DpfFramework;
  @ApiProperty({ example: 'Example Analytics Inc.' }) listedName: string;
  @ApiProperty({ example: false }) coveredEntity: boolean;
  @ApiProperty({ enum: dataClasses, enumName: 'DataClass', isArray: true }) coveredData: DataClass[];
  @ApiProperty({ type: String, format: 'date' }) activeFrom: LocalDate;
  @ApiProperty({ type: String, format: 'date' }) nextCertificationDue: LocalDate;
  @ApiProperty({ type: String, format: 'date', nullable: true }) inactiveFrom: LocalDate | null;
  @ApiProperty({ type: String, format: 'date' }) checkedOn: LocalDate;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;
  @ApiProperty({ example: false }) removed: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(entry: VendorDpfEntry): DpfEntryDto {
    const { id, revision, vendorId, framework, listedName, coveredEntity, coveredData } = entry;
    const { activeFrom, nextCertificationDue, inactiveFrom, checkedOn, evidenceId, removed } = entry;
    return {
      ...{ id, revision, vendorId, framework, listedName, coveredEntity, coveredData: [...coveredData] },
      ...{ activeFrom, nextCertificationDue, inactiveFrom, checkedOn, evidenceId, removed },
      createdAt: entry.createdAt,
    };
  }
}

const sorts = ['activeFrom', '-activeFrom', 'createdAt', '-createdAt'] as const;

export class DpfEntriesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-activeFrom' }) sort: (typeof sorts)[number] =
    '-activeFrom';
  @CodeField({ codes: dpfFrameworks, optional: true, example: 'UK_EXTENSION' }) framework?: DpfFramework;
  @DayField({ optional: true, example: '2026-06-01', description: 'Only those that counted on this day.' })
  activeOn?: string;
}
