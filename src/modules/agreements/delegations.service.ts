import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { invalidFields } from '../../platform/http/validation.js';
import { uuidv7 } from '../../platform/ids.js';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { UsersService, type User } from '../identity/index.js';
import { refuseDelegation as refuse } from './domain/delegation-errors.js';
import { barredRoles, periodProblems, stateOf, type Delegation } from './domain/delegation.js';
import { DutiesService } from './duties.service.js';
import { delegationGiven, delegationRevoked } from './events.js';
import { DelegationsRepository, type DelegationFilter } from './persistence/delegations.repository.js';
import { References } from './persistence/references.js';

export type GivenDelegation = Pick<
  Delegation,
  'toId' | 'role' | 'dataFlowId' | 'validFrom' | 'validTo' | 'reason'
>;

/** Delegations are given, and revoked; that they end by their days needs nobody. */
@Injectable()
export class DelegationsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersService,
    private readonly duties: DutiesService,
    private readonly delegations: DelegationsRepository,
    private readonly references: References,
  ) {}

  page(
    filter: Omit<DelegationFilter, 'inForceOn'> & { inForce?: boolean },
    request: PageRequest,
  ): Promise<Page<Delegation>> {
    const { inForce, ...fields } = filter;
    const inForceOn = inForce === true ? this.clock.today() : undefined;
    return this.delegations.page({ ...fields, ...(inForceOn && { inForceOn }) }, request);
  }

  get(id: string, at?: Date): Promise<Delegation> {
    return at ? this.delegations.register.at(id, at) : this.delegations.register.get(id);
  }

  give(given: GivenDelegation, by: Principal): Promise<Delegation> {
    return this.db.run(async (tx) => {
      await this.delegations.holdAlone(tx);
      const to = await this.soundDelegate(given);
      if (!by.roles.includes(given.role))
        refuse('delegation.not_own_role', `You are no ${given.role} yourself.`);
      await this.assertTwoPeople(given, by);
      await this.assertNotBarred(given, to, by);
      const now = this.clock.now();
      const after: Delegation = {
        ...{ id: uuidv7(now), revision: 0, fromId: by.id, ...given },
        ...{ createdAt: now, revokedById: null, revokedAt: null },
      };
      return this.delegations.register.record(tx, {
        ...{ before: null, after, action: delegationGiven, reason: given.reason },
      });
    });
  }

  revoke(id: string, expected: Expected, reason: string, by: Principal): Promise<Delegation> {
    return this.db.run(async (tx) => {
      const before = await this.delegations.register.lock(tx, id, expected);
      const state = stateOf(before, this.clock.today());
      if (state === 'revoked' || state === 'ended') refuse('delegation.over', `This delegation is ${state}.`);
      const after: Delegation = { ...before, revokedById: by.id, revokedAt: this.clock.now() };
      return this.delegations.register.record(tx, { before, after, action: delegationRevoked, reason });
    });
  }

  private async soundDelegate(given: GivenDelegation): Promise<User> {
    const errors = [
      ...periodProblems(given, this.clock.today()),
      ...(await this.references.problems([
        { pointer: '/toId', to: 'person', id: given.toId },
        { pointer: '/dataFlowId', to: 'data_flow', id: given.dataFlowId },
      ])),
    ];
    if (errors.length > 0) throw invalidFields(errors);
    const to = await this.users.get(given.toId);
    if (to.status === 'active') return to;
    throw invalidFields([{ pointer: '/toId', code: 'removed', message: 'this person was removed' }]);
  }

  private async assertTwoPeople(given: GivenDelegation, by: Principal): Promise<void> {
    const own = await this.duties.identitiesOf(by.id);
    if (own.has(given.toId)) refuse('delegation.self', 'Both are the same person.');
    const acting = await this.delegations.actingFor(given.toId, given);
    if (acting.some((id) => own.has(id)))
      refuse('delegation.loop', 'You act for this person in these days, or for somebody who does.');
  }

  private async assertNotBarred(given: GivenDelegation, to: User, by: Principal): Promise<void> {
    const barred = to.roles.filter((role) => barredRoles.includes(role));
    if (barred.length > 0)
      refuse('delegation.barred', `Nobody decides for others who is ${barred.join(' and ')}.`, {
        conflicts: [],
      });
    const conflicts = await this.duties.ofDelegate(given, to, by.id);
    if (conflicts.length > 0) refuse('delegation.barred', conflicts[0]?.message ?? '', { conflicts });
  }
}
