import { Injectable } from '@nestjs/common';
import type { Page } from '../../shared/page.js';
import { Database } from '../database/database.js';
import { Lists, type PageRequest } from '../database/lists.js';
import { refuseLedger as refuse } from './ledger-errors.js';

export type SignedCheckpoint = Readonly<{
  size: string;
  root: Buffer;
  keyId: string;
  note: string;
  signedAt: Date;
}>;

const shown = 'c.size, c.root, c.key_id AS "keyId", c.note, c.signed_at AS "signedAt"';

/** Signed tree heads, as they were made. */
@Injectable()
export class Checkpoints {
  constructor(
    private readonly db: Database,
    private readonly lists: Lists,
  ) {}

  page(request: PageRequest): Promise<Page<SignedCheckpoint>> {
    const sorts = { size: { by: 'c.size', type: 'bigint' } } as const;
    return this.lists.page(
      { select: shown, from: 'ledger_checkpoint c', where: [], sorts, id: 'c.size' },
      request,
    );
  }

  /** Those beyond this size, oldest first. */
  after(size: number, limit: number): Promise<SignedCheckpoint[]> {
    return this.db.query<SignedCheckpoint>(
      `SELECT ${shown} FROM ledger_checkpoint c WHERE c.size > $1 ORDER BY c.size LIMIT $2`,
      [size, limit],
    );
  }

  async newest(): Promise<SignedCheckpoint> {
    const [checkpoint] = await this.db.query<SignedCheckpoint>(
      `SELECT ${shown} FROM ledger_checkpoint c ORDER BY c.size DESC LIMIT 1`,
    );
    return checkpoint ?? refuse('ledger.not_signed_yet', 'Nothing was signed yet.');
  }

  async ofSize(size: number): Promise<SignedCheckpoint> {
    const [checkpoint] = await this.db.query<SignedCheckpoint>(
      `SELECT ${shown} FROM ledger_checkpoint c WHERE c.size = $1`,
      [size],
    );
    return checkpoint ?? refuse('ledger.no_such_checkpoint', `No checkpoint has the size ${size}.`);
  }
}
