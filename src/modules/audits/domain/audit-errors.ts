import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const auditErrors = defineErrors({
  'audit.not_found': { kind: 'not_found', title: 'There is no such audit', remedy: 'List /audits.' },
  'audit.in_future': {
    kind: 'invalid',
    title: 'The audit has not taken place yet',
    remedy: 'Give a day up to today; plan an audit to come with plannedFor.',
  },
  'audit.not_acceptable': {
    kind: 'invalid',
    title: 'The audit does not fit together',
    remedy: 'Mend every field named in errors and send it again.',
  },
  'audit.cannot_move': {
    kind: 'conflict',
    title: 'The audit cannot go there from where it is',
    remedy:
      'planned, performed, concluded in this order; cancelled while planned; concluded back to performed.',
  },
  'audit.cannot_step': {
    kind: 'invalid',
    title: 'The step lacks what it needs',
    remedy: 'Complete every field named in errors, in the step or with PATCH before it.',
  },
  'audit.fixed': {
    kind: 'conflict',
    title: 'The audit is concluded or cancelled, and fixed',
    remedy: 'Reopen a concluded audit with a reason; record a new one instead of a cancelled one.',
  },
  'audit.not_by_role': {
    kind: 'forbidden',
    title: 'Your roles do not allow this step',
    remedy: 'Concluding and reopening are for assessor and dpo.',
  },
  'audit.not_independent': {
    kind: 'refused',
    title: 'Whoever answers for a vendor cannot audit it',
    remedy: 'Name another auditor, or let somebody else conclude.',
  },
  'audit.not_performed': {
    kind: 'conflict',
    title: 'The audit has not been performed',
    remedy: 'Findings come of an audit that was performed: take it there first.',
  },
  'finding.not_found': { kind: 'not_found', title: 'There is no such finding', remedy: 'List /findings.' },
  'finding.bad_source': {
    kind: 'invalid',
    title: 'The audit does not belong to this finding',
    remedy: 'Name an audit of the same vendor, with source audit; leave auditId out otherwise.',
  },
  'finding.owner_unknown': {
    kind: 'invalid',
    title: 'The owner is not an active person',
    remedy: 'Give the id of somebody in /users, or leave ownerId out.',
  },
  'finding.cannot_move': {
    kind: 'conflict',
    title: 'The finding cannot go there from where it is',
    remedy: 'open, in_remediation, resolved, verified in this order, or back to open; or risk_accepted.',
  },
  'finding.not_by_role': {
    kind: 'forbidden',
    title: 'Your roles do not allow this step',
    remedy: 'Verifying is for assessor and dpo, accepting a risk for approver and dpo.',
  },
  'finding.own_resolution': {
    kind: 'refused',
    title: 'Who resolved a finding cannot verify it',
    remedy: 'Somebody else looks at the evidence and verifies it.',
  },
  'finding.own_finding': {
    kind: 'refused',
    title: 'Who raised a finding, owns it or owns its vendor cannot accept its risk',
    remedy: 'Another approver or data protection officer decides.',
  },
  'finding.bad_acceptance': {
    kind: 'invalid',
    title: 'The end of the acceptance is missing or out of range',
    remedy: 'Give acceptedUntil, a day from today to the longest acceptance, with risk_accepted only.',
  },
  'finding.bad_verification': {
    kind: 'invalid',
    title: 'The verification does not say how it was verified',
    remedy: 'Where the vendor mended it, give method or evidenceIds; with verified only.',
  },
  'finding.evidence_unknown': {
    kind: 'invalid',
    title: 'The evidence is not there, or speaks of another vendor',
    remedy: 'Store it with POST /evidence for this vendor and name its id.',
  },
  'finding.reason_needed': {
    kind: 'invalid',
    title: 'Another due day or severity needs a reason',
    remedy: 'Say in reason why the due day or the severity changes.',
  },
  'finding.bad_plan': {
    kind: 'invalid',
    title: 'The plan names a day that has passed',
    remedy: 'Give plannedFor, a day from today on.',
  },
  'finding.too_many_updates': {
    kind: 'conflict',
    title: 'The finding has as many messages as it can take',
    remedy: 'Settle it another way; nothing more is added to it.',
  },
  'finding.closed': {
    kind: 'conflict',
    title: 'The finding is closed: verified or withdrawn',
    remedy: 'Raise a new finding.',
  },
  'remediation_link.not_found': {
    kind: 'not_found',
    title: 'The vendor has no such link',
    remedy: 'List /vendors/{id}/remediation-links.',
  },
  'remediation_link.revoked': {
    kind: 'conflict',
    title: 'The link was revoked before',
    remedy: 'Make a new one when somebody needs it.',
  },
  'remediation_link.unknown_findings': {
    kind: 'invalid',
    title: 'A link opens findings of its own vendor only',
    remedy: 'Name findings of this vendor, or leave findingIds out for all of them.',
  },
});

export const refuse = raiser(auditErrors);
