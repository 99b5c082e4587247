/** News of this module, by action in the ledger. */
export const templatePublished = 'questionnaire_version.published';
export const assessmentSent = 'assessment.sent';
export const assessmentSubmitted = 'assessment.submitted';
export const assessmentReturned = 'assessment.returned';
/** Subject: the assessment; its state has vendorId. */
export const assessmentCompleted = 'assessment.completed';
export const assessmentExpired = 'assessment.expired';
