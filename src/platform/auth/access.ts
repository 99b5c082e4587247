import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Role } from '../../shared/roles.js';

export const accessRule = Symbol('who may use a route');
export type AccessRule = Readonly<{
  roles: readonly Role[] | 'public';
  personOnly: boolean;
  deputies?: boolean;
}>;

function rule(access: AccessRule): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(accessRule, access));
}

/** Open to everybody; said on purpose, because a route without any rule keeps the server from starting. */
export const Public = (): MethodDecorator & ClassDecorator => rule({ roles: 'public', personOnly: false });

/** People, keys and links with one of these roles. */
export const Allow = (...roles: readonly Role[]): MethodDecorator =>
  applyDecorators(rule({ roles, personOnly: false }), ApiBearerAuth(), ApiExtension('x-roles', [...roles]));

/** The same, and a person who acts for one of them (`LentRoles`). */
export const AllowPersonsAndDeputies = (...roles: readonly Role[]): MethodDecorator =>
  applyDecorators(
    rule({ roles, personOnly: true, deputies: true }),
    ApiBearerAuth(),
    ApiExtension('x-roles', [...roles]),
    ApiExtension('x-person-only', true),
    ApiExtension('x-deputies', true),
  );

/** Decisions: a person with one of these roles, never a key, whatever roles the key has. */
export const AllowPersons = (...roles: readonly Role[]): MethodDecorator =>
  applyDecorators(
    rule({ roles, personOnly: true }),
    ApiBearerAuth(),
    ApiExtension('x-roles', [...roles]),
    ApiExtension('x-person-only', true),
  );
