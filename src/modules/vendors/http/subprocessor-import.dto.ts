import { ApiProperty } from '@nestjs/swagger';
import type { LocalDate } from '../../../shared/local-date.js';
import { BoolField, CodeField, DayField, Flag, LabelField, rule } from '../../../platform/http/fields.js';
import { mappingIn } from '../domain/import-columns.js';
import type { ListedChange } from '../domain/published-difference.js';
import {
  readingCodes,
  type LeftOut,
  type PublishedEntry,
  type Reading,
  type ReadingCode,
} from '../domain/published-list.js';
import { subprocessorChangeKinds, type SubprocessorChangeKind } from '../domain/subprocessor-announcement.js';
import type { Subprocessor } from '../domain/subprocessor.js';
import { listFormats, type ListFormat } from '../published-file.js';
import type { ListOrder, ListReport } from '../subprocessor-import.service.js';

export class SubprocessorImportRequest {
  @ApiProperty({
    type: String,
    format: 'binary',
    description:
      'Markdown (a list or a table), CSV in UTF-8, XLSX (first sheet) or JSON (a list of objects); judged by its content.',
  })
  file: unknown;
  @Flag()
  @BoolField({ optional: true, example: true, description: 'true shows the difference and changes nothing.' })
  dryRun: boolean = false;
  @Flag()
  @BoolField({
    optional: true,
    example: false,
    description: 'true: the list names only some, and who is missing in it stays in use.',
  })
  partial: boolean = false;
  @DayField({
    optional: true,
    example: '2026-06-01',
    description:
      'The day of the list: new ones are in use from then, missing ones to the day before. Today unless told.',
  })
  listedOn?: LocalDate;
  @LabelField({ max: 1_000, optional: true, example: 'https://vendor.example/subprocessors' })
  source?: string;
  @CodeField({ codes: listFormats, optional: true, description: 'Told by name and content unless said.' })
  format?: ListFormat;
  @LabelField({
    max: 20_000,
    optional: true,
    example: '{}',
    description:
      'JSON object {column: field} for columns of a table that are not recognised by their name; fields: name, purpose, ' +
      'countries, website; null leaves a column out. Example: {"Firma": "name", "Sitz": "countries"}.',
  })
  @rule(
    'mapping',
    'must be a JSON object of columns and field names',
    (value) => value === undefined || (typeof value === 'string' && mappingIn(value) !== null),
  )
  mapping?: string;
}

export function listOrderOf(request: SubprocessorImportRequest): ListOrder {
  const { dryRun, partial, listedOn = null, source = null, format, mapping = '{}' } = request;
  return { dryRun, partial, listedOn, source, format, mapping: mappingIn(mapping) ?? {} };
}

class ListedSubprocessorDto {
  @ApiProperty({ example: 12, description: 'Line of the text, row of the table; from 1.' }) line: number;
  @ApiProperty({ example: 'Cloud Storage Ltd' }) name: string;
  @ApiProperty({ type: String, nullable: true }) website: string | null;
  @ApiProperty({ type: String, nullable: true }) purpose: string | null;
  @ApiProperty({ type: [String], nullable: true, description: 'null: the list does not say.' })
  countries: string[] | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null in a dry run.' })
  subprocessorId: string | null;

  static of(
    { line, name, website, purpose, countries }: PublishedEntry,
    id: string | null,
  ): ListedSubprocessorDto {
    return { line, name, website, purpose, countries: countries && [...countries], subprocessorId: id };
  }
}

class KnownSubprocessorDto {
  @ApiProperty({ format: 'uuid' }) subprocessorId: string;
  @ApiProperty({ example: 'Cloud Storage Ltd' }) name: string;

  static of({ id, name }: Subprocessor): KnownSubprocessorDto {
    return { subprocessorId: id, name };
  }
}

class TextChangeDto {
  @ApiProperty({ type: String, nullable: true }) from: string | null;
  @ApiProperty({ type: String, nullable: true }) to: string | null;
}

class CountriesChangeDto {
  @ApiProperty({ type: [String], example: ['IE'] }) from: readonly string[];
  @ApiProperty({ type: [String], example: ['IE', 'IN'] }) to: readonly string[];
}

class ChangedSubprocessorDto extends KnownSubprocessorDto {
  @ApiProperty({ example: 12 }) line: number;
  @ApiProperty({ type: CountriesChangeDto, nullable: true }) countries: CountriesChangeDto | null;
  @ApiProperty({ type: TextChangeDto, nullable: true }) purpose: TextChangeDto | null;
  @ApiProperty({ type: TextChangeDto, nullable: true }) website: TextChangeDto | null;

  static ofChange({ entry, row, countries, purpose, website }: ListedChange): ChangedSubprocessorDto {
    return { line: entry.line, ...KnownSubprocessorDto.of(row), countries, purpose, website };
  }
}

