import { ApiProperty } from '@nestjs/swagger';
import { longestLinkDays, usualLinkDays } from '../../../shared/link-life.js';
import { CodeField, EmailField, IntField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { ReportLink } from '../domain/report-link.js';

export class MakeReportLinkDto {
  @EmailField({
    example: 'security@vendor.example',
    description: 'Who reports at the vendor; nothing is mailed.',
  })
  email: string;
  @IntField({
    min: 1,
    max: longestLinkDays,
    optional: true,
    example: usualLinkDays,
    description: `Days for which it works, 1 to ${longestLinkDays}; ${usualLinkDays} unless told.`,
  })
  expiresInDays?: number;
}

export class ReportLinkDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, nullable: true, description: 'null when erased.' }) email: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(link: ReportLink): ReportLinkDto {
    const { id, revision, vendorId, email, expiresAt, revokedAt, createdById, createdAt } = link;
    return { id, revision, vendorId, email, expiresAt, revokedAt, createdById, createdAt };
  }
}

export class NewReportLinkDto extends ReportLinkDto {
  @ApiProperty({
    example: 'http://localhost:3000/report#khb_Yq3w…',
    description: 'For the vendor, shown once; the secret is in the fragment, which no server logs.',
  })
  link: string;
  @ApiProperty({ example: 'khb_Yq3w…', description: 'The bearer token in it, shown once.' }) token: string;
}

const sorts = ['createdAt', '-createdAt'] as const;

export class ReportLinksRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
}
