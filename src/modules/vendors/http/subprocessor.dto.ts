import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  CodeField,
  CodesField,
  DayField,
  Digits,
  IdField,
  IntField,
  LabelField,
  ProseField,
  UrlField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  CountriesField,
  CountryField,
  dataCategories,
  partyRoles,
  transferTools,
  type DataCategory,
  type PartyRole,
  type TransferTool,
} from '../../reference-data/index.js';
import {
  saidStatuses,
  subprocessorStatuses,
  type Subprocessor,
  type SubprocessorStatus,
} from '../domain/subprocessor.js';
import { deepestRank, type SubprocessorNode, type SubprocessorTree } from '../domain/subprocessor-tree.js';

const nullable = { optional: true, nullable: true } as const;

export class CreateSubprocessorDto {
  @LabelField({ max: 200, example: 'Cloud Storage Ltd', description: 'Once per vendor while it is in use.' })
  name: string;
  @IdField({
    ...nullable,
    example: null,
    description: 'The same company in our register of vendors; its own sub-processors then stand below it.',
  })
  linkedVendorId?: string | null;
  @UrlField({ ...nullable, example: 'https://cloud-storage.example/privacy' }) website?: string | null;
  @ProseField({ ...nullable, max: 2_000, example: 'Stores backups.' }) purpose?: string | null;
  @CountriesField({
    optional: true,
    example: ['IE', 'US'],
    description: 'Where it processes our data, ISO 3166-1 alpha-2. Empty: not known.',
  })
  countries?: string[];
  @CodesField({ codes: dataCategories, name: 'DataCategory', optional: true, example: ['EMAIL_ADDRESS'] })
  dataCategories?: DataCategory[];
  @CodeField({ codes: partyRoles, name: 'PartyRole', optional: true, example: 'SUB_PROCESSOR' })
  role?: PartyRole;
  @CodeField({
    ...nullable,
    codes: transferTools,
    name: 'TransferTool',
    example: 'SCC_M3',
    description: 'What carries the onward transfer to it, GDPR Chapter V.',
  })
  transferTool?: TransferTool | null;
  @CodeField({
    codes: saidStatuses,
    name: 'SaidSubprocessorStatus',
    optional: true,
    example: 'ACTIVE',
    description:
      'Needed only to say that it is announced without a day; otherwise it follows from the days, as do REMOVED and REPLACED.',
  })
  status?: (typeof saidStatuses)[number];
  @DayField({ ...nullable, example: '2026-01-01', description: 'First day of its use.' })
  validFrom?: LocalDate | null;
  @DayField({ ...nullable, example: null, description: 'Last day of its use; null while it goes on.' })
  validTo?: LocalDate | null;
  @ProseField({
    ...nullable,
    max: 1_000,
    example: 'https://vendor.example/subprocessors, read on 2026-01-15',
    description: 'How we know.',
  })
  source?: string | null;
}

export class ChangeSubprocessorDto extends PartialType(CreateSubprocessorDto, {
  skipNullProperties: false,
}) {}

export class UpcomingDto {
  @ApiProperty({ type: String, format: 'date' }) from: LocalDate;
  @ApiProperty({ type: [String], example: ['IE', 'IN'] }) countries: readonly string[];
  @ApiProperty({ enum: dataCategories, enumName: 'DataCategory', isArray: true })
  dataCategories: readonly DataCategory[];
  @ApiProperty({ type: String, nullable: true }) purpose: string | null;
}