class MaybeRenamedDto {
  @ApiProperty({ example: 'Sendwell' }) from: string;
  @ApiProperty({ example: 'Sendwell Europe' }) to: string;
}

class ReadingDto implements Reading {
  @ApiProperty({ example: 12 }) line: number;
  @ApiProperty({ enum: readingCodes, enumName: 'ListReadingCode' }) code: ReadingCode;
  @ApiProperty({ example: 'US for 9 companies, from "These are all located in the United States:"' })
  message: string;
}

class LeftOutLineDto implements LeftOut {
  @ApiProperty({ example: 14 }) line: number;
  @ApiProperty({ example: 'Old Ltd' }) name: string;
  @ApiProperty({ example: 'former_country' }) code: string;
  @ApiProperty({ example: 'YU (Yugoslavia) ended on 2003-07-23; codes of today: BA, HR, ME, MK, RS, SI' })
  message: string;
}

class AnnouncementLineDto {
  @ApiProperty({ enum: subprocessorChangeKinds, enumName: 'SubprocessorChangeKind' })
  kind: SubprocessorChangeKind;
  @ApiProperty({ example: 'Cloud Storage Ltd' }) name: string;
  @ApiProperty({ type: [String], required: false, example: ['IN'] }) countries?: string[];
  @ApiProperty({ type: String, required: false }) purpose?: string;
  @ApiProperty({ type: String, required: false }) website?: string;
}

export class SubprocessorImportReportDto {
  @ApiProperty({ example: true }) dryRun: boolean;
  @ApiProperty({ enum: listFormats, enumName: 'PublishedListFormat' }) format: ListFormat;
  @ApiProperty({ type: String, format: 'date' }) listedOn: LocalDate;
  @ApiProperty({ example: 9, description: 'Companies in the list.' }) entries: number;
  @ApiProperty({ example: 7, description: 'Of them known, and as the list has them.' }) unchanged: number;
  @ApiProperty({ type: [ListedSubprocessorDto] }) added: ListedSubprocessorDto[];
  @ApiProperty({ type: [KnownSubprocessorDto], description: 'In use, and not in the list any more.' })
  removed: KnownSubprocessorDto[];
  @ApiProperty({ type: [ChangedSubprocessorDto], description: 'null: no difference.' })
  changed: ChangedSubprocessorDto[];
  @ApiProperty({
    type: [MaybeRenamedDto],
    description:
      'A removed and an added one whose pages are at the same host: look whether they are one company.',
  })
  maybeRenamed: MaybeRenamedDto[];
  @ApiProperty({ type: [ReadingDto], description: 'What was read more generously than it is written.' })
  readings: ReadingDto[];
  @ApiProperty({
    type: [LeftOutLineDto],
    description: 'Lines that were not taken over; who is named in one is not removed.',
  })
  leftOut: LeftOutLineDto[];
  @ApiProperty({
    type: [AnnouncementLineDto],
    description:
      'The same as `changes` of a notice: where the list is how the vendor told us, send them to …/subprocessor-changes ' +
      'instead, which opens the time to object.',
  })
  announcement: AnnouncementLineDto[];

  static of(report: ListReport): SubprocessorImportReportDto {
    const { dryRun, format, listedOn, entries, difference, ids } = report;
    return {
      ...{ dryRun, format, listedOn, entries, unchanged: difference.unchanged.length },
      added: difference.added.map((entry) => ListedSubprocessorDto.of(entry, ids.get(entry.line) ?? null)),
      removed: difference.removed.map((row) => KnownSubprocessorDto.of(row)),
      changed: difference.changed.map((change) => ChangedSubprocessorDto.ofChange(change)),
      maybeRenamed: difference.maybeRenamed.map(({ from, to }) => ({ from: from.name, to: to.name })),
      readings: report.readings.map(({ line, code, message }) => ({ line, code, message })),
      leftOut: report.leftOut.map(({ line, name, code, message }) => ({ line, name, code, message })),
      announcement: announcementOf(report),
    };
  }
}

/** A changed purpose alone asks nobody; another country does. */
function announcementOf({ difference: { added, removed, changed } }: ListReport): AnnouncementLineDto[] {
  return [
    ...added.map(({ name, countries, purpose, website }) => ({
      ...{ kind: 'added' as const, name },
      ...(countries && { countries: [...countries] }),
      ...(purpose !== null && { purpose }),
      ...(website !== null && { website }),
    })),
    ...changed.flatMap(({ row, countries }) =>
      countries ? [{ kind: 'changed' as const, name: row.name, countries: [...countries.to] }] : [],
    ),
    ...removed.map(({ name }) => ({ kind: 'removed' as const, name })),
  ];
}
