import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { Request } from 'express';
import { currentContext } from '../http/request-context.js';
import { AnswersFromAbove } from '../answers-from-above.js';
import { accessRule, type AccessRule } from './access.js';
import { AccessRefusals } from './access-refusals.js';
import { refuseAccess } from './auth-errors.js';
import { LentRoles } from './lent-roles.js';
import type { Principal } from './principal.js';

@Injectable()
class BearerGuard extends AuthGuard('bearer') {
  override handleRequest<P>(error: unknown, principal: P | false): P {
    if (error) throw error as Error;
    return (
      principal || refuseAccess('auth.required', 'Sign in first: the request carries no valid credential.')
    );
  }
}

/** Denies unless the route's rule permits. A refused change is put on record. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly bearer = new BearerGuard();

  constructor(
    private readonly reflector: Reflector,
    private readonly refusals: AccessRefusals,
    private readonly answers: AnswersFromAbove,
  ) {
    answers.expect(LentRoles);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(accessRule, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (rule?.roles === 'public') return true;
    await this.bearer.canActivate(context);
    const request = context.switchToHttp().getRequest<Request & { user: Principal }>();
    const principal = request.user;
    currentContext().principal = principal;
    if (rule === undefined || !(await this.permits(rule, principal)))
      return this.refuse(request, 'auth.forbidden', rule?.roles ?? []);
    if (rule.personOnly && principal.kind !== 'user')
      return this.refuse(request, 'auth.person_needed', rule.roles);
    return true;
  }

  private async permits({ roles, deputies = false }: AccessRule, principal: Principal): Promise<boolean> {
    if (principal.roles.some((role) => roles.includes(role))) return true;
    if (!deputies || principal.kind !== 'user') return false;
    return (await this.answers.to(LentRoles).of(principal.id)).some((role) => roles.includes(role));
  }

  private async refuse(
    request: Request,
    code: 'auth.forbidden' | 'auth.person_needed',
    allowedRoles: readonly string[],
  ): Promise<never> {
    if (!['GET', 'HEAD'].includes(request.method))
      await this.refusals.record(request.method, request.path, code);
    const detail =
      code === 'auth.forbidden'
        ? `This needs one of the roles ${allowedRoles.join(', ')}.`
        : 'This is decided by a person, not by an API key.';
    return refuseAccess(code, detail, { allowedRoles });
  }
}
