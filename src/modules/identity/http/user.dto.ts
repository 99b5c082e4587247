import { ApiProperty, PartialType } from '@nestjs/swagger';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { CodeField, CodesField, EmailField, LabelField, SecretField } from '../../../platform/http/fields.js';
import { ListRequest } from '../../../platform/http/list-query.js';
import { longestPassword, shortestPassword } from '../domain/password-policy.js';
import { userStatuses, type User, type UserStatus } from '../domain/user.js';

export class CreateUserDto {
  @EmailField({ example: 'dana@example.com' }) email: string;
  @LabelField({ max: 200, example: 'Dana Officer' }) displayName: string;
  @CodesField({
    codes: staffRoles,
    name: 'StaffRole',
    min: 1,
    example: ['dpo'],
    description: 'admin goes with neither dpo nor approver: whoever runs the installation decides nothing.',
  })
  roles: StaffRole[];
  @LabelField({
    max: 200,
    optional: true,
    nullable: true,
    example: 'Marketing',
    description:
      'Part of the organisation. Of two deciders one belongs to another than the person who submitted.',
  })
  unit?: string | null;
  @SecretField({ min: shortestPassword, max: longestPassword, example: 'plum-orbit-cello-91' })
  password: string;
}

export class ChangeUserDto extends PartialType(CreateUserDto, { skipNullProperties: false }) {}

export class UserDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 1 }) revision: number;
  @ApiProperty({ type: String, nullable: true, description: 'null when erased.' }) email: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'null when erased.' }) displayName: string | null;
  @ApiProperty({ enum: staffRoles, enumName: 'StaffRole', isArray: true }) roles: StaffRole[];
  @ApiProperty({ type: String, nullable: true, example: 'Marketing' }) unit: string | null;
  @ApiProperty({ enum: userStatuses, enumName: 'UserStatus' }) status: UserStatus;
  @ApiProperty({ type: String, format: 'date-time' }) createdAt: Date;

  static of({ id, revision, email, displayName, roles, unit, status, createdAt }: User): UserDto {
    return { id, revision, email, displayName, roles, unit, status, createdAt };
  }
}

const sorts = ['displayName', '-displayName', 'createdAt', '-createdAt'] as const;

export class UsersRequest extends ListRequest {
  @CodeField({ codes: sorts, optional: true, example: 'displayName' }) sort: (typeof sorts)[number] =
    'displayName';
  @LabelField({ max: 200, optional: true, example: 'dana', description: 'Part of the name or address.' })
  q?: string;
  @CodeField({ codes: staffRoles, optional: true, example: 'dpo' }) role?: StaffRole;
  @CodeField({ codes: userStatuses, optional: true, example: 'active' }) status?: UserStatus;
}
