/** News of this module, by action in the ledger. */
export const templatePublished = 'questionnaire_version.published';
/** A plan created what is due; its state has planId and vendorId, its reason says why. */
export const assessmentPlanned = 'assessment.planned';
export const assessmentSent = 'assessment.sent';
export const assessmentSubmitted = 'assessment.submitted';
export const assessmentReturned = 'assessment.returned';
/** Subject: the assessment; its state has vendorId. */
export const assessmentCompleted = 'assessment.completed';
export const assessmentReopened = 'assessment.reopened';
/** A dispute changed the result: scores are computed anew. Subject: the assessment; its state has vendorId. */
export const assessmentReviewChanged = 'assessment.review_changed';
export const assessmentDeclined = 'assessment.declined';
/** Subject: the dispute; its state has assessmentId. */
export const disputeRaised = 'dispute.raised';
export const disputeAnswered = 'dispute.answered';
export const assessmentExpired = 'assessment.expired';
/** The day of a reminder has come; its state has assessmentId, dueOn and offsetDays. Nothing is mailed. */
export const reminderAnnounced = 'assessment_reminder.announced';
