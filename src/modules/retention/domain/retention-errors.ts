import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const retentionErrors = defineErrors({
  'legal_hold.not_found': {
    kind: 'not_found',
    title: 'There is no such legal hold',
    remedy: 'List /legal-holds to find the id.',
  },
  'retention_rule.not_found': {
    kind: 'not_found',
    title: 'There is no such class of records',
    remedy: 'GET /retention-rules names the classes.',
  },
  'retention_rule.too_short': {
    kind: 'refused',
    title: 'The law asks for these records to be kept for longer',
    remedy: 'Give at least minimumDays of the class; the detail says why.',
  },
  'retention_run.not_found': {
    kind: 'not_found',
    title: 'There is no such run',
    remedy: 'List /retention-runs to find the id.',
  },
  'legal_hold.over': {
    kind: 'conflict',
    title: 'The legal hold stands no longer',
    remedy: 'Place a new hold where something has to be kept again.',
  },
});

export const refuse = raiser(retentionErrors);
