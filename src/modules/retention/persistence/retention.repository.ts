import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import type { Tx } from '../../../platform/database/database.js';
import { Lists, type PageRequest } from '../../../platform/database/lists.js';
import { Registers, type Register } from '../../../platform/ledger/register.js';
import type { Page } from '../../../shared/page.js';
import type { RetentionRule } from '../domain/retention-rule.js';
import type { RetentionRun } from '../domain/retention-run.js';
import { RetentionRuleEntity, RetentionRunEntity } from './retention.entities.js';

const rulesLock = 'keyholder.retention_rules';
const runLock = 'keyholder.retention_run';

@Injectable()
export class RetentionRepository {
  readonly rules: Register<RetentionRule>;
  readonly runs: Register<RetentionRun>;

  constructor(
    registers: Registers,
    private readonly lists: Lists,
  ) {
    this.rules = registers.open<RetentionRule>({ type: 'retention_rule', entity: RetentionRuleEntity });
    this.runs = registers.open<RetentionRun>({ type: 'retention_run', entity: RetentionRunEntity });
  }

  runsPage(request: PageRequest): Promise<Page<RetentionRun>> {
    return this.lists.page<RetentionRun>(
      {
        select: `r.id, r.revision, r.day, r.started_at AS "startedAt", r.ended_at AS "endedAt", r."left", r."after",
          r.counts, r.problems`,
        from: 'retention_run r',
        where: [],
        sorts: { startedAt: { by: 'r.started_at', type: 'timestamptz' } },
        id: 'r.id',
      },
      request,
    );
  }

  /** Those that another night came before. */
  unended(): Promise<RetentionRun[]> {
    return this.runs.list({ endedAt: IsNull() });
  }

  /** Rules are set one after the other, so that two do not both set the first one of a class. */
  async takeTurnWithRules(tx: Tx): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [rulesLock]);
  }

  /** One instance at a time; false: another one is at it. */
  async takeRun(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ taken: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS taken',
      [runLock],
    );
    return row?.taken === true;
  }
}
