import { Injectable } from '@nestjs/common';
import type { Page } from '../../../shared/page.js';
import type { StaffRole } from '../../../shared/roles.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { ShownApiKey } from '../domain/api-key.js';
import { ApiKeyEntity } from './api-key.entity.js';

@Injectable()
export class ApiKeysRepository {
  readonly register: Register<ApiKeyEntity>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open({ type: 'api_key', entity: ApiKeyEntity, hidden: ['secretHash'] });
  }

  page(request: PageRequest): Promise<Page<ShownApiKey>> {
    return this.lists.page<ShownApiKey>(
      {
        select: `k.id, k.revision, k.name, k.hint, k.roles, k.expires_at AS "expiresAt", k.revoked_at AS "revokedAt",
          k.created_by AS "createdBy", k.created_at AS "createdAt", use.last_used_at AS "lastUsedAt"`,
        from: 'api_key k LEFT JOIN api_key_use use ON use.api_key_id = k.id',
        where: [],
        sorts: {
          name: { by: 'k.name', type: 'text' },
          createdAt: { by: 'k.created_at', type: 'timestamptz' },
        },
        id: 'k.id',
      },
      request,
    );
  }

  async shown(id: string, at?: Date): Promise<ShownApiKey> {
    const key = at ? await this.register.at(id, at) : await this.register.get(id);
    const [use] = await this.db.query<{ lastUsedAt: Date }>(
      'SELECT last_used_at AS "lastUsedAt" FROM api_key_use WHERE api_key_id = $1',
      [id],
    );
    return { ...key, lastUsedAt: use?.lastUsedAt ?? null };
  }

  /** Who holds this key now, noting its use at most once a minute. */
  async holderOf(hash: Buffer, now: Date): Promise<Principal | null> {
    const [row] = await this.db.query<{ id: string; roles: StaffRole[]; lastUsedAt: Date | null }>(
      `SELECT k.id, k.roles, use.last_used_at AS "lastUsedAt"
         FROM api_key k LEFT JOIN api_key_use use ON use.api_key_id = k.id
        WHERE k.secret_hash = $1 AND k.revoked_at IS NULL AND k.expires_at > $2`,
      [hash, now],
    );
    if (!row) return null;
    if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > 60_000)
      await this.db.query(
        `INSERT INTO api_key_use (api_key_id, last_used_at) VALUES ($1, $2)
         ON CONFLICT (api_key_id) DO UPDATE SET last_used_at = excluded.last_used_at`,
        [row.id, now],
      );
    return { kind: 'api_key', id: row.id, roles: row.roles, grant: {} };
  }
}
