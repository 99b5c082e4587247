import { Injectable } from '@nestjs/common';
import { newSecret } from '../../platform/auth/secrets.js';
import { Config } from '../../platform/config/config.js';
import { Database } from '../../platform/database/database.js';
import { UsersRepository } from './persistence/users.repository.js';
import { UsersService } from './users.service.js';

const defaultEmail = 'admin@keyholder.local';

/** `password` only when it was made here: it is printed once and stored nowhere but as a hash. */
export type CreatedAdmin = Readonly<{ email: string; password: string | null }>;

@Injectable()
export class FirstAdmin {
  constructor(
    private readonly db: Database,
    private readonly config: Config,
    private readonly users: UsersService,
    private readonly repository: UsersRepository,
  ) {}

  /** Makes the first administrator while nobody can sign in; two instances starting at once make one. */
  ensure(): Promise<CreatedAdmin | null> {
    return this.db.run(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.first_admin', 0))`);
      if (await this.repository.canSignIn()) return null;
      const given = this.config.KEYHOLDER_ADMIN_PASSWORD;
      const password = given ?? newSecret('');
      const email = (this.config.KEYHOLDER_ADMIN_EMAIL ?? defaultEmail).toLowerCase();
      await this.users.create({ email, displayName: 'First administrator', roles: ['admin'], password });
      return { email, password: given === undefined ? password : null };
    });
  }
}
