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
export const flowExpired = 'data_flow.expired';
export const flowClosed = 'data_flow.closed';
export const flowCertified = 'data_flow.certified';
export const flowOpinionGiven = 'data_flow_opinion.given';
export const conditionFulfilled = 'condition.fulfilled';

/** Systems reported what was sent; the entry holds how much, and a digest of the events. */
export const sharingReported = 'sharing_batch.reported';
export const deviationRaised = 'deviation.raised';
export const deviationTakenUp = 'deviation.taken_up';
export const deviationResolved = 'deviation.resolved';
