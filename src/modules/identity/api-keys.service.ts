import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import type { StaffRole } from '../../shared/roles.js';
import { Credentials } from '../../platform/auth/credentials.js';
import { newSecret, secretHash } from '../../platform/auth/secrets.js';
import { Database } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import { apiKeyPrefix, assertExpiry, type ApiKey, type ShownApiKey } from './domain/api-key.js';
import { refuse } from './domain/identity-errors.js';
import { assertRolesGoTogether, inOrder } from './domain/user.js';
import type { ApiKeyEntity } from './persistence/api-key.entity.js';
import { ApiKeysRepository } from './persistence/api-keys.repository.js';

@Injectable()
export class ApiKeysService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keys: ApiKeysRepository,
    private readonly credentials: Credentials,
  ) {}

  onModuleInit(): void {
    this.credentials.accept(apiKeyPrefix, (secret) =>
      this.keys.holderOf(secretHash(secret), this.clock.now()),
    );
  }

  page(request: PageRequest): Promise<Page<ShownApiKey>> {
    return this.keys.page(request);
  }

  get(id: string, at?: Date): Promise<ShownApiKey> {
    return this.keys.shown(id, at);
  }

  /** The secret is answered here and never again. */
  create(
    createdBy: string,
    { name, roles, expiresAt }: { name: string; roles: readonly StaffRole[]; expiresAt: Date },
  ): Promise<{ key: ApiKey; secret: string }> {
    assertRolesGoTogether(roles);
    const now = this.clock.now();
    assertExpiry(expiresAt, now);
    const secret = newSecret(apiKeyPrefix);
    return this.db.run(async (tx) => {
      const after: ApiKeyEntity = {
        id: uuidv7(now),
        revision: 0,
        name,
        hint: `${secret.slice(0, 7)}…${secret.slice(-4)}`,
        secretHash: secretHash(secret),
        roles: inOrder(roles),
        expiresAt,
        revokedAt: null,
        createdBy,
        createdAt: now,
      };
      const key = await this.keys.register.record(tx, { before: null, after, action: 'api_key.created' });
      return { key, secret };
    });
  }

  async revoke(id: string, expected: Expected): Promise<void> {
    await this.db.run(async (tx) => {
      const before = await this.keys.register.lock(tx, id, expected);
      if (before.revokedAt) refuse('api_key.revoked', 'This key was revoked before.');
      const after = { ...before, revokedAt: this.clock.now() };
      await this.keys.register.record(tx, { before, after, action: 'api_key.revoked' });
    });
  }
}
