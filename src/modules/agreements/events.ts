/** News of this module: actions of its ledger entries. */
export const agreementCreated = 'agreement.created';
export const agreementChanged = 'agreement.changed';
export const agreementMoved = 'agreement.moved';
/** Thirty days or less are left to give notice for the current term. */
export const agreementNoticeDue = 'agreement.notice_due';
export const agreementRenewed = 'agreement.renewed';
/** An amendment took effect: the reason names it. */
export const agreementAmended = 'agreement.amended';
export const amendmentDrafted = 'agreement_amendment.drafted';
export const amendmentSigned = 'agreement_amendment.signed';
export const amendmentInForce = 'agreement_amendment.took_effect';
export const amendmentWithdrawn = 'agreement_amendment.withdrawn';
export const amendmentLapsed = 'agreement_amendment.lapsed';

export const flowCreated = 'data_flow.created';
export const flowChanged = 'data_flow.changed';
export const flowSubmitted = 'data_flow.submitted';
/** The first of two approvals; the second completes the decision. */
export const flowApprovalBegun = 'data_flow.approval_begun';
export const flowApproved = 'data_flow.approved';
export const flowApprovedWithConditions = 'data_flow.approved_with_conditions';
export const flowRejected = 'data_flow.rejected';
export const flowConditionFulfilled = 'data_flow.condition_fulfilled';
export const flowActivated = 'data_flow.activated';
export const flowSuspended = 'data_flow.suspended';
export const flowResumed = 'data_flow.resumed';
/** The approval stands, its transfers on other adequacy decisions or on the tool that was approved with them. */
export const flowRelianceChanged = 'data_flow.reliance_changed';
export const flowStale = 'data_flow.became_stale';
/** A fact changed that is to be reviewed by the day in the reason; the approval stands until then. */
export const flowReviewDue = 'data_flow.review_due';
export const flowReviewed = 'data_flow.reviewed';
/** What was to be reviewed is again as it was approved. */
export const flowFactsRestored = 'data_flow.facts_restored';
/** A decision fact changed, and nothing follows from it. */
export const flowFactNoted = 'data_flow.fact_noted';
export const flowReviewGiven = 'data_flow_review.given';
export const flowExpired = 'data_flow.expired';
export const flowClosed = 'data_flow.closed';
export const flowCertified = 'data_flow.certified';
export const flowOpinionGiven = 'data_flow_opinion.given';
export const conditionFulfilled = 'condition.fulfilled';
/** Its day passed unfulfilled; what follows is the consequence that was set with it. */
export const conditionMissed = 'condition.missed';

/** A vendor told us of changes of its sub-processors; under each agreement a window opened. */
export const subprocessorNoticeRecorded = 'subprocessor_notice.recorded';
export const windowOpened = 'objection_window.opened';
export const windowApproved = 'objection_window.approved';
export const windowObjected = 'objection_window.objected';
export const windowObjectedLate = 'objection_window.objected_late';
export const windowRuled = 'objection_window.ruled';
/** The last day passed without an answer: a yes under a general authorisation, else a no. */
export const windowSettled = 'objection_window.settled_by_silence';
export const windowExcluded = 'objection_window.excluded';
/** Systems reported what was sent; the entry holds how much, and a digest of the events. */
export const sharingReported = 'sharing_batch.reported';
export const deviationRaised = 'deviation.raised';
export const deviationTakenUp = 'deviation.taken_up';
export const deviationResolved = 'deviation.resolved';

/** For a time somebody acts for somebody else; that it ends by its days is no news. */
export const delegationGiven = 'delegation.given';
export const delegationRevoked = 'delegation.revoked';

export const approvalModeProposed = 'approval_mode_change.proposed';
/** From here on the other mode counts. */
export const approvalModeChanged = 'approval_mode_change.confirmed';
export const approvalModeWithdrawn = 'approval_mode_change.withdrawn';
