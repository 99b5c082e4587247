import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const retentionErrors = defineErrors({
  'legal_hold.not_found': {
    kind: 'not_found',
    title: 'There is no such legal hold',
    remedy: 'List /legal-holds to find the id.',
  },
  'legal_hold.over': {
    kind: 'conflict',
    title: 'The legal hold stands no longer',
    remedy: 'Place a new hold where something has to be kept again.',
  },
});

export const refuse = raiser(retentionErrors);
