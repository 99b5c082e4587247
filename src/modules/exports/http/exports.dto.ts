import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  IdField,
  IntField,
  LabelField,
  LabelsField,
  MomentField,
  ObjectField,
  ObjectsField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { localDate } from '../../../shared/local-date.js';
import {
  bundleFormats,
  exportStatuses,
  type BundleFormat,
  type Export,
  type ExportStatus,
  type ListedExport,
} from '../domain/export.js';
import type { AskedExport } from '../exports.service.js';

const sorts = ['requestedAt', '-requestedAt'] as const;

export class ExportFilterDto {
  @LabelField({ max: 60, example: 'status', description: 'A column of the register, as its CSV names it.' })
  column: string;
  @LabelsField({
    max: 100,
    length: 500,
    example: ['active', 'suspended'],
    description:
      'What the cell may be, as the CSV has it; several values in a cell are one text, joined by "; ".',
  })
  values: string[];
}

export class SampleDto {
  @IntField({
    min: 1,
    max: 100_000,
    example: 25,
    description:
      'Rows to draw. Usual for a control by hand: yearly 1, quarterly 2, monthly 2 to 5, weekly 5 to 15, daily 20 to 40.',
  })
  size: number;
  @LabelField({
    max: 200,
    example: 'audit 2026, flows',
    description: 'Any text; the same population and seed give the same sample.',
  })
  seed: string;
  @LabelsField({
    max: 3,
    length: 60,
    optional: true,
    example: ['vendorTier'],
    description:
      'Columns that divide the population; each group gives its share, and one row at least where the size allows for it.',
  })
  strata?: string[];
}

export class RequestExportDto {
  @LabelField({ max: 60, example: 'data-flows', description: 'Name of the register.' }) register: string;
  @CodeField({
    codes: bundleFormats,
    name: 'BundleFormat',
    example: 'csv',
    description:
      'xlsx, pdf, jsonld and oscal lie beside the data in CSV. jsonld (W3C Data Privacy Vocabulary): data-flows, ' +
      'ropa-controller, ropa-processor and recipients. oscal (assessment results): assessments, findings and audit-scores. ' +
      'xbrl-csv (register of information, DORA Art. 28(3)): dora, with asOf as its reference date.',
  })
  format: BundleFormat;
  @DayField({
    optional: true,
    example: '2026-03-31',
    description: 'Only what was true on this day; without it whatever is on record.',
  })
  asOf?: string;
  @MomentField({
    optional: true,
    example: '2026-04-01T00:00:00.000Z',
    description: 'As it was on record by this moment; the moment of asking unless told.',
  })
  knownAt?: string;
  @ObjectsField(() => ExportFilterDto, {
    max: 10,
    optional: true,
    description: 'Rows for which every one of them is true.',
  })
  filters?: ExportFilterDto[];
  @ObjectField(() => SampleDto, { optional: true }) sample?: SampleDto;
  @BoolField({
    optional: true,
    example: false,
    description:
      'Puts every entry of the ledger in, which proves that no record is missing from the register. For auditors.',
  })
  wholeLedger?: boolean;
  @ProseField({ max: 1_000, example: 'Annual audit of processors, ISA 3000.' }) reason: string;

  static asked(given: RequestExportDto): AskedExport {
    const { register, format, asOf, knownAt, filters = [], sample, wholeLedger = false, reason } = given;
    return {
      ...{ register, format, wholeLedger, reason },
      asOf: asOf === undefined ? null : localDate(asOf),
      knownAt: knownAt === undefined ? null : new Date(knownAt),
      filters: filters.map(({ column, values }) => ({ column, values })),
      sample: sample ? { size: sample.size, seed: sample.seed, strata: sample.strata ?? [] } : null,
    };
  }
}

export class ExportsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-requestedAt' })
  sort: (typeof sorts)[number] = '-requestedAt';
  @LabelField({ max: 60, optional: true, example: 'data-flows' }) register?: string;
  @CodeField({ codes: exportStatuses, name: 'ExportStatus', optional: true, example: 'ready' })
  status?: ExportStatus;
  @IdField({ optional: true, description: 'Who asked for it.' }) requestedById?: string;
}

export class ExportProblemDto {
  @ApiProperty({ example: 'export.no_room' }) code: string;
  @ApiProperty() detail: string;
}

export class ExportDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 3 }) revision: number;
  @ApiProperty({
    enum: exportStatuses,
    enumName: 'ExportStatus',
    description: 'ready: the bundle can be fetched; removed: its days are over, the manifest stays.',
  })
  status: ExportStatus;
  @ApiProperty({ example: 'data-flows' }) register: string;
  @ApiProperty({ enum: bundleFormats, enumName: 'BundleFormat' }) format: BundleFormat;
  @ApiProperty({ type: String, format: 'date', nullable: true }) asOf: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) knownAt: Date;
  @ApiProperty({ type: [ExportFilterDto] }) filters: ExportFilterDto[];
  @ApiProperty({ type: SampleDto, nullable: true }) sample: SampleDto | null;
  @ApiProperty() wholeLedger: boolean;
  @ApiProperty() reason: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The job that makes it.' })
  jobId: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Leaves of the tree that proves it.' })
  treeSize: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Rows in the data.' }) rowCount: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Rows that day and filters leave; a sample is drawn from them.',
  })
  populationCount: number | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the manifest, hexadecimal.' })
  manifestSha256: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The export signed before it.' })
  previousId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the bundle, hexadecimal.' })
  sha256: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Size of the bundle.' }) bytes: number | null;
  @ApiProperty({ type: ExportProblemDto, nullable: true }) problem: ExportProblemDto | null;
  @ApiProperty({ example: 'user' }) requestedByKind: string;
  @ApiProperty({ format: 'uuid' }) requestedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) requestedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) signedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readyAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) removeAfter: Date | null;

  static of(listed: ListedExport): ExportDto {
    const { treeSize, byteCount, filters, sample, ...others } = listed;
    return {
      ...others,
      treeSize: treeSize === null ? null : Number(treeSize),
      bytes: byteCount === null ? null : Number(byteCount),
      filters: filters.map(({ column, values }) => ({ column, values: [...values] })),
      sample: sample && { ...sample, strata: [...sample.strata] },
    };
  }
}

export class ExportDetailDto extends ExportDto {
  @ApiProperty({ type: String, nullable: true, description: 'manifest.json of the bundle (RFC 8785).' })
  manifest: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Its detached signature (RFC 7515, EdDSA).' })
  signature: string | null;

  static whole({ manifest, signature, ...listed }: Export): ExportDetailDto {
    return { ...ExportDto.of(listed), manifest, signature };
  }
}
