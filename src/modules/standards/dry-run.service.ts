import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Job } from '../../platform/jobs/job.js';
import { Jobs, type SaveProgress } from '../../platform/jobs/jobs.js';
import { DryRun, type DryRunReport } from './domain/dry-run.js';
import type { Judged } from './domain/judged.js';
import { refuse } from './domain/standards-errors.js';
import type { WaiverSubject } from './domain/waiver.js';
import { compiledOf } from './gates.service.js';
import { StandardsRepository } from './persistence/standards.repository.js';
import { SurveyService } from './survey.service.js';

const kind = 'standard_dry_run';
const batchSize = 200;

type Checkpoint = Readonly<{
  subjectType: WaiverSubject;
  last: string | null;
  done: number;
  report: DryRunReport | null;
}>;
const beginning: Checkpoint = { subjectType: 'vendor', last: null, done: 0, report: null };
type Input = Readonly<{ standardId: string; fromId: string }>;

/** What would a draft change for every vendor and data flow, were it published now? Nothing is. */
@Injectable()
export class DryRunService implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly standards: StandardsRepository,
    private readonly survey: SurveyService,
  ) {}

  onModuleInit(): void {
    this.jobs.handle(kind, (job, save) => this.work(job, save));
  }

  begin(standardId: string): Promise<Job> {
    return this.db.run(async (tx) => {
      const draft = await this.standards.register.get(standardId);
      if (draft.status !== 'draft')
        refuse(
          'standard.not_draft',
          `Version ${draft.version} is ${draft.status}: nothing is left to try out.`,
        );
      const published = await this.standards.published();
      return this.jobs.enqueue(tx, { kind, input: { standardId, fromId: published?.id ?? standardId } });
    });
  }

  /** Memory holds one batch and the report; each batch is saved, so that a run that was killed goes on after it. */
  private async work(job: Job, save: SaveProgress) {
    const { standardId, fromId } = job.input as Input;
    const [from, to] = [await this.compiled(fromId), await this.compiled(standardId)];
    let at = (job.checkpoint as Checkpoint | null) ?? beginning;
    const run = new DryRun(from.rules, to.rules, at.report);
    for (;;) {
      const batch = await this.survey.after(at.subjectType, at.last, batchSize);
      batch.forEach((subject) => {
        run.add(subject);
      });
      const next = following(at, batch, run.report());
      if (next === null) return { from: from.version, to: to.version, ...run.report() };
      await this.db.run((tx) => save(tx, next.done, next));
      at = next;
    }
  }

  private async compiled(id: string) {
    const standard = await this.standards.register.get(id);
    return { ...compiledOf(standard), version: { id, version: standard.version } };
  }
}

/** After the last vendor come the flows, after the last flow nothing. */
function following(at: Checkpoint, batch: readonly Judged[], report: DryRunReport): Checkpoint | null {
  const last = batch.at(-1);
  if (last) return { ...at, last: last.subjectId, done: at.done + batch.length, report };
  return at.subjectType === 'vendor' ? { ...at, subjectType: 'data_flow', last: null, report } : null;
}
