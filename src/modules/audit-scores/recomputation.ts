import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../../platform/database/database.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { VendorScoresRepository } from './persistence/vendor-scores.repository.js';

export const recomputationJob = 'audit_score_recomputation';

/** Asks for the scores of all vendors to be computed anew: long work, so a job. */
@Injectable()
export class Recomputation {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly vendorScores: VendorScoresRepository,
  ) {}

  request(): Promise<Job> {
    return this.db.run((tx) => this.enqueue(tx, 'asked for'));
  }

  async enqueue(tx: Tx, cause: string): Promise<Job> {
    const total = await this.vendorScores.vendors();
    return this.jobs.enqueue(tx, { kind: recomputationJob, input: { cause }, total });
  }
}
