import type { Principal } from '../../../platform/auth/principal.js';
import type { Respondent } from '../domain/respondent.js';

/** An invitation's grant names the assessment: nothing in the address does, so that nobody can reach for another. */
export function respondentOf({ id, grant }: Principal): Respondent {
  const { assessmentId, sections } = grant as Omit<Respondent, 'id'>;
  return { id, assessmentId, sections };
}
