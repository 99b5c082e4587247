import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { containing, Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { User } from '../domain/user.js';
import { UserEntity } from './user.entity.js';

export type UserFilter = Readonly<{ q?: string; role?: string; status?: string }>;

@Injectable()
export class UsersRepository {
  readonly register: Register<UserEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open({
      type: 'user',
      entity: UserEntity,
      personal: ['email', 'displayName', 'unit'],
      hidden: ['salt', 'passwordHash'],
    });
  }

  page(filter: UserFilter, request: PageRequest): Promise<Page<User>> {
    return this.lists.page<User>(
      {
        select: `u.id, u.revision, u.email, u.display_name AS "displayName", u.roles, u.unit, u.status, u.created_at AS "createdAt"`,
        from: 'app_user u',
        where: [
          ...containing(filter.q, 'u.email', 'u.display_name'),
          ...when(filter.role, '$? = ANY(u.roles)'),
          ...when(filter.status, 'u.status = $?'),
        ],
        sorts: {
          displayName: { by: `coalesce(u.display_name, '')`, type: 'text' },
          createdAt: { by: 'u.created_at', type: 'timestamptz' },
        },
        id: 'u.id',
      },
      request,
    );
  }

  findActive(email: string): Promise<UserEntity | null> {
    return this.register.find({ email, status: 'active' });
  }

  /** A restored ledger has people, and nobody's password. */
  async canSignIn(): Promise<boolean> {
    const [row] = await this.db.query<{ somebody: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM app_user WHERE password_hash IS NOT NULL) AS somebody',
    );
    return row?.somebody ?? false;
  }

  /** Held until the transaction ends, so that two admins cannot remove each other at once. */
  async lockAdmins(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `SELECT id FROM app_user WHERE status = 'active' AND 'admin' = ANY(roles) ORDER BY id FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }

  async names(ids: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; name: string }>(
      `SELECT id, coalesce(display_name, 'erased') AS name FROM app_user WHERE id = ANY($1)
       UNION ALL SELECT id, name FROM api_key WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}
