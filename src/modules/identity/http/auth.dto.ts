import { ApiProperty } from '@nestjs/swagger';
import { staffRoles, type StaffRole } from '../../../shared/roles.js';
import { EmailField, SecretField } from '../../../platform/http/fields.js';
import { longestPassword, shortestPassword } from '../domain/password-policy.js';
import type { User } from '../domain/user.js';
import type { Tokens } from '../session-tokens.js';

export class LoginDto {
  @EmailField({ example: 'dana@example.com' }) email: string;
  @SecretField({ min: 1, max: 200, example: 'plum-orbit-cello-91' }) password: string;
}

export class RefreshDto {
  @SecretField({
    min: 20,
    max: 200,
    example: 'khr_nJ0h4Wb6kY1sVtLq8xZrC2uEoPdGfAi7M3yNwTeS5Ks',
    description: 'Used once; the answer holds the next one.',
  })
  refreshToken: string;
}

export class PasswordDto {
  @SecretField({ min: 1, max: 200, example: 'plum-orbit-cello-91' }) currentPassword: string;
  @SecretField({
    min: shortestPassword,
    max: longestPassword,
    example: 'seven-quiet-harbours-12',
    description: `${shortestPassword} to ${longestPassword} characters; no rules on kinds of characters, but nothing well-known.`,
  })
  password: string;
}

export class TokensDto {
  @ApiProperty({ example: 'kha_Yq3…' }) accessToken: string;
  @ApiProperty({ example: 900, description: 'Seconds until the access token ends.' }) expiresIn: number;
  @ApiProperty({
    example: 'khr_nJ0h4Wb6kY1sVtLq8xZrC2uEoPdGfAi7M3yNwTeS5Ks',
    description: 'Exchange it once for the next pair.',
  })
  refreshToken: string;

  static of({ accessToken, expiresIn, refreshToken }: Tokens): TokensDto {
    return { accessToken, expiresIn, refreshToken };
  }
}

export class MeDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, example: 'dana@example.com' }) email: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Dana Officer' }) displayName: string | null;
  @ApiProperty({ enum: staffRoles, enumName: 'StaffRole', isArray: true }) roles: StaffRole[];

  static of({ id, email, displayName, roles }: User): MeDto {
    return { id, email, displayName, roles };
  }
}
