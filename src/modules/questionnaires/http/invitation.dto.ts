import { ApiProperty } from '@nestjs/swagger';
import { CodeField, EmailField, LabelsField, MomentField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { Invitation } from '../domain/invitation.js';

export class InviteDto {
  @EmailField({ example: 'ines@vendor.example', description: 'Who answers; nothing is mailed.' })
  email: string;
  @LabelsField({
    max: 50,
    length: 64,
    optional: true,
    nullable: true,
    example: null,
    description: 'Ids of sections; all of them unless told.',
  })
  sections?: string[] | null;
  @MomentField({ optional: true, example: '2027-01-31T00:00:00Z', description: 'In 60 days unless told.' })
  expiresAt?: string;
}

export class InvitationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) assessmentId: string;
  @ApiProperty({ type: String, nullable: true, description: 'null when erased.' }) email: string | null;
  @ApiProperty({ type: [String], nullable: true, description: 'null: all sections.' })
  sections: string[] | null;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdById: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(invitation: Invitation): InvitationDto {
    const { id, revision, assessmentId, email, sections, expiresAt, revokedAt, createdById, createdAt } =
      invitation;
    return { id, revision, assessmentId, email, sections, expiresAt, revokedAt, createdById, createdAt };
  }
}

export class NewInvitationDto extends InvitationDto {
  @ApiProperty({
    example: 'http://localhost:3000/respond#khi_Yq3w…',
    description: 'For the respondent, shown once; the secret is in the fragment, which no server logs.',
  })
  link: string;
  @ApiProperty({ example: 'khi_Yq3w…', description: 'The bearer token in it, shown once.' }) token: string;
}

const sorts = ['createdAt', '-createdAt'] as const;

export class InvitationsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: '-createdAt' }) sort: (typeof sorts)[number] =
    '-createdAt';
}
