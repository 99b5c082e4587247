/** News of this module: actions of its ledger entries. The state of each has vendorId. */
export const findingRaised = 'finding.raised';
export const findingChanged = 'finding.changed';
export const findingMoved = 'finding.moved';
export const auditRecorded = 'audit.recorded';
