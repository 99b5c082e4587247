import { Injectable } from '@nestjs/common';
import type { LocalDate } from '../../../shared/local-date.js';
import type { Page } from '../../../shared/page.js';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { AdequacyChange } from '../domain/adequacy-change.js';
import { AdequacyChangeEntity } from './adequacy-change.entity.js';

export type AdequacyChangeFilter = Readonly<{
  list?: string;
  code?: string;
  kind?: string;
  revoked?: boolean;
}>;

const shown = `c.id, c.revision, c.list, c.code, c.kind, c."from", c.ends_on AS "endsOn", c.places, c.decision,
  c.framework, c.binds_eea_efta AS "bindsEeaEfta", c.reason, c.source, c.effective_from AS "effectiveFrom",
  c.took_effect_at AS "tookEffectAt", c.recorded_by_id AS "recordedById", c.recorded_at AS "recordedAt",
  c.revoked_by_id AS "revokedById", c.revoked_at AS "revokedAt", c.revoked_because AS "revokedBecause"`;

const key = `hashtextextended('keyholder.adequacy', 0)`;

@Injectable()
export class AdequacyChangesRepository {
  readonly register: Register<AdequacyChange>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<AdequacyChange>({ type: 'adequacy_change', entity: AdequacyChangeEntity });
  }

  page(filter: AdequacyChangeFilter, request: PageRequest): Promise<Page<AdequacyChange>> {
    const revoked = filter.revoked === undefined ? undefined : String(filter.revoked);
    return this.lists.page<AdequacyChange>(
      {
        select: shown,
        from: 'adequacy_change c',
        where: [
          ...when(filter.list, 'c.list = $?'),
          ...when(filter.code, 'c.code = $?'),
          ...when(filter.kind, 'c.kind = $?'),
          ...when(revoked, '(c.revoked_at IS NOT NULL) = $?::bool'),
        ],
        sorts: {
          recordedAt: { by: 'c.recorded_at', type: 'timestamptz' },
          effectiveFrom: { by: 'c.effective_from', type: 'date' },
        },
        id: 'c.id',
      },
      request,
    );
  }

  /** All of them, revoked ones too: a handful in a year. */
  all(): Promise<AdequacyChange[]> {
    return this.db.query<AdequacyChange>(
      `SELECT ${shown} FROM adequacy_change c ORDER BY c.recorded_at, c.id`,
    );
  }

  /** Not revoked, and their day has come without anybody having been told. */
  async idsDue(today: LocalDate, most: number): Promise<string[]> {
    const rows = await this.db.query<{ id: string }>(
      `SELECT c.id FROM adequacy_change c
        WHERE c.took_effect_at IS NULL AND c.revoked_at IS NULL AND c.effective_from <= $1
        ORDER BY c.effective_from, c.id LIMIT $2`,
      [today, most],
    );
    return rows.map(({ id }) => id);
  }

  /** Until the transaction ends nobody changes what is adequate; others may hold it so too. */
  async hold(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${key})`);
  }

  /** Waits for everybody who holds it as it is, and keeps them out until the transaction ends. */
  async holdAlone(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${key})`);
  }
}
