import { ApiProperty } from '@nestjs/swagger';
import {
  CodeField,
  CodesField,
  IdField,
  IntField,
  LabelField,
  MomentField,
  ProseField,
} from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { breachTypes, type BreachType } from '../../reference-data/codes.js';
import {
  presumedDueAt,
  vendorReportStatuses,
  type ReportedFacts,
  type VendorReport,
  type VendorReportStatus,
} from '../domain/vendor-report.js';

const perhaps = { optional: true, nullable: true } as const;
const momentOrNull = { type: String, format: 'date-time', nullable: true } as const;
const idOrNull = { type: String, format: 'uuid', nullable: true } as const;
const textOrNull = { type: String, nullable: true } as const;
const mostOfAnything = 1_000_000_000_000;

export class TellIncidentDto {
  @LabelField({ max: 200, example: 'A storage bucket was readable by anybody' }) title: string;
  @ProseField({
    max: 10_000,
    example: 'A bucket with backups was public for two days.',
    description: 'What you know: which data, whose, how it happened.',
  })
  description: string;
  @CodesField({
    codes: breachTypes,
    name: 'BreachType',
    optional: true,
    example: ['CONFIDENTIALITY'],
    description: 'GDPR Art. 4(12); empty while it is not known.',
  })
  breachTypes?: BreachType[];
  @MomentField({ ...perhaps, example: null, description: 'When it began; null: not known.' })
  occurredFrom?: string | null;
  @MomentField({ ...perhaps, example: null, description: 'When it ended; null: not known, or it goes on.' })
  occurredTo?: string | null;
  @MomentField({ example: '2026-05-15T06:00:00.000Z', description: 'When you found it; not in the future.' })
  detectedAt: string;
  @IntField({
    ...perhaps,
    min: 0,
    max: mostOfAnything,
    example: 1_200,
    description: 'About how many people.',
  })
  subjectsAffected?: number | null;
  @IntField({
    ...perhaps,
    min: 0,
    max: mostOfAnything,
    example: 1_200,
    description: 'About how many records.',
  })
  recordsAffected?: number | null;
  @ProseField({ ...perhaps, max: 10_000, example: 'The bucket is closed.', description: 'What you did.' })
  measures?: string | null;
  @LabelField({
    ...perhaps,
    max: 200,
    example: 'Sam Lee, +49 30 1234567',
    description: 'Whom we can ask at any hour.',
  })
  contact?: string | null;
}

const moment = (value: string | null | undefined): Date | null =>
  value === null || value === undefined ? null : new Date(value);

export function reportedFactsOf(body: TellIncidentDto): ReportedFacts {
  const { title, description, breachTypes: types = [], measures = null, contact = null } = body;
  const { subjectsAffected = null, recordsAffected = null } = body;
  return {
    ...{ title, description, breachTypes: types, measures, contact, subjectsAffected, recordsAffected },
    ...{ occurredFrom: moment(body.occurredFrom), occurredTo: moment(body.occurredTo) },
    detectedAt: new Date(body.detectedAt),
  };
}

/** What the vendor sees of its own report: nothing of what we make of it but whether somebody read it. */
export class ToldIncidentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty() title: string;
  @ApiProperty() description: string;
  @ApiProperty({ enum: breachTypes, enumName: 'BreachType', isArray: true }) breachTypes: BreachType[];
  @ApiProperty(momentOrNull) occurredFrom: Date | null;
  @ApiProperty(momentOrNull) occurredTo: Date | null;
  @ApiProperty({ type: String, format: 'date-time' }) detectedAt: Date;
  @ApiProperty({ type: Number, nullable: true, example: 1_200 }) subjectsAffected: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 1_200 }) recordsAffected: number | null;
  @ApiProperty(textOrNull) measures: string | null;
  @ApiProperty({ ...textOrNull, description: 'null: nobody was named, or erased.' }) contact: string | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'When it reached us.' }) toldAt: Date;
  @ApiProperty({ description: 'Somebody here has read it and decided what becomes of it.' }) seen: boolean;

  static of(report: VendorReport): ToldIncidentDto {
    return { ...said(report), seen: report.status !== 'new' };
  }
}

