import { ApiProperty, PartialType } from '@nestjs/swagger';
import { CodeField, EmailField, LabelField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { contactRoles, type Contact, type ContactRole } from '../domain/contact.js';

export class CreateContactDto {
  @LabelField({ max: 200, example: 'Robin Example', description: 'Erased when the contact is removed.' })
  name: string;
  @EmailField({ optional: true, nullable: true, example: 'privacy@acme.example' }) email?: string | null;
  @LabelField({ max: 50, optional: true, nullable: true, example: '+31 20 555 0100' }) phone?: string | null;
  @CodeField({ codes: contactRoles, name: 'ContactRole', example: 'privacy' }) role: ContactRole;
}

export class ChangeContactDto extends PartialType(CreateContactDto, { skipNullProperties: false }) {}

export class ContactDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ format: 'uuid' }) vendorId: string;
  @ApiProperty({ type: String, nullable: true, example: 'Robin Example', description: 'null once removed.' })
  name: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'privacy@acme.example' }) email: string | null;
  @ApiProperty({ type: String, nullable: true, example: '+31 20 555 0100' }) phone: string | null;
  @ApiProperty({ enum: contactRoles, enumName: 'ContactRole' }) role: ContactRole;
  @ApiProperty({ example: false }) removed: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of({ id, revision, vendorId, name, email, phone, role, removed, createdAt }: Contact): ContactDto {
    return { id, revision, vendorId, name, email, phone, role, removed, createdAt };
  }
}

const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class ContactsRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
  @CodeField({ codes: contactRoles, optional: true, example: 'privacy' }) role?: ContactRole;
}
