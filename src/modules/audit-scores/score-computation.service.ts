import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../shared/clock.js';
import type { LocalDate } from '../../shared/local-date.js';
import type { Tx } from '../../platform/database/database.js';
import { uuidv7 } from '../../platform/ids.js';
import { VendorsService } from '../vendors/index.js';
import { nextChangeOn } from './domain/ageing.js';
import type { AuditScore, UnscoredReason } from './domain/audit-score.js';
import { digestible, inputsFrom } from './domain/inputs.js';
import { scoreOf, type ScoreInputs } from './domain/score.js';
import type { ScoringModel } from './domain/scoring-model.js';
import { scoreComputed } from './events.js';
import { AuditScoresRepository } from './persistence/audit-scores.repository.js';
import {
  VendorScoresRepository,
  type LockedVendor,
  type Newest,
} from './persistence/vendor-scores.repository.js';
import { nothingKnown, ScoreInputsService, sufficiencyOf, type Known } from './score-inputs.service.js';
import { ScoringModelsService } from './scoring-models.service.js';

/** What came of one vendor: a new score, the same as before, or none. */
export type Outcome = Readonly<
  { vendorId: string; dueOn: LocalDate | null } & (
    | { kind: 'computed'; score: AuditScore }
    | { kind: 'unchanged'; scoreId: string }
    | { kind: 'unscored'; reasons: readonly UnscoredReason[]; wasScored: boolean }
  )
>;

type Basis = Readonly<{ model: ScoringModel; now: Date; today: LocalDate; cause: string }>;

/** Makes scores: of one vendor or of hundreds, in as many statements. */
@Injectable()
export class ScoreComputation {
  constructor(
    private readonly clock: Clock,
    private readonly vendors: VendorsService,
    private readonly models: ScoringModelsService,
    private readonly inputs: ScoreInputsService,
    private readonly vendorScores: VendorScoresRepository,
    private readonly scores: AuditScoresRepository,
  ) {}

  /** Each vendor's row is locked, so that two computations at once count one after the other. Ids of no vendor are left out. */
  async run(tx: Tx, vendorIds: readonly string[], cause: string): Promise<Outcome[]> {
    const model = await this.models.current();
    const vendors = await this.vendorScores.lock(tx, vendorIds);
    const ids = vendors.map(({ id }) => id);
    const known = await this.inputs.ofAll(ids);
    const newest = await this.vendorScores.newestOf(ids);
    const basis = { model, now: this.clock.now(), today: this.clock.today(), cause };
    const outcomes = ids.map((id) => outcomeOf(id, known.get(id) ?? nothingKnown, newest.get(id), basis));
    await this.save(tx, outcomes, cause);
    await this.followTiers(tx, vendors, outcomes, model);
    return outcomes;
  }

  private async save(tx: Tx, outcomes: readonly Outcome[], cause: string): Promise<void> {
    const made = outcomes.flatMap((outcome) => (outcome.kind === 'computed' ? [outcome.score] : []));
    await this.scores.register.recordAll(
      tx,
      made.map((after) => ({ before: null, after, action: scoreComputed, reason: cause })),
    );
    const standings = outcomes.flatMap((outcome) => standingOf(outcome) ?? []);
    if (standings.length > 0) await this.vendorScores.stand(tx, standings);
  }

  /** Another model can draw the limits of the tiers elsewhere. */
  private async followTiers(
    tx: Tx,
    vendors: readonly LockedVendor[],
    outcomes: readonly Outcome[],
    model: ScoringModel,
  ): Promise<void> {
    const tiers = new Map(vendors.map(({ id, tier }) => [id, tier]));
    for (const outcome of outcomes)
      if (outcome.kind === 'computed' && outcome.score.tier !== tiers.get(outcome.vendorId)) {
        const reason = `inherent risk ${outcome.score.inherentRisk} by scoring model ${model.version}`;
        await this.vendors.setTier(tx, outcome.vendorId, outcome.score.tier, reason);
      }
  }
}

export function digestOf(inputs: ScoreInputs, model: ScoringModel): string {
  return `sha256:${createHash('sha256').update(digestible(inputs, model)).digest('hex')}`;
}

function outcomeOf(vendorId: string, known: Known, newest: Newest | undefined, basis: Basis): Outcome {
  const sufficiency = sufficiencyOf(known);
  if (!sufficiency.scorable) {
    const { reasons } = sufficiency;
    return { vendorId, dueOn: null, kind: 'unscored', reasons, wasScored: newest !== undefined };
  }
  const { model, now, today, cause } = basis;
  const inputs = inputsFrom(sufficiency.facts, today);
  const inputsDigest = digestOf(inputs, model);
  const dueOn = nextChangeOn(sufficiency.facts, model, today);
  if (newest?.id && newest.inputsDigest === inputsDigest)
    return { vendorId, dueOn, kind: 'unchanged', scoreId: newest.id };
  const score: AuditScore = {
    id: uuidv7(now),
    revision: 0,
    vendorId,
    number: (newest?.number ?? 0) + 1,
    ...scoreOf(inputs, model),
    modelId: model.id,
    modelVersion: model.version,
    inputs,
    inputsDigest,
    cause,
    computedAt: now,
  };
  return { vendorId, dueOn, kind: 'computed', score };
}

function standingOf(outcome: Outcome) {
  const { vendorId, dueOn } = outcome;
  if (outcome.kind === 'unscored') return outcome.wasScored ? { vendorId, scoreId: null, dueOn } : null;
  return { vendorId, dueOn, scoreId: outcome.kind === 'computed' ? outcome.score.id : outcome.scoreId };
}
