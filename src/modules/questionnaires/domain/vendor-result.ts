import type { AssessmentFile } from './assessment-file.js';
import type { Dispute } from './dispute.js';

/** What the vendor sees of a completed assessment: its http form leaves out whatever is for us only. */
export type VendorResult = Readonly<{
  file: AssessmentFile;
  sections: readonly string[] | null;
  findings: Readonly<{ raised: number; open: number }>;
  /** By question. */
  disputes: ReadonlyMap<string, Dispute>;
}>;
