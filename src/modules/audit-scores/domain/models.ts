import { refuse } from './audit-score-errors.js';
import type { ScoringModel } from './scoring-model.js';
import { shippedModels } from './shipped-models.js';

/** The model that new scores are made with. */
export function currentModel(): ScoringModel {
  const model = shippedModels.at(-1);
  if (!model) throw new Error('No scoring model is shipped.');
  return model;
}

export function modelOf(modelId: string): ScoringModel {
  return (
    shippedModels.find(({ id }) => id === modelId) ??
    refuse('scoring_model.not_found', `There is no scoring model ${modelId.slice(0, 100)}.`)
  );
}
