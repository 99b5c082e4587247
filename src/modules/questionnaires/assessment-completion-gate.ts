import type { Unmet } from '../../shared/unmet.js';
import type { Assessment } from './domain/assessment.js';

export type AssessmentToComplete = Pick<Assessment, 'id' | 'vendorId' | 'templateVersionId'>;

/** May this assessment be completed, once all its answers are reviewed? Asked here, answered by the standards above. */
export abstract class AssessmentCompletionGate {
  /** What stands in the way besides open reviews; blocking ones keep it from being completed. */
  abstract unmet(assessment: AssessmentToComplete): Promise<readonly Unmet[]>;
}