export class VendorReportDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ format: 'uuid', description: 'The link that it came through.' }) linkId: string;
  @ApiProperty({ enum: vendorReportStatuses, enumName: 'VendorReportStatus' }) status: VendorReportStatus;
  @ApiProperty() title: string;
  @ApiProperty() description: string;
  @ApiProperty({ enum: breachTypes, enumName: 'BreachType', isArray: true }) breachTypes: BreachType[];
  @ApiProperty(momentOrNull) occurredFrom: Date | null;
  @ApiProperty(momentOrNull) occurredTo: Date | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the vendor found it.' })
  detectedAt: Date;
  @ApiProperty({ type: Number, nullable: true, example: 1_200 }) subjectsAffected: number | null;
  @ApiProperty({ type: Number, nullable: true, example: 1_200 }) recordsAffected: number | null;
  @ApiProperty(textOrNull) measures: string | null;
  @ApiProperty({ ...textOrNull, description: 'null: nobody was named, or erased.' }) contact: string | null;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the vendor told us.' }) toldAt: Date;
  @ApiProperty({
    ...momentOrNull,
    description:
      'With a processor we are aware once it tells us (EDPB Guidelines 9/2022, 44): by then the authority is to be told. No clock runs before somebody decides that we are aware.',
  })
  presumedDueAt: Date | null;
  @ApiProperty({ ...idOrNull, description: 'The incident that it was taken into.' })
  incidentId: string | null;
  @ApiProperty({ ...textOrNull, description: 'Why it was set aside.' }) reason: string | null;
  @ApiProperty(idOrNull) settledById: string | null;
  @ApiProperty(momentOrNull) settledAt: Date | null;
  @ApiProperty({
    ...momentOrNull,
    description: 'When a retention rule took title, description, measures and contact away.',
  })
  emptiedAt: Date | null;
  @ApiProperty({
    example: 50,
    description:
      'Percent of the time to presumedDueAt at whose passing unread it was told of: 0, 50, 75 or 100.',
  })
  announcedShare: number;

  static of(report: VendorReport): VendorReportDto {
    const { vendorId, linkId, status, incidentId, reason, settledById, settledAt } = report;
    const { emptiedAt, announcedShare } = report;
    return {
      ...said(report),
      ...{ vendorId, linkId, status, incidentId, reason, settledById, settledAt },
      ...{ emptiedAt, announcedShare },
      presumedDueAt: presumedDueAt(report),
    };
  }
}

function said(report: VendorReport): Omit<ToldIncidentDto, 'seen'> {
  const { id, revision, title, description, breachTypes: types, occurredFrom, occurredTo } = report;
  const { detectedAt, subjectsAffected, recordsAffected, measures, contact, toldAt } = report;
  return {
    ...{ id, revision, title, description, breachTypes: [...types], occurredFrom, occurredTo, detectedAt },
    ...{ subjectsAffected, recordsAffected, measures, contact, toldAt },
  };
}

export class TakeVendorReportDto {
  @IdField({ ...perhaps, example: null, description: 'An open incident that it is about; null: a new one.' })
  incidentId?: string | null;
}

export class SetVendorReportAsideDto {
  @ProseField({ max: 2_000, example: 'It is about another customer; the vendor confirmed it by telephone.' })
  reason: string;
}

const sorts = ['toldAt', '-toldAt'] as const;

export class ToldIncidentsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-toldAt' }) sort: (typeof sorts)[number] = '-toldAt';
}

export class VendorReportsRequest extends ToldIncidentsRequest {
  @CodeField({ codes: vendorReportStatuses, optional: true, example: 'new' }) status?: VendorReportStatus;
  @IdField({ optional: true, description: 'Of this vendor.' }) vendorId?: string;
  @IdField({ optional: true, description: 'Taken into this incident.' }) incidentId?: string;
}
