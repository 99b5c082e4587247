import { Injectable } from '@nestjs/common';
import { counterfactualsOf, type Counterfactuals } from './domain/counterfactuals.js';
import { differenceOf, type Difference } from './domain/difference.js';
import { dragsOf, largest, type Drag } from './domain/drags.js';
import type { AuditScore } from './domain/audit-score.js';
import { refuse } from './domain/audit-score-errors.js';
import { domainsOf, type DomainStanding } from './domain/domains.js';
import { digestible } from './domain/inputs.js';
import { scoreOf, type Score } from './domain/score.js';
import type { Grade, ScoringModel } from './domain/scoring-model.js';
import { differingFields } from './domain/verification.js';
import { AuditScoresService } from './audit-scores.service.js';
import { digestOf } from './score-computation.service.js';
import { ScoringModelsService } from './scoring-models.service.js';

export type Explained = Readonly<{
  score: AuditScore;
  drags: readonly Drag[];
  domains: readonly DomainStanding[];
}>;

export type Verification = Readonly<{
  score: AuditScore;
  recomputed: Score;
  recomputedDigest: string;
  /** Names of fields that came out otherwise; none when all is well. */
  differing: readonly string[];
  /** The text whose SHA-256 is the digest. */
  digested: string;
}>;

/** Why a stored score is what it is; everything from its own inputs and its own model. */
@Injectable()
export class ScoreExplanationsService {
  constructor(
    private readonly scores: AuditScoresService,
    private readonly models: ScoringModelsService,
  ) {}

  async explain(score: AuditScore): Promise<Explained> {
    const model = await this.models.model(score.modelId);
    const drags = largest(dragsOf(score, score.inputs, model));
    return { score, drags, domains: domainsOf(score.inputs, model) };
  }

  async get(id: string, at?: Date): Promise<Explained> {
    return this.explain(await this.scores.get(id, at));
  }

  /** Computes it again from what is stored with it. */
  async verify(id: string): Promise<Verification> {
    const { score, model } = await this.made(id);
    return {
      score,
      recomputed: scoreOf(score.inputs, model),
      recomputedDigest: digestOf(score.inputs, model),
      differing: differingFields(score, score.inputs, model),
      digested: digestible(score.inputs, model),
    };
  }

  async counterfactuals(id: string, target?: Grade): Promise<Counterfactuals> {
    const { score, model } = await this.made(id);
    return counterfactualsOf(score.inputs, model, target);
  }

  /** Between two scores of one vendor. */
  async difference(
    id: string,
    fromId: string,
  ): Promise<{ from: AuditScore; to: AuditScore; difference: Difference }> {
    const to = await this.made(id);
    const from = await this.made(fromId);
    if (from.score.vendorId !== to.score.vendorId)
      refuse('audit_score.other_vendor', 'The two scores are of different vendors.', {
        errors: [{ pointer: '/from', code: 'other_vendor', message: 'name a score of the same vendor' }],
      });
    return { from: from.score, to: to.score, difference: differenceOf(from, to) };
  }

  private async made(
    id: string,
  ): Promise<{ score: AuditScore; inputs: AuditScore['inputs']; model: ScoringModel }> {
    const score = await this.scores.get(id);
    return { score, inputs: score.inputs, model: await this.models.model(score.modelId) };
  }
}
