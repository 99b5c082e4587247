import { CodeField, ProseField } from '../../../platform/http/fields.js';
import { reviewOutcomes, type ReviewOutcome } from '../domain/flow-decision.js';

export class ReviewOfFactsDto {
  @CodeField({ codes: reviewOutcomes, name: 'FlowReviewOutcome', example: 'confirmed' })
  outcome: ReviewOutcome;
  @ProseField({ max: 10_000, example: 'The new owner is of the same group; nothing else has changed.' })
  reasons: string;
}
