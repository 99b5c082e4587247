import { defineErrors, raiser } from '../../../shared/domain-error.js';

export const doraErrors = defineErrors({
  'dora.not_found': {
    kind: 'not_found',
    title: 'Nothing was recorded for the register of information yet',
    remedy: 'PUT it without If-Match.',
  },
  'dora.no_owner': {
    kind: 'not_found',
    title: 'There is no such company, vendor or agreement',
    remedy: 'List /legal-entities, /vendors or /agreements.',
  },
  'dora.bad_record': {
    kind: 'invalid',
    title: 'Some fields do not fit together, or name what is not there',
    remedy: 'Mend each field that errors names, and send it again.',
  },
  'dora.not_ready': {
    kind: 'refused',
    title: 'The register of information cannot be filed as it is',
    remedy: 'Mend everything in unmet; GET /exports/dora/readiness shows what is left.',
  },
});

export const refuse = raiser(doraErrors);
