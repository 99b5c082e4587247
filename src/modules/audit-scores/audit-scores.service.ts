import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { unscoredReasons, type AuditScore, type UnscoredReason } from './domain/audit-score.js';
import { refuse } from './domain/audit-score-errors.js';
import { digestible } from './domain/inputs.js';
import { currentModel } from './domain/models.js';
import { scoreOf, type Score, type ScoreInputs } from './domain/score.js';
import type { ScoringModel } from './domain/scoring-model.js';
import { scoreComputed } from './events.js';
import {
  AuditScoresRepository,
  type RankedScore,
  type RankingFilter,
} from './persistence/audit-scores.repository.js';
import { ScoreInputsService, type Supposition } from './score-inputs.service.js';

/** How a vendor stands: scored, or unscored with every reason. Unscored is never good, and passes no gate. */
export type Standing<S> =
  | Readonly<{ state: 'scored'; score: S }>
  | Readonly<{ state: 'unscored'; reasons: readonly UnscoredReason[] }>;

export type Simulation = Readonly<{ current: Score | null; simulated: Score; model: ScoringModel }>;

@Injectable()
export class AuditScoresService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly inputs: ScoreInputsService,
    private readonly scores: AuditScoresRepository,
  ) {}

  /** The newest that is stored; null while there is none. */
  current(vendorId: string): Promise<AuditScore | null> {
    return this.scores.newest(vendorId);
  }

  get(id: string, at?: Date): Promise<AuditScore> {
    return at ? this.scores.register.at(id, at) : this.scores.register.get(id);
  }

  async of(vendorId: string, request: PageRequest): Promise<Page<AuditScore>> {
    await this.vendors.get(vendorId);
    return this.scores.of(vendorId, request);
  }

  ranking(filter: RankingFilter, request: PageRequest): Promise<Page<RankedScore>> {
    return this.scores.ranking(filter, request);
  }

  /** The newest stored score, or what keeps the vendor from having one. */
  async newest(vendorId: string): Promise<Standing<AuditScore>> {
    await this.vendors.get(vendorId);
    const score = await this.current(vendorId);
    if (score) return { state: 'scored', score };
    const known = await this.inputs.of(vendorId, currentModel());
    return { state: 'unscored', reasons: known.scorable ? ['NOT_YET_COMPUTED'] : known.reasons };
  }

  /** As everything stands at this moment, computed and not stored: what gates ask, so that nothing slips through. */
  async asOfNow(vendorId: string): Promise<Standing<Score>> {
    const model = currentModel();
    const known = await this.inputs.of(vendorId, model);
    return known.scorable
      ? { state: 'scored', score: scoreOf(known.inputs, model) }
      : { state: 'unscored', reasons: known.reasons };
  }

  /** Adds a row unless the newest was made from the same inputs; refused with every reason while unscored. */
  compute(vendorId: string): Promise<AuditScore> {
    return this.db.run(async (tx) => {
      const standing = await this.recompute(tx, vendorId, 'asked for');
      return standing.state === 'scored' ? standing.score : this.refuseUnscored(standing.reasons);
    });
  }

  /** The vendor's row is locked, so that two computations at once count one after the other. */
  async recompute(tx: Tx, vendorId: string, cause: string): Promise<Standing<AuditScore>> {
    await this.vendors.lock(tx, vendorId);
    const model = currentModel();
    const known = await this.inputs.of(vendorId, model);
    if (!known.scorable) return { state: 'unscored', reasons: known.reasons };
    const newest = await this.scores.newest(vendorId);
    const inputsDigest = digestOf(known.inputs, model);
    if (newest?.inputsDigest === inputsDigest) return { state: 'scored', score: newest };
    const now = this.clock.now();
    const after: AuditScore = {
      id: uuidv7(now),
      revision: 0,
      vendorId,
      number: (newest?.number ?? 0) + 1,
      ...scoreOf(known.inputs, model),
      modelId: model.id,
      modelVersion: model.version,
      inputs: known.inputs,
      inputsDigest,
      cause,
      computedAt: now,
    };
    const score = await this.scores.register.record(tx, {
      before: null,
      after,
      action: scoreComputed,
      reason: cause,
    });
    return { state: 'scored', score };
  }

  /** What the score would be if that were so; nothing is stored. */
  async simulate(vendorId: string, suppose: Supposition): Promise<Simulation> {
    await this.vendors.get(vendorId);
    const model = currentModel();
    const known = await this.inputs.of(vendorId, model, suppose);
    if (!known.scorable) return this.refuseUnscored(known.reasons);
    assertAsked(suppose, known.inputs);
    const now = await this.asOfNow(vendorId);
    const current = now.state === 'scored' ? now.score : null;
    return { current, simulated: scoreOf(known.inputs, model), model };
  }

  private refuseUnscored(reasons: readonly UnscoredReason[]): never {
    return refuse('audit_score.unscored', 'What is known is not enough for a score.', {
      reasons: reasons.map((code) => ({ code, ...unscoredReasons[code] })),
    });
  }
}

function digestOf(inputs: ScoreInputs, model: ScoringModel): string {
  return `sha256:${createHash('sha256').update(digestible(inputs, model)).digest('hex')}`;
}

function assertAsked({ answers }: Supposition, { controls }: ScoreInputs): void {
  const asked = new Set(controls.map(({ id }) => id));
  const errors = answers.flatMap(({ questionId }, index) =>
    asked.has(questionId)
      ? []
      : [
          {
            pointer: `/answers/${index}/questionId`,
            code: 'unknown',
            message: 'name a control of the newest score',
          },
        ],
  );
  if (errors.length > 0)
    refuse('audit_score.unknown_question', 'Some questions are not in the assessment.', { errors });
}
