import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import type { DelegableRole, Delegation } from '../domain/delegation.js';
import { DelegationEntity } from './delegation.entity.js';

export type DelegationFilter = Readonly<{
  fromId?: string;
  toId?: string;
  dataFlowId?: string;
  inForceOn?: LocalDate;
}>;

const shown = `d.id, d.revision, d.from_id AS "fromId", d.to_id AS "toId", d.role, d.data_flow_id AS "dataFlowId",
  d.valid_from AS "validFrom", d.valid_to AS "validTo", d.reason, d.created_at AS "createdAt",
  d.revoked_by_id AS "revokedById", d.revoked_at AS "revokedAt"`;

@Injectable()
export class DelegationsRepository {
  readonly register: Register<Delegation>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<Delegation>({ type: 'delegation', entity: DelegationEntity });
  }

  page(filter: DelegationFilter, request: PageRequest): Promise<Page<Delegation>> {
    return this.lists.page<Delegation>(
      {
        select: shown,
        from: 'delegation d',
        where: [
          ...when(filter.fromId, 'd.from_id = $?'),
          ...when(filter.toId, 'd.to_id = $?'),
          ...when(filter.dataFlowId, 'd.data_flow_id = $?'),
          ...when(filter.inForceOn, 'd.revoked_at IS NULL AND $?::date BETWEEN d.valid_from AND d.valid_to'),
        ],
        sorts: { createdAt: { by: 'd.created_at', type: 'timestamptz' } },
        id: 'd.id',
      },
      request,
    );
  }

  /** The roles that somebody acts in for others on that day, as far as those have them still. */
  async rolesLentTo(toId: string, today: LocalDate): Promise<DelegableRole[]> {
    const rows = await this.db.query<{ role: DelegableRole }>(
      `SELECT DISTINCT d.role FROM delegation d JOIN app_user u ON u.id = d.from_id
        WHERE d.to_id = $1 AND d.revoked_at IS NULL AND $2::date BETWEEN d.valid_from AND d.valid_to
          AND u.status = 'active' AND d.role = ANY(u.roles)`,
      [toId, today],
    );
    return rows.map(({ role }) => role);
  }

  /** Everybody who acts for this person in these days, or for somebody who does. */
  async actingFor(
    fromId: string,
    { validFrom, validTo }: Pick<Delegation, 'validFrom' | 'validTo'>,
  ): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `WITH RECURSIVE acting(id) AS (
         SELECT $1::uuid
         UNION SELECT d.to_id FROM delegation d JOIN acting a ON a.id = d.from_id
          WHERE d.revoked_at IS NULL AND d.valid_from <= $3 AND d.valid_to >= $2)
       SELECT id FROM acting`,
      [fromId, validFrom, validTo],
    );
    return rows.map(({ id }) => id);
  }

  /** What this person gave or was given, and is not over. */
  async unendedOf(tx: Tx, userId: string, today: LocalDate): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'SELECT id FROM delegation WHERE $1 IN (from_id, to_id) AND revoked_at IS NULL AND valid_to >= $2',
      [userId, today],
    );
    return rows.map(({ id }) => id);
  }

  /** One at a time, so that no two make a loop together. */
  async holdAlone(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyholder.delegations', 0))`);
  }
}
