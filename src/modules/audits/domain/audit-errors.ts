import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const auditErrors = defineErrors({
  'audit.not_found': { kind: 'not_found', title: 'There is no such audit', remedy: 'List /audits.' },
  'audit.in_future': {
    kind: 'invalid',
    title: 'The audit has not taken place yet',
    remedy: 'Record an audit once it is done.',
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
    remedy: 'open, in_remediation, resolved, verified in this order; or risk_accepted.',
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
    title: 'Who raised a finding cannot accept its risk',
    remedy: 'Another approver or data protection officer decides.',
  },
  'finding.bad_acceptance': {
    kind: 'invalid',
    title: 'The end of the acceptance is missing or out of range',
    remedy: 'Give acceptedUntil, a day within a year from today, with risk_accepted only.',
  },
  'finding.reason_needed': {
    kind: 'invalid',
    title: 'Asking less than before needs a reason',
    remedy: 'Say in reason why the due day is later or the severity lower.',
  },
  'finding.verified': {
    kind: 'conflict',
    title: 'The finding is verified and closed',
    remedy: 'Raise a new finding.',
  },
});

export const refuse = raiser(auditErrors);
