import { Injectable, Logger } from '@nestjs/common';
import { In, type QueryDeepPartialEntity } from 'typeorm';
import { Clock } from '../../shared/clock.js';
import { Database, type Tx } from '../database/database.js';
import { problemOf } from '../errors/problem.js';
import { refuse } from '../errors/request-errors.js';
import { currentContext, runInContext } from '../http/request-context.js';
import { uuidv7 } from '../ids.js';
import type { Job } from './job.js';
import { JobEntity } from './job.entity.js';

const leaseMs = 60_000;

/** Saves how far the work is, in the transaction of the work itself, and keeps the job ours for another minute. */
export type SaveProgress = (tx: Tx, done: number, checkpoint: unknown) => Promise<void>;
export type JobHandler = (job: Job, save: SaveProgress) => Promise<unknown>;

/** Long work in a table: any instance takes the next one, and a job whose instance died is taken up again. */
@Injectable()
export class Jobs {
  private readonly log = new Logger('Jobs');
  private readonly handlers = new Map<string, JobHandler>();

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  handle(kind: string, handler: JobHandler): void {
    this.handlers.set(kind, handler);
  }

  async enqueue(
    tx: Tx,
    work: { kind: string; input: Record<string, unknown>; file?: Buffer; total?: number },
  ): Promise<Job> {
    const { principal, requestId } = currentContext();
    if (!principal) throw new Error('A job is asked for by somebody.');
    const job: Job = {
      id: uuidv7(this.clock.now()),
      state: 'queued',
      done: 0,
      kind: work.kind,
      total: work.total ?? null,
      input: work.input,
      file: work.file ?? null,
      checkpoint: null,
      result: null,
      problem: null,
      requestedByKind: principal.kind,
      requestedById: principal.id,
      requestId,
      createdAt: this.clock.now(),
      finishedAt: null,
    };
    await tx.insert(JobEntity, job as QueryDeepPartialEntity<JobEntity>);
    return job;
  }

  async get(id: string): Promise<Job> {
    const job = await this.db.reading.findOneBy(JobEntity, { id });
    return job ?? refuse('request.not_found', `There is no job ${id}.`);
  }

  /** Ends a job that waits or runs; what it has saved so far stays. */
  cancel(id: string): Promise<Job> {
    return this.db.run(async (tx) => {
      const { affected } = await tx.update(JobEntity, { id, state: In(['queued', 'running']) }, {
        state: 'cancelled',
        finishedAt: this.clock.now(),
        file: null,
        checkpoint: null,
        leaseUntil: null,
      } as object);
      if (affected !== 1) refuse('request.conflict', 'The job has already ended.');
      return this.get(id);
    });
  }

  /** Takes the next waiting job and works it off; false when none waits. */
  async runNext(): Promise<boolean> {
    const job = await this.claim();
    if (!job) return false;
    const principal = { kind: job.requestedByKind, id: job.requestedById, roles: [], grant: {} };
    await runInContext({ requestId: job.requestId, principal }, () => this.run(job));
    return true;
  }

  private claim(): Promise<Job | undefined> {
    return this.db.run(async (tx) => {
      const now = this.clock.now();
      const job = await tx
        .createQueryBuilder(JobEntity, 'job')
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .where(`job.state = 'queued' OR (job.state = 'running' AND job.leaseUntil < :now)`, { now })
        .orderBy('job.createdAt')
        .limit(1)
        .getOne();
      if (!job) return undefined;
      await tx.update(JobEntity, job.id, { state: 'running', leaseUntil: new Date(now.getTime() + leaseMs) });
      return job;
    });
  }

  private async run(job: Job): Promise<void> {
    try {
      const handler = this.handlers.get(job.kind);
      if (!handler) throw new Error(`Nobody handles jobs of kind ${job.kind}.`);
      const result = await handler(job, (tx, done, checkpoint) => this.save(tx, job.id, done, checkpoint));
      await this.finish(job.id, { state: 'succeeded', result: result ?? null });
    } catch (error) {
      const { status, code, detail } = problemOf(error);
      if (status >= 500)
        this.log.error(error instanceof Error ? (error.stack ?? error.message) : 'a job failed');
      await this.finish(job.id, { state: 'failed', problem: { code, detail } });
    }
  }

  private async save(tx: Tx, id: string, done: number, checkpoint: unknown): Promise<void> {
    const leaseUntil = new Date(this.clock.now().getTime() + leaseMs);
    const change = { done, checkpoint, leaseUntil } as QueryDeepPartialEntity<JobEntity>;
    const { affected } = await tx.update(JobEntity, { id, state: 'running' }, change);
    if (affected !== 1) refuse('request.conflict', 'The job was cancelled or taken over.');
  }

  private async finish(
    id: string,
    outcome: Partial<Pick<Job, 'state' | 'result' | 'problem'>>,
  ): Promise<void> {
    await this.db.run(async (tx) => {
      const change = {
        ...outcome,
        finishedAt: this.clock.now(),
        file: null,
        checkpoint: null,
        leaseUntil: null,
      };
      await tx.update(JobEntity, { id, state: 'running' }, change as object);
    });
  }
}
