import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { FieldError } from '../../shared/domain-error.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import type { Expected } from '../../platform/http/if-match.js';
import { uuidv7 } from '../../platform/ids.js';
import type { Job } from '../../platform/jobs/job.js';
import { refuse } from './domain/audit-score-errors.js';
import { contentOf, formOf, readForm } from './domain/model-form.js';
import {
  edited,
  givenUp,
  modelIdOf,
  released,
  retired,
  scoringModelOf,
  type ModelVersion,
} from './domain/model-version.js';
import type { ModelContent, ScoringModel } from './domain/scoring-model.js';
import { modelReleased, modelRetired } from './events.js';
import { ScoringModelsRepository, type ModelFilter } from './persistence/scoring-models.repository.js';
import { Recomputation } from './recomputation.js';

/** Fields of a form that were given; the others stay as they are in the model it begins with. */
export type GivenFields = Readonly<Record<string, unknown>>;
export type NewModel = Readonly<{ title?: string; basedOn?: string; fields: GivenFields }>;

@Injectable()
export class ScoringModelsService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly models: ScoringModelsRepository,
    private readonly recomputation: Recomputation,
  ) {}

  /** The one that new scores are made with. */
  async current(): Promise<ScoringModel> {
    return scoringModelOf(await this.base());
  }

  async model(modelId: string): Promise<ScoringModel> {
    return scoringModelOf(await this.get(modelId));
  }

  /** Those of these that exist, by id. */
  async named(modelIds: readonly string[]): Promise<Map<string, ScoringModel>> {
    const rows = await this.models.named(modelIds);
    return new Map([...rows].map(([id, row]) => [id, scoringModelOf(row)]));
  }

  page(filter: ModelFilter, request: PageRequest): Promise<Page<ModelVersion>> {
    return this.models.page(filter, request);
  }

  async get(modelId: string, at?: Date): Promise<ModelVersion> {
    const row = await this.models.find(modelId);
    if (!row) return refuse('scoring_model.not_found', `There is no scoring model ${modelId.slice(0, 100)}.`);
    return at ? this.models.register.at(row.id, at) : row;
  }

  /** The ledger knows rows by their own ids. */
  async rowId(modelId: string): Promise<string> {
    return (await this.get(modelId)).id;
  }

  /** Everything that is wrong with what a draft would be. */
  async problems(basedOn: string | undefined, fields: GivenFields): Promise<readonly FieldError[]> {
    const reading = readForm({ ...formOf((await this.base(basedOn)).content), ...fields });
    return 'problems' in reading ? reading.problems : [];
  }

  /** A draft that begins as another model is, with what was given in place of its own. */
  async create(by: string, { title, basedOn, fields }: NewModel): Promise<ModelVersion> {
    const base = await this.base(basedOn);
    const content = withFields(base.content, fields);
    return this.db.run(async (tx) => {
      await this.models.serialise(tx);
      const now = this.clock.now();
      const after: ModelVersion = {
        id: uuidv7(now),
        revision: 0,
        shippedAs: null,
        version: await this.models.nextVersion(),
        title: title ?? base.title,
        status: 'draft',
        content,
        basedOn: modelIdOf(base),
        editedByIds: [by],
        createdAt: now,
        releasedById: null,
        releasedAt: null,
        retiredAt: null,
      };
      return this.models.register.record(tx, { before: null, after, action: 'scoring_model.drafted' });
    });
  }

  change(
    modelId: string,
    by: string,
    expected: Expected,
    { title, fields }: Pick<NewModel, 'title' | 'fields'>,
  ): Promise<ModelVersion> {
    return this.db.run(async (tx) => {
      const before = await this.lock(tx, modelId, expected);
      const content = withFields(before.content, fields);
      const after = edited(before, by, { title: title ?? before.title, content });
      return this.models.register.record(tx, { before, after, action: 'scoring_model.changed' });
    });
  }

  /** The draft becomes current, the model before it retires, and every vendor is computed anew; old scores stay. */
  release(
    modelId: string,
    by: string,
    expected: Expected,
    reason: string,
  ): Promise<{ model: ModelVersion; job: Job }> {
    return this.db.run(async (tx) => {
      await this.models.serialise(tx);
      const before = await this.lock(tx, modelId, expected);
      const now = this.clock.now();
      const after = released(before, by, now);
      await this.retireCurrent(tx, now, after);
      const model = await this.models.register.record(tx, { before, after, action: modelReleased, reason });
      return { model, job: await this.recomputation.enqueue(tx, modelReleased) };
    });
  }

  giveUp(modelId: string, expected: Expected, reason: string): Promise<ModelVersion> {
    return this.db.run(async (tx) => {
      const before = await this.lock(tx, modelId, expected);
      const after = givenUp(before, this.clock.now());
      return this.models.register.record(tx, { before, after, action: modelRetired, reason });
    });
  }

  /** The named model, or the current one. */
  private async base(modelId?: string): Promise<ModelVersion> {
    if (modelId !== undefined) return this.get(modelId);
    const current = await this.models.current();
    if (!current) throw new Error('No scoring model is released: the installer did not run.');
    return current;
  }

  private async retireCurrent(tx: Tx, now: Date, successor: ModelVersion): Promise<void> {
    const current = await this.models.current();
    if (!current) return;
    const before = await this.models.register.lock(tx, current.id);
    await this.models.register.record(tx, {
      before,
      after: retired(before, now),
      action: modelRetired,
      reason: `followed by version ${successor.version}`,
    });
  }

  private async lock(tx: Tx, modelId: string, expected: Expected): Promise<ModelVersion> {
    const { id } = await this.get(modelId);
    return this.models.register.lock(tx, id, expected);
  }
}

function withFields(content: ModelContent, fields: GivenFields): ModelContent {
  return contentOf({ ...formOf(content), ...fields });
}
