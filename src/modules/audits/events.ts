/** News of this module: actions of its ledger entries. The state of each has vendorId. */
export const findingRaised = 'finding.raised';
/** What is said of a finding: severity, due day, title, owner. */
export const findingChanged = 'finding.changed';
/** From one state to another, by somebody of ours or by the vendor. */
export const findingMoved = 'finding.moved';
/** The vendor gave another plan. */
export const findingPlanned = 'finding.planned';
/** The acceptance of its risk has ended: it counts as open again. */
export const findingReopened = 'finding.reopened';
/** Its due day has passed; told once for each due day. */
export const findingOverdue = 'finding.overdue';
/** What it rested on was changed after a dispute. */
export const findingWithdrawn = 'finding.withdrawn';
export const auditRecorded = 'audit.recorded';
export const auditMoved = 'audit.moved';
export const auditConcluded = 'audit.concluded';
