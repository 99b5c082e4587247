import { ApiProperty } from '@nestjs/swagger';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { CodeField, CodesField, LabelField, MomentField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import type { ShownApiKey } from '../domain/api-key.js';

export class CreateApiKeyDto {
  @LabelField({ max: 200, example: 'Ticket system' }) name: string;
  @CodesField({ codes: staffRoles, name: 'StaffRole', min: 1, example: ['procurement'] }) roles: StaffRole[];
  @MomentField({ example: '2027-06-01T00:00:00Z', description: 'At most two years ahead.' })
  expiresAt: string;
}

export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ example: 'Ticket system' }) name: string;
  @ApiProperty({ example: 'kh_Yq3w…9xTk', description: 'Enough to tell keys apart, not to use one.' })
  hint: string;
  @ApiProperty({ enum: staffRoles, enumName: 'StaffRole', isArray: true }) roles: StaffRole[];
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) revokedAt: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'To the minute.' })
  lastUsedAt: Date | null;
  @ApiProperty({ format: 'uuid' }) createdBy: string;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of(key: ShownApiKey): ApiKeyDto {
    const { id, revision, name, hint, roles, expiresAt, revokedAt, lastUsedAt, createdBy, createdAt } = key;
    return { id, revision, name, hint, roles, expiresAt, revokedAt, lastUsedAt, createdBy, createdAt };
  }
}

export class NewApiKeyDto extends ApiKeyDto {
  @ApiProperty({ example: 'kh_Yq3w…', description: 'The secret, shown once.' }) secret: string;
}

const sorts = ['name', '-name', 'createdAt', '-createdAt'] as const;

export class ApiKeysRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'name' }) sort: (typeof sorts)[number] = 'name';
}
