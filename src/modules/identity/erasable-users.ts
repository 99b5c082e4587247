import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  ErasablePeople,
  heldFields,
  heldValues,
  type HeldPerson,
  type Obstacle,
} from '../../platform/erasable-people.js';
import type { Tx } from '../../platform/database/database.js';
import { SessionsRepository } from './persistence/sessions.repository.js';
import { UsersRepository } from './persistence/users.repository.js';
import { SessionsService } from './sessions.service.js';
import { SignInSurroundings } from './sign-in-surroundings.js';

/** Attempts to sign in stand under a keyed hash of the address: while the address is known, they can be found and forgotten. */
@Injectable()
export class ErasableSignIns {
  constructor(
    private readonly surroundings: SignInSurroundings,
    private readonly sessions: SessionsRepository,
  ) {}

  forget(tx: Tx, email: string): Promise<void> {
    return this.sessions.forgetAttempts(tx, this.surroundings.attempt(email, '').account);
  }
}

/** How one of our people is erased: values, salt and password go, and they are signed out everywhere. */
@Injectable()
export class ErasableUsers implements OnModuleInit {
  constructor(
    private readonly people: ErasablePeople,
    private readonly users: UsersRepository,
    private readonly sessions: SessionsService,
    private readonly attempts: ErasableSignIns,
  ) {}

  onModuleInit(): void {
    this.people.add('user', {
      hold: (tx, id) => this.hold(tx, id),
      obstacles: (tx, id) => this.obstacles(tx, id),
      erase: (tx, id, reason) => this.erase(tx, id, reason),
    });
  }

  private async hold(tx: Tx, id: string): Promise<HeldPerson | null> {
    if (!(await this.users.register.find({ id }))) return null;
    const user = await this.users.register.lock(tx, id);
    return { vendorId: null, values: heldValues(user, ['email', 'displayName']) };
  }

  private async obstacles(tx: Tx, id: string): Promise<Obstacle[]> {
    const admins = await this.users.lockAdmins(tx);
    if (admins.length !== 1 || admins[0] !== id) return [];
    return [
      {
        code: 'LAST_ADMIN',
        message: 'Without this person nobody could administer the installation.',
        remedy: 'Let them make somebody else an admin first.',
        ...{ count: 1, ids: [id] },
      },
    ];
  }

  private async erase(tx: Tx, id: string, reason: string): Promise<string[]> {
    const before = await this.users.register.lock(tx, id);
    await this.sessions.endAll(tx, id, 'person erased');
    if (before.email !== null) await this.attempts.forget(tx, before.email);
    await this.users.register.record(tx, {
      before,
      after: {
        ...{ ...before, status: 'removed' },
        ...{ email: null, displayName: null, unit: null, salt: null, passwordHash: null },
      },
      ...{ action: 'user.erased', reason },
    });
    return heldFields(before, ['email', 'displayName', 'unit', 'passwordHash']);
  }
}
