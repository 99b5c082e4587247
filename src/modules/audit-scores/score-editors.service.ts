import { Injectable } from '@nestjs/common';
import { AssessedVendors } from '../questionnaires/index.js';
import { AuditScoresRepository } from './persistence/audit-scores.repository.js';
import { ScoringModelsRepository } from './persistence/scoring-models.repository.js';

export type ScoreEditors = Readonly<{
  /** Those who wrote the model that is current, or the one of the score that stands. */
  modelEditorIds: readonly string[];
  /** Those who judged the answers of the assessment that the score comes of. */
  reviewerIds: readonly string[];
}>;

/** Whose judgement stands behind a vendor's score: they do not decide by it. */
@Injectable()
export class ScoreEditorsService {
  constructor(
    private readonly scores: AuditScoresRepository,
    private readonly models: ScoringModelsRepository,
    private readonly assessed: AssessedVendors,
  ) {}

  async editorsOf(vendorId: string): Promise<ScoreEditors> {
    const [standing, current] = [await this.scores.newest(vendorId), await this.models.current()];
    const scoredBy = standing && (await this.models.find(standing.modelId));
    const models = [current, scoredBy].flatMap((model) => model ?? []);
    return {
      modelEditorIds: [...new Set(models.flatMap(({ editedByIds }) => editedByIds))],
      reviewerIds: await this.assessed.reviewersOf(vendorId),
    };
  }
}
