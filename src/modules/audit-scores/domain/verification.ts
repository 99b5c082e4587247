import { canonicalJson } from '../../../shared/canonical-json.js';
import { scoreOf, type Score, type ScoreInputs } from './score.js';
import type { ScoringModel } from './scoring-model.js';

/** A stored score against the one that its stored inputs give now: every number to the last bit. */
export function differingFields(stored: Score, inputs: ScoreInputs, model: ScoringModel): string[] {
  const again = scoreOf(inputs, model);
  const names = Object.keys(again) as (keyof Score)[];
  return names.filter((name) => canonicalJson(again[name]) !== canonicalJson(stored[name]));
}