export class SubprocessorDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid', description: 'Who uses it.' }) vendorId: string;
  @ApiProperty({ example: 'Cloud Storage Ltd' }) name: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) linkedVendorId: string | null;
  @ApiProperty({ type: String, format: 'uri', nullable: true }) website: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Stores backups.' }) purpose: string | null;
  @ApiProperty({ type: [String], example: ['IE', 'US'] }) countries: string[];
  @ApiProperty({ enum: dataCategories, enumName: 'DataCategory', isArray: true })
  dataCategories: DataCategory[];
  @ApiProperty({ enum: partyRoles, enumName: 'PartyRole' }) role: PartyRole;
  @ApiProperty({ enum: transferTools, enumName: 'TransferTool', nullable: true })
  transferTool: TransferTool | null;
  @ApiProperty({ enum: subprocessorStatuses, enumName: 'SubprocessorStatus' }) status: SubprocessorStatus;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validFrom: LocalDate | null;
  @ApiProperty({ type: String, format: 'date', nullable: true }) validTo: LocalDate | null;
  @ApiProperty({ type: String, nullable: true }) source: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) replacedById: string | null;
  @ApiProperty({
    type: UpcomingDto,
    nullable: true,
    description: 'What the vendor said will be otherwise from a day on.',
  })
  upcoming: UpcomingDto | null;
  @ApiProperty({ example: false }) removed: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(subprocessor: Subprocessor): SubprocessorDto {
    const { id, revision, vendorId, name, linkedVendorId, website, purpose, role } = subprocessor;
    const { transferTool, status, validFrom, validTo, source, replacedById, upcoming } = subprocessor;
    const { removed, createdAt } = subprocessor;
    return {
      ...{ id, revision, vendorId, name, linkedVendorId, website, purpose },
      countries: [...subprocessor.countries],
      dataCategories: [...subprocessor.dataCategories],
      ...{ role, transferTool, status, validFrom, validTo, source, replacedById, upcoming },
      ...{ removed, createdAt },
    };
  }
}

const sorts = ['name', '-name', 'createdAt', '-createdAt', 'validFrom', '-validFrom'] as const;

export class SubprocessorsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'storage', description: 'Part of name or purpose.' })
  q?: string;
  @CodeField({ codes: subprocessorStatuses, optional: true, example: 'ACTIVE' }) status?: SubprocessorStatus;
  @CountryField({ optional: true, example: 'US', description: 'Only those that process there.' })
  country?: string;
  @DayField({ optional: true, example: '2026-06-01', description: 'Only those in use on this day.' })
  usedOn?: LocalDate;
}

export class SubprocessorTreeRequest {
  @DayField({
    optional: true,
    example: '2026-06-01',
    description: 'The tree as in use on this day; today unless told.',
  })
  on?: LocalDate;
  @Digits()
  @IntField({
    min: 1,
    max: deepestRank,
    optional: true,
    example: 3,
    description: `Ranks to show, 1 to ${deepestRank}; all unless told.`,
  })
  depth: number = deepestRank;
}

export class SubprocessorNodeDto extends OmitType(SubprocessorDto, ['revision', 'removed', 'createdAt']) {
  @ApiProperty({ example: 1, description: '1: used by the vendor itself; 2: by one of those; and so on.' })
  rank: number;
  @ApiProperty({ example: false, description: 'Deeper ones are known and were not asked for.' })
  moreBelow: boolean;
  @ApiProperty({ type: () => [SubprocessorNodeDto] }) children: SubprocessorNodeDto[];

  static of(node: SubprocessorNode): SubprocessorNodeDto {
    const { rank, moreBelow } = node;
    const { id, vendorId, name, linkedVendorId, website, purpose, countries, dataCategories: data } = node;
    const { role, transferTool, status, validFrom, validTo, source, replacedById, upcoming } = node;
    return {
      ...{ id, vendorId, name, linkedVendorId, website, purpose },
      ...{ countries: [...countries], dataCategories: [...data] },
      ...{ role, transferTool, status, validFrom, validTo, source, replacedById, upcoming },
      ...{ rank, moreBelow },
      children: node.children.map((child) => SubprocessorNodeDto.of(child)),
    };
  }
}

export class SubprocessorTreeDto {
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, format: 'date' }) on: LocalDate;
  @ApiProperty({ example: 12, description: 'Nodes shown; a company that is used twice is two.' })
  nodes: number;
  @ApiProperty({ example: false, description: 'There are more than can be shown.' }) truncated: boolean;
  @ApiProperty({ type: [SubprocessorNodeDto], description: 'By name.' }) children: SubprocessorNodeDto[];

  static of(
    vendorId: string,
    on: LocalDate,
    { nodes, truncated, children }: SubprocessorTree,
  ): SubprocessorTreeDto {
    return { vendorId, on, nodes, truncated, children: children.map((node) => SubprocessorNodeDto.of(node)) };
  }
}
