/** News of this module: actions of its ledger entries. The state of each has vendorIds and exercise. */
export const incidentReported = 'incident.reported';
export const incidentChanged = 'incident.changed';
export const incidentMoved = 'incident.moved';
/** The clock started. */
export const incidentAware = 'incident.aware';
export const incidentAwarenessCorrected = 'incident.awareness_corrected';
