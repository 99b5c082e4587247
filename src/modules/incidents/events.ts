/** News of this module: actions of its ledger entries. The state of each has vendorIds and exercise. */
export const incidentReported = 'incident.reported';
export const incidentChanged = 'incident.changed';
export const incidentMoved = 'incident.moved';
/** The clock started. */
export const incidentAware = 'incident.aware';
export const incidentAwarenessCorrected = 'incident.awareness_corrected';
export const incidentRiskAssessed = 'incident.risk_assessed';
/** Beside the judgement; nothing follows from it. */
export const incidentSeverityScored = 'incident.severity_scored';
/** Somebody is to be told, until when. */
export const obligationRaised = 'incident_obligation.raised';
/** Its days, or whether it is asked for, follow what is known now. */
export const obligationChanged = 'incident_obligation.changed';
export const obligationSent = 'incident_obligation.sent';
export const obligationReasonedAway = 'incident_obligation.reasoned_away';
export const obligationTakenUp = 'incident_obligation.taken_up';
/** Half, three quarters, nine tenths of its time are over, or all of it; each told once. `announcedShare` says which. */
export const obligationWarned = 'incident_obligation.warned';
export const obligationOverdue = 'incident_obligation.overdue';
export const noticeRecorded = 'incident_notice.recorded';
/** A vendor told us through its link; nobody took it up yet. */
export const vendorReportReceived = 'vendor_report.received';
export const vendorReportTaken = 'vendor_report.taken';
/** Set aside, and its days are over: the words are gone from the register. */
export const vendorReportEmptied = 'vendor_report.emptied';
export const vendorReportSetAside = 'vendor_report.set_aside';
/** Half, or three quarters, of the hours after the telling are over, and nobody took it up. `announcedShare` says which. */
export const vendorReportWarned = 'vendor_report.warned';
/** All of them are over. */
export const vendorReportOverdue = 'vendor_report.overdue';
