/** How many findings came of an assessment? Asked here, for the vendor's result; answered by the audits above. */
export abstract class AssessmentFindings {
  /** All that were raised from it, and those that are not settled today. */
  abstract countOf(assessmentId: string): Promise<Readonly<{ raised: number; open: number }>>;
}
