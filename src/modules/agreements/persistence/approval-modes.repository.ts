import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../../platform/database/database.js';
import { Lists, when, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Page } from '../../../shared/page.js';
import type { ModeChange } from '../domain/approval-mode.js';
import { ApprovalModeChangeEntity } from './approval-mode.entity.js';

const shown = `c.id, c.revision, c."from", c."to", c.status, c.reason, c.proposed_by_id AS "proposedById",
  c.proposed_at AS "proposedAt", c.settled_by_id AS "settledById", c.settled_at AS "settledAt"`;
const key = `hashtextextended('keyholder.approval-mode', 0)`;

@Injectable()
export class ApprovalModesRepository {
  readonly register: Register<ModeChange>;

  constructor(
    registers: Registers,
    private readonly db: Database,
    private readonly lists: Lists,
  ) {
    this.register = registers.open<ModeChange>({
      type: 'approval_mode_change',
      entity: ApprovalModeChangeEntity,
    });
  }

  /** The change that counts at that moment, or now; null while nobody chose. */
  async newest(at?: Date): Promise<ModeChange | null> {
    const [row] = await this.db.query<ModeChange>(
      `SELECT ${shown} FROM approval_mode_change c
        WHERE c.status = 'confirmed' AND ($1::timestamptz IS NULL OR c.settled_at <= $1)
        ORDER BY c.settled_at DESC, c.id DESC LIMIT 1`,
      [at ?? null],
    );
    return row ?? null;
  }

  pending(): Promise<ModeChange | null> {
    return this.register.find({ status: 'proposed' });
  }

  page(filter: { status?: string }, request: PageRequest): Promise<Page<ModeChange>> {
    return this.lists.page<ModeChange>(
      {
        select: shown,
        from: 'approval_mode_change c',
        where: when(filter.status, 'c.status = $?'),
        sorts: { proposedAt: { by: 'c.proposed_at', type: 'timestamptz' } },
        id: 'c.id',
      },
      request,
    );
  }

  /** For whoever decides: the mode stays as it is until the transaction ends. */
  async hold(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock_shared(${key})`);
  }

  /** For whoever changes it: waits for those who decide, and lets nobody begin meanwhile. */
  async holdAlone(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(${key})`);
  }
}
