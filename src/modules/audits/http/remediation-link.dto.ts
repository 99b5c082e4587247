import { ApiProperty } from '@nestjs/swagger';
import { longestLinkDays, usualLinkDays } from '../../../shared/link-life.js';
import { CodeField, EmailField, IdsField, IntField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { RemediationLink } from '../domain/remediation-link.js';

export class MakeRemediationLinkDto {
  @EmailField({ example: 'sam@vendor.example', description: 'Who mends at the vendor; nothing is mailed.' })
  email: string;
  @IdsField({
    max: 200,
    optional: true,
    nullable: true,
    example: null,
    description: 'The findings that it opens; null: every finding of the vendor, those to come too.',
  })
  findingIds?: string[] | null;
  @IntField({
    min: 1,
    max: longestLinkDays,
    optional: true,
    example: usualLinkDays,
    description: `Days for which it works, 1 to ${longestLinkDays}; ${usualLinkDays} unless told.`,
  })
  expiresInDays?: number;
}

export class RemediationLinkDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, nullable: true, description: 'null when erased.' }) email: string | null;
  @ApiProperty({ type: [String], format: 'uuid', nullable: true, description: 'null: all of the vendor.' })
  findingIds: string[] | null;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(link: RemediationLink): RemediationLinkDto {
    const { id, revision, vendorId, email, expiresAt, revokedAt, createdById, createdAt } = link;
    const findingIds = link.findingIds && [...link.findingIds];
    return { id, revision, vendorId, email, findingIds, expiresAt, revokedAt, createdById, createdAt };
  }
}

export class NewRemediationLinkDto extends RemediationLinkDto {
  @ApiProperty({
    example: 'http://localhost:3000/remediate#khv_Yq3w…',
    description: 'For the vendor, shown once; the secret is in the fragment, which no server logs.',
  })
  link: string;
  @ApiProperty({ example: 'khv_Yq3w…', description: 'The bearer token in it, shown once.' }) token: string;
}

const sorts = ['createdAt', '-createdAt'] as const;

export class RemediationLinksRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
}
