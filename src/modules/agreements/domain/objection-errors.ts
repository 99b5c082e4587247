import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const objectionErrors = defineErrors({
  'subprocessor_notice.not_found': {
    kind: 'not_found',
    title: 'There is no such notice',
    remedy: 'List /vendors/{id}/subprocessor-changes to find the id.',
  },
  'objection_window.not_found': {
    kind: 'not_found',
    title: 'There is no such objection window',
    remedy: 'List /objection-windows to find the id.',
  },
  'objection_window.cannot_move': {
    kind: 'conflict',
    title: 'The window does not allow this answer any more',
    remedy:
      'See allowed for what may follow; an objection to a tacit approval is late, and somebody else rules on it.',
  },
  'objection_window.prohibited': {
    kind: 'conflict',
    title: 'The agreement allows no sub-processors',
    remedy: 'Amend the agreement first; a notice that arrives afterwards is judged by the new terms.',
  },
  'objection_window.nothing_to_rule': {
    kind: 'conflict',
    title: 'No late objection waits for a ruling',
    remedy: 'Object first, or see lateObjection for the ruling that was given.',
  },
  'objection_window.own_objection': {
    kind: 'forbidden',
    title: 'Who objected too late does not rule on it',
    remedy: 'Let somebody else decide whether the objection counts.',
  },
});

export const refuseObjection = raiser(objectionErrors);
