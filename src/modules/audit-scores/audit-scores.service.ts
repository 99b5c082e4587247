import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Page } from '../../shared/page.js';
import { Database, type Tx } from '../../platform/database/database.js';
import type { PageRequest } from '../../platform/database/lists.js';
import { VendorsService } from '../vendors/index.js';
import { unscoredReasons, type AuditScore, type UnscoredReason } from './domain/audit-score.js';
import { refuse } from './domain/audit-score-errors.js';
import { inputsFrom } from './domain/inputs.js';
import type { Made } from './domain/difference.js';
import { scoreOf, type Score, type ScoreInputs } from './domain/score.js';
import type { ScoringModel } from './domain/scoring-model.js';
import { supposing, unknownIn, type Supposition } from './domain/simulation.js';
import { AuditScoresRepository } from './persistence/audit-scores.repository.js';
import { ScoreComputation } from './score-computation.service.js';
import { nothingKnown, ScoreInputsService, sufficiencyOf } from './score-inputs.service.js';
import { ScoringModelsService } from './scoring-models.service.js';

/** How a vendor stands: scored, or unscored with every reason. Unscored is never good, and passes no gate. */
export type Standing<S> =
  | Readonly<{ state: 'scored'; score: S }>
  | Readonly<{ state: 'unscored'; reasons: readonly UnscoredReason[] }>;

export type Simulation = Readonly<{ current: Made; simulated: Made; on: LocalDate }>;

@Injectable()
export class AuditScoresService {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly models: ScoringModelsService,
    private readonly inputs: ScoreInputsService,
    private readonly computation: ScoreComputation,
    private readonly scores: AuditScoresRepository,
  ) {}

  /** The one that stands; null while there is none. */
  current(vendorId: string): Promise<AuditScore | null> {
    return this.scores.newest(vendorId);
  }

  get(id: string, at?: Date): Promise<AuditScore> {
    return at ? this.scores.register.at(id, at) : this.scores.get(id);
  }

  async of(vendorId: string, request: PageRequest): Promise<Page<AuditScore>> {
    await this.vendors.get(vendorId);
    return this.scores.of(vendorId, request);
  }

  /** The newest stored score, or what keeps the vendor from having one. */
  async newest(vendorId: string): Promise<Standing<AuditScore>> {
    await this.vendors.get(vendorId);
    const score = await this.current(vendorId);
    if (score) return { state: 'scored', score };
    const sufficiency = sufficiencyOf(await this.inputs.of(vendorId));
    return { state: 'unscored', reasons: sufficiency.scorable ? ['NOT_YET_COMPUTED'] : sufficiency.reasons };
  }

  /** As everything stands at this moment, computed and not stored: what gates ask, so that nothing slips through. */
  async asOfNow(vendorIds: readonly string[]): Promise<Map<string, Standing<Score>>> {
    const known = await this.inputs.ofAll(vendorIds);
    const found = vendorIds.map((id) => ({ id, ...sufficiencyOf(known.get(id) ?? nothingKnown) }));
    const model = found.some(({ scorable }) => scorable) ? await this.models.current() : null;
    const today = this.clock.today();
    return new Map(
      found.map((each) => [
        each.id,
        each.scorable && model
          ? { state: 'scored', score: scoreOf(inputsFrom(each.facts, today), model) }
          : { state: 'unscored', reasons: each.scorable ? [] : each.reasons },
      ]),
    );
  }

  /** Adds a row unless the newest was made from the same inputs; refused with every reason while unscored. */
  async compute(vendorId: string): Promise<AuditScore> {
    await this.vendors.get(vendorId);
    return this.db.run(async (tx) => {
      const [outcome] = await this.computation.run(tx, [vendorId], 'asked for');
      if (outcome?.kind === 'computed') return outcome.score;
      if (outcome?.kind === 'unchanged') return this.get(outcome.scoreId);
      return refuseUnscored(outcome?.reasons ?? []);
    });
  }

  async recompute(tx: Tx, vendorId: string, cause: string): Promise<void> {
    await this.computation.run(tx, [vendorId], cause);
  }

  /** What the score would be if that were so; nothing is stored. */
  async simulate(vendorId: string, suppose: Supposition): Promise<Simulation> {
    await this.vendors.get(vendorId);
    const sufficiency = sufficiencyOf(await this.inputs.of(vendorId));
    if (!sufficiency.scorable) return refuseUnscored(sufficiency.reasons);
    const { facts } = sufficiency;
    const errors = unknownIn(facts, suppose);
    if (errors.length > 0)
      refuse('audit_score.unknown_question', 'Something in it speaks of what is not there.', { errors });
    const currentModel = await this.models.current();
    const model = suppose.modelId === null ? currentModel : await this.models.model(suppose.modelId);
    const on = suppose.on ?? this.clock.today();
    return {
      current: madeFrom(inputsFrom(facts, this.clock.today()), currentModel),
      simulated: madeFrom(inputsFrom(supposing(facts, suppose, on), on), model),
      on,
    };
  }
}

function madeFrom(inputs: ScoreInputs, model: ScoringModel): Made {
  return { score: scoreOf(inputs, model), inputs, model };
}

export function refuseUnscored(reasons: readonly UnscoredReason[]): never {
  return refuse('audit_score.unscored', 'What is known is not enough for a score.', {
    reasons: reasons.map((code) => ({ code, ...unscoredReasons[code] })),
  });
}
