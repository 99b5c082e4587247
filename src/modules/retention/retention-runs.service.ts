import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { problemOf } from '../../platform/errors/problem.js';
import { uuidv7 } from '../../platform/ids.js';
import {
  RetainedRecords,
  type DisposalReason,
  type RetainedClass,
  type RetainedPosition,
  type RetainedRecord,
} from '../../platform/retained-records.js';
import { Upkeep } from '../../platform/upkeep.js';
import type { Page } from '../../shared/page.js';
import { retentionClasses } from '../../shared/retention-class.js';
import { covers } from './domain/legal-hold.js';
import { dueBefore, isAtWork, type RetentionRule } from './domain/retention-rule.js';
import { counted, passed, type RetentionRun, type RunProblem } from './domain/retention-run.js';
import { runBegun, runBrokenOff, runEnded, runWentOn } from './events.js';
import { LegalHoldsService } from './legal-holds.service.js';
import type { ReachingHold } from './persistence/legal-holds.repository.js';
import { RetentionRepository } from './persistence/retention.repository.js';

const mostAtOnce = 100;
const mostRowsAtOnce = 1_000;

type Batch = Readonly<{ rule: RetentionRule; holds: readonly ReachingHold[]; now: Date }>;

/**
 * Once a day in UTC, in batches: each is a transaction of upkeep, so that a batch that was killed never was, and the next
 * one goes on behind the last that was.
 */
@Injectable()
export class RetentionRunsService implements OnModuleInit {
  private readonly log = new Logger('Retention');

  constructor(
    private readonly db: Database,
    private readonly upkeep: Upkeep,
    private readonly retained: RetainedRecords,
    private readonly holds: LegalHoldsService,
    private readonly retention: RetentionRepository,
  ) {}

  onModuleInit(): void {
    this.upkeep.add('what retention rules dispose of', (tx, now) => this.step(tx, now));
  }

  page(request: PageRequest): Promise<Page<RetentionRun>> {
    return this.retention.runsPage(request);
  }

  get(id: string): Promise<RetentionRun> {
    return this.retention.runs.get(id);
  }

  private async step(tx: Tx, now: Date): Promise<void> {
    if (!(await this.retention.takeRun(tx))) return;
    const rules = (await this.retention.rules.list({})).filter((rule) => isAtWork(rule, now));
    const day = now.toISOString().slice(0, 10);
    const known = await this.retention.runs.find({ day });
    if (known?.endedAt) return;
    if (!known) await this.breakOff(tx, now);
    if (!known && rules.length === 0) return;
    const before = known ?? (await this.begin(tx, rules, now));
    const done = await this.workOff(tx, before, rules, now);
    const after = done.left.length === 0 ? { ...done, endedAt: now } : done;
    const action = after.endedAt ? runEnded : runWentOn;
    await this.retention.runs.record(tx, { before, after, action });
  }

  private begin(tx: Tx, rules: readonly RetentionRule[], now: Date): Promise<RetentionRun> {
    const atWork = rules.map((rule) => rule.class);
    const after: RetentionRun = {
      ...{ id: uuidv7(now), revision: 0, day: now.toISOString().slice(0, 10), startedAt: now, endedAt: null },
      left: retentionClasses.filter((name) => atWork.includes(name)),
      ...{ after: null, counts: {}, problems: [] },
    };
    return this.retention.runs.record(tx, { before: null, after, action: runBegun });
  }

  private async breakOff(tx: Tx, now: Date): Promise<void> {
    for (const before of await this.retention.unended())
      await this.retention.runs.record(tx, {
        ...{ before, after: { ...before, endedAt: now }, action: runBrokenOff },
      });
  }

  /** One batch, of the first class that has one; classes with less are done with on the way. */
  private async workOff(
    tx: Tx,
    begun: RetentionRun,
    rules: readonly RetentionRule[],
    now: Date,
  ): Promise<RetentionRun> {
    const holds = await this.holds.standing(tx);
    let run = begun;
    for (const name of begun.left) {
      const rule = rules.find((each) => each.class === name);
      const full = rule ? await this.batch(tx, run, { rule, holds, now }) : null;
      run = full?.run ?? run;
      if (full?.more) return run;
      run = passed(run);
    }
    return run;
  }

  private batch(tx: Tx, run: RetentionRun, batch: Batch): Promise<{ run: RetentionRun; more: boolean }> {
    const how = this.retained.of(batch.rule.class);
    return 'dispose' in how ? this.each(tx, run, batch, how.dispose) : this.oldest(tx, run, batch, how);
  }

  private async each(
    tx: Tx,
    run: RetentionRun,
    { rule, holds, now }: Batch,
    dispose: (tx: Tx, record: RetainedRecord, why: DisposalReason) => Promise<boolean>,
  ): Promise<{ run: RetentionRun; more: boolean }> {
    const after: RetainedPosition | null = run.after && { ...run.after, since: new Date(run.after.since) };
    const found = await this.retained.of(rule.class).due(dueBefore(rule, now), after, mostAtOnce);
    let [disposed, held] = [0, 0];
    const problems: RunProblem[] = [];
    for (const record of found) {
      if (holds.some((hold) => covers(hold, record))) held++;
      else {
        const outcome = await this.attempt(tx, rule, () => dispose(tx, record, whyOf(rule)));
        if (outcome === 'disposed') disposed++;
        else if (outcome !== 'nothing') problems.push({ class: rule.class, id: record.id, code: outcome });
      }
    }
    const last = found.at(-1);
    const next = counted(run, rule.class, { disposed, held, failed: problems.length }, problems);
    const position = last ? { since: last.since.toISOString(), id: last.id } : run.after;
    return { run: { ...next, after: position }, more: found.length === mostAtOnce };
  }

  private async oldest(
    tx: Tx,
    run: RetentionRun,
    { rule, holds, now }: Batch,
    how: Extract<RetainedClass, { disposeOldest: unknown }>,
  ): Promise<{ run: RetentionRun; more: boolean }> {
    const before = dueBefore(rule, now);
    if (holds.length > 0) {
      const held = (await how.due(before, null, mostRowsAtOnce)).length;
      return { run: counted(run, rule.class, { disposed: 0, held, failed: 0 }), more: false };
    }
    const disposed = await how.disposeOldest(tx, before, mostRowsAtOnce, whyOf(rule));
    const next = counted(run, rule.class, { disposed, held: 0, failed: 0 });
    return { run: next, more: disposed === mostRowsAtOnce };
  }

  /** One that cannot go keeps no other from going. */
  private async attempt(tx: Tx, rule: RetentionRule, work: () => Promise<boolean>): Promise<string> {
    try {
      return (await this.db.attempt(tx, work)) ? 'disposed' : 'nothing';
    } catch (error) {
      const { code } = problemOf(error);
      this.log.warn(`Not disposed of under the rule for ${rule.class}: ${code}`);
      return code;
    }
  }
}

function whyOf({ class: name, revision, ground }: RetentionRule): DisposalReason {
  return { reason: `Retention rule ${name}, revision ${revision}`, ground };
}
