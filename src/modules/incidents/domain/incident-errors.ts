import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const incidentErrors = defineErrors({
  'incident.not_found': {
    kind: 'not_found',
    title: 'There is no such incident',
    remedy: 'List /incidents; exercises are listed with exercise=true.',
  },
  'incident.not_acceptable': {
    kind: 'invalid',
    title: 'The facts of the incident do not fit together',
    remedy: 'Mend every field named in errors and send it again.',
  },
  'incident.cannot_move': {
    kind: 'conflict',
    title: 'The incident cannot go there from where it is',
    remedy:
      'reported, in_triage, confirmed by awareness, contained, closed in this order; dismissed only before awareness.',
  },
  'incident.not_by_role': {
    kind: 'forbidden',
    title: 'Your roles do not allow this step',
    remedy: 'Dismissing, closing and reopening are for dpo and approver.',
  },
  'incident.already_aware': {
    kind: 'conflict',
    title: 'The clock has been started',
    remedy: 'Correct the moment with PATCH /incidents/{id}/awareness and a reason; the old value is kept.',
  },
  'incident.not_aware': {
    kind: 'conflict',
    title: 'Nobody has decided yet when we were aware',
    remedy: 'Start the clock with POST /incidents/{id}/awareness.',
  },
  'incident.bad_awareness': {
    kind: 'invalid',
    title: 'The moment of awareness cannot be',
    remedy: 'Give a moment up to now, not before it occurred.',
  },
  'incident.bad_step': {
    kind: 'invalid',
    title: 'The step lacks what it needs, or names a moment that cannot be',
    remedy: 'Mend every field named in errors.',
  },
  'incident.fixed': {
    kind: 'conflict',
    title: 'The incident is closed or dismissed, and fixed',
    remedy: 'Reopen it with a reason: closed to confirmed, dismissed to in_triage.',
  },
  'incident.bad_assessment': {
    kind: 'invalid',
    title: 'The judgement of the risk does not fit together',
    remedy: 'Mend every field named in errors.',
  },
  'incident.bad_severity': {
    kind: 'invalid',
    title: 'What the method of ENISA asks for does not fit together',
    remedy: 'Mend every field named in errors; nothing was recorded.',
  },
  'incident.cannot_close': {
    kind: 'refused',
    title: 'Something is still owed',
    remedy: 'Meet or reason away every obligation in unmet, and judge the risk; then close it.',
  },
  'obligation.not_found': {
    kind: 'not_found',
    title: 'The incident has no such obligation',
    remedy: 'List /incidents/{id}/obligations.',
  },
  'obligation.settled': {
    kind: 'conflict',
    title: 'The obligation is not open',
    remedy: 'What was sent or reasoned away stays so; take it up again first where it was reasoned away.',
  },
  'obligation.not_ours': {
    kind: 'conflict',
    title: 'The vendor owes this, not we',
    remedy: 'Record when it told us in vendorNotifiedAt.',
  },
  'obligation.not_acceptable': {
    kind: 'invalid',
    title: 'The obligation does not fit together',
    remedy: 'Mend every field named in errors.',
  },
  'obligation.too_many': {
    kind: 'conflict',
    title: 'The incident has as many obligations as can be added',
    remedy: 'Name several recipients in one.',
  },
  'incident_notice.not_found': {
    kind: 'not_found',
    title: 'The incident has no such notice',
    remedy: 'List /incidents/{id}/notices.',
  },
  'incident_notice.not_acceptable': {
    kind: 'invalid',
    title: 'The notice does not fit together',
    remedy: 'Mend every field named in errors; nothing was recorded.',
  },
  'incident_notice.without_contact': {
    kind: 'invalid',
    title: 'The notice names no contact point',
    remedy: 'Give contact (GDPR Art. 33(3)(b)), or record dpoContact of the legal entity.',
  },
  'incident_notice.too_many': {
    kind: 'conflict',
    title: 'The incident has as many notices as it can take',
    remedy: 'Name several recipients in one.',
  },
  'report_link.not_found': {
    kind: 'not_found',
    title: 'The vendor has no such link',
    remedy: 'List /vendors/{vendorId}/report-links.',
  },
  'report_link.revoked': {
    kind: 'conflict',
    title: 'The link was revoked before',
    remedy: 'Nothing is left to do; make another link if the vendor needs one.',
  },
  'vendor_report.not_found': {
    kind: 'not_found',
    title: 'There is no such report',
    remedy: 'List /vendor-reports.',
  },
  'vendor_report.not_acceptable': {
    kind: 'invalid',
    title: 'The report does not fit together',
    remedy: 'Mend every field named in errors and send it again.',
  },
  'vendor_report.too_many': {
    kind: 'too_many',
    title: 'This link has brought as many reports as it may for now',
    remedy: 'Wait for the seconds in Retry-After. If it is urgent, use the telephone.',
  },
  'vendor_report.settled': {
    kind: 'conflict',
    title: 'The report was taken or set aside before',
    remedy: 'Read it: it says by whom, when and why.',
  },
  'vendor_report.cannot_be_taken': {
    kind: 'conflict',
    title: 'The incident cannot take the report',
    remedy: 'Name a real incident that is open, or leave incidentId out to open a new one.',
  },
  'incident.too_many_corrections': {
    kind: 'conflict',
    title: 'The moment of awareness was corrected as often as it can be',
    remedy: 'Say what else is to be said in the description.',
  },
});

export const refuse = raiser(incidentErrors);
