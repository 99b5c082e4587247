import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const erasureErrors = defineErrors({
  'erasure.not_found': {
    kind: 'not_found',
    title: 'There is no such erasure',
    remedy: 'List /erasures.',
  },
  'erasure.nobody': {
    kind: 'not_found',
    title: 'There is nobody of this kind with this id',
    remedy:
      'Give the id of a user, a vendor contact, an invitation (respondent), an assessment (signatory), a remediation link (remediator), a report link (reporter), a vendor report (report_contact) or a subscription (subscriber).',
  },
  'erasure.hindered': {
    kind: 'refused',
    title: 'The person cannot be erased yet',
    remedy: 'Settle every line of unmet; GET /erasures/readiness shows what is left.',
  },
});

export const refuse = raiser(erasureErrors);
