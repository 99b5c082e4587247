import type { Role } from '../../shared/roles.js';

/** In which roles does this person act for others today? Answered by the module that keeps delegations. */
export abstract class LentRoles {
  abstract of(personId: string): Promise<readonly Role[]>;
}
