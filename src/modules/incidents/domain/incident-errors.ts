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
  'incident.too_many_corrections': {
    kind: 'conflict',
    title: 'The moment of awareness was corrected as often as it can be',
    remedy: 'Say what else is to be said in the description.',
  },
});

export const refuse = raiser(incidentErrors);
