import { Injectable } from '@nestjs/common';
import { LentRoles } from '../../platform/auth/lent-roles.js';
import type { Principal } from '../../platform/auth/principal.js';
import type { Tx } from '../../platform/database/database.js';
import { invalidFields } from '../../platform/http/validation.js';
import { Clock } from '../../shared/clock.js';
import type { Role } from '../../shared/roles.js';
import { UsersService } from '../identity/index.js';
import { refuseDelegation as refuse } from './domain/delegation-errors.js';
import { barredRoles, notUsable, type DelegableAct, type Delegation } from './domain/delegation.js';
import { judgingRoles } from './domain/duties.js';
import { DelegationsRepository } from './persistence/delegations.repository.js';

/** Whoever judges, with the roles that count: their own, and the one that they act in for somebody else. */
export type Acting = Readonly<{
  id: string;
  roles: readonly Role[];
  onBehalfOfId: string | null;
  delegationId: string | null;
}>;

/** Somebody who acts for somebody else says so, and can. */
@Injectable()
export class Deputies extends LentRoles {
  constructor(
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly delegations: DelegationsRepository,
  ) {
    super();
  }

  of(personId: string): Promise<readonly Role[]> {
    return this.delegations.rolesLentTo(personId, this.clock.today());
  }

  /** Nobody revokes the delegation until the act is done. */
  async acting(
    tx: Tx,
    { id, roles }: Pick<Principal, 'id' | 'roles'>,
    {
      delegationId,
      ...act
    }: Readonly<{ delegationId: string | null; act: DelegableAct; dataFlowId: string }>,
  ): Promise<Acting> {
    if (delegationId === null) {
      const own: readonly Role[] = judgingRoles[act.act];
      if (!roles.some((role) => own.includes(role)))
        refuse('delegation.unnamed', 'This role was delegated to you: name the delegation.');
      return { id, roles, onBehalfOfId: null, delegationId };
    }
    const delegation = await this.held(tx, delegationId);
    const why = notUsable(delegation, { ...act, byId: id, today: this.clock.today() });
    if (why !== null) refuse(why, 'You do not act under this delegation here.', { delegationId });
    if (roles.some((role) => (barredRoles as readonly Role[]).includes(role)))
      refuse('delegation.barred', 'Whoever runs or audits the installation decides for nobody.');
    const { roles: theirs, status } = await this.users.get(delegation.fromId);
    if (status !== 'active' || !theirs.includes(delegation.role))
      refuse('delegation.not_in_force', `Whoever delegated is no ${delegation.role} any more.`, {
        delegationId,
      });
    const { fromId: onBehalfOfId, role } = delegation;
    return { id, roles: [...new Set<Role>([...roles, role])], onBehalfOfId, delegationId };
  }

  private async held(tx: Tx, id: string): Promise<Delegation> {
    if (await this.delegations.register.find({ id })) return this.delegations.register.lock(tx, id);
    throw invalidFields([
      { pointer: '/delegationId', code: 'not_found', message: 'there is no delegation with this id' },
    ]);
  }
}
