/** News of this module: actions of its ledger entries. The state of each but the models' has vendorId. */
export const riskProfileSet = 'risk_profile.set';
export const scoreComputed = 'audit_score.computed';
export const modelReleased = 'scoring_model.released';
export const modelRetired = 'scoring_model.retired';
