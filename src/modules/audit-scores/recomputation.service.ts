import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs, type SaveProgress } from '../../platform/jobs/jobs.js';
import { Upkeep } from '../../platform/upkeep.js';
import { VendorScoresRepository } from './persistence/vendor-scores.repository.js';
import { recomputationJob } from './recomputation.js';
import { ScoreComputation, type Outcome } from './score-computation.service.js';

/** Few enough that whoever waits for a vendor in it hardly notices, and that a batch is small in memory. */
const batchVendors = 100;

/** Every minute; some 350,000 vendors a day. */
const dueAtOnce = 250;

type Tally = Readonly<{ vendors: number; computed: number; unchanged: number; unscored: number }>;
/** The last vendor that is done; saved together with its batch, so that a run that was killed goes on after it. */
type Checkpoint = Readonly<{ after: string | null; tally: Tally }>;

const nothingDone: Checkpoint = {
  after: null,
  tally: { vendors: 0, computed: 0, unchanged: 0, unscored: 0 },
};

@Injectable()
export class RecomputationWorker implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly upkeep: Upkeep,
    private readonly vendorScores: VendorScoresRepository,
    private readonly computation: ScoreComputation,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(recomputationJob, (job, save) => this.work(job, save));
    this.upkeep.add('scores that time has changed', (tx) => this.followTime(tx));
  }

  /** In the order of vendor ids; a vendor that comes later is computed by its own news. */
  private async work(job: Job, save: SaveProgress): Promise<Tally> {
    const { cause } = job.input as { cause: string };
    let checkpoint: Checkpoint | null = (job.checkpoint as Checkpoint | null) ?? nothingDone;
    let { tally } = checkpoint;
    while (checkpoint) {
      tally = checkpoint.tally;
      checkpoint = await this.batch(checkpoint, cause, save);
    }
    return tally;
  }

  /** Null when no vendor is left. */
  private batch({ after, tally }: Checkpoint, cause: string, save: SaveProgress): Promise<Checkpoint | null> {
    return this.db.run(async (tx) => {
      const ids = await this.vendorScores.after(after, batchVendors);
      const last = ids.at(-1);
      if (last === undefined) return null;
      const reached = { after: last, tally: counted(tally, await this.computation.run(tx, ids, cause)) };
      await save(tx, reached.tally.vendors, reached);
      return reached;
    });
  }

  private async followTime(tx: Tx): Promise<void> {
    const due = await this.vendorScores.due(this.clock.today(), dueAtOnce);
    if (due.length > 0) await this.computation.run(tx, due, 'time');
  }
}

function counted(tally: Tally, outcomes: readonly Outcome[]): Tally {
  const of = (kind: Outcome['kind']) => outcomes.filter((outcome) => outcome.kind === kind).length;
  return {
    vendors: tally.vendors + outcomes.length,
    computed: tally.computed + of('computed'),
    unchanged: tally.unchanged + of('unchanged'),
    unscored: tally.unscored + of('unscored'),
  };
}
