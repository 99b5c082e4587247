import { ApiProperty } from '@nestjs/swagger';
import {
  BoolField,
  CodeField,
  DayField,
  Flag,
  IdField,
  IntField,
  LabelField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { longestLinkDays } from '../../../shared/link-life.js';
import type { LocalDate } from '../../../shared/local-date.js';
import {
  calendarKinds,
  calendarTitles,
  isOverdue,
  subjectTypes,
  type CalendarEntry,
  type CalendarKind,
  type SubjectType,
} from '../domain/calendar-entry.js';
import type { CalendarFeed } from '../domain/calendar-feed.js';

const mine = {
  optional: true,
  example: true,
  description:
    'Only what is yours: you own it, or its vendor, or you drafted the flow or asked for the waiver.',
} as const;
const from = { optional: true, description: 'First day. What is overdue has earlier days.' } as const;

export class CalendarRequest extends ListRequest {
  @CodeField({ codes: ['day', '-day'], optional: true, example: 'day' }) sort: 'day' | '-day' = 'day';
  @DayField(from) from?: LocalDate;
  @DayField({ optional: true, description: 'Last day.' }) to?: LocalDate;
  @CodeField({ codes: calendarKinds, name: 'CalendarKind', optional: true, example: 'agreement_notice' })
  kind?: CalendarKind;
  @IdField({ optional: true }) vendorId?: string;
  @Flag() @BoolField(mine) mine?: boolean;
}

export class CalendarFileRequest {
  @DayField(from) from?: LocalDate;
  @DayField({ optional: true, description: 'Last day; 400 days from today unless told.' }) to?: LocalDate;
  @CodeField({ codes: calendarKinds, name: 'CalendarKind', optional: true, example: 'agreement_notice' })
  kind?: CalendarKind;
  @Flag() @BoolField({ ...mine, description: `${mine.description} True unless told.` }) mine?: boolean;
}

export class CalendarSubjectDto {
  @ApiProperty({ enum: subjectTypes, enumName: 'CalendarSubjectType' }) type: SubjectType;
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'DPA-2026-014 with Example Payroll' }) label: string;
}

export class CalendarEntryDto {
  @ApiProperty({ format: 'uuid', description: 'Stays while the thing is open, also when its day moves.' })
  id: string;
  @ApiProperty({ enum: calendarKinds, enumName: 'CalendarKind' }) kind: CalendarKind;
  @ApiProperty({ example: 'Last day to give notice' }) title: string;
  @ApiProperty({ type: String, format: 'date' }) day: string;
  @ApiProperty({ type: CalendarSubjectDto }) subject: CalendarSubjectDto;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null: several vendors, or none.',
  })
  vendorId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Whose it is.' })
  ownerId: string | null;
  @ApiProperty({ description: 'Its day has passed, and it is still open.' }) overdue: boolean;

  static of(entry: CalendarEntry, today: LocalDate): CalendarEntryDto {
    const { id, kind, day, subjectType: type, subjectId, label, vendorId, ownerId } = entry;
    const subject = { type, id: subjectId, label };
    return {
      id,
      kind,
      title: calendarTitles[kind],
      day,
      subject,
      vendorId,
      ownerId,
      overdue: isOverdue(entry, today),
    };
  }
}

export class CreateCalendarFeedDto {
  @LabelField({ max: 100, example: 'Calendar on my phone', description: 'By which you know it again.' })
  name: string;
  @IntField({
    min: 1,
    max: longestLinkDays,
    optional: true,
    example: 365,
    description: `Days for which the link works; ${longestLinkDays} unless told.`,
  })
  expiresInDays?: number;
}

export class CalendarFeedDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Calendar on my phone' }) name: string;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of({ id, revision, name, expiresAt, revokedAt, createdAt }: CalendarFeed): CalendarFeedDto {
    return { id, revision, name, expiresAt, revokedAt, createdAt };
  }
}

export class NewCalendarFeedDto extends CalendarFeedDto {
  @ApiProperty({ example: 'kc_…', description: 'Shown once.' }) secret: string;
  @ApiProperty({ example: 'https://keyholder.example/calendar/kc_….ics', description: 'Shown once.' })
  link: string;
}

export class CalendarFeedsRequest extends ListRequest {
  @CodeField({ codes: ['createdAt', '-createdAt'], optional: true, example: '-createdAt' })
  sort: 'createdAt' | '-createdAt' = '-createdAt';
}
