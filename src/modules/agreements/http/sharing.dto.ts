import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  Flag,
  IdField,
  IntField,
  LabelField,
  MomentField,
  ObjectsField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  CountryField,
  DataCategoriesField,
  DataCategoryField,
  purposes,
  type DataCategoryCode,
  type Purpose,
} from '../../reference-data/index.js';
import {
  mostEvents,
  type SharingBatch,
  type SharingEvent,
  type SharingEventFilter,
} from '../domain/sharing-event.js';
import type { SharingReport } from '../sharing-events.service.js';
import { DeviationDto } from './deviation.dto.js';

export class ReportSharingEventDto {
  @MomentField({ description: 'When it was sent; not in the future.' }) at: string;
  @DataCategoriesField({ min: 1, description: 'Which categories of data were really sent.' })
  categories: DataCategoryCode[];
  @IntField({
    min: 0,
    max: 10_000_000_000,
    example: 1_200,
    description:
      'How many people; who was in an earlier event of the same day (UTC) is not counted again. The total of a day is ' +
      'compared with the approved volume.',
  })
  subjects: number;
  @IntField({ min: 0, max: 1_000_000_000_000, example: 1_200, description: 'How many records.' })
  records: number;
  @CountryField({ example: 'DE', description: 'Where the data went: ISO 3166-1 alpha-2.' }) toCountry: string;
  @CodeField({ codes: purposes, name: 'Purpose', example: 'DIRECT_MARKETING' }) purpose: Purpose;
  @LabelField({
    max: 200,
    example: 'letter-2026-06',
    description:
      'Your own name of the event, one for each in the flow. Sent again with the same content, nothing happens twice. No ' +
      'names of people in it: what is recorded stays.',
  })
  reference: string;
}

export class ReportSharingEventsDto {
  @ObjectsField(() => ReportSharingEventDto, {
    min: 1,
    max: mostEvents,
    description: 'All are recorded or none.',
  })
  events: ReportSharingEventDto[];
}

export class SharingEventDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ format: 'uuid', description: 'The report that it came with.' }) batchId: string;
  @ApiProperty({ example: 'letter-2026-06' }) reference: string;
  @ApiProperty({ type: String, format: 'date-time' }) at: Date;
  @ApiProperty({ type: [String], example: ['EMAIL_ADDRESS'] }) categories: string[];
  @ApiProperty({ example: 1_200 }) subjects: number;
  @ApiProperty({ example: 1_200 }) records: number;
  @ApiProperty({ example: 'DE' }) toCountry: string;
  @ApiProperty({ example: 'DIRECT_MARKETING' }) purpose: string;
  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'Deviations that it belongs to; none where it was as approved.',
  })
  deviationIds: string[];

  static of(event: SharingEvent): SharingEventDto {
    const { id, dataFlowId, batchId, reference, at, subjects, records, toCountry, purpose } = event;
    return {
      ...{ id, dataFlowId, batchId, reference, at, subjects, records, toCountry, purpose },
      categories: [...event.categories],
      deviationIds: [...event.deviationIds],
    };
  }
}

export class SharingBatchDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) dataFlowId: string;
  @ApiProperty({ example: 1_000 }) events: number;
  @ApiProperty({ description: 'Of all its events together.' }) subjects: number;
  @ApiProperty() records: number;
  @ApiProperty({ type: String, format: 'date-time' }) firstAt: Date;
  @ApiProperty({ type: String, format: 'date-time' }) lastAt: Date;
  @ApiProperty({ description: 'How many of the events exceed what was approved.' }) exceeding: number;
  @ApiProperty({
    description:
      'SHA-256 over the canonical JSON (RFC 8785) of the list of events, each with reference, at, categories (sorted), ' +
      'subjects, records, toCountry and purpose, in the order of their references.',
  })
  digest: string;
  @ApiProperty({ enum: ['user', 'api_key'] }) reportedByKind: string;
  @ApiProperty({ format: 'uuid' }) reportedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) reportedAt: Date;

  static of(batch: SharingBatch): SharingBatchDto {
    const { id, revision, dataFlowId, events, subjects, records, firstAt, lastAt } = batch;
    const { exceeding, digest, reportedByKind, reportedById, reportedAt } = batch;
    return {
      ...{ id, revision, dataFlowId, events, subjects, records, firstAt, lastAt },
      ...{ exceeding, digest, reportedByKind, reportedById, reportedAt },
    };
  }
}

export class SharingBatchDetailDto extends SharingBatchDto {
  @ApiProperty({ description: 'The digest, taken again of the events as they are stored, is the same.' })
  intact: boolean;

  static with({ batch, intact }: { batch: SharingBatch; intact: boolean }): SharingBatchDetailDto {
    return { ...SharingBatchDto.of(batch), intact };
  }
}

export class SharingReportDto {
  @ApiProperty({ example: 1, description: 'Events that were recorded now.' }) recorded: number;
  @ApiProperty({ example: 0, description: 'Events that had been reported before, with the same content.' })
  known: number;
  @ApiProperty({ type: SharingBatchDto, nullable: true, description: 'Null when nothing was new.' })
  batch: SharingBatchDto | null;
  @ApiProperty({
    type: [DeviationDto],
    description: 'Unresolved deviations that events of this report belong to, new or known.',
  })
  deviations: DeviationDto[];

  static of({ recorded, known, batch, deviations }: SharingReport): SharingReportDto {
    return {
      ...{ recorded, known },
      batch: batch && SharingBatchDto.of(batch),
      deviations: deviations.map((deviation) => DeviationDto.of(deviation)),
    };
  }
}

const eventSorts = ['at', '-at'] as const;

export class SharingEventsRequest extends ListRequest {
  @CodeField({ codes: eventSorts, optional: true, example: '-at' }) sort: (typeof eventSorts)[number] = '-at';
  @MomentField({ optional: true, description: 'Sent at this moment or later.' }) from?: string;
  @MomentField({ optional: true, example: '2099-01-01T00:00:00Z', description: 'Sent before this moment.' })
  to?: string;
  @CodeField({ codes: purposes, optional: true, example: 'DIRECT_MARKETING' }) purpose?: Purpose;
  @DataCategoryField({ optional: true, example: 'EMAIL_ADDRESS' }) category?: DataCategoryCode;
  @CountryField({ optional: true, example: 'DE' }) toCountry?: string;
  @LabelField({ max: 200, optional: true, example: 'letter-2026-06', description: 'The whole reference.' })
  reference?: string;
  @IdField({ optional: true }) batchId?: string;
  @IdField({ optional: true }) deviationId?: string;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'Beyond what was approved.' })
  deviating?: boolean;

  static filter({ from, to, ...filter }: SharingEventsRequest): SharingEventFilter {
    const { purpose, category, toCountry, reference, batchId, deviationId, deviating } = filter;
    return {
      ...{ purpose, category, toCountry, reference, batchId, deviationId, deviating },
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    };
  }
}

const batchSorts = ['reportedAt', '-reportedAt'] as const;

export class SharingBatchesRequest extends ListRequest {
  @CodeField({ codes: batchSorts, optional: true, example: '-reportedAt' })
  sort: (typeof batchSorts)[number] = '-reportedAt';
}
