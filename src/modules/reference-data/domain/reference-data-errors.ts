import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const adequacyChangeErrors = defineErrors({
  'adequacy_change.not_found': {
    kind: 'not_found',
    title: 'There is no such change of adequacy',
    remedy: 'List /reference-data/adequacy-changes to find the id.',
  },
  'adequacy_change.bad_change': {
    kind: 'invalid',
    title: 'The change of adequacy cannot be recorded as it stands',
    remedy: 'Mend every field named in errors.',
  },
  'adequacy_change.revoked': {
    kind: 'conflict',
    title: 'The change of adequacy was revoked before',
    remedy: 'It counts no more; record a new one if it is to count again.',
  },
  'adequacy_change.built_on': {
    kind: 'conflict',
    title: 'Other changes are of the decision that this one recorded',
    remedy: 'Revoke those first.',
  },
});

export const refuseChange = raiser(adequacyChangeErrors);
