import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const delegationErrors = defineErrors({
  'delegation.not_found': {
    kind: 'not_found',
    title: 'There is no such delegation',
    remedy: 'List /delegations.',
  },
  'delegation.not_own_role': {
    kind: 'forbidden',
    title: 'Nobody delegates a role that they do not have themselves',
    remedy: 'Let somebody delegate who has that role; what was delegated is not passed on.',
  },
  'delegation.self': {
    kind: 'refused',
    title: 'Nobody delegates to themselves',
    remedy: 'Name another person.',
  },
  'delegation.loop': {
    kind: 'refused',
    title: 'The person acts for you already, or through others, in these days',
    remedy: 'Name somebody who has not delegated to you; or revoke that delegation first.',
  },
  'delegation.barred': {
    kind: 'refused',
    title: 'Separation of duties keeps this person from deciding',
    remedy: 'Name somebody whom nothing keeps from it; conflicts says what does.',
  },
  'delegation.over': {
    kind: 'conflict',
    title: 'The delegation is over',
    remedy: 'Nothing is left to revoke.',
  },
  'delegation.unnamed': {
    kind: 'forbidden',
    title: 'Whoever acts for somebody else says so',
    remedy: 'Give delegationId; GET /delegations?toId= lists yours.',
  },
  'delegation.not_yours': {
    kind: 'forbidden',
    title: 'The delegation is to somebody else',
    remedy: 'Name a delegation to you.',
  },
  'delegation.not_in_force': {
    kind: 'forbidden',
    title: 'The delegation does not count now',
    remedy: 'See its days, and whether whoever gave it still has the role.',
  },
  'delegation.other_act': {
    kind: 'forbidden',
    title: 'The delegation is not about this',
    remedy:
      'An approver delegates decisions, a data protection officer opinions and decisions, on all flows or on one.',
  },
});

export const refuseDelegation = raiser(delegationErrors);
