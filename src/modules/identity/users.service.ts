import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { StaffRole } from '../../shared/roles.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { refuse } from './domain/identity-errors.js';
import { assertPassword } from './domain/password-policy.js';
import { assertRolesGoTogether, inOrder, type User } from './domain/user.js';
import { Passwords } from './passwords.js';
import type { UserEntity } from './persistence/user.entity.js';
import { UsersRepository, type UserFilter } from './persistence/users.repository.js';
import { SessionsService } from './sessions.service.js';

export type NewUser = Readonly<{
  email: string;
  displayName: string;
  roles: readonly StaffRole[];
  password: string;
  unit?: string | null;
}>;
export type UserChange = Readonly<{
  email?: string;
  displayName?: string;
  roles?: readonly StaffRole[];
  password?: string;
  unit?: string | null;
}>;

@Injectable()
export class UsersService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly users: UsersRepository,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsService,
  ) {}

  page(filter: UserFilter, request: PageRequest): Promise<Page<User>> {
    return this.users.page(filter, request);
  }

  get(id: string, at?: Date): Promise<User> {
    return at ? this.users.register.at(id, at) : this.users.register.get(id);
  }

  /** Is this somebody of ours who can be named as responsible? */
  async isActive(id: string): Promise<boolean> {
    return (await this.users.register.find({ id, status: 'active' })) !== null;
  }

  async create({ email, displayName, roles, password, unit = null }: NewUser): Promise<User> {
    assertRolesGoTogether(roles);
    assertPassword(password, { email, displayName }, (text) => this.passwords.isCommon(text));
    const passwordHash = await this.passwords.hash(password);
    return this.db.run(async (tx) => {
      await this.assertFree(email);
      const now = this.clock.now();
      const user: UserEntity = {
        id: uuidv7(now),
        revision: 0,
        email,
        displayName,
        salt: randomBytes(16),
        passwordHash,
        roles: inOrder(roles),
        unit,
        status: 'active',
        createdAt: now,
      };
      return this.users.register.record(tx, { before: null, after: user, action: 'user.created' });
    });
  }

  /** A changed role or password ends the person's sessions at once, so that the change holds on the next request. */
  async change(id: string, expected: Expected, change: UserChange): Promise<User> {
    const { password, ...rest } = change;
    if (rest.roles) assertRolesGoTogether(rest.roles);
    const passwordHash = password === undefined ? undefined : await this.hashFor(id, password);
    return this.db.run(async (tx) => {
      const user = await this.lockActive(tx, id, expected);
      if (rest.email !== undefined && rest.email !== user.email) await this.assertFree(rest.email);
      if (rest.roles && !rest.roles.includes('admin')) await this.assertNotLastAdmin(tx, id);
      const after = {
        ...user,
        ...rest,
        roles: inOrder(rest.roles ?? user.roles),
        ...(passwordHash === undefined ? {} : { passwordHash }),
      };
      if (passwordHash !== undefined) await this.sessions.endAll(tx, id, 'password set by an administrator');
      return this.users.register.record(tx, { before: user, after, action: 'user.changed' });
    });
  }

  async remove(id: string, expected: Expected): Promise<void> {
    await this.db.run(async (tx) => {
      const user = await this.lockActive(tx, id, expected);
      await this.assertNotLastAdmin(tx, id);
      await this.sessions.endAll(tx, id, 'person removed');
      await this.users.register.record(tx, {
        before: user,
        after: { ...user, status: 'removed', passwordHash: null },
        action: 'user.removed',
      });
    });
  }

  /** The person's own new password; other sessions end, the present one goes on. */
  async changeOwnPassword(
    id: string,
    sessionId: string,
    given: { current: string; next: string },
  ): Promise<void> {
    const user = await this.users.register.get(id);
    if (!(await this.passwords.fits(given.current, user.passwordHash)))
      refuse('auth.bad_credentials', 'The current password is wrong.');
    const passwordHash = await this.hashFor(id, given.next);
    await this.db.run(async (tx) => {
      const before = await this.lockActive(tx, id, 'any');
      await this.sessions.endAll(tx, id, 'password changed', sessionId);
      await this.users.register.record(tx, {
        before,
        after: { ...before, passwordHash },
        action: 'user.password_changed',
      });
    });
  }

  private async hashFor(id: string, password: string): Promise<string> {
    const { email, displayName } = await this.users.register.get(id);
    const about = { email: email ?? '', displayName: displayName ?? '' };
    assertPassword(password, about, (text) => this.passwords.isCommon(text));
    return this.passwords.hash(password);
  }

  private async lockActive(tx: Tx, id: string, expected: Expected): Promise<UserEntity> {
    const user = await this.users.register.lock(tx, id, expected);
    if (user.status === 'removed') refuse('user.removed', 'This person was removed.');
    return user;
  }

  private async assertFree(email: string): Promise<void> {
    if (await this.users.findActive(email))
      refuse('user.email_in_use', 'Somebody active has this e-mail address.', {
        errors: [
          {
            pointer: '/email',
            code: 'in_use',
            message: 'use another address, or change the existing person',
          },
        ],
      });
  }

  private async assertNotLastAdmin(tx: Tx, id: string): Promise<void> {
    const admins = await this.users.lockAdmins(tx);
    if (admins.length === 1 && admins[0] === id)
      refuse('user.last_admin', 'Without this person nobody could administer the installation.');
  }
}
