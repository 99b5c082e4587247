import { ApiProperty, PartialType } from '@nestjs/swagger';
import { CodeField, LabelField, ProseField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { CountryField } from '../../reference-data/index.js';
import { legalEntityRoles, type LegalEntity, type LegalEntityRole } from '../domain/legal-entity.js';
import { LeiField } from '../../../platform/http/lei-field.js';

export class CreateLegalEntityDto {
  @LabelField({
    max: 200,
    example: 'Example Retail GmbH',
    description: 'Full legal name (Art. 30(1)(a) GDPR).',
  })
  name: string;
  @CountryField({
    example: 'DE',
    description: 'Where it is established: decides whose transfer rules apply.',
  })
  country: string;
  @LeiField({ optional: true, nullable: true }) lei?: string | null;
  @ProseField({
    max: 1000,
    example: 'Example Retail GmbH, Am Markt 1, 20095 Hamburg',
    description: 'Contact details (Art. 30(1)(a) GDPR).',
  })
  contact: string;
  @ProseField({
    max: 1000,
    optional: true,
    nullable: true,
    example: null,
    description: 'EU or UK representative (Art. 27 GDPR).',
  })
  representative?: string | null;
  @ProseField({
    max: 1000,
    optional: true,
    nullable: true,
    example: 'dpo@example.com',
    description: 'How to reach the data protection officer (Art. 37(7) GDPR).',
  })
  dpoContact?: string | null;
  @CodeField({ codes: legalEntityRoles, name: 'LegalEntityRole', example: 'controller' })
  role: LegalEntityRole;
}

export class ChangeLegalEntityDto extends PartialType(CreateLegalEntityDto, { skipNullProperties: false }) {}

export class LegalEntityDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Example Retail GmbH' }) name: string;
  @ApiProperty({ example: 'DE' }) country: string;
  @ApiProperty({ type: String, nullable: true }) lei: string | null;
  @ApiProperty() contact: string;
  @ApiProperty({ type: String, nullable: true }) representative: string | null;
  @ApiProperty({ type: String, nullable: true }) dpoContact: string | null;
  @ApiProperty({ enum: legalEntityRoles, enumName: 'LegalEntityRole' }) role: LegalEntityRole;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(entity: LegalEntity): LegalEntityDto {
    const { id, revision, name, country, lei, contact, representative, dpoContact, role, createdAt } = entity;
    return { id, revision, name, country, lei, contact, representative, dpoContact, role, createdAt };
  }
}

const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class LegalEntitiesRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @LabelField({ max: 200, optional: true, example: 'retail', description: 'Part of the name.' }) q?: string;
  @CodeField({ codes: legalEntityRoles, optional: true, example: 'controller' }) role?: LegalEntityRole;
}
