import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const standardsErrors = defineErrors({
  'standard.not_found': {
    kind: 'not_found',
    title: 'There is no such version of the standard',
    remedy: 'List /standards to find the id.',
  },
  'standard.bad_requirements': {
    kind: 'invalid',
    title: 'The requirements cannot be evaluated as they stand',
    remedy: 'Mend every condition named in errors; GET /standards/facts lists what conditions may use.',
  },
  'standard.not_draft': {
    kind: 'conflict',
    title: 'Only a draft is published',
    remedy: 'Draft a new version with the requirements that you want, and publish that.',
  },
  'standard.overtaken': {
    kind: 'conflict',
    title: 'A newer version is published already',
    remedy: 'Draft a new version on top of the published one, so that nothing is undone unseen.',
  },
  'standard.own_draft': {
    kind: 'refused',
    title: 'Who drafted a version cannot publish it',
    remedy: 'Another data protection officer or an approver reads it and publishes it.',
  },
  'standard.not_dpo': {
    kind: 'forbidden',
    title: 'A shipped version is published by a data protection officer',
    remedy: 'Ask a data protection officer to read and publish it.',
  },
  'standard.no_subject': {
    kind: 'not_found',
    title: 'There is nothing like that to evaluate',
    remedy: 'Check subjectType and subjectId; with at, it must have been on record by then.',
  },
  'waiver.not_found': {
    kind: 'not_found',
    title: 'There is no such waiver',
    remedy: 'List /waivers to find the id.',
  },
  'waiver.bad_request': {
    kind: 'invalid',
    title: 'The waiver cannot be asked for like that',
    remedy: 'Mend every field named in errors.',
  },
  'waiver.not_waivable': {
    kind: 'refused',
    title: 'The requirement cannot be waived',
    remedy: 'Meet it: readiness says what is missing and how to mend it.',
  },
  'waiver.pending': {
    kind: 'conflict',
    title: 'A waiver of this requirement is asked for already',
    remedy: 'Wait for the decision on it, or have it withdrawn.',
  },
  'waiver.cannot_move': {
    kind: 'conflict',
    title: 'The waiver is not in a state in which this can be done',
    remedy: 'See waiverStatus for where it stands; ask for a new waiver where one is still needed.',
  },
  'waiver.own_request': {
    kind: 'forbidden',
    title: 'Whoever asks for a waiver, or drafted what it is for, does not decide on it',
    remedy: 'Let somebody decide who had no part in it.',
  },
  'waiver.not_yours': {
    kind: 'forbidden',
    title: 'A waiver is withdrawn by who asked for it',
    remedy: 'Refuse it, or revoke it once it is granted.',
  },
  'waiver.wrong_role': {
    kind: 'forbidden',
    title: 'This waiver is not for your role to decide',
    remedy: 'Ask somebody with one of the roles named in the detail.',
  },
  'waiver.past': {
    kind: 'refused',
    title: 'The last day of the waiver has passed',
    remedy: 'Ask for a new one with a day that lies ahead.',
  },
});

export const refuse = raiser(standardsErrors);
