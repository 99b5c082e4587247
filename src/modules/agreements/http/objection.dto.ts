import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  CodeField,
  CodesField,
  DayField,
  IdField,
  LabelField,
  ObjectsField,
  ProseField,
  UrlField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import {
  CountriesField,
  dataCategories,
  transferTools,
  type DataCategory,
  type TransferTool,
} from '../../reference-data/index.js';
import {
  subprocessorChangeKinds,
  type AnnouncedChange,
  type SubprocessorChangeKind,
} from '../../vendors/index.js';
import type { UsedContent } from '../domain/objection-window.js';
import type { NoticeLine, SubprocessorNotice } from '../domain/subprocessor-notice.js';
import type { NewNotice } from '../subprocessor-notices.service.js';

const nullable = { optional: true, nullable: true } as const;

export class AnnouncedChangeDto {
  @CodeField({ codes: subprocessorChangeKinds, name: 'SubprocessorChangeKind', example: 'added' })
  kind: SubprocessorChangeKind;
  @LabelField({ max: 200, example: 'Text Messages Ltd' }) name: string;
  @LabelField({
    ...nullable,
    max: 200,
    example: null,
    description: 'For kind replaced: the name of the one whose place it takes.',
  })
  replaces?: string | null;
  @IdField({ ...nullable, example: null, description: 'The same company in our register of vendors.' })
  linkedVendorId?: string | null;
  @UrlField({ ...nullable, example: 'https://texts.example/privacy' }) website?: string | null;
  @ProseField({ ...nullable, max: 2_000, example: 'Sends text messages.' }) purpose?: string | null;
  @CountriesField({ optional: true, example: ['IN'], description: 'Left out of a change: as they were.' })
  countries?: string[];
  @CodesField({ codes: dataCategories, name: 'DataCategory', optional: true, example: ['PHONE_NUMBER'] })
  dataCategories?: DataCategory[];
  @CodeField({ ...nullable, codes: transferTools, name: 'TransferTool', example: 'SCC_M3' })
  transferTool?: TransferTool | null;
}

export class RecordSubprocessorNoticeDto {
  @DayField({ example: '2026-06-01', description: 'On which it reached us: the time to object begins then.' })
  receivedOn: LocalDate;
  @DayField({
    ...nullable,
    example: '2026-07-15',
    description:
      'First day of the change. Left out: the day after the longest time to object, or the day of receipt where none is agreed.',
  })
  effectiveOn?: LocalDate | null;
  @ProseField({ optional: true, max: 1_000, example: 'E-mail of privacy@vendor.example' }) source?: string;
  @IdField({ ...nullable, example: null, description: 'The stored notice (POST /evidence).' })
  evidenceId?: string | null;
  @ProseField({ ...nullable, max: 4_000, example: null }) note?: string | null;
  @ObjectsField(() => AnnouncedChangeDto, {
    min: 1,
    max: 50,
    example: [{ kind: 'added', name: 'Text Messages Ltd', countries: ['IN'] }],
  })
  changes: AnnouncedChangeDto[];
}

export function newNoticeOf(body: RecordSubprocessorNoticeDto): NewNotice {
  const {
    receivedOn,
    effectiveOn = null,
    source = 'Notice of the vendor',
    evidenceId = null,
    note = null,
  } = body;
  return { receivedOn, effectiveOn, source, evidenceId, note, changes: body.changes.map(announcedOf) };
}

function announcedOf(change: AnnouncedChangeDto): AnnouncedChange {
  const { kind, name, replaces = null, linkedVendorId = null, website = null, purpose = null } = change;
  const { countries = null, dataCategories: data = null, transferTool = null } = change;
  return {
    ...{ kind, name, replaces, linkedVendorId, website, purpose },
    ...{ countries, dataCategories: data, transferTool },
  };
}

export class UsedContentDto {
  @ApiProperty({ type: [String], example: ['IN'] }) countries: string[];
  @ApiProperty({ enum: dataCategories, enumName: 'DataCategory', isArray: true })
  dataCategories: DataCategory[];

  static of({ countries, dataCategories: data }: UsedContent): UsedContentDto {
    return { countries: [...countries], dataCategories: [...data] };
  }
}

export class NoticeLineDto {
  @ApiProperty({ enum: subprocessorChangeKinds, enumName: 'SubprocessorChangeKind' })
  kind: SubprocessorChangeKind;
  @ApiProperty({ example: 'Text Messages Ltd' }) name: string;
  @ApiProperty({ type: String, nullable: true }) replaces: string | null;
  @ApiProperty({ type: String, nullable: true }) purpose: string | null;
  @ApiProperty({ format: 'uuid', description: 'Its record among the sub-processors of the vendor.' })
  subprocessorId: string;
  @ApiProperty({ type: UsedContentDto, nullable: true, description: 'null: it is new.' })
  before: UsedContentDto | null;
  @ApiProperty({ type: UsedContentDto }) after: UsedContentDto;

  static of({ kind, name, replaces, purpose, subprocessorId, before, after }: NoticeLine): NoticeLineDto {
    return {
      ...{ kind, name, replaces, purpose, subprocessorId },
      before: before && UsedContentDto.of(before),
      after: UsedContentDto.of(after),
    };
  }
}

export class SubprocessorNoticeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, format: 'date' }) receivedOn: LocalDate;
  @ApiProperty({ type: String, format: 'date', description: 'First day of the change.' })
  effectiveOn: LocalDate;
  @ApiProperty() source: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) evidenceId: string | null;
  @ApiProperty({ type: String, nullable: true }) note: string | null;
  @ApiProperty({ type: [NoticeLineDto], description: 'Numbered from 1 as `line` of the windows.' })
  changes: NoticeLineDto[];
  @ApiProperty({ format: 'uuid' }) recordedById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(notice: SubprocessorNotice): SubprocessorNoticeDto {
    const { id, revision, vendorId, receivedOn, effectiveOn, source, evidenceId, note } = notice;
    const { recordedById, createdAt } = notice;
    return {
      ...{ id, revision, vendorId, receivedOn, effectiveOn, source, evidenceId, note },
      changes: notice.changes.map((line) => NoticeLineDto.of(line)),
      ...{ recordedById, createdAt },
    };
  }
}

const sorts = ['receivedOn', '-receivedOn', 'createdAt', '-createdAt'] as const;

export class SubprocessorNoticesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-receivedOn' }) sort: (typeof sorts)[number] =
    '-receivedOn';
}
