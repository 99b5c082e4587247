import type { LocalDate } from '../../../shared/local-date.js';
import type { Score, ScoreInputs } from './score.js';

/** One computation, kept for ever: with its inputs and its model anybody can do it again. */
export type AuditScore = Readonly<
  Score & {
    id: string;
    revision: number;
    vendorId: string;
    /** 1, 2, 3 … for each vendor; the highest is the newest. */
    number: number;
    modelId: string;
    modelVersion: number;
    inputs: ScoreInputs;
    /** SHA-256 over the canonical JSON of inputs and model. */
    inputsDigest: string;
    /** What made us compute it. */
    cause: string;
    computedAt: Date;
    /** The next day on which time alone changes it; only of a score that stands, and as its reader tells. */
    nextChangeOn?: LocalDate | null;
  }
>;

export const unscoredReasons = {
  NO_RISK_PROFILE: {
    message: 'The vendor has no risk profile.',
    remedy: 'Procurement fills it: PUT /vendors/{id}/risk-profile.',
  },
  NO_COMPLETED_ASSESSMENT: {
    message: 'No assessment of the vendor is completed.',
    remedy: 'Send a questionnaire and complete its review.',
  },
  NOT_YET_COMPUTED: {
    message: 'The score is about to be computed.',
    remedy: 'Ask again in a moment, or compute it now: POST /vendors/{id}/audit-scores.',
  },
} as const;
export type UnscoredReason = keyof typeof unscoredReasons;
