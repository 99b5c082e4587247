/** News of this module: actions of its ledger entries. The state of each has vendorId. */
export const riskProfileSet = 'risk_profile.set';
export const scoreComputed = 'audit_score.computed';
