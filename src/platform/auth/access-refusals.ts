import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database } from '../database/database.js';
import { uuidv7 } from '../ids.js';
import { Ledger } from '../ledger/ledger.js';

/** Who tried to change what without the right to: an entry of its own, for the auditor. */
@Injectable()
export class AccessRefusals {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly ledger: Ledger,
  ) {}

  async record(method: string, path: string, code: string): Promise<void> {
    const refusal = { method, path: path.slice(0, 300), code };
    await this.db.run((tx) =>
      this.ledger.append(tx, [
        {
          action: 'access.refused',
          subjectType: 'access_refusal',
          subjectId: uuidv7(this.clock.now()),
          revision: 1,
          state: refusal,
          changed: Object.keys(refusal),
        },
      ]),
    );
  }
}
