import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import { runInContext } from '../../platform/http/request-context.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs, type SaveProgress } from '../../platform/jobs/jobs.js';
import type { LedgerEntry } from '../../platform/ledger/ledger-entry.js';
import { OnNews } from '../../platform/news/on-news.js';
import { Upkeep } from '../../platform/upkeep.js';
import { Clock } from '../../shared/clock.js';
import { adequacyChangeRevoked, adequacyChangeTookEffect } from '../reference-data/events.js';
import { AdequacyBook, codesOutOfForce } from '../reference-data/index.js';
import { FlowReviews, type Examined } from './flow-reviews.js';
import { DataFlowsRepository } from './persistence/data-flows.repository.js';

export const decisionFollowJob = 'approvals_on_adequacy_decision';

/** Few enough that whoever waits for a flow in it hardly notices. */
const batchFlows = 250;
const mostAtOnce = 250;

type Tallied = 'ended' | 'to_review' | 'other_ground' | 'noted' | 'unchanged';
type Tally = Readonly<{ examined: number }> & Readonly<Record<Tallied, number>>;
/** The last flow that is done; saved together with its batch, so that a run that was killed goes on after it. */
type Checkpoint = Readonly<{ after: string | null; tally: Tally }>;

const nothingDone: Checkpoint = {
  after: null,
  tally: { examined: 0, ended: 0, to_review: 0, other_ground: 0, noted: 0, unchanged: 0 },
};

/** When an adequacy decision changes, every open flow that stands on it is examined: by a job, in the order of flow ids. */
@Injectable()
export class ApprovalsOnDecision implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly upkeep: Upkeep,
    private readonly book: AdequacyBook,
    private readonly flows: DataFlowsRepository,
    private readonly reviews: FlowReviews,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(decisionFollowJob, (job, save) => this.work(job, save));
    this.upkeep.add('approvals on adequacy decisions that count no more', (tx) => this.examineFallen(tx));
  }

  /** Whoever recorded or revoked the change is who asks for the work. */
  @OnNews(adequacyChangeTookEffect, adequacyChangeRevoked)
  async follow(tx: Tx, { action, subjectId, state, requestId }: LedgerEntry): Promise<void> {
    const { code, recordedById, revokedById } = state;
    const by = revokedById ?? recordedById;
    if (typeof code !== 'string' || typeof by !== 'string') return;
    const { flows: total } = await this.flows.standingOn(code);
    if (total === 0) return;
    const principal = { kind: 'user', id: by, roles: [], grant: {} } as const;
    const input = { code, changeId: subjectId, cause: `${action}: ${code}` };
    await runInContext({ requestId, principal }, () =>
      this.jobs.enqueue(tx, { kind: decisionFollowJob, input, total }),
    );
  }

  private async work(job: Job, save: SaveProgress): Promise<Tally> {
    const { code, cause } = job.input as { code: string; cause: string };
    let checkpoint: Checkpoint | null = (job.checkpoint as Checkpoint | null) ?? nothingDone;
    let { tally } = checkpoint;
    while (checkpoint) {
      tally = checkpoint.tally;
      checkpoint = await this.batch(checkpoint, { code, cause }, save);
    }
    return tally;
  }

  /** Null when no flow is left. */
  private batch(
    { after, tally }: Checkpoint,
    { code, cause }: { code: string; cause: string },
    save: SaveProgress,
  ): Promise<Checkpoint | null> {
    return this.db.run(async (tx) => {
      const flows = await this.flows.openOn([code], after, batchFlows);
      const last = flows.at(-1)?.id;
      if (last === undefined) return null;
      const ids = flows.map(({ id }) => id);
      const reached = counted(tally, await this.reviews.examineAll(tx, ids, () => cause));
      await save(tx, reached.examined, { after: last, tally: reached });
      return { after: last, tally: reached };
    });
  }

  /** What a job left undone, and decisions that end by the calendar alone. */
  private async examineFallen(tx: Tx): Promise<void> {
    const fallen = codesOutOfForce(await this.book.read(), this.clock.today());
    const flows = await this.flows.openOn(fallen, null, mostAtOnce);
    await this.reviews.examineAll(
      tx,
      flows.map(({ id }) => id),
      ({ standsOn }) => `${standsOn.filter((code) => fallen.includes(code)).join(', ')} counts no more`,
    );
  }
}

const countsAs: Readonly<Record<Examined, Tallied | null>> = {
  not_approved: null,
  stale: 'ended',
  expired: 'ended',
  to_review: 'to_review',
  other_ground: 'other_ground',
  restored: 'noted',
  suspended: 'noted',
  noted: 'noted',
  unchanged: 'unchanged',
};

function counted(tally: Tally, outcomes: readonly Examined[]): Tally {
  const found = outcomes.map((outcome) => countsAs[outcome]);
  const of = (name: Tallied) => tally[name] + found.filter((one) => one === name).length;
  return {
    ...{ examined: tally.examined + outcomes.length, ended: of('ended'), to_review: of('to_review') },
    ...{ other_ground: of('other_ground'), noted: of('noted'), unchanged: of('unchanged') },
  };
}
